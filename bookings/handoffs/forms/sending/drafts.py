"""What would be said in each field, and what they said to it, as it is typed."""

from dataclasses import dataclass
from dataclasses import field as attribute

from bookings.cases.forms.words import LONGEST, line_in
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.fields import PacketField, fields_for
from portal.web.forms import Problems, Typed, one


@dataclass(frozen=True, slots=True)
class FieldSaid:
    """One field: its words, and yes, no, or not asked."""

    field: PacketField
    value: str = attribute(repr=False)
    answer: bool | None


@dataclass(frozen=True, slots=True)
class ConsentsSaid:
    """The three consents of a referral to council housing; None is not asked (R-08)."""

    to_refer: bool | None
    authority: str = attribute(repr=False)
    to_give_contact_details: bool | None


def read_fields(typed: Typed, desk: DeskKind) -> list[FieldSaid] | Problems:
    """Every field of this desk, and no other, whatever was sent (R-02). Not ticked is not asked,
    and counts as no (V-24)."""
    problems = Problems()
    found = [
        FieldSaid(each, _words(typed, each, problems), _answer(typed, each.value))
        for each in fields_for(desk)
    ]
    return problems or found


def read_consents(typed: Typed) -> ConsentsSaid | Problems:
    problems = Problems()
    authority = line_in(typed, "authority", problems)
    refer, contact = _answer(typed, "to_refer"), _answer(typed, "to_give_contact_details")
    return problems or ConsentsSaid(refer, authority, contact)


def _words(typed: Typed, each: PacketField, problems: Problems) -> str:
    text = one(typed, f"{each.value}-words").replace("\r", "")
    if len(text) > LONGEST:
        problems[f"{each.value}-words"] = "too_long"
    return text


def _answer(typed: Typed, name: str) -> bool | None:
    return {"yes": True, "no": False}.get(one(typed, name))
