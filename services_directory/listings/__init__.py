"""Organisations, their services and their places. It refuses to know when anything is open."""
