"""What a button on the page of things sends. No field of it can name an interpreter for somebody:
one is chosen, by id, from the session's list (S-47)."""

from dataclasses import dataclass
from uuid import UUID

from bookings.day.models import Attendance
from portal.web.forms import Problems, Typed, as_id, one, ticked
from services_directory.sessions.models import Gender

MOST_PLACES = 40
LONGEST_NAME = 60
LONGEST_LANGUAGE = 40
APART = ("5", "10", "15", "20")


@dataclass(frozen=True, slots=True)
class PressForm:
    """Which button, and what it is about; an id that is none is None."""

    go: str
    visit_id: UUID | None
    thing_id: UUID | None
    child_id: UUID | None
    given_id: UUID | None
    starts: int | None
    ends: int | None
    minutes: int

    @classmethod
    def read(cls, typed: Typed) -> "PressForm":
        apart = one(typed, "apart")
        return cls(
            one(typed, "go")[:20],
            as_id(one(typed, "visit")),
            as_id(one(typed, "thing")),
            as_id(one(typed, "child")),
            as_id(one(typed, "given")),
            _cell(one(typed, "starts")),
            _cell(one(typed, "ends")),
            int(apart) if apart in APART else 10,
        )


@dataclass(frozen=True, slots=True)
class PlacesForm:
    """How many creche places a session has."""

    count: int

    @classmethod
    def read(cls, typed: Typed) -> "PlacesForm | Problems":
        text = one(typed, "places")
        if not text.isdecimal() or len(text) > 3 or int(text) > MOST_PLACES:
            return Problems(places="places")
        return cls(int(text))


@dataclass(frozen=True, slots=True)
class InterpreterForm:
    """A professional for the service's own list."""

    name: str
    language: str
    dialect: str
    gender: Gender
    from_outside: bool
    signs: bool

    @classmethod
    def read(cls, typed: Typed) -> "InterpreterForm | Problems":
        problems = Problems()
        name = _line(typed, "name", LONGEST_NAME, problems)
        language = _line(typed, "language", LONGEST_LANGUAGE, problems)
        dialect = " ".join(one(typed, "dialect").split())[:LONGEST_LANGUAGE]
        genders = {each.value: each for each in Gender}
        gender = genders.get(one(typed, "gender"), Gender.OTHER)
        outside, signs = ticked(typed, "from_outside"), ticked(typed, "signs")
        return problems or cls(name, language, dialect, gender, outside, signs)


def attendance(typed: Typed) -> Attendance:
    """There, unless it is said that it is by phone."""
    by_phone = one(typed, "attendance") == Attendance.BY_PHONE.value
    return Attendance.BY_PHONE if by_phone else Attendance.PRESENT


def _line(typed: Typed, name: str, longest: int, problems: Problems) -> str:
    text = " ".join(one(typed, name).split())
    if not text or len(text) > longest:
        problems[name] = "missing" if not text else "too_long"
    return text


def _cell(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 9 else None
