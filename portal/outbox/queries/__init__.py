"""Selects of what waits, and of what a person must look at."""
