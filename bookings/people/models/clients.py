"""A client and each child: as little as a visit needs, and no child a field of a parent (S-38)."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.db.base import Row
from portal.db.columns import SealedText


class Client(Row):
    """Somebody who comes. No account, no address, no name but the one to call her by (V-01)."""

    __tablename__ = "clients"

    made_at: Mapped[datetime]
    chosen_name = SealedText("clients.chosen_name", padded_to=64)
    # Whether whoever meets them next has something to tell them.
    is_to_hear: Mapped[bool] = mapped_column(default=False)


class Child(Row):
    """A child of their own, unborn ones too. The age is what was said when the visit was made."""

    __tablename__ = "children"

    client_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("clients.id", ondelete="CASCADE"), index=True
    )
    born: Mapped[bool]
    age = SealedText("children.age")
