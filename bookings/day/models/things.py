"""What a session has besides desks, to whom it is given for which five minutes, and each child's
stay in the creche. No free text can name an interpreter: one is chosen from the list (S-47)."""

from datetime import datetime
from enum import Enum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.db.base import Base, Row
from portal.db.columns import SealedText
from services_directory.sessions.models import Gender
from services_directory.sessions.rules.cells import start_of


class ThingKind(Enum):
    """What can be given to a visit for a while."""

    CRECHE_PLACE = "creche_place"
    INTERPRETER = "interpreter"
    QUIET_ROOM = "quiet_room"
    EXIT = "exit"


class Attendance(Enum):
    """How an interpreter takes part."""

    PRESENT = "present"
    BY_PHONE = "by_phone"


class Interpreter(Row):
    """A professional on the service's own list, never somebody's relative (S-47). With `signs`
    the language is a sign language, such as BSL."""

    __tablename__ = "interpreters"

    name: Mapped[str] = mapped_column(sa.String(60))
    language: Mapped[str] = mapped_column(sa.String(40))
    dialect: Mapped[str] = mapped_column(sa.String(40))
    gender: Mapped[Gender]
    from_outside: Mapped[bool]
    signs: Mapped[bool]


class OfferedInterpreter(Base):
    """An interpreter whom a session has, there or by phone. Time is claimed under the
    interpreter's own id, so that nobody is at two sessions at once."""

    __tablename__ = "offered_interpreters"

    session_id: Mapped[UUID] = mapped_column(sa.ForeignKey("service_sessions.id"), primary_key=True)
    interpreter_id: Mapped[UUID] = mapped_column(sa.ForeignKey("interpreters.id"), primary_key=True)
    attendance: Mapped[Attendance]


class AvoidedInterpreter(Base):
    """An interpreter who never sees her, as an avoided worker does not (C-09)."""

    __tablename__ = "avoided_interpreters"

    visit_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("visits.id", ondelete="CASCADE"), primary_key=True
    )
    interpreter_id: Mapped[UUID] = mapped_column(sa.ForeignKey("interpreters.id"), primary_key=True)


class CrechePlace(Row):
    """One child's place; each five minutes of it are claimed under its id."""

    __tablename__ = "creche_places"
    __table_args__ = (sa.UniqueConstraint("session_id", "number"),)

    session_id: Mapped[UUID] = mapped_column(sa.ForeignKey("service_sessions.id"))
    number: Mapped[int]


class QuietRoom(Base):
    """A room of the place that can be given to somebody at this session."""

    __tablename__ = "quiet_rooms"

    session_id: Mapped[UUID] = mapped_column(sa.ForeignKey("service_sessions.id"), primary_key=True)
    room_id: Mapped[UUID] = mapped_column(sa.ForeignKey("rooms.id"), primary_key=True)


class GivenThing(Row):
    """A thing given to a visit for a run of cells, which are claimed under this row's id: an
    interpreter for one stop, a creche place for one child, a room or the exit for a while."""

    __tablename__ = "given_things"

    visit_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("visits.id", ondelete="CASCADE"), index=True
    )
    session_id: Mapped[UUID] = mapped_column(sa.ForeignKey("service_sessions.id"), index=True)
    kind: Mapped[ThingKind]
    # An interpreter, a creche place, a room, or the session's exit: whatever the claims are of.
    thing_id: Mapped[UUID]
    cell: Mapped[int]
    cells: Mapped[int]
    appointment_id: Mapped[UUID | None] = mapped_column(
        sa.ForeignKey("appointments.id", ondelete="CASCADE"), default=None
    )
    child_id: Mapped[UUID | None] = mapped_column(
        sa.ForeignKey("children.id", ondelete="CASCADE"), default=None
    )

    @property
    def starts_at(self) -> datetime:
        return start_of(self.cell)

    @property
    def ends_at(self) -> datetime:
        return start_of(self.cell + self.cells)


class Collector(Row):
    """Somebody whom she named today: her child may go with them (S-46). Whoever wrote the name
    down (`named_by`, a staff account) gives no child to them alone, but where she named them as
    that very child was brought, or a colleague has asked her too."""

    __tablename__ = "creche_collectors"

    visit_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("visits.id", ondelete="CASCADE"), index=True
    )
    name = SealedText("creche_collectors.name", padded_to=64)
    named_by: Mapped[UUID | None]
    stay_id: Mapped[UUID | None] = mapped_column(
        sa.ForeignKey("creche_stays.id", ondelete="CASCADE"), default=None
    )
    confirmed_by: Mapped[UUID | None] = mapped_column(default=None)


class CrecheStay(Row):
    """One child in the creche: who brought the child, and who took the child away, and when. The
    names are erased when the session closes; that a child was there stays."""

    __tablename__ = "creche_stays"
    __table_args__ = (
        sa.Index(
            "ix_creche_stays_child_id_there",
            "child_id",
            unique=True,
            sqlite_where=sa.text("out_at IS NULL"),
            postgresql_where=sa.text("out_at IS NULL"),
        ),
    )

    session_id: Mapped[UUID] = mapped_column(sa.ForeignKey("service_sessions.id"), index=True)
    visit_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("visits.id", ondelete="CASCADE"), index=True
    )
    child_id: Mapped[UUID] = mapped_column(sa.ForeignKey("children.id", ondelete="CASCADE"))
    in_at: Mapped[datetime]
    # Staff accounts: who was at the creche's door.
    in_seen_by: Mapped[UUID | None]
    brought_by = SealedText("creche_stays.brought_by", padded_to=64)
    out_at: Mapped[datetime | None] = mapped_column(default=None)
    out_seen_by: Mapped[UUID | None] = mapped_column(default=None)
    released_to = SealedText("creche_stays.released_to", padded_to=64)
    # Why a child went although somebody dangerous was here: a coordinator says it.
    why_in_danger = SealedText("creche_stays.why_in_danger", padded_to=256)


class WorkerAway(Row):
    """A worker sees nobody from one cell on: late, or gone. Their free cells are claimed under
    this row's id, so that nobody is given a time that nobody can keep."""

    __tablename__ = "workers_away"

    session_id: Mapped[UUID] = mapped_column(sa.ForeignKey("service_sessions.id"), index=True)
    worker_id: Mapped[UUID] = mapped_column(sa.ForeignKey("workers.id"))
    cell: Mapped[int]
    cells: Mapped[int]
    noted_at: Mapped[datetime]
