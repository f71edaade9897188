"""May we contact you? One tap says no; whatever else she says here counts for nothing until she has
booked (V-15, V-17)."""

from datetime import date, timedelta
from typing import Any

from bookings.contact.numbers import kind_of
from bookings.contact.rules.choices import PhoneKind
from bookings.contact.rules.preference import LIFE
from bookings.visits import forms
from bookings.visits.forms.contact import MOST_DAYS_OFF
from bookings.visits.rules.journey import Journey
from bookings.visits.steps.ahead import after_contact, waits
from bookings.visits.steps.reaching import (
    BOTH,
    CALL,
    CALLS,
    TEXT,
    TEXTS,
)
from bookings.visits.steps.step import Asked, Refused
from portal.i18n import Language, now_speaking

HALF_HOURS = tuple(f"{half // 2:02}:{half % 2 * 30:02}" for half in range(48))
A_DAY = timedelta(days=1)

# The steps on which she says that something may reach her, and what says so.
AGREEING = ("contact_how", "contact_words")
AGREED_TO = (
    "components/ui.html",
    *(f"bookings/visits/steps/{step}.html" for step in ("contact", *AGREEING)),
)


def asked_view(asked: Asked) -> dict[str, Any]:
    """Whether it is about a place in line: then a call can say nothing yet."""
    return {"waits": waits(asked.subject.journey), "may_agree": may_agree(now_speaking())}


def not_at_all(asked: Asked, _form: forms.Nothing) -> None:
    """She contacts us, and what she may have typed before is forgotten."""
    forget(asked.subject.journey)
    asked.subject.journey.go_to(after_contact(asked.subject.journey))


def forget(journey: Journey) -> None:
    journey.ways, journey.approved = "", {}
    for step in ("contact_how", "contact_words"):
        journey.typed.pop(step, None)


def may_agree(language: Language) -> bool:
    """Whether somebody who grew up with it has read all that a yes in this language would be to.
    Where nobody has, a yes is given in person, through an interpreter (S-08)."""
    return language.is_read_in(*AGREED_TO)


def by(asked: Asked, way: str) -> None:
    """She may be reached, by a text, a call or both; how is asked next."""
    if way in (TEXT, CALL, BOTH) and may_agree(now_speaking()):
        asked.subject.journey.ways = way
        asked.subject.journey.go_to("contact_how")


def how_view(asked: Asked) -> dict[str, Any]:
    """As many lines for hours as she asked for, days of the week as her language names them, and
    the days that an answer can be about: it counts no longer than its life (S-06)."""
    typed = asked.subject.journey.typed.get("contact_how", {})
    lines = min(max(1, len(typed.get("line", []))), forms.MOST_LINES)
    return {
        "ways": asked.subject.journey.ways,
        "waits": waits(asked.subject.journey),
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
    journey.go_to("contact_words" if journey.ways in TEXTS else after_contact(journey))
