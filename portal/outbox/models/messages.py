"""A message that is to be sent: whom and what it is about by bare numbers, and how far it got."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.db.base import Row
from portal.db.columns import SealedText, fingerprint_column
from portal.outbox.rules.states import State
from portal.outbox.rules.verdicts import Channel

# May still reach somebody, or may have and no person has seen that: no second one of the kind
# stands beside it.
_IS_LIVE = sa.text("state IN ('queued', 'in flight') OR (state = 'unclear' AND seen_at IS NULL)")


class Message(Row):
    """No phone number, no address, no word of it: those are fetched at the moment of sending and
    forgotten with it. The provider's reference is erased once the provider was told to forget."""

    __tablename__ = "outbox_messages"

    kind: Mapped[str] = mapped_column(sa.String(30))
    client_id: Mapped[UUID] = mapped_column(index=True)
    about_id: Mapped[UUID] = mapped_column(index=True)
    queued_at: Mapped[datetime]
    send_after: Mapped[datetime]
    useful_until: Mapped[datetime]
    state: Mapped[State]
    reason: Mapped[str | None] = mapped_column(sa.String(60), default=None)
    code: Mapped[int | None] = mapped_column(default=None)
    tries: Mapped[int] = mapped_column(default=0)
    channel: Mapped[Channel | None] = mapped_column(default=None)
    claimed_at: Mapped[datetime | None] = mapped_column(default=None)
    settled_at: Mapped[datetime | None] = mapped_column(default=None)
    # Somebody called it off while it was on its way: should it come back, it goes no more.
    called_off_at: Mapped[datetime | None] = mapped_column(default=None)
    # A person has seen what became of it.
    seen_at: Mapped[datetime | None] = mapped_column(default=None)
    forget_after: Mapped[datetime | None] = mapped_column(default=None)
    callback: Mapped[bytes] = fingerprint_column(unique=True)
    reference = SealedText("outbox_messages.reference", padded_to=48)

    __table_args__ = (
        sa.CheckConstraint("tries >= 0", name="tries"),
        sa.Index(None, "state", "send_after"),
        sa.Index(None, "forget_after"),
        sa.Index(
            "uq_outbox_messages_live",
            "kind",
            "about_id",
            unique=True,
            sqlite_where=_IS_LIVE,
            postgresql_where=_IS_LIVE,
        ),
    )
