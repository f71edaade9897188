"""Decisions about reaching somebody, on plain values: unknown is always no (S-01)."""
