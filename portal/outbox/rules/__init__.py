"""Decisions about sending, on plain values."""
