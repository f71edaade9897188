"""What a sender sees to: what is open, the oldest risk first; decisions that wait for a second
person; needs that nobody has met (C-14, C-15, C-23)."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from bookings.handoffs.models import Handoff, HandoffDecision, HandoffNeed
from bookings.handoffs.queries.attempts import attempts_of
from bookings.handoffs.queries.seeing import needs_visible_to, sent_visible_to
from bookings.handoffs.queries.trays import Line, sent_tray
from bookings.handoffs.queries.waiting import heard_of
from bookings.handoffs.rules.declines import Follows, Reason, follows
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.parallel import tries
from bookings.handoffs.rules.stages import CAME_BACK, NOT_SENT, Stage
from bookings.people.models import CaseRecord, Client
from portal.access import Actor
from portal.db.built_once import built_once
from portal.db.columns import UtcDateTime

# What waits for those who sent it, however much time there is yet.
_WAITS_FOR_US = CAME_BACK | {Stage.ASKED, Stage.OUTCOME}

_NOW = sa.bindparam("now", type_=UtcDateTime())


class HandedOn(NamedTuple):
    """One row of a sender's tray, with whose it is and where it went."""

    line: Line
    case_id: UUID
    who: str
    place: str


class Page(NamedTuple):
    """A page of the tray, and whether there is more after it."""

    rows: list[HandedOn]
    has_more: bool


class Decision(NamedTuple):
    """A decision without agreement, and what it is about."""

    handoff_id: UUID
    place: str
    desk: DeskKind
    is_before: bool
    due: datetime | None


class Unmet(NamedTuple):
    """A need that a service could not meet and nobody has since; `asked` places in all."""

    need_id: UUID
    desk: DeskKind
    case_id: UUID
    who: str
    asked: int


def handed_on(db: Session, actor: Actor, now: datetime, *, page: int = 0) -> Page:
    """What is not closed, in the order of how bad silence would be; of no tool's score (C-14)."""
    tray = sent_tray(db, actor, now, page=page)
    found = (
        sa.select(Handoff, CaseRecord, Client)
        .join(HandoffNeed, HandoffNeed.id == Handoff.need_id)
        .join(CaseRecord, CaseRecord.id == HandoffNeed.case_id)
        .join(Client, Client.id == CaseRecord.client_id)
        .where(Handoff.id.in_([each.id for each in tray.lines]))
    )
    known = {row[0].id: row for row in db.execute(found)}
    return Page([_row(line, *known[line.id]) for line in tray.lines], tray.has_more)


def decisions_waiting(db: Session, actor: Actor) -> list[Decision]:
    """What a colleague decided without agreement, and this actor has to look at (C-23)."""
    return [
        Decision(each.id, each.place or "", each.desk, each.stage in NOT_SENT, due)
        for each, due in db.execute(_to_decide(actor))
    ]


def unmet(db: Session, actor: Actor) -> list[Unmet]:
    """Needs that somebody said no to for want of what it takes, and that no place has met: each
    once, with how many places were asked (R-09)."""
    lacking = [each for each in Reason if Follows.UNMET_NEED in follows(each, DeskKind.OTHER)]
    said_no = sa.exists().where(Handoff.need_id == HandoffNeed.id, Handoff.declined.in_(lacking))
    open_ones = sa.select(Handoff.need_id).where(
        Handoff.organization_id == actor.organization_id, Handoff.ranks_at.is_not(None)
    )
    found = (
        needs_visible_to(actor)
        .join(Client, Client.id == CaseRecord.client_id)
        .add_columns(Client)
        .where(HandoffNeed.id.in_(open_ones), HandoffNeed.is_met.is_(False), said_no)
        .order_by(HandoffNeed.written_at)
    )
    return [
        Unmet(
            need.id,
            need.desk,
            need.case_id,
            client.chosen_name or "",
            tries(attempts_of(db, need)),
        )
        for need, client in db.execute(found)
    ]


def how_many_wait(db: Session, actor: Actor, now: datetime) -> int:
    """How much of it this one has to see to: what came back to them, what is asked of them, what
    they are to tell, what is late with them or was told to them, and decisions for a second
    person."""
    of_ours = actor.organization_id
    told = {each.id for each in heard_of(db, actor) if each.organization_id == of_ours}
    own = db.scalars(_on_them(actor), {"now": now})
    return len({*own, *told}) + len(decisions_waiting(db, actor))


@built_once
def _on_them(actor: Actor) -> sa.Select[UUID]:
    waits = sa.or_(
        sa.and_(Handoff.sender == actor.account_id, Handoff.stage.in_(_WAITS_FOR_US)),
        sa.and_(Handoff.holder == actor.account_id, Handoff.due_at <= _NOW),
    )
    own = sent_visible_to(actor).where(Handoff.ranks_at.is_not(None), waits)
    return own.with_only_columns(Handoff.id, maintain_column_froms=True)


@built_once
def _to_decide(actor: Actor) -> sa.Select[Handoff, datetime | None]:
    return (
        sent_visible_to(actor)
        .join(HandoffDecision, HandoffDecision.handoff_id == Handoff.id)
        .add_columns(HandoffDecision.review_due)
        .where(
            HandoffDecision.review_due.is_not(None),
            HandoffDecision.decided_by != actor.account_id,
            _is_latest(),
            sa.or_(Handoff.sent_at.is_not(None), Handoff.stage.in_(NOT_SENT)),
        )
        .order_by(HandoffDecision.review_due, Handoff.id)
    )


def _is_latest() -> sa.ColumnElement[bool]:
    later = aliased(HandoffDecision)
    return ~sa.exists().where(
        later.handoff_id == HandoffDecision.handoff_id,
        later.number > HandoffDecision.number,
    )


def _row(line: Line, handoff: Handoff, case: CaseRecord, client: Client) -> HandedOn:
    return HandedOn(line, case.id, client.chosen_name or "", handoff.place or "")
