"""Their agreement, or a decision without it, as it is typed."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta, tzinfo
from uuid import UUID

from bookings.cases.forms.words import choice_in, day_typed, line_in, words_in
from bookings.handoffs.rules.agreement import AT_LONGEST, GivenHow
from bookings.handoffs.rules.beforehand import Before, before
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.fields import PacketField, fields_for
from bookings.handoffs.rules.packet import LawfulReason
from portal.web.forms import Problems, Typed, as_id, one, ticked

A_DAY = timedelta(days=1)
USUALLY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class AgreementForm:
    """What they agreed to: `digest` is that of the packet on the page, `until` an aware moment."""

    digest: str
    purpose: str = field(repr=False)
    until: datetime
    how: GivenHow
    heard: frozenset[Before]
    recipients: frozenset[UUID]
    may_show: bool

    @classmethod
    def read(
        cls, typed: Typed, desk: DeskKind, now: datetime, zone: tzinfo
    ) -> "AgreementForm | Problems":
        """Each thing that they must have heard is ticked, and that receivers may have to keep what
        they have read (V-29, R-13)."""
        problems = Problems()
        purpose = line_in(typed, "purpose", problems, needed=True)
        until = _until(typed, now, zone, problems)
        how = choice_in(typed, "how", GivenHow, problems)
        heard = frozenset(each for each in before(desk) if ticked(typed, f"heard-{each.value}"))
        for each in before(desk):
            if each not in heard:
                problems[f"heard-{each.value}"] = "say_this"
        if not ticked(typed, "may_keep"):
            problems["may_keep"] = "say_this"
        recipients = frozenset(filter(None, map(as_id, typed.get("recipient", []))))
        if not recipients:
            problems["recipient"] = "choose_one"
        if problems or how is None or until is None:
            return problems
        may_show = ticked(typed, "may_show")
        return cls(one(typed, "digest"), purpose, until, how, heard, recipients, may_show)


def _until(typed: Typed, now: datetime, zone: tzinfo, problems: Problems) -> datetime | None:
    """The end of the day that was typed; it lies ahead, and not too far."""
    day = day_typed(typed, "until", problems)
    if day is None:
        return None
    until = datetime.combine(day + A_DAY, time(0), zone).astimezone(UTC)
    if not now < until <= now + AT_LONGEST:
        problems["until"] = "not_so_long"
    return until


@dataclass(frozen=True, slots=True)
class WithoutForm:
    """Why it must go without their agreement: one reason, and for each field why nothing less
    would do; a field without words does not go (S-32)."""

    reason: LawfulReason
    necessity: dict[PacketField, str] = field(repr=False)
    proportion: str = field(repr=False)
    she_knows: bool
    why_not: str = field(repr=False)

    @classmethod
    def read(cls, typed: Typed, desk: DeskKind) -> "WithoutForm | Problems":
        problems = Problems()
        reason = choice_in(typed, "reason", LawfulReason, problems)
        lines = {each: line_in(typed, f"{each.value}-why", problems) for each in fields_for(desk)}
        necessity = {each: text for each, text in lines.items() if text}
        if not necessity:
            problems["fields"] = "say_this"
        proportion = words_in(typed, "proportion", problems, needed=True)
        knows = one(typed, "she_knows")
        if knows not in ("yes", "no"):
            problems["she_knows"] = "choose_one"
        why_not = words_in(typed, "why_not", problems, needed=knows == "no")
        if problems or reason is None:
            return problems
        return cls(reason, necessity, proportion, knows == "yes", why_not)
