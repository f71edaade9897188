"""Handoffs: those who pass on, and those who receive."""

from bookings.handoffs.routes_sending import routes as sending

routes = [*sending]
