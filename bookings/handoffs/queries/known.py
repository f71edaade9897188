"""What the record knows that a packet may say: what a draft begins with, and nothing beyond what
its desk may have. Nothing of whoever does harm is read here (S-35)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from bookings.contact.queries import preference_of
from bookings.contact.rules.fields import Field
from bookings.contact.rules.preference import Preference
from bookings.handoffs.models import HandoffNeed
from bookings.handoffs.rules.fields import ALLOWED, PacketField, abuse_named
from bookings.people.models import (
    AbuseEntry,
    CaseFact,
    CaseRecord,
    Child,
    ChildFact,
    ChildNote,
    ChildStep,
)
from bookings.people.queries.records import children_of, chosen_name, standing_of
from bookings.people.queries.risk import risk_of
from bookings.people.rules.abuse import AbuseKind
from bookings.people.rules.children import ChildFactKind, ChildNoteKind
from bookings.people.rules.facts import FactKind
from bookings.people.rules.risk import Level

# A fact of the record, and the field that says the same.
_SAYS = {
    FactKind.PRONOUNS: PacketField.PRONOUNS,
    FactKind.NAME: PacketField.NAME,
    FactKind.OTHER_NAMES: PacketField.OTHER_NAMES,
    FactKind.BORN_ON: PacketField.BORN_ON,
    FactKind.ADDRESS: PacketField.ADDRESS,
    FactKind.LANGUAGE: PacketField.LANGUAGE,
    FactKind.GP: PacketField.GP,
    FactKind.PREGNANT: PacketField.PREGNANT,
    FactKind.AFRAID_OF: PacketField.AFRAID_OF,
    FactKind.SAFE_TO_TALK_TO: PacketField.SAFE_TO_TALK_TO,
    FactKind.NOT_SAFE_TO_TALK_TO: PacketField.NOT_SAFE_TO_TALK_TO,
    FactKind.POLICE_WANTED: PacketField.POLICE_WANTED,
    FactKind.EARLIER_CONFERENCE: PacketField.EARLIER_CONFERENCE,
}


@dataclass(frozen=True, slots=True)
class Known:
    """`texts` as they were written; the rest is put in words by whoever shows it. `routes` and what
    goes with them say how she may be reached, and never a number or an address (S-31)."""

    texts: dict[PacketField, str] = field(repr=False)
    preference: Preference = field(repr=False)
    abuse: list[AbuseEntry] = field(repr=False)
    children: list[Child] = field(repr=False)
    level: Level | None = None


def known_for(db: Session, need: HandoffNeed, at: datetime) -> Known:
    """What is known for a packet of this need, which the caller has through `seeing`."""
    case = db.get_one(CaseRecord, need.case_id)
    child = db.get_one(Child, need.child_id) if need.child_id else None
    allowed = ALLOWED[need.desk]
    texts = _facts(db, case) | {
        PacketField.WANTS: need.wants or "",
        PacketField.CALLED: chosen_name(db, case),
    }
    if child is not None:
        texts |= _of_child(db, child)
    return Known(
        {each: text for each, text in texts.items() if each in allowed and text},
        preference_of(db, case.client_id, at),
        _abuse(db, case, need) if PacketField.ABUSE in allowed else [],
        children_of(db, case) if PacketField.CHILDREN in allowed else [],
        risk_of(db, case).level if PacketField.RISK in allowed else None,
    )


def said_numbers(preference: Preference) -> frozenset[str]:
    """Every number and address that she gave: none of them stands in a packet by itself."""
    given = (Field.MOBILE_NUMBER, Field.OTHER_NUMBER, Field.EMAIL_ADDRESS, Field.POST_ADDRESS)
    return frozenset(preference.text(each) for each in given) - {""}


def _facts(db: Session, case: CaseRecord) -> dict[PacketField, str]:
    """An address that was marked unsafe is none that anybody is told of (S-30)."""
    found: dict[PacketField, list[str]] = {}
    for each in reversed(standing_of(db, CaseFact, case)):
        if each.kind in _SAYS and each.unsafe_from is None and each.value:
            found.setdefault(_SAYS[each.kind], []).append(each.value)
    return {which: _lines(values) for which, values in found.items()}


def _of_child(db: Session, child: Child) -> dict[PacketField, str]:
    """One child, and nothing of a brother or sister (S-38)."""
    facts = {each.kind: each.value or "" for each in standing_of(db, ChildFact, child)}
    day = facts.get(ChildFactKind.BORN_ON) or facts.get(ChildFactKind.DUE_ON, "")
    notes = standing_of(db, ChildNote, child)
    wishes = {ChildNoteKind.WISHES, ChildNoteKind.FEELINGS}
    return {
        PacketField.CHILD: _lines([facts.get(ChildFactKind.NAME, ""), day or child.age or ""]),
        PacketField.SCHOOL: facts.get(ChildFactKind.SCHOOL, ""),
        PacketField.CHILDS_NEEDS: _noted(notes, {ChildNoteKind.NEEDS}),
        PacketField.CHILDS_WISHES: _noted(notes, wishes),
        PacketField.WHO_ACTS_FOR_CHILD: _lines(
            f"{each.who or ''}: {each.what or ''}" for each in standing_of(db, ChildStep, child)
        ),
    }


def _noted(notes: list[ChildNote], kinds: set[ChildNoteKind]) -> str:
    texts = [(each.said, each.seen) for each in reversed(notes) if each.kind in kinds]
    return _lines(part or "" for each in texts for part in each)


def _abuse(db: Session, case: CaseRecord, need: HandoffNeed) -> list[AbuseEntry]:
    """The kinds that this desk may be told of; no detail that has a field of its own (S-34)."""
    rows = standing_of(db, AbuseEntry, case)
    named = set(abuse_named(need.desk, [each.kind.value for each in rows]))
    told = AbuseKind.NOT_TOLD_YET
    return [each for each in rows if each.kind.value in named and each.kind is not told]


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(text for text in texts if text.strip())
