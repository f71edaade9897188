"""Who is linked with whom, and in which weeks each of them comes. Its callers tell nobody more than
they may know: `linked_with` names cases, and is for those who may see both."""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from bookings.people.models import CaseRecord, CaseTurn, Link
from bookings.people.queries.records import is_theirs, visible_to
from bookings.people.rules.links import Said, who_moves
from bookings.people.rules.turns import EVERY_WEEK, Turn
from portal.access import Actor

STANDS = Link.ended_at.is_(None)


class Pair(NamedTuple):
    """Two clients who must not meet, and who of them is moved; None while nobody has said."""

    one: UUID
    two: UUID
    moves: UUID | None

    def other_than(self, client_id: UUID) -> UUID:
        return self.two if client_id == self.one else self.one


def links_of(
    db: Session, actor: Actor, case: CaseRecord, *, ended: bool = False
) -> list[tuple[Link, CaseRecord]]:
    """The links of a case that this actor may see, each with the other side's case: none whose
    other side is not theirs to see; with `ended` those too that stand no more."""
    of_case = sa.or_(Link.safe_id == case.id, Link.other_id == case.id)
    far = sa.case((Link.safe_id == case.id, Link.other_id), else_=Link.safe_id)
    found = (
        sa.select(Link, CaseRecord)
        .join(CaseRecord, CaseRecord.id == far)
        .where(of_case, sa.true() if ended else STANDS, is_theirs(actor))
        .order_by(Link.written_at)
    )
    return [(link, other) for link, other in db.execute(found)]


def may_see_both(db: Session, actor: Actor, one: UUID, two: UUID) -> bool:
    """Whether both cases are this actor's to see."""
    both = visible_to(actor).where(CaseRecord.id.in_([one, two]))
    return len(db.scalars(both).all()) == 2


def pairs_among(db: Session, clients: Collection[UUID]) -> list[Pair]:
    """Every two of these clients who must not meet."""
    safe, other = aliased(CaseRecord), aliased(CaseRecord)
    found = (
        sa.select(Link, safe.client_id, other.client_id)
        .join(safe, safe.id == Link.safe_id)
        .join(other, other.id == Link.other_id)
        .where(STANDS, safe.client_id.in_(list(clients)), other.client_id.in_(list(clients)))
    )
    said: dict[tuple[UUID, UUID], list[Said]] = {}
    for link, keep, away in db.execute(found):
        one, two = sorted((keep, away))
        said.setdefault((one, two), []).append(Said(keep, away, link.kind, link.standing))
    return [_pair(one, two, links) for (one, two), links in sorted(said.items())]


def linked_with(db: Session, client_id: UUID) -> list[Pair]:
    """Everybody whom a client must not meet."""
    mine, theirs = aliased(CaseRecord), aliased(CaseRecord)
    either = sa.or_(
        sa.and_(Link.safe_id == mine.id, Link.other_id == theirs.id),
        sa.and_(Link.other_id == mine.id, Link.safe_id == theirs.id),
    )
    others = (
        sa.select(theirs.client_id)
        .select_from(Link)
        .join(mine, mine.client_id == client_id)
        .join(theirs, either)
        .where(STANDS)
    )
    clients = set(db.scalars(others))
    found = pairs_among(db, {client_id, *clients}) if clients else []
    return [each for each in found if client_id in (each.one, each.two)]


def turn_of(db: Session, client_id: UUID) -> Turn:
    """The weeks in which a client comes, where staff book for them: every week for most."""
    found = db.scalar(
        sa.select(CaseTurn)
        .join(CaseRecord, CaseRecord.id == CaseTurn.case_id)
        .where(CaseRecord.client_id == client_id)
    )
    return found.turn if found is not None else EVERY_WEEK


def _pair(one: UUID, two: UUID, links: list[Said]) -> Pair:
    moves = who_moves(links)
    return Pair(one, two, moves if moves in (one, two) and isinstance(moves, UUID) else None)
