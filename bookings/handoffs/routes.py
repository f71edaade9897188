"""Handoffs: those who pass on, and those who receive."""

from bookings.handoffs.routes_receiving import routes as receiving

routes = [*receiving]
