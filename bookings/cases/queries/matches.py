"""Who may be one person, told to those who may see both sides and to nobody else (C-08, P-01)."""

from collections import defaultdict
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from bookings.contact.models import ContactAnswer
from bookings.people.models import CaseRecord, Client, LookedAt, Mark, Side
from bookings.people.queries.harm import harmed_by
from bookings.people.queries.records import is_theirs
from bookings.people.rules.matching import Key, Likeness, likeness
from portal.access import Actor, Permission

Found = dict[tuple[UUID, UUID], set[Key]]


class Match(NamedTuple):
    """A case, and another one or a row of somebody who does harm in `harmed`, that may be about
    one person; and what they have in common."""

    case_id: UUID
    name: str
    other_id: UUID
    other_name: str
    harmed: UUID | None
    shared: tuple[Key, ...]

    @property
    def code(self) -> str:
        """How a form names the two."""
        return f"{self.case_id}.{self.other_id}"


def matches(db: Session, actor: Actor) -> list[Match]:
    """All that nobody has looked at and whose both sides this actor may see."""
    if not actor.may(Permission.CASES_SEE):
        return []
    names = _names(db, actor)
    harmed = harmed_by(db, actor)
    likely = _likely(db, _shared(db))
    done = _looked_at(db)
    return [
        Match(one, names[one], two, names.get(two) or names[harmed[two]], harmed.get(two), keys)
        for (one, two), keys in sorted(likely.items())
        if one in names and (two in names or two in harmed)
        if frozenset((one, two)) not in done and harmed.get(two) != one
    ]


def are_theirs(db: Session, actor: Actor, code: str) -> bool:
    """Whether a form names two whom this actor may see, alike or not."""
    theirs = {str(each) for each in (*_names(db, actor), *harmed_by(db, actor))}
    return theirs.issuperset(code.split("."))


def exactly_like(db: Session, owner_id: UUID, side: Side) -> list[UUID]:
    """Rows of that side which agree to the letter with this one, whoever may see them."""
    found = _shared(db, owner_id)
    others = {pair[1] if pair[0] == owner_id else pair[0] for pair in found}
    of_side = set(db.scalars(sa.select(Mark.owner_id).where(Mark.side == side)))
    done = _looked_at(db)
    return sorted(
        other
        for other in others & of_side
        if frozenset((owner_id, other)) not in done
        and _is_exact(found.get((owner_id, other), set()) | found.get((other, owner_id), set()))
    )


def _is_exact(shared: set[Key]) -> bool:
    return likeness(shared, both_born=False) is Likeness.EXACT


def _shared(db: Session, owner_id: UUID | None = None) -> Found:
    """What every two have in common: a case first, then another or somebody who does harm."""
    one, two = aliased(Mark), aliased(Mark)
    in_order = sa.or_(two.side == Side.HARM, one.owner_id < two.owner_id)
    pairs: Any = (
        sa.select(one.owner_id, two.owner_id, one.key)
        .join(two, sa.and_(two.mark == one.mark, two.key == one.key))
        .where(one.side == Side.CLIENT, one.owner_id != two.owner_id, in_order)
    )
    numbers: Any = (
        sa.select(CaseRecord.id, Mark.owner_id, Mark.key)
        .join(ContactAnswer, ContactAnswer.client_id == CaseRecord.client_id)
        .join(Mark, Mark.mark == ContactAnswer.number)
        .where(Mark.key == Key.NUMBER)
    )
    if owner_id is not None:
        pairs = pairs.where(sa.or_(one.owner_id == owner_id, two.owner_id == owner_id))
        numbers = numbers.where(sa.or_(CaseRecord.id == owner_id, Mark.owner_id == owner_id))
    found: Found = defaultdict(set)
    for first, second, key in [*db.execute(pairs), *db.execute(numbers)]:
        found[first, second].add(key)
    return found


def _likely(db: Session, found: Found) -> dict[Any, tuple[Key, ...]]:
    born = set(db.scalars(sa.select(Mark.owner_id).where(Mark.key == Key.BORN)))
    return {
        pair: tuple(sorted(keys, key=lambda each: each.value))
        for pair, keys in found.items()
        if likeness(keys, both_born=born.issuperset(pair)) is not Likeness.NONE
    }


def _names(db: Session, actor: Actor) -> dict[UUID, str]:
    rows = db.execute(
        sa.select(CaseRecord.id, Client)
        .join(Client, Client.id == CaseRecord.client_id)
        .where(is_theirs(actor))
    )
    return {case_id: client.chosen_name or "" for case_id, client in rows}


def _looked_at(db: Session) -> set[frozenset[UUID]]:
    rows = db.execute(sa.select(LookedAt.one_id, LookedAt.other_id))
    return {frozenset(row) for row in rows}
