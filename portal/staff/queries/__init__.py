"""Who is signed in, and whose account somebody may see."""

from portal.staff.queries.signed_in import fingerprint, recognise

__all__ = ["fingerprint", "recognise"]
