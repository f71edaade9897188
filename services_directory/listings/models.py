"""Organisations, services and places, with Open Referral's names. A refuge's place is an area."""

from datetime import datetime
from enum import Enum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db.base import Row


class ServiceKind(Enum):
    """What a service is for; `other` is known by its own name."""

    IDVA = "idva"
    HOUSING = "housing"
    LEGAL = "legal"
    REFUGE = "refuge"
    SUBSTANCE_MISUSE = "substance_misuse"
    POLICE = "police"
    CHILDRENS_SOCIAL_CARE = "childrens_social_care"
    ISVA = "isva"
    OTHER = "other"


class Organization(Row):
    """Who gives a service."""

    __tablename__ = "organizations"

    name: Mapped[str] = mapped_column(unique=True)


class Service(Row):
    """What an organisation offers."""

    __tablename__ = "services"

    organization_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organizations.id"), index=True)
    name: Mapped[str]
    kind: Mapped[ServiceKind]
    # What it is for, who can come, when it is open and which languages are spoken, in plain words.
    remit: Mapped[str] = mapped_column(default="")
    eligibility: Mapped[str] = mapped_column(default="")
    hours: Mapped[str] = mapped_column(default="")
    spoken: Mapped[str] = mapped_column(default="")
    # When somebody last asked the service whether this still holds (P-09).
    confirmed_at: Mapped[datetime | None] = mapped_column(default=None)
    # Counts every change, so that nobody overwrites what somebody else has just changed.
    changes: Mapped[int] = mapped_column(default=0)

    organization: Mapped[Organization] = relationship()


PLACE_FIELDS = ("name", "description", "address_1", "city", "postal_code")

# A house number or a postcode written into the area would be an address after all.
_AREA_HAS_NO_NUMBER = [f"area NOT LIKE '%{digit}%'" for digit in range(10)]
AN_AREA_ONLY = " AND ".join([f"{field} IS NULL" for field in PLACE_FIELDS] + _AREA_HAS_NO_NUMBER)


class Location(Row):
    """A place. A confidential one holds an area and nothing that leads to its door (S-29)."""

    __tablename__ = "locations"
    __table_args__ = (
        sa.CheckConstraint(f"NOT confidential OR ({AN_AREA_ONLY})", name="confidential_is_an_area"),
        sa.CheckConstraint("confidential OR name IS NOT NULL", name="open_has_a_name"),
    )

    area: Mapped[str]
    confidential: Mapped[bool]
    name: Mapped[str | None]
    description: Mapped[str | None]
    address_1: Mapped[str | None]
    city: Mapped[str | None]
    postal_code: Mapped[str | None]


class ServiceAtLocation(Row):
    """A service as it is given at one place."""

    __tablename__ = "services_at_location"
    __table_args__ = (sa.UniqueConstraint("service_id", "location_id"),)

    service_id: Mapped[UUID] = mapped_column(sa.ForeignKey("services.id"))
    location_id: Mapped[UUID] = mapped_column(sa.ForeignKey("locations.id"), index=True)

    service: Mapped[Service] = relationship()
    location: Mapped[Location] = relationship()
