"""Who can be shut out of a case: by the names that colleagues use, never by an address."""

from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.models import Interpreter
from bookings.people.actions.shut_out import Whom
from bookings.people.models import CaseRecord, ShutOut
from portal.access import Actor
from portal.staff.models import Account, Standing
from services_directory.listings.models import Organization
from services_directory.sessions.models import Worker

KINDS = ("worker", "account", "organization", "interpreter")


class Choice(NamedTuple):
    """One who can be shut out."""

    kind: str
    id: UUID
    name: str

    @property
    def value(self) -> str:
        """How a form names it."""
        return f"{self.kind}:{self.id}"

    @property
    def whom(self) -> Whom:
        return Whom(**{f"{self.kind}_id": self.id})


def choices(db: Session, actor: Actor, case: CaseRecord) -> list[Choice]:
    """Everybody who works at a session or interprets there, every other organisation, and the
    actor's own colleagues but whoever holds the case."""
    return [
        *(Choice("worker", *row) for row in db.execute(_ordered(Worker))),
        *_colleagues(db, actor, case),
        *(
            Choice("organization", *row)
            for row in db.execute(_ordered(Organization))
            if row[0] != case.organization_id
        ),
        *(Choice("interpreter", *row) for row in db.execute(_ordered(Interpreter))),
    ]


def never_shut_out(db: Session, actor: Actor, case: CaseRecord) -> list[Choice]:
    """Who is the actor's to see and cannot be shut out of this case, or cannot any more: their own
    organisation, whoever holds the case, and every colleague there ever was."""
    ours = sa.select(Account.id).where(Account.organization_id == actor.organization_id)
    own = Choice("organization", case.organization_id, "")
    return [own, *(Choice("account", each, "") for each in db.scalars(ours))]


def named(row: ShutOut, among: list[Choice]) -> Choice:
    """Whom a row shuts out; who has left since has no name any more."""
    kind = next(each for each in KINDS if getattr(row, f"{each}_id") is not None)
    found_id = getattr(row, f"{kind}_id")
    found = (each for each in among if (each.kind, each.id) == (kind, found_id))
    return next(found, Choice(kind, found_id, ""))


def _ordered(
    kind: type[Worker] | type[Organization] | type[Interpreter],
) -> sa.Select[UUID, str]:
    return sa.select(kind.id, kind.name).order_by(kind.name, kind.id)


def _colleagues(db: Session, actor: Actor, case: CaseRecord) -> list[Choice]:
    ours = sa.select(Account).where(
        Account.organization_id == actor.organization_id,
        Account.standing == Standing.ACTIVE,
        Account.id.not_in([case.holder, actor.account_id]),
    )
    found = [Choice("account", each.id, each.name or "") for each in db.scalars(ours)]
    return sorted(found, key=lambda each: each.name)
