"""May we contact you? One tap says no; whatever else she says here counts for nothing until she has
booked (V-15, V-17)."""

from datetime import date, timedelta
from typing import Any

from bookings.contact.actions.approving import approve
from bookings.contact.actions.saying import say_online
from bookings.contact.numbers import kind_of
from bookings.contact.rules.choices import Channel, Kind, PhoneKind, SaidBy
from bookings.contact.rules.preference import LIFE, Wording
from bookings.contact.rules.ringing import may_ring
from bookings.contact.rules.verdicts import Reason, Withhold
from bookings.visits import forms
from bookings.visits.actions.reminding import plan_reminder
from bookings.visits.forms.contact import MOST_DAYS_OFF
from bookings.visits.models import Visit
from bookings.visits.queries.journeys import visit_of
from bookings.visits.rules.journey import Journey
from bookings.visits.steps import words
from bookings.visits.steps.choosing import language_name
from bookings.visits.steps.reaching import (
    BOTH,
    CALL,
    CALLS,
    TEXT,
    TEXTS,
    answers,
    approved_words,
    preference,
)
from bookings.visits.steps.step import Asked, Refused
from portal.i18n import now_speaking

HALF_HOURS = tuple(f"{half // 2:02}:{half % 2 * 30:02}" for half in range(48))
A_DAY = timedelta(days=1)
ANEW = "anew"


def not_at_all(asked: Asked, _form: forms.Nothing) -> None:
    """She contacts us, and what she may have typed before is forgotten."""
    forget(asked.subject.journey)
    asked.subject.journey.go_to("check")


def forget(journey: Journey) -> None:
    journey.ways, journey.approved = "", {}
    for step in ("contact_how", "contact_words"):
        journey.typed.pop(step, None)


def by(asked: Asked, way: str) -> None:
    """She may be reached, by a text, a call or both; how is asked next."""
    if way in (TEXT, CALL, BOTH):
        asked.subject.journey.ways = way
        asked.subject.journey.go_to("contact_how")


def how_view(asked: Asked) -> dict[str, Any]:
    """As many lines for hours as she asked for, days of the week as her language names them, and
    the days that an answer can be about: it counts no longer than its life (S-06)."""
    typed = asked.subject.journey.typed.get("contact_how", {})
    lines = min(max(1, len(typed.get("line", []))), forms.MOST_LINES)
    return {
        "ways": asked.subject.journey.ways,
        "texts": asked.subject.journey.ways in TEXTS,
        "calls": asked.subject.journey.ways in CALLS,
        "lines": range(lines),
        "full": lines >= forms.MOST_LINES,
        "week": week(),
        "times": [(wall, wall) for wall in HALF_HOURS],
        "days_off": range(MOST_DAYS_OFF),
        "ahead": days_ahead(asked),
    }


def week() -> list[str]:
    """Monday to Sunday, short, in her language."""
    names = now_speaking().locale.days["stand-alone"]["abbreviated"]
    return [str(names[weekday]) for weekday in range(7)]


def days_ahead(asked: Asked) -> list[tuple[str, str]]:
    """Each day that her answers can count on, as it is sent and as it is told."""
    today = asked.now.astimezone(asked.house.settings.timezone).date()
    days: list[date] = [today + A_DAY * number for number in range(LIFE.days)]
    return [(day.isoformat(), now_speaking().day(day)) for day in days]


def add_line(asked: Asked, _what: str) -> None:
    """One more line for hours."""
    typed = asked.subject.journey.typed.setdefault("contact_how", {})
    lines = max(1, len(typed.get("line", [])))
    typed["line"] = [str(number) for number in range(min(lines + 1, forms.MOST_LINES))]
    asked.subject.journey.notice, asked.subject.journey.problems = "added", {}


def say_how(asked: Asked, form: forms.ContactHow) -> None:
    """Texts go to a mobile of this country alone: a landline reads them aloud (S-05)."""
    journey = asked.subject.journey
    journey.notice = ""
    if journey.ways in TEXTS and kind_of(form.number) is not PhoneKind.UK_MOBILE:
        raise Refused(reach="number_takes_no_texts")
    journey.approved = {}
    journey.go_to("contact_words" if journey.ways in TEXTS else "check")


