"""Hours, preferences, messages and moments of every sort, drawn by chance."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from bookings.contact.rules.answers import Value
from bookings.contact.rules.choices import Channel, Element, Kind, PhoneKind, Route
from bookings.contact.rules.fields import Field
from bookings.contact.rules.hours import Hours, Rotation, Times, Weekly
from bookings.contact.rules.outgoing import Day, Outgoing
from bookings.contact.rules.preference import Answer, Preference, Stop
from tests.bookings.contact.said import ADDRESS, NUMBER, WORDING, message, values

# London's clocks change on these days, at one in the morning UTC.
CHANGES = [
    date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31),
    date(2028, 3, 26), date(2028, 10, 29), date(2029, 3, 25), date(2029, 10, 28),
    date(2030, 3, 31), date(2030, 10, 27), date(2031, 3, 30), date(2031, 10, 26),
    date(2032, 3, 28), date(2032, 10, 31), date(2033, 3, 27), date(2033, 10, 30),
    date(2034, 3, 26), date(2034, 10, 29), date(2035, 3, 25), date(2035, 10, 28),
    date(2036, 3, 30), date(2036, 10, 26),
]  # fmt: skip


def a_moment(chance: Random) -> datetime:
    """In 2026 to 2036, as often as not about a change of the clocks."""
    if chance.random() < 0.5:
        day = chance.choice(CHANGES)
        near = datetime.combine(day, time(1), UTC)
        return near + timedelta(seconds=chance.randrange(-7_200, 7_200))
    first = datetime(2026, 1, 1, tzinfo=UTC)
    return first + timedelta(seconds=chance.randrange(11 * 365 * 86_400))


def some_times(chance: Random) -> Times:
    """Often early in the morning, often over midnight, sometimes too short for anything."""
    begins = chance.choice([chance.randrange(1440), chance.randrange(60, 150), 0, 1380])
    length = chance.choice([chance.randrange(1, 1440), 25, 30, 31, 90, 180])
    return Times(clock(begins), clock(begins + length))


def clock(minute: int) -> time:
    return time(minute // 60 % 24, minute % 60)


def some_hours(chance: Random, about: datetime) -> Hours:
    day = about.date()
    return Hours(
        frozenset(
            Weekly(chance.randrange(7), some_times(chance)) for _ in range(chance.randrange(6))
        ),
        frozenset(a_rotation(chance, day) for _ in range(chance.randrange(3))),
        frozenset((near(chance, day), some_times(chance)) for _ in range(chance.randrange(4))),
        frozenset(near(chance, day) for _ in range(chance.randrange(3))),
        near(chance, day) if chance.random() < 0.2 else None,
    )


def a_rotation(chance: Random, day: date) -> Rotation:
    days = chance.randrange(2, 11)
    turns = {(chance.randrange(days), some_times(chance)) for _ in range(chance.randrange(1, 5))}
    return Rotation(day - timedelta(days=chance.randrange(-40, 400)), days, frozenset(turns))


def near(chance: Random, day: date) -> date:
    return day + timedelta(days=chance.randrange(-2, 4))


def a_preference(chance: Random, moment: datetime) -> Preference:
    """One that allows everything but, more often than not, a thing or two."""
    said = {**values(), Field.HOURS: some_hours(chance, moment)}
    rarely: dict[Field, Value] = {
        Field.ROUTES: frozenset({Route.EMAIL}),
        Field.MOBILE_TEXT: False,
        Field.TEXTS_SHOWN_ELSEWHERE: True,
        Field.SPYWARE_SUSPECTED: True,
        Field.PURPOSES: frozenset({Kind.OFFER}),
        Field.ELEMENTS: frozenset({Element.DAY}),
        Field.MOBILE_NUMBER: "+447400123457",
        Field.NO_PHONE_FROM: near(chance, moment.date()),
    }
    said |= {field: value for field, value in rarely.items() if chance.random() < 0.03}
    for field in list(said):
        if chance.random() < 0.01:
            del said[field]
    lives = [timedelta(minutes=chance.randrange(-60, 60 * 24 * 9)) for _ in range(2)]
    answers = {field: Answer(value, moment + chance.choice(lives)) for field, value in said.items()}
    is_mobile = chance.random() < 0.95
    return Preference(
        answers,
        frozenset(stop for stop in Stop if chance.random() < 0.02),
        {(k, c): WORDING for k in Kind for c in Channel if chance.random() < 0.95},
        PhoneKind.UK_MOBILE if is_mobile else PhoneKind.OTHER,
    )


def a_message(chance: Random, moment: datetime) -> Outgoing:
    channel = chance.choice([Channel.TEXT, Channel.TEXT, Channel.EMAIL])
    useful = moment + timedelta(minutes=chance.randrange(-60, 60 * 24 * 6))
    found = message(
        kind=chance.choice(list(Kind)),
        channel=channel,
        to=NUMBER if channel is Channel.TEXT else ADDRESS,
        useful_until=useful,
        begins_at=chance.choice([None, useful + timedelta(minutes=chance.randrange(-90, 90))]),
        sent_so_far=chance.choice([0, 0, 0, 0, 1, 1, 2]),
        day=Day(chance.choice([0, 0, 1, 2]), chance.choice([0, 0, 0, 0, 59, 60])),
        alert_is_on=chance.random() < 0.05,
    )
    reviewed, fits, stands, flagged = (chance.random() < 0.98 for _ in range(4))
    return replace(
        found,
        is_reviewed=reviewed,
        fits_one_part=fits,
        stands=stands,
        number_is_flagged=not flagged,
    )
