"""Who is kept out of a case although they could see it otherwise (S-28). One condition, that every
list, count, page and feed with somebody of a case in it is built on."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from bookings.people.models import CaseRecord, Link, SafeguardingLead, ShutOut
from portal.access import Actor
from portal.db.built_once import built_once
from portal.staff.models import Account
from services_directory.sessions.models import Worker

STANDS = ShutOut.ended_at.is_(None)


@built_once
def not_shut_out(actor: Actor) -> sa.ColumnElement[bool]:
    """Whether the case of the larger select is not closed to this actor: neither by name, nor
    because the other side's case is in their hands."""
    named = sa.exists().where(ShutOut.case_id == CaseRecord.id, STANDS, _names(actor))
    return sa.and_(
        ~named.correlate_except(ShutOut), sa.or_(~_other_side_is_theirs(actor), is_lead(actor))
    )


def is_shut_out_of(actor: Actor, client_id: Any) -> sa.ColumnElement[bool]:
    """Whether the case of this client, a column of the larger select, is closed to this actor by
    name. Built once for each role, it is run with `who(actor)`."""
    of_case = sa.exists().where(
        CaseRecord.client_id == client_id, ShutOut.case_id == CaseRecord.id, STANDS, _names(actor)
    )
    return of_case.correlate_except(ShutOut, CaseRecord)


def who(actor: Actor) -> dict[str, UUID | None]:
    """The actor as the parameters of a select with one of these conditions in it."""
    return {
        "own_worker": actor.worker_id,
        "own_account": actor.account_id,
        "own_organization": actor.organization_id,
    }


def is_lead(actor: Actor) -> sa.ColumnElement[bool]:
    """Whether this actor is the one safeguarding lead, who sees both sides (S-55)."""
    named = sa.exists().where(
        SafeguardingLead.account_id == _own("own_account", actor.account_id),
        SafeguardingLead.ended_at.is_(None),
    )
    return named.correlate_except(SafeguardingLead)


def is_the_lead(db: Session, actor: Actor) -> bool:
    """As `is_lead`, answered."""
    return db.scalar(sa.select(is_lead(actor))) is True


def is_linked() -> sa.ColumnElement[bool]:
    """Whether the case of the larger select has a link that stands."""
    one_of = sa.or_(Link.safe_id == CaseRecord.id, Link.other_id == CaseRecord.id)
    return sa.exists().where(one_of, Link.ended_at.is_(None)).correlate_except(Link)


def shut_outs_of(db: Session, case: CaseRecord) -> list[ShutOut]:
    """Who is shut out of a case that the caller has through `visible_to`."""
    of_case = sa.select(ShutOut).where(ShutOut.case_id == case.id, STANDS)
    return list(db.scalars(of_case.order_by(ShutOut.written_at)))


@built_once
def _names(actor: Actor) -> sa.ColumnElement[bool]:
    """By any of what they are: somebody with two accounts at one desk is one person there."""
    worker = _own("own_worker", actor.worker_id)
    works_for = sa.select(Worker.organization_id).where(Worker.id == worker).scalar_subquery()
    accounts = sa.select(Account.id).where(Account.worker_id == worker)
    return sa.or_(
        ShutOut.organization_id == works_for,
        ShutOut.account_id.in_(accounts),
        ShutOut.worker_id == _own("own_worker", actor.worker_id),
        ShutOut.account_id == _own("own_account", actor.account_id),
        ShutOut.organization_id == _own("own_organization", actor.organization_id),
    )


def _other_side_is_theirs(actor: Actor) -> sa.ColumnElement[bool]:
    """Whoever holds one side's case sees a wall where the other side's is. Of two that one person
    holds, that of whoever is to be kept safe stays open to them."""
    theirs = aliased(CaseRecord)
    held = theirs.holder == _own("own_account", actor.account_id)
    as_other = sa.and_(Link.other_id == CaseRecord.id, Link.safe_id == theirs.id)
    as_safe = sa.and_(
        Link.safe_id == CaseRecord.id,
        Link.other_id == theirs.id,
        CaseRecord.holder != theirs.holder,
    )
    linked = sa.exists().where(Link.ended_at.is_(None), held, sa.or_(as_other, as_safe))
    return linked.correlate_except(Link, theirs)


def _own(name: str, value: UUID | None) -> sa.BindParameter[Any]:
    return sa.bindparam(name, value, type_=sa.Uuid())
