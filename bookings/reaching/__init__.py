"""Reaching somebody as she said, by people: what stands, whom to ring now, and what needs a person.

It holds no number and decides nothing by itself: both are asked of `contact`, each time anew.
"""