def words_view(asked: Asked) -> dict[str, Any]:
    """Every message that there is, in the words that would be sent, and when the first would."""
    visit = visit_of(asked.db, asked.actor)
    form = forms.ContactWords.read(asked.subject.journey.typed.get("contact_words", {}))
    messages = words.draw(asked, visit, form)
    wanted = [each for each in messages if each.kind in form.kinds] or messages
    return {
        "form": form,
        "messages": messages,
        "seen": words.seen(messages),
        "outlook": words.outlook(asked, visit, wanted),
        "tongue": words.language_of(asked, form),
        "tongues": [(tag, language_name(tag)) for tag in words.languages(asked)],
    }


def redraw(asked: Asked, _what: str) -> None:
    """Show it as she chose it; nothing is allowed by looking."""
    asked.subject.journey.approved, asked.subject.journey.notice = {}, ""


def allow(asked: Asked, form: forms.ContactWords) -> None:
    """She allows just what she has seen: what reads otherwise by now is shown first (V-16)."""
    journey, visit = asked.subject.journey, visit_of(asked.db, asked.actor)
    journey.approved, journey.notice = {}, ""
    messages = words.draw(asked, visit, form)
    chosen = [each for each in messages if each.kind in form.kinds]
    if not chosen:
        raise Refused(kinds="kind_missing")
    if not all(each.can_be_said for each in chosen):
        raise Refused(say="nothing_to_say")
    if form.shown != words.seen(messages):
        journey.notice = ANEW
        return
    journey.approved = {
        "style": form.style.value,
        "language": chosen[0].wording.language,
        "elements": " ".join(sorted(each.value for each in form.elements)),
        **{each.kind.value: each.wording.version for each in chosen},
    }
    journey.go_to("check")


def rather_not(asked: Asked, _what: str) -> None:
    """No texts. Where calls were wished too, they stay."""
    journey = asked.subject.journey
    journey.approved, journey.notice = {}, ""
    journey.ways = CALL if journey.ways == BOTH else ""
    if not journey.ways:
        forget(journey)
    journey.go_to("check")


def said_view(asked: Asked, visit: Visit) -> dict[str, Any]:
    """What will reach her, in a line: texts with when the first would come, calls, or nothing."""
    journey = asked.subject.journey
    form = forms.ContactWords.read(journey.typed.get("contact_words", {}))
    allowed = approved_words(journey)
    drawn = words.draw(asked, visit, form) if allowed else []
    messages = [each for each in drawn if each.kind in allowed]
    return {
        "texts": bool(allowed),
        "outlook": words.outlook(asked, visit, messages),
        "calls": journey.ways in CALLS,
        "no_call": _why_no_call(asked) if journey.ways in CALLS else None,
    }


def _why_no_call(asked: Asked) -> Reason | None:
    ringing = may_ring(preference(asked.subject.journey, asked.now), asked.now)
    return ringing.reason if isinstance(ringing, Withhold) else None


def keep(asked: Asked, visit: Visit) -> None:
    """Write down what she said, and the words that she allowed, with the visit itself (V-15)."""
    journey = asked.subject.journey
    said = answers(journey)
    if not said:
        return
    about = (asked.db, visit.client_id)
    say_online(*about, said, at_booking=True, by=asked.actor, at=asked.now)
    for kind, wording in approved_words(journey).items():
        _approve(asked, visit, kind, wording)
    plan_reminder(asked.db, visit, at=asked.now)


def _approve(asked: Asked, visit: Visit, kind: Kind, wording: Wording) -> None:
    approve(
        asked.db,
        visit.client_id,
        kind,
        Channel.TEXT,
        wording,
        said_by=SaidBy.ONLINE,
        at_booking=True,
        by=asked.actor,
        at=asked.now,
    )
