"""Calendars of numbers for staff's own telephones. They know sessions, rooms and counts, and refuse
to know whom a count is made of, or which service a room is for (C-26)."""
