"""Decisions about handing on, on plain values: unknown is no, and somebody always holds it."""
