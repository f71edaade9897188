"""All that a referral to a risk conference says, gathered from the record (C-17).

The one place where whoever is harmed and whoever does harm come together (S-35); it is asked for
with a referral on a row, which names the recipient and what lets it be shared.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bookings.cases.queries.reaching import safe_phone
from bookings.people.models import (
    AbuseEntry,
    CaseFact,
    CaseRecord,
    Child,
    ChildAdult,
    ChildFact,
    ChildNote,
    PlanStep,
)
from bookings.people.models.harm import HarmFact
from bookings.people.models.papers import ConferenceReferral
from bookings.people.queries.harm import Harmer, who_harms
from bookings.people.queries.records import children_of, standing_of
from bookings.people.queries.risk import risk_of
from bookings.people.rules.children import Adult, ChildFactKind
from bookings.people.rules.conference import Item, lacking
from bookings.people.rules.facts import FactKind
from bookings.people.rules.harm import HarmFactKind
from portal.access import Actor

Summary = Mapping[str, Any]

# Facts by the same name, each an item of its own.
_FACTS = {Item(kind.value): kind for kind in FactKind if kind.value in {i.value for i in Item}}


def summary_of(
    db: Session, actor: Actor, case: CaseRecord, referral: ConferenceReferral, at: datetime
) -> Summary:
    """The summary in plain values, the same for paper and for JSON; `missing` names what lacks."""
    person = _person(db, case, at)
    abuse = [_abuse(row) for row in standing_of(db, AbuseEntry, case)]
    risk = _risk(db, case)
    harm = [_harmer(each) for each in who_harms(db, actor, case)]
    children = [_child(db, each) for each in children_of(db, case)]
    return {
        "referral": _referral(referral),
        "person": person,
        "abuse": abuse,
        "risk": risk,
        "harm": harm,
        "children": children,
        "plan": [_step(row) for row in standing_of(db, PlanStep, case)],
        "missing": [each.value for each in _missing(person, abuse, risk, harm, children)],
    }


def _referral(row: ConferenceReferral) -> dict[str, Any]:
    return {
        "made_on": row.written_at.date().isoformat(),
        "criterion": row.criterion.value,
        "is_aware": row.is_aware,
        "why_unaware": row.why_unaware or "",
        "consents": row.consents,
        "why_no_consent": row.why_no_consent or "",
        "police": row.police.value,
        "recipient": row.recipient or "",
        "basis": row.basis.value,
        "necessity": row.necessity or "",
    }


def _person(db: Session, case: CaseRecord, at: datetime) -> dict[str, list[str]]:
    """An address that is not safe stands nowhere on the paper (S-30)."""
    facts = [row for row in standing_of(db, CaseFact, case) if row.unsafe_from is None]
    person = {
        kind.value: [row.value or "" for row in facts if row.kind is kind] for kind in FactKind
    }
    return {**person, "safe_phone": safe_phone(db, case.client_id, at)}


def _abuse(row: AbuseEntry) -> dict[str, str]:
    return {
        "kind": row.kind.value,
        "pattern": row.pattern.value,
        "by_whom": row.by_whom or "",
        "said": row.said or "",
        "seen": row.seen or "",
        "view": row.view or "",
    }


def _risk(db: Session, case: CaseRecord) -> dict[str, Any]:
    risk = risk_of(db, case)
    latest = next(iter(risk.results), None)
    return {
        "level": risk.level.value if risk.level else "",
        "assessed_on": latest.assessed_on.isoformat() if latest else "",
        "assessed_by": (latest.assessed_by or "") if latest else "",
        "count": latest.count if latest else None,
        "reasons": (latest.reasons or "") if latest else "",
    }


def _harmer(each: Harmer) -> dict[str, Any]:
    standing = [row for row in each.facts if row.stands]
    facts = {
        kind.value: [_told(row) for row in standing if row.kind is kind] for kind in HarmFactKind
    }
    steps = [_step(row) for row in each.steps if row.stands]
    return {"relation": each.link.relation or "", **facts, "steps": steps}


def _told(row: HarmFact) -> str:
    """An order says until when it is in force."""
    return f"{row.value} (– {row.until.isoformat()})" if row.until else row.value or ""


def _child(db: Session, child: Child) -> dict[str, Any]:
    facts = standing_of(db, ChildFact, child)
    told = {kind.value: [f.value or "" for f in facts if f.kind is kind] for kind in ChildFactKind}
    notes = standing_of(db, ChildNote, child)
    adults = standing_of(db, ChildAdult, child)
    return {
        "born": child.born,
        "age": child.age or "",
        **told,
        "adults": [
            {"adult": a.adult.value, "relation": a.relation.value, "words": a.words or ""}
            for a in adults
        ],
        "notes": [
            {"kind": n.kind.value, "said": n.said or "", "seen": n.seen or "", "view": n.view or ""}
            for n in notes
        ],
    }


def _step(row: Any) -> dict[str, Any]:
    return {
        "doer": row.doer.value,
        "who": row.who or "",
        "what": row.what or "",
        "by_when": row.by_when.isoformat(),
        "is_done": row.done_at is not None,
    }


def _missing(
    person: Mapping[str, list[str]],
    abuse: Sequence[Any],
    risk: Mapping[str, Any],
    harm: Sequence[Mapping[str, Any]],
    children: Sequence[Mapping[str, Any]],
) -> list[Item]:
    found = {item: bool(person[kind.value]) for item, kind in _FACTS.items()}
    has_place = bool(person["address"] or person["confidential_area"])
    found |= {Item.ADDRESS: has_place, Item.SAFE_PHONE: bool(person["safe_phone"])}
    found |= {Item.ABUSE: bool(abuse), Item.RISK: bool(risk["level"]), Item.HARMER: bool(harm)}
    for each in harm:
        for item, key in _OF_HARMER.items():
            found[item] = found.get(item, True) and bool(each[key])
    for child in children:
        for item, is_there in _of_child(child).items():
            found[item] = found.get(item, True) and is_there
    return lacking(found)


_OF_HARMER = {
    Item.HARMER_NAME: "name",
    Item.HARMER_BORN_ON: "born_on",
    Item.HARMER_ADDRESS: "address",
    Item.HARMER_BEHAVIOUR: "behaviour",
}


def _of_child(child: Mapping[str, Any]) -> dict[Item, bool]:
    """What a conference looks for of each child: the unborn have a due date, and no school."""
    to = {each["adult"] for each in child["adults"]}
    both = {Adult.THIS_PERSON.value, Adult.WHOEVER_HARMS.value}
    day = child["born_on"] if child["born"] else child["due_on"]
    found = {Item.CHILD_DAY: bool(day), Item.CHILD_RELATIONS: both <= to}
    if child["born"]:
        found |= {Item.CHILD_NAME: bool(child["name"]), Item.CHILD_SCHOOL: bool(child["school"])}
    return found
