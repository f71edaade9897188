"""How she may be reached, as she says it on her own phone. What she leaves open is not known, and
that is no (S-01, V-15)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bookings.contact.numbers import NotANumber, dialled
from bookings.contact.rules.answers import NO, YES
from bookings.contact.rules.choices import Element, IfAnother, Kind, SeenBy, Whose
from bookings.contact.rules.hours import Hours, NotHours, Times, Weekly
from bookings.contact.rules.hours_text import read_day
from bookings.contact.wording.rules.terms import Style
from bookings.visits.forms.reading import among, line_in, time_in
from portal.web.forms import Problems, Typed, one

MOST_LINES = 4
MOST_DAYS_OFF = 3
LONGEST_NUMBER = 30
LONGEST_TAG = 12

# With plus and country. What is shorter is a slip of the finger, or somebody's desk.
SHORTEST_NUMBER = len("+441234567")
WEEK = tuple(str(weekday) for weekday in range(7))

# What may stand in a text that she allows here; the rest is said in person.
SAYABLE = (Element.DAY, Element.TIME)
# With her own words for whoever else answers it takes a talk.
UNANSWERED = (IfAnother.HANG_UP, IfAnother.WRONG_NUMBER)


@dataclass(frozen=True, slots=True)
class ContactHow:
    """A number as it is dialled, her hours, and whatever else decides how it is used."""

    number: str
    hours: Hours
    whose: Whose | None
    seen_by: SeenBy | None
    shown_elsewhere: bool | None
    voicemail: bool | None
    say_who: bool | None
    if_another: IfAnother | None

    fields: ClassVar[tuple[str, ...]] = (
        *("reach", "whose", "seen_by", "elsewhere", "recorded", "say_who", "if_another"),
        *("line", "until"),
        *(f"days_{number}" for number in range(MOST_LINES)),
        *(f"since_{number}" for number in range(MOST_LINES)),
        *(f"till_{number}" for number in range(MOST_LINES)),
        *(f"never_{number}" for number in range(MOST_DAYS_OFF)),
    )

    @classmethod
    def read(cls, typed: Typed) -> "ContactHow | Problems":
        problems = Problems()
        number = _number(typed, problems)
        hours = _hours(typed, problems)
        return problems or cls(
            number,
            hours,
            *(_one_of(typed, name, choices) for name, choices in _CHOSEN),  # type: ignore[arg-type]
        )


_YES_NO = {YES: True, NO: False}
_CHOSEN: tuple[tuple[str, dict[str, object]], ...] = (
    ("whose", {each.value: each for each in Whose}),
    ("seen_by", {each.value: each for each in SeenBy}),
    ("elsewhere", {**_YES_NO}),
    ("recorded", {**_YES_NO}),
    ("say_who", {**_YES_NO}),
    ("if_another", {each.value: each for each in UNANSWERED}),
)


def _one_of(typed: Typed, name: str, choices: dict[str, object]) -> object:
    return choices.get(one(typed, name))


def _number(typed: Typed, problems: Problems) -> str:
    text = line_in(typed, "reach", LONGEST_NUMBER, problems)
    if not text:
        problems["reach"] = "number_missing"
    number = "" if problems else _dialled(text)
    if not problems and len(number) < SHORTEST_NUMBER:
        problems["reach"] = "number_unreadable"
    return number


def _dialled(text: str) -> str:
    try:
        return dialled(text)
    except NotANumber:
        return ""


def _hours(typed: Typed, problems: Problems) -> Hours:
    lines = [_line(typed, number, problems) for number in range(MOST_LINES)]
    days_off = [_day(typed, f"never_{number}", problems) for number in range(MOST_DAYS_OFF)]
    return Hours(
        weekly=frozenset(each for line in lines for each in line),
        blocked=frozenset(day for day in days_off if day),
        until=_day(typed, "until", problems),
    )


def _line(typed: Typed, number: int, problems: Problems) -> list[Weekly]:
    """One line: the days of the week and the times on them, over midnight too."""
    since, till = f"since_{number}", f"till_{number}"
    days = [int(day) for day in typed.get(f"days_{number}", []) if day in WEEK]
    begins, ends = time_in(typed, since, problems), time_in(typed, till, problems)
    if begins is None and ends is None and not days:
        return []
    if begins is None or ends is None:
        problems.setdefault(till if begins else since, "time_missing")
    elif not days:
        problems[since] = "days_missing"
    else:
        try:
            return [Weekly(day, Times(begins, ends)) for day in dict.fromkeys(days)]
        except NotHours:
            problems[till] = "times_alike"
    return []


def _day(typed: Typed, name: str, problems: Problems) -> date | None:
    text = one(typed, name)
    try:
        return read_day(text) if text else None
    except ValueError:
        problems[name] = "day_unreadable"
        return None


@dataclass(frozen=True, slots=True)
class ContactWords:
    """What a text may be for, what stands in it, and how; `shown` tells which words she saw."""

    kinds: frozenset[Kind]
    elements: frozenset[Element]
    style: Style
    language: str
    shown: str

    fields: ClassVar[tuple[str, ...]] = ("style", "say", "kinds", "tongue")

    @classmethod
    def read(cls, typed: Typed) -> "ContactWords":
        style = among(typed, "style", tuple(each.value for each in Style))
        return cls(
            frozenset(kind for kind in Kind if kind.value in typed.get("kinds", [])),
            frozenset(each for each in SAYABLE if each.value in typed.get("say", [])),
            Style(style) if style else Style.NEUTRAL,
            one(typed, "tongue")[:LONGEST_TAG],
            one(typed, "shown"),
        )


@dataclass(frozen=True, slots=True)
class Less:
    """What of her choices stays; whatever is not named goes (S-07)."""

    ways: frozenset[str]
    kinds: frozenset[Kind]
    days: frozenset[int]
    times: frozenset[str]
    never: date | None

    fields: ClassVar[tuple[str, ...]] = ("ways", "kinds", "days", "times", "never")

    @classmethod
    def read(cls, typed: Typed) -> "Less | Problems":
        problems = Problems()
        never = _day(typed, "never", problems)
        return problems or cls(
            frozenset(typed.get("ways", [])),
            frozenset(kind for kind in Kind if kind.value in typed.get("kinds", [])),
            frozenset(int(day) for day in typed.get("days", []) if day in WEEK),
            frozenset(typed.get("times", [])),
            never,
        )
