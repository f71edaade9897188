"""The call list: everybody who may be rung, whether now, and what came of the last call (R-06)."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.contact.rules.choices import Route
from bookings.contact.rules.preference import Preference
from bookings.contact.rules.ringing import Ringing
from bookings.reaching.models import Call
from bookings.reaching.queries.people import (
    Somebody,
    alert_is_near,
    alert_is_on,
    alerted_sessions,
    people,
)
from bookings.reaching.queries.standing import frozen_numbers, preferences
from bookings.reaching.rules.calls import Around, in_order, ringing
from bookings.visits.models import Visit
from portal.access import Actor
from portal.staff.models import Account

PHONES = frozenset({Route.MOBILE, Route.OTHER_PHONE})


class LastCall(NamedTuple):
    """Who rang somebody last, when, and what came of it; None while that is not said."""

    call: Call
    name: str


class CallLine(NamedTuple):
    """One person of the list."""

    who: Somebody
    ringing: Ringing
    last: LastCall | None

    @property
    def name(self) -> str:
        return self.who.name.casefold()


def call_list(db: Session, actor: Actor, at: datetime) -> list[CallLine]:
    """Everybody of this actor's people who allowed a call, who can be rung now first (S-12)."""
    found = people(db, actor, at)
    said = {
        client: each for client, each in preferences(db, found, at).items() if each.routes & PHONES
    }
    frozen, alerted = frozen_numbers(db, said), alerted_sessions(db)
    last = last_calls(db, said)
    return in_order(
        CallLine(
            found[client],
            ringing(
                preference,
                Around(frozen.get(client, frozenset()), found[client].session_id in alerted),
                at,
            ),
            last.get(client),
        )
        for client, preference in said.items()
    )


def ringing_of(db: Session, visit: Visit, at: datetime) -> tuple[Preference, Ringing]:
    """What one person said, and whether they may be rung at this moment: asked again whenever a
    number would be shown (R-06)."""
    return _ringing(db, visit.client_id, at, alert_is_on(db, visit.id))


def ringing_of_client(db: Session, client_id: UUID, at: datetime) -> tuple[Preference, Ringing]:
    """The same for somebody who is rung about no visit: an alert at any session of theirs keeps
    everybody from ringing (C-10)."""
    return _ringing(db, client_id, at, alert_is_near(db, client_id))


def _ringing(db: Session, client_id: UUID, at: datetime, alert: bool) -> tuple[Preference, Ringing]:
    preference = preferences(db, [client_id], at).get(client_id, Preference())
    frozen = frozen_numbers(db, [client_id]).get(client_id, frozenset())
    return preference, ringing(preference, Around(frozen, alert), at)


def last_calls(db: Session, clients: Collection[UUID]) -> dict[UUID, LastCall]:
    """The last call to each."""
    rows = db.execute(
        sa.select(Call, Account)
        .join(Account, Account.id == Call.by)
        .where(Call.client_id.in_(list(clients)))
        .order_by(Call.shown_at)
    )
    return {call.client_id: LastCall(call, account.name or "") for call, account in rows}


def open_call_of(db: Session, actor: Actor) -> Call | None:
    """The call of this actor's of which it is not said yet what came of it."""
    return db.scalar(_own(actor).where(Call.came.is_(None)))


def own_call(db: Session, actor: Actor, path: Mapping[str, Any]) -> Call | None:
    """The call that the address names, where this actor made it."""
    return db.scalar(_own(actor).where(Call.id == path["call_id"]))


def _own(actor: Actor) -> sa.Select[Call]:
    return sa.select(Call).where(Call.by == actor.account_id)
