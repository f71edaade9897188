"""Those who do harm, as far as an actor may see them. Only here is it read who harms whom (S-35);
whoever would put both into one paper comes through `who_harms`, and there is one such paper."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.people.models import CaseRecord
from bookings.people.models.harm import HarmFact, HarmLink, HarmPerson, HarmStep
from bookings.people.queries.records import case_in, visible_to
from bookings.people.rules.harm import HarmFactKind
from portal.access import Actor, Permission


class Harmer(NamedTuple):
    """Somebody who does harm in one case: what they are to whom they harm, what is known of them,
    and who acts on them."""

    person: HarmPerson
    link: HarmLink
    facts: list[HarmFact]
    steps: list[HarmStep]

    @property
    def name(self) -> str:
        """The name that stands; empty where none is known."""
        named = (f.value for f in self.facts if f.kind is HarmFactKind.NAME and f.stands)
        return next(named, None) or ""


def who_harms(db: Session, actor: Actor, case: CaseRecord) -> list[Harmer]:
    """Everybody who does harm in this case, which the caller has through `visible_to`."""
    if not actor.may(Permission.PERPETRATOR_SEE):
        return []
    found = (
        sa.select(HarmPerson, HarmLink)
        .join(HarmLink, HarmLink.harm_id == HarmPerson.id)
        .where(HarmLink.case_id == case.id, HarmLink.ended_at.is_(None))
        .where(HarmPerson.organization_id == case.organization_id)
        .order_by(HarmPerson.written_at)
    )
    return [_whole(db, person, link) for person, link in db.execute(found)]


def harmer_in(
    db: Session, actor: Actor, path: Mapping[str, Any]
) -> tuple[CaseRecord, Harmer] | None:
    """The case and whoever does harm in it, as the address names them."""
    case = case_in(db, actor, path)
    found = who_harms(db, actor, case) if case is not None else []
    harmer = next((each for each in found if each.person.id == path["harm_id"]), None)
    return (case, harmer) if case is not None and harmer is not None else None


def harmed_by(db: Session, actor: Actor) -> dict[UUID, UUID]:
    """Those who do harm in cases that this actor may see, each with the case that was first."""
    if not actor.may(Permission.PERPETRATOR_SEE):
        return {}
    theirs = visible_to(actor).with_only_columns(CaseRecord.id)
    rows = db.execute(
        sa.select(HarmLink.harm_id, HarmLink.case_id)
        .where(HarmLink.case_id.in_(theirs), HarmLink.ended_at.is_(None))
        .order_by(HarmLink.written_at.desc())
    )
    return dict([*rows])


def cases_harmed_by(db: Session, harm_id: UUID) -> list[CaseRecord]:
    """In which cases somebody does harm, whoever may see them: for keeping people apart, and never
    to be shown."""
    found = (
        sa.select(CaseRecord)
        .join(HarmLink, HarmLink.case_id == CaseRecord.id)
        .where(HarmLink.harm_id == harm_id, HarmLink.ended_at.is_(None))
    )
    return list(db.scalars(found))


def _whole(db: Session, person: HarmPerson, link: HarmLink) -> Harmer:
    facts, steps = (_rows(db, kind, person.id) for kind in (HarmFact, HarmStep))
    return Harmer(person, link, facts, steps)


def _rows(db: Session, kind: Any, harm_id: UUID) -> list[Any]:
    of_them = sa.select(kind).where(kind.harm_id == harm_id)
    return list(db.scalars(of_them.order_by(kind.written_at.desc())))
