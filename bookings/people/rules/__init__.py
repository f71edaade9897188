"""Decisions about what is written down of people, on plain values."""
