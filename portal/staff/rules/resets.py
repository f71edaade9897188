"""A reset takes two people, and neither is who is reset (P-03)."""

from uuid import UUID


def may_agree(second: UUID | None, *, asked_by: UUID, about: UUID) -> bool:
    """Whether somebody may be the second of the two."""
    return second is not None and second not in (asked_by, about)
