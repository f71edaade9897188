"""Handoffs: those who pass on, and those who receive."""

from bookings.handoffs.routes_receiving import routes as receiving
from bookings.handoffs.routes_sending import routes as sending

routes = [*sending, *receiving]
