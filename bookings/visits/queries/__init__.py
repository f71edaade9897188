"""Journeys, visits and what is free, each reached only through who asks."""
