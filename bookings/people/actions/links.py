"""Two people are linked, and come in different weeks from then on (C-08, S-26)."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.people.actions.writing import end_row, write_down
from bookings.people.models import CaseRecord, CaseTurn, Link, SafeguardingLead
from bookings.people.queries.links import STANDS
from bookings.people.rules.facts import SaidBy
from bookings.people.rules.links import LinkKind, Standing
from bookings.people.rules.turns import EVERY_WEEK, NoTurnLeft, Turn, part, week_of
from portal.access import Actor
from portal.record.actions import note


class OnePerson(Exception):
    """Nobody is linked with themselves."""


def link(
    db: Session,
    safe: CaseRecord,
    other: CaseRecord,
    kind: LinkKind,
    standing: Standing,
    *,
    said_by: SaidBy,
    coming: Collection[date] = (),
    by: Actor,
    at: datetime,
) -> Link:
    """`safe` is to be kept safe from `other`, both of whom the caller may see; `coming` are the
    days on which `safe` is expected. What was said before of the same two ends where it says the
    same less surely. Raises OnePerson.
    """
    if safe.id == other.id:
        raise OnePerson
    row = Link(safe_id=safe.id, other_id=other.id, kind=kind, standing=standing, said_by=said_by)
    before = _of_the_same(db, safe, other, kind)
    write_down(db, row, "linked", row.id, by=by, at=at)
    for each in before:
        end_row(db, each, "link replaced", each.id, by=by, at=at)
    give_turns(db, safe.id, other.id, coming)
    return row


def unlink(db: Session, row: Link, *, by: Actor, at: datetime) -> None:
    """It was not so. Their weeks stay as they are: to widen one would move somebody."""
    end_row(db, row, "link ended", row.id, by=by, at=at)


def give_turns(db: Session, safe_id: UUID, other_id: UUID, coming: Collection[date] = ()) -> None:
    """Weeks that the two do not share; whoever is to be kept safe keeps theirs as far as can be.
    Where there are none left, each booking is looked at by itself."""
    turns = _locked(db, safe_id, other_id)
    kept, yields = turns[safe_id], turns[other_id]
    try:
        kept.turn, yields.turn = part(kept.turn, yields.turn, [week_of(day) for day in coming])
    except NoTurnLeft:
        return
    db.flush()


def name_lead(db: Session, account_id: UUID, *, by: Actor, at: datetime) -> None:
    """From now on this account is the one safeguarding lead, and nobody else is (S-55)."""
    note(db, "safeguarding lead named", account_id, by=by, at=at)
    standing = SafeguardingLead.ended_at.is_(None)
    db.execute(sa.update(SafeguardingLead).where(standing).values(ended_at=at))
    db.add(SafeguardingLead(account_id=account_id, named_at=at))
    db.flush()


def _of_the_same(db: Session, safe: CaseRecord, other: CaseRecord, kind: LinkKind) -> list[Link]:
    same = sa.select(Link).where(
        STANDS, Link.safe_id == safe.id, Link.other_id == other.id, Link.kind == kind
    )
    return list(db.scalars(same))


def _locked(db: Session, *case_ids: UUID) -> dict[UUID, CaseTurn]:
    """Their turns, locked in one order; whoever had none comes in every week."""
    ids = sorted(case_ids)
    db.scalars(
        sa.select(CaseRecord.id)
        .where(CaseRecord.id.in_(ids))
        .order_by(CaseRecord.id)
        .with_for_update()
    ).all()
    rows = db.scalars(
        sa.select(CaseTurn).where(CaseTurn.case_id.in_(ids)),
        execution_options={"populate_existing": True},
    )
    found = {row.case_id: row for row in rows}
    for case_id in ids:
        if case_id not in found:
            found[case_id] = _begun(db, case_id, EVERY_WEEK)
    return found


def _begun(db: Session, case_id: UUID, turn: Turn) -> CaseTurn:
    row = CaseTurn(case_id=case_id)
    row.turn = turn
    db.add(row)
    return row
