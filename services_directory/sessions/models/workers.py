"""Who sits at a desk, and in which room."""

from collections.abc import Iterable
from enum import Enum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, validates

from portal.db.base import Row
from services_directory.sessions.rules import languages


class Gender(Enum):
    WOMAN = "woman"
    MAN = "man"
    OTHER = "other"


class Worker(Row):
    """Who gives a service at a session. The name is the one that colleagues use."""

    __tablename__ = "workers"

    organization_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organizations.id"), index=True)
    name: Mapped[str]
    gender: Mapped[Gender]
    spoken: Mapped[str]

    @validates("spoken")
    def _keep_in_order(self, _name: str, codes: str | Iterable[str]) -> str:
        return languages.as_text(codes.split() if isinstance(codes, str) else codes)

    @property
    def languages(self) -> frozenset[str]:
        """Codes of the languages that the worker speaks without an interpreter."""
        return languages.as_codes(self.spoken)


class Room(Row):
    """A room at a place; one that two desks share is free for one of them at a time."""

    __tablename__ = "rooms"
    __table_args__ = (sa.UniqueConstraint("location_id", "name"),)

    location_id: Mapped[UUID] = mapped_column(sa.ForeignKey("locations.id"))
    name: Mapped[str]
