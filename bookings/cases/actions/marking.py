"""What can be found again of a person is kept as fingerprints; where name and day agree to the
letter with somebody who does harm, the two are kept apart at once, until a person has looked."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.cases.actions.linking import link_cases
from bookings.cases.queries.matches import exactly_like
from bookings.contact.models import NUMBERS
from bookings.contact.numbers import NotANumber, dialled
from bookings.people.models import CaseFact, CaseRecord, Mark, Side
from bookings.people.models.harm import HarmFact, HarmPerson
from bookings.people.queries.harm import cases_harmed_by
from bookings.people.queries.records import all_of
from bookings.people.rules.facts import FactKind, SaidBy, day_in
from bookings.people.rules.harm import HarmFactKind
from bookings.people.rules.links import LinkKind, Standing
from bookings.people.rules.matching import Key, keys_of_day, keys_of_name, names_in
from portal import keyring
from portal.access import Actor

PLACE = "person_marks.mark"


def mark_case(db: Session, case: CaseRecord, *, by: Actor, at: datetime) -> None:
    """By all names and days that were ever written of somebody."""
    facts = [(each.kind, each.value or "") for each in all_of(db, CaseFact, case)]
    names = [text for kind, text in facts if kind in (FactKind.NAME, FactKind.OTHER_NAMES)]
    days = [text for kind, text in facts if kind is FactKind.BORN_ON]
    _rewrite(db, case.id, Side.CLIENT, _keys(names, days))
    for harm_id in exactly_like(db, case.id, Side.HARM):
        _keep_apart(db, harm_id, case, by, at)


def mark_harm(db: Session, person: HarmPerson, *, by: Actor, at: datetime) -> None:
    """The same of somebody who does harm, and by their telephone numbers."""
    rows = db.scalars(sa.select(HarmFact).where(HarmFact.harm_id == person.id))
    facts = [(each.kind, each.value or "") for each in rows]
    names = [text for kind, text in facts if kind in (HarmFactKind.NAME, HarmFactKind.OTHER_NAMES)]
    days = [text for kind, text in facts if kind is HarmFactKind.BORN_ON]
    numbers = [text for kind, text in facts if kind is HarmFactKind.NUMBER]
    _rewrite(db, person.id, Side.HARM, _keys(names, days) | _numbers(numbers))
    for case_id in exactly_like(db, person.id, Side.CLIENT):
        _keep_apart(db, person.id, db.get_one(CaseRecord, case_id), by, at)


def _keys(names: Iterable[str], days: Iterable[str]) -> set[tuple[Key, bytes]]:
    born = [day for text in days if (day := day_in(text)) is not None]
    found = {key for day in born for key in keys_of_day(day)}
    for text in names:
        for name in names_in(text):
            found |= keys_of_name(name)
            found |= {key for day in born for key in keys_of_name(name, day)}
    return {(key, keyring.fingerprint(f"{key.value} {text}", PLACE)) for key, text in found}


def _numbers(texts: Iterable[str]) -> set[tuple[Key, bytes]]:
    found = set()
    for text in texts:
        try:
            found.add((Key.NUMBER, keyring.fingerprint(dialled(text), NUMBERS)))
        except NotANumber:
            continue
    return found


def _rewrite(db: Session, owner_id: UUID, side: Side, keys: set[tuple[Key, bytes]]) -> None:
    db.execute(sa.delete(Mark).where(Mark.owner_id == owner_id))
    db.add_all(Mark(owner_id=owner_id, key=key, mark=mark, side=side) for key, mark in keys)
    db.flush()


def _keep_apart(db: Session, harm_id: UUID, case: CaseRecord, by: Actor, at: datetime) -> None:
    """Nobody has said so yet: it is suspected, and a person looks."""
    for harmed in cases_harmed_by(db, harm_id):
        if harmed.id != case.id:
            link_cases(
                db,
                harmed,
                case,
                LinkKind.HARMED_BY,
                Standing.SUSPECTED,
                said_by=SaidBy.SEEN,
                by=by,
                at=at,
            )
