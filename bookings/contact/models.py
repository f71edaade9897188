"""What she said of reaching her, with where each answer came from. Nothing is written over: what
stands no more is closed, so that what was allowed when can always be told."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bookings.contact.rules.choices import Channel, Kind, SaidBy
from bookings.contact.rules.fields import Field
from bookings.contact.rules.preference import Stop
from portal.db.base import Row
from portal.db.columns import SealedText, fingerprint_column

# The place that a number is found again by, wherever it stands.
NUMBERS = "contact.number"


def _one_open(name: str, *columns: str, while_: str) -> sa.Index:
    """At most one row of each that is still open."""
    still = sa.text(f"{while_} IS NULL")
    return sa.Index(name, *columns, unique=True, sqlite_where=still, postgresql_where=still)


class ContactAnswer(Row):
    """One answer to one field. `until` is empty while it stands."""

    __tablename__ = "contact_answers"
    __table_args__ = (
        _one_open("ix_contact_answers_client_id_field_open", "client_id", "field", while_="until"),
    )

    client_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("clients.id", ondelete="CASCADE"), index=True
    )
    field: Mapped[Field]
    value = SealedText("contact_answers.value", padded_to=512)
    # Of a telephone number, so that one that writes to us is known again.
    number: Mapped[bytes | None] = fingerprint_column(index=True, default=None)
    said_by: Mapped[SaidBy]
    # The account that heard it; nobody did where she said it online.
    told_to: Mapped[UUID | None]
    said_at: Mapped[datetime]
    confirmed_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    until: Mapped[datetime | None] = mapped_column(default=None)


class ContactApproval(Row):
    """The words that she saw and allowed for one kind and one way (S-09)."""

    __tablename__ = "contact_approvals"
    __table_args__ = (
        _one_open(
            "ix_contact_approvals_client_id_kind_channel_open",
            "client_id",
            "kind",
            "channel",
            while_="until",
        ),
    )

    client_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("clients.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[Kind]
    channel: Mapped[Channel]
    # Version, language, style and elements: which language she reads is hers too.
    wording = SealedText("contact_approvals.wording", padded_to=256)
    said_by: Mapped[SaidBy]
    told_to: Mapped[UUID | None]
    approved_at: Mapped[datetime]
    until: Mapped[datetime | None] = mapped_column(default=None)


class ContactStop(Row):
    """Nothing reaches her any more, until somebody has spoken with her in person and lifted it."""

    __tablename__ = "contact_stops"
    __table_args__ = (
        _one_open("ix_contact_stops_client_id_why_open", "client_id", "why", while_="lifted_at"),
    )

    client_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("clients.id", ondelete="CASCADE"), index=True
    )
    why: Mapped[Stop]
    at: Mapped[datetime]
    # The account that pressed it; empty where she did, or a text came in.
    stopped_by: Mapped[UUID | None]
    lifted_at: Mapped[datetime | None] = mapped_column(default=None)
    lifted_by: Mapped[UUID | None] = mapped_column(default=None)


class FlaggedNumber(Row):
    """A provider said that a number must not be tried again; it is not, until a person has spoken
    with whoever it belongs to."""

    __tablename__ = "flagged_numbers"

    number: Mapped[bytes] = fingerprint_column(index=True)
    code: Mapped[int]
    at: Mapped[datetime]
    spoken_with_at: Mapped[datetime | None] = mapped_column(default=None)
    spoken_by: Mapped[UUID | None] = mapped_column(default=None)
