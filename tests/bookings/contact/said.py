"""What somebody said, and a message to her, for tests that change one thing of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bookings.contact.rules.answers import Value, read
from bookings.contact.rules.choices import Channel, Element, Kind, PhoneKind
from bookings.contact.rules.fields import Field
from bookings.contact.rules.hours import Hours
from bookings.contact.rules.hours_text import read_hours
from bookings.contact.rules.outgoing import Outgoing
from bookings.contact.rules.preference import Answer, Preference, Wording

# A Monday at noon in winter, when London's clocks show UTC.
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(days=20)
NUMBER = "+447400123456"
ADDRESS = "quiet@example.org"
WORDING = Wording("v1", "en", "neutral", frozenset({Element.TIME, Element.DAY}))

SAID: dict[Field, str] = {
    Field.ROUTES: "mobile\nemail",
    Field.MOBILE_NUMBER: NUMBER,
    Field.MOBILE_TEXT: "yes",
    Field.MOBILE_CALL: "yes",
    Field.TEXTS_SHOWN_ELSEWHERE: "no",
    Field.EMAIL_ADDRESS: ADDRESS,
    Field.EMAIL_SHARED: "no",
    Field.HOURS: "mon 10:00-15:00\nwed 10:00-15:00",
    Field.PURPOSES: "reminder\nchange\noffer\nplease ring",
    Field.ELEMENTS: "time\nday",
}


def values(**changed: str | None) -> dict[Field, Value]:
    """All that was said, with these fields changed; None was not said."""
    texts: dict[Field, str | None] = {**SAID, **{Field(name): to for name, to in changed.items()}}
    return {field: read(field, text) for field, text in texts.items() if text is not None}


def preference(expires: datetime = LATER, /, **changed: str | None) -> Preference:
    return of(values(**changed), expires)


def of(said: Mapping[Field, Value], expires: datetime = LATER) -> Preference:
    return Preference(
        {field: Answer(value, expires) for field, value in said.items()},
        approved={(kind, channel): WORDING for kind in Kind for channel in Channel},
        mobile_is=PhoneKind.UK_MOBILE,
    )


def message(**changed: Any) -> Outgoing:
    """A reminder by text of a visit in two days, useful until it begins."""
    begins = NOON + timedelta(days=2, hours=2)
    plain = Outgoing(
        kind=Kind.REMINDER,
        channel=Channel.TEXT,
        to=NUMBER,
        wording=WORDING,
        is_reviewed=True,
        fits_one_part=True,
        useful_until=begins,
        begins_at=begins,
        stands=True,
        sent_so_far=0,
    )
    return replace(plain, **changed)


def hours(*lines: str) -> Hours:
    return read_hours("\n".join(lines))
