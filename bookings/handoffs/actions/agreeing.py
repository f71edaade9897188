"""She is shown exactly what goes and agrees to it; or somebody decides without her, and somebody
else looks at that (C-23, S-32, V-29)."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.handoffs.actions.drafting import NotDrawnUp
from bookings.handoffs.actions.taking import take_step
from bookings.handoffs.models import Handoff, HandoffAgreement, HandoffDecision, HousingConsents
from bookings.handoffs.models.grounds import written_grounds
from bookings.handoffs.queries.packets import (
    agreement_of,
    consents_of,
    decision_of,
    drawn_up,
    fields_of,
    grounds_of,
)
from bookings.handoffs.queries.teams import colleagues_of
from bookings.handoffs.rules.agreement import GivenHow, agreed_fields
from bookings.handoffs.rules.beforehand import Before
from bookings.handoffs.rules.outcomes import says_something
from bookings.handoffs.rules.stages import NOT_SENT, Stage
from bookings.handoffs.rules.state import Said
from bookings.handoffs.rules.steps import Step, Who
from bookings.handoffs.rules.without import review_due
from bookings.people.actions.writing import account_of
from portal.access import Actor
from portal.record.actions import note
from portal.staff.actions.notices import something_waits


class NotWhatSheSaw(Exception):
    """The packet is not the one that she was shown: show it again."""


class NotTheSecond(Exception):
    """Whoever decided does not agree with themselves, and only a colleague can (C-23)."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What she said when she was asked. `digest` is that of the packet on the page she was shown;
    `wording` the version of the words she read or heard."""

    digest: str
    purpose: str = field(repr=False)
    until: datetime
    how: GivenHow
    wording: str
    was_told_they_may_keep: bool
    heard: Collection[Before] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """Why it is right to share without her agreement, and whether she knows."""

    proportion: str = field(repr=False)
    she_knows: bool | None
    why_not: str = field(default="", repr=False)


def show(db: Session, handoff: Handoff, *, by: Actor, at: datetime) -> None:
    """She is shown, or read, exactly what would go: from now on nothing in it changes."""
    said = Said(by=by.account_id)
    take_step(db, handoff, Step.SHOW, said, who=Who.SENDER, by=by, at=at)


def change(db: Session, handoff: Handoff, *, by: Actor, at: datetime) -> None:
    """Back to a draft: what she agreed to is not what will go, and is forgotten."""
    said = Said(by=by.account_id)
    take_step(db, handoff, Step.CHANGE, said, who=Who.SENDER, by=by, at=at)
    db.execute(sa.delete(HandoffAgreement).where(HandoffAgreement.handoff_id == handoff.id))


def take_agreement(
    db: Session, handoff: Handoff, agreed: Agreed, *, by: Actor, at: datetime
) -> HandoffAgreement:
    """Write down that she agreed to exactly this, for this one, for this, until then (V-29).
    Raises NotDrawnUp where she was shown nothing, NotWhatSheSaw."""
    note(db, "agreement written", handoff.id, by=by, at=at)
    db.refresh(handoff, with_for_update=True)
    if handoff.stage not in (Stage.SHOWN, Stage.ASKED):
        raise NotDrawnUp
    packet = drawn_up(db, handoff)
    if packet.digest != agreed.digest:
        raise NotWhatSheSaw
    before = agreement_of(db, handoff)
    row = HandoffAgreement(
        handoff_id=handoff.id,
        number=before.number + 1 if before else 1,
        recipient=handoff.recipient,
        given_at=at,
        until=agreed.until,
        how=agreed.how,
        wording=agreed.wording,
        was_told_they_may_keep=agreed.was_told_they_may_keep,
        taken_by=account_of(by),
        withdrawn_at=None,
    )
    row.fields = " ".join(each.value for each in agreed_fields(packet))
    row.digest, row.purpose = packet.digest, agreed.purpose
    row.heard = " ".join(each.value for each in agreed.heard)
    db.add(row)
    db.flush()
    return row


def decide_without_her(
    db: Session, handoff: Handoff, decided: Decided, *, by: Actor, at: datetime
) -> HandoffDecision:
    """Write down a decision to share what has a lawful reason, each field with its own. Where one
    person may decide alone, somebody else looks at it within a day (C-23)."""
    note(db, "decided without agreement", handoff.id, by=by, at=at)
    before = decision_of(db, handoff)
    if before is not None and handoff.stage in NOT_SENT:
        # Nothing went on it: there is nothing of it to look at any more.
        before.review_due = None
    row = HandoffDecision(
        handoff_id=handoff.id,
        number=before.number + 1 if before else 1,
        decided_by=account_of(by),
        decided_at=at,
        she_knows=decided.she_knows,
    )
    row.grounds = written_grounds(grounds_of(fields_of(db, handoff)))
    row.proportion = decided.proportion
    row.why_not = decided.why_not or None
    row.second, row.rung = None, -1
    row.review_due = review_due(row.as_ruled)
    db.add(row)
    db.flush()
    something_waits(db, at=at)
    return row


def agree_as_second(
    db: Session, handoff: Handoff, decision: HandoffDecision, *, by: Actor, at: datetime
) -> None:
    """A colleague agrees before it goes. Raises NotTheSecond."""
    note(db, "agreed as second person", handoff.id, by=by, at=at)
    db.refresh(decision, with_for_update=True)
    decision.second = _colleague(db, handoff, decision, by)
    decision.review_due = review_due(decision.as_ruled)
    db.flush()


def review(
    db: Session, handoff: Handoff, decision: HandoffDecision, words: str, *, by: Actor, at: datetime
) -> None:
    """Somebody else has looked at a decision that one person made, and says what they found.
    Raises NotTheSecond, and ValueError for no words."""
    if not says_something(words):
        raise ValueError("a review says what was found")
    note(db, "decision reviewed", handoff.id, by=by, at=at)
    db.refresh(decision, with_for_update=True)
    decision.reviewed_by = _colleague(db, handoff, decision, by)
    decision.reviewed_at, decision.review_words = at, words
    decision.review_due = review_due(decision.as_ruled)
    db.flush()


def write_consents(
    db: Session,
    handoff: Handoff,
    *,
    to_refer: bool | None,
    authority: str,
    to_give_contact_details: bool | None,
    by: Actor,
    at: datetime,
) -> HousingConsents:
    """Her three consents to a referral to council housing (R-08). Raises NotDrawnUp."""
    note(db, "consents written", handoff.id, by=by, at=at)
    db.refresh(handoff, with_for_update=True)
    if handoff.stage not in (Stage.DRAFT, Stage.ASKED):
        raise NotDrawnUp
    row = consents_of(db, handoff)
    if row is None:
        row = HousingConsents(handoff_id=handoff.id)
        db.add(row)
    row.to_refer, row.to_give_contact_details = to_refer, to_give_contact_details
    row.authority = authority or None
    db.flush()
    return row


def _colleague(db: Session, handoff: Handoff, decision: HandoffDecision, by: Actor) -> UUID:
    account = account_of(by)
    if account == decision.decided_by:
        raise NotTheSecond
    if account not in {each.id for each in colleagues_of(db, handoff)}:
        raise NotTheSecond
    return account
