"""Whose cases somebody may see: those of their own organisation, and nobody else's (P-01)."""

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.people.models import CaseRecord, Child, Client, Written
from bookings.people.queries.shut_out import is_lead, is_linked, not_shut_out
from portal.access import Actor, Permission
from portal.db.built_once import built_once

Kind = TypeVar("Kind", bound=Written)


def visible_to(actor: Actor) -> sa.Select[CaseRecord]:
    """The cases that this actor may see: to coordinators those that their organisation holds, but
    for whoever is shut out of one (S-28); to the one safeguarding lead those of others too that
    are linked (S-55). Nobody else sees any here."""
    return sa.select(CaseRecord).where(is_theirs(actor))


@built_once
def is_theirs(actor: Actor) -> sa.ColumnElement[bool]:
    """The condition of `visible_to`, for selects in which a case stands."""
    if not actor.may(Permission.CASES_SEE) or actor.organization_id is None:
        return sa.false()
    ours = CaseRecord.organization_id == actor.organization_id
    both_sides = sa.and_(is_lead(actor), is_linked())
    return sa.and_(sa.or_(ours, both_sides), not_shut_out(actor))


def case_in(db: Session, actor: Actor, path: Mapping[str, Any]) -> CaseRecord | None:
    """The case that the address names, where it is this actor's to see."""
    return db.scalar(visible_to(actor).where(CaseRecord.id == path["case_id"]))


def case_of(db: Session, actor: Actor, client_id: UUID) -> CaseRecord | None:
    """The case of a client, where there is one and it is this actor's to see."""
    return db.scalar(visible_to(actor).where(CaseRecord.client_id == client_id))


def all_of(db: Session, kind: type[Kind], about: CaseRecord | Child) -> list[Kind]:
    """Every row of a kind that was written of a case or a child, ended ones too, the latest first.
    Whoever calls this has the case through `visible_to`."""
    key = "case_id" if isinstance(about, CaseRecord) else "child_id"
    of_them = kind.__table__.c[key] == about.id
    return list(db.scalars(sa.select(kind).where(of_them).order_by(kind.written_at.desc())))


def standing_of(db: Session, kind: type[Kind], about: CaseRecord | Child) -> list[Kind]:
    """The rows of a kind that stand, the latest first."""
    return [each for each in all_of(db, kind, about) if each.stands]


def children_of(db: Session, case: CaseRecord) -> list[Child]:
    """The children of this case and of no other, the unborn too (S-38, S-55)."""
    hers = sa.select(Child).where(Child.client_id == case.client_id)
    return sorted(db.scalars(hers), key=lambda each: (each.born, each.id))


def child_in(db: Session, actor: Actor, path: Mapping[str, Any]) -> tuple[CaseRecord, Child] | None:
    """The case and the child that the address names, where the child is of that very case."""
    case = case_in(db, actor, path)
    found = children_of(db, case) if case is not None else []
    child = next((each for each in found if each.id == path["child_id"]), None)
    return (case, child) if case is not None and child is not None else None


def chosen_name(db: Session, case: CaseRecord) -> str:
    """The name to call them by; empty where they gave none."""
    return db.get_one(Client, case.client_id).chosen_name or ""
