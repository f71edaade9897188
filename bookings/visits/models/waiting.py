"""Who waits for a morning that is full, and what was offered to them. The database lets nobody have
two open offers for one place."""

from datetime import datetime
from enum import Enum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.db.base import Row
from portal.db.columns import SealedText, fingerprint_column


class WaitingState(Enum):
    """Where somebody who waits stands. `passed`: an offer ran out unanswered, and nothing more is
    held until they look again."""

    WAITING = "waiting"
    OFFERED = "offered"
    TAKEN = "taken"
    PASSED = "passed"
    WITHDRAWN = "withdrawn"
    OVER = "over"


class OfferAnswer(Enum):
    """What became of an offer. `gone`: it fell through by no doing of whoever waits."""

    OPEN = "open"
    TAKEN = "taken"
    DECLINED = "declined"
    PASSED = "passed"
    GONE = "gone"


STILL_WAITS = (WaitingState.WAITING, WaitingState.OFFERED, WaitingState.PASSED)


class WaitingPlace(Row):
    """Somebody who waits for one session. It keeps what is needed to offer and to book a visit, and
    forgets that once it is taken or given up."""

    __tablename__ = "waiting_places"

    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("clients.id"), index=True)
    session_id: Mapped[UUID] = mapped_column(sa.ForeignKey("service_sessions.id"), index=True)
    state: Mapped[WaitingState]
    made_at: Mapped[datetime]
    over_at: Mapped[datetime]
    set_aside_at: Mapped[datetime | None] = mapped_column(default=None)
    phrase: Mapped[bytes | None] = fingerprint_column(unique=True, default=None)
    asks = SealedText("waiting_places.asks", padded_to=512)
    wanted = SealedText("waiting_places.wanted", padded_to=512)
    reason = SealedText("waiting_places.reason", padded_to=256)

    @property
    def still_waits(self) -> bool:
        return self.state in STILL_WAITS

    def end(self, state: WaitingState) -> None:
        """From here on it waits for nothing. The phrase still opens one whose morning has begun."""
        self.state = state
        self.asks = self.wanted = None
        if state is not WaitingState.OVER:
            self.phrase = None


class WaitingOffer(Row):
    """A whole visit held for somebody who waits, until a moment."""

    __tablename__ = "waiting_offers"
    __table_args__ = (
        sa.Index(
            "ix_waiting_offers_place_id_open",
            "place_id",
            unique=True,
            sqlite_where=sa.text("answer = 'open'"),
            postgresql_where=sa.text("answer = 'open'"),
        ),
    )

    place_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("waiting_places.id", ondelete="CASCADE"), index=True
    )
    # No foreign key: whoever erases a hold that ran out must not wait for this row.
    visit_id: Mapped[UUID]
    arrives_at: Mapped[datetime]
    leaves_at: Mapped[datetime]
    offered_at: Mapped[datetime]
    held_until: Mapped[datetime]
    answer: Mapped[OfferAnswer] = mapped_column(default=OfferAnswer.OPEN)
