"""Who is kept out of a case although they could see it otherwise (S-28)."""

import sqlalchemy as sa

from portal.access import Actor


def not_shut_out(_actor: Actor) -> sa.ColumnElement[bool]:
    """Whether the case of the larger select is not closed to this actor."""
    return sa.true()
