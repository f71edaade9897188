"""All that she said of how she may be reached, at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from bookings.contact.rules.answers import DEFAULT_ROUTES, Value
from bookings.contact.rules.choices import Channel, Element, Kind, PhoneKind, Route
from bookings.contact.rules.fields import Field
from bookings.contact.rules.hours import Hours

# A choice that was not asked about again within this counts no more (S-06).
LIFE = timedelta(days=28)

# Clocks that are set back a little are no matter; set back further, what was said lies ahead.
SET_BACK = timedelta(minutes=5)

NO_HOURS = Hours()


def counts_until(confirmed_at: datetime, expires_at: datetime, at: datetime) -> datetime:
    """Until when an answer counts, as seen from `at`. One that was confirmed in what is now the
    future counts no more: its life cannot be told, and could be longer than any (S-06)."""
    is_ahead = confirmed_at > at + SET_BACK
    return at if is_ahead else min(expires_at, confirmed_at + LIFE)


class Stop(Enum):
    """Why nothing may reach her until somebody has spoken with her in person."""

    PHONE_NOT_SAFE = "the phone is not safe"
    SHE_SAID_STOP = "she said stop"
    CHOICES_DO_NOT_STAND = "her choices do not stand any more"
    STOP_WORD = "a stop word came from the number"


# A stop word ends texts; every other stop ends everything.
OF_TEXTS_ONLY = frozenset({Stop.STOP_WORD})


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a message but for its values: what she approved, or what would be sent (S-09).

    `version` is the digest of the template and of its wording in this language.
    """

    version: str
    language: str
    style: str
    elements: frozenset[Element]


# Of a message for which nothing was approved.
NO_WORDS = Wording("", "", "", frozenset())


@dataclass(frozen=True, slots=True)
class Answer:
    """What she said to one field, and until when it counts."""

    value: Value = field(repr=False)
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Preference:
    """What she said; with nothing in it, nothing is allowed (S-01, V-15)."""

    answers: Mapping[Field, Answer] = field(default_factory=dict)
    stops: frozenset[Stop] = frozenset()
    approved: Mapping[tuple[Kind, Channel], Wording] = field(default_factory=dict)
    mobile_is: PhoneKind = PhoneKind.NO_NUMBER

    @property
    def expires_at(self) -> datetime | None:
        """From when on a choice counts no more, and with it nothing goes (S-06)."""
        return min((answer.expires_at for answer in self.answers.values()), default=None)

    def has_run_out(self, moment: datetime) -> bool:
        expires = self.expires_at
        return expires is not None and expires <= moment

    def value(self, asked: Field) -> Value | None:
        """None is "not known"."""
        answer = self.answers.get(asked)
        return None if answer is None else answer.value

    def says_yes(self, asked: Field) -> bool:
        return self.value(asked) is True

    def says_no(self, asked: Field) -> bool:
        """Whether she said no herself, where only that will do."""
        return self.value(asked) is False

    def text(self, asked: Field) -> str:
        found = self.value(asked)
        return found if isinstance(found, str) else ""

    def choices(self, asked: Field) -> frozenset[Enum]:
        found = self.value(asked)
        return found if isinstance(found, frozenset) else frozenset()

    def never_used(self, chosen_name: str | None) -> tuple[str, ...]:
        """What stands in no message: the name to call her by, and whatever she named (S-08)."""
        named = self.value(Field.NEVER_NAMES)
        own = (chosen_name,) if chosen_name else ()
        return (*own, *(named if isinstance(named, tuple) else ()))

    @property
    def routes(self) -> frozenset[Enum]:
        """She contacts us, where she said nothing else (V-15)."""
        return self.choices(Field.ROUTES) or DEFAULT_ROUTES

    def allows(self, route: Route) -> bool:
        return route in self.routes

    @property
    def hours(self) -> Hours:
        found = self.value(Field.HOURS)
        return found if isinstance(found, Hours) else NO_HOURS
