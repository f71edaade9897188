"""A text that came in. Whoever has her phone may have written it (S-27)."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from portal.db.base import Row
from portal.db.columns import SealedText, fingerprint_column


class InboundText(Row):
    """Number and words are sealed; a person reads them, and nothing is ever answered (S-13)."""

    __tablename__ = "inbound_texts"

    heard_at: Mapped[datetime] = mapped_column(index=True)
    asks_to_stop: Mapped[bool]
    seen_at: Mapped[datetime | None] = mapped_column(default=None)
    sender: Mapped[bytes] = fingerprint_column(index=True)
    # Of the provider's own name for it, so that a text that is told twice is kept once.
    told_as: Mapped[bytes] = fingerprint_column(unique=True)
    number = SealedText("inbound_texts.number", padded_to=32)
    words = SealedText("inbound_texts.words", padded_to=256)
