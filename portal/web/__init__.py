"""The one way in: where request, permission, transaction, record and template meet.

It refuses to know what any page is about.
"""
