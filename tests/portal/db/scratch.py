"""A table that only these tests know, with one column of each kind."""

from datetime import datetime
from enum import Enum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.db.base import Row
from portal.db.columns import SealedText, fingerprint_column


class Colour(Enum):
    RED = "red"
    DARK_RED = "dark-red"


class Scratch(Row):
    """Apart from the portal's own tables."""

    __abstract__ = True
    metadata = sa.MetaData()


class Note(Scratch):
    __tablename__ = "notes"

    at: Mapped[datetime | None] = mapped_column(default=None)
    colour: Mapped[Colour | None] = mapped_column(default=None)
    mark: Mapped[bytes | None] = fingerprint_column(unique=True, default=None)
    words = SealedText("notes.words", padded_to=64)
    others = SealedText("notes.others", padded_to=64)


class Place(Scratch):
    """Something that there is only one of, at each number."""

    __tablename__ = "places"

    number: Mapped[int] = mapped_column(unique=True)
    note_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("notes.id"), default=None)
