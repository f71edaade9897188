"""Saying why one looks, and what came of asking about it."""
