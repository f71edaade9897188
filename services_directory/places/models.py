"""A refuge's places, and who has one held. No column here can keep where a refuge is (S-29)."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from portal.db.base import Base, Row
from services_directory.listings.models import Service
from services_directory.places.rules import Gender, NotAnArea, leads_to_a_door

LONGEST_AREAS, LONGEST_NOTE, LETTERS_IN_A_CODE = 120, 240, 5


def _has_no_number(column: str) -> str:
    return " AND ".join(f"{column} NOT LIKE '%{digit}%'" for digit in range(10))


class Place(Row):
    """One place of a refuge service, as its workers said at `confirmed_at` (R-09).

    `code` are letters that mean nothing. What is None has not been said, and is asked there.
    `access`, `funding`, `support`, `languages`, `only_for` and `by_and_for` are closed words with
    spaces. Once it has ended nobody is shown it.
    """

    __tablename__ = "refuge_places"
    __table_args__ = (
        sa.CheckConstraint(_has_no_number("code"), name="code_has_no_number"),
        sa.CheckConstraint(f"areas <> '' AND {_has_no_number('areas')}", name="areas_only"),
        sa.CheckConstraint(_has_no_number("note"), name="note_has_no_number"),
    )

    service_id: Mapped[UUID] = mapped_column(sa.ForeignKey(Service.id), index=True)
    code: Mapped[str] = mapped_column(sa.String(LETTERS_IN_A_CODE), unique=True)
    areas: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    is_free: Mapped[bool]
    confirmed_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    # Counts every change, so that nobody overwrites what somebody else has just changed.
    changes: Mapped[int] = mapped_column(default=1)

    people: Mapped[int | None] = mapped_column(default=None)
    rooms: Mapped[int | None] = mapped_column(default=None)
    boys_until: Mapped[int | None] = mapped_column(default=None)
    gender: Mapped[Gender | None] = mapped_column(default=None)
    access: Mapped[str | None] = mapped_column(default=None)
    funding: Mapped[str | None] = mapped_column(default=None)
    support: Mapped[str | None] = mapped_column(default=None)
    languages: Mapped[str | None] = mapped_column(default=None)
    takes_pets: Mapped[bool | None] = mapped_column(default=None)
    is_self_contained: Mapped[bool | None] = mapped_column(default=None)
    only_for: Mapped[str] = mapped_column(default="")
    by_and_for: Mapped[str] = mapped_column(default="")

    service: Mapped[Service] = relationship()

    @validates("areas", "note")
    def _keep_no_door(self, _name: str, words: str) -> str:
        """What the check of the database cannot see: other scripts' digits, streets, houses."""
        if leads_to_a_door(words):
            raise NotAnArea
        return words


class PlaceHold(Base):
    """A place kept for one need until a moment: a row for each place, and so never two holds.

    The need is a bare id: this package does not know whose it is.
    """

    __tablename__ = "place_holds"

    place_id: Mapped[UUID] = mapped_column(sa.ForeignKey(Place.id), primary_key=True)
    need_id: Mapped[UUID] = mapped_column(index=True)
    until: Mapped[datetime]
