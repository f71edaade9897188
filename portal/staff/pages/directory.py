"""What accounts need of the directory, which they cannot see: portal/app.py gives it to them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class WorkerChoice:
    """Somebody who gives a service for an organisation."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class DeskChoice:
    """A desk of a session that is not over."""

    id: UUID
    name: str
    starts_at: datetime
    ends_at: datetime


WorkersOf: TypeAlias = Callable[[Session, UUID], Sequence[WorkerChoice]]
DesksAhead: TypeAlias = Callable[[Session, datetime], Sequence[DeskChoice]]


@dataclass(frozen=True, slots=True)
class Directory:
    """The workers of an organisation, and the desks that a pass can be given for."""

    workers_of: WorkersOf
    desks_ahead: DesksAhead
