"""How often each phrase was written, in all: not by whom, of whom or when (C-21)."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.db.base import Base


class PhraseCount(Base):
    """One phrase of the list, and how often a saved text had it."""

    __tablename__ = "phrase_counts"

    phrase: Mapped[str] = mapped_column(sa.String(80), primary_key=True)
    times: Mapped[int]
