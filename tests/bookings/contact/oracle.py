"""What may be sent, from the safety rules alone: the clock on the wall, minute by minute."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bookings.contact.rules.choices import Channel, PhoneKind, Route
from bookings.contact.rules.fields import Field
from bookings.contact.rules.hours import Hours, Times
from bookings.contact.rules.outgoing import Outgoing
from bookings.contact.rules.preference import Preference

LONDON = ZoneInfo("Europe/London")
MINUTE = timedelta(minutes=1)


def is_safe(hours: Hours, moment: datetime) -> bool:
    wall = moment.astimezone(LONDON)
    if wall.date() in hours.blocked or (hours.until and wall.date() > hours.until):
        return False
    minute = wall.hour * 60 + wall.minute
    return any(
        covers(times, minute + 1440 * nights)
        for nights in (0, 1)
        for times in begun(hours, wall.date() - timedelta(days=nights))
    )


def begun(hours: Hours, day: date) -> list[Times]:
    weekly = [each.times for each in hours.weekly if each.weekday == day.weekday()]
    single = [times for on, times in hours.extra if on == day]
    turned = [
        times
        for pattern in hours.rotations
        for turn, times in pattern.turns
        if (day.toordinal() - pattern.anchor.toordinal() - turn) % pattern.days == 0
    ]
    return weekly + single + turned


def covers(times: Times, minute: int) -> bool:
    first = times.begins.hour * 60 + times.begins.minute
    last = times.ends.hour * 60 + times.ends.minute
    return first <= minute < (last if last > first else last + 1440)


def may_send(said: Preference, message: Outgoing, moment: datetime, asked: datetime) -> bool:
    """Whether it may go at `moment`, as things stood when it was asked about."""
    known = {field: answer.value for field, answer in said.answers.items()}
    is_text = message.channel is Channel.TEXT
    way = (Route.MOBILE, Field.MOBILE_NUMBER) if is_text else (Route.EMAIL, Field.EMAIL_ADDRESS)
    routes, purposes, elements = (
        known.get(field, frozenset()) for field in (Field.ROUTES, Field.PURPOSES, Field.ELEMENTS)
    )
    assert isinstance(routes, frozenset)
    assert isinstance(purposes, frozenset)
    assert isinstance(elements, frozenset)
    allowed = [
        {stop.name for stop in said.stops} <= (set() if is_text else {"STOP_WORD"}),
        way[0] in routes,
        known.get(way[1]) == message.to != "",
        not is_text or known.get(Field.MOBILE_TEXT) is True,
        not is_text or said.mobile_is is PhoneKind.UK_MOBILE,
        known.get(Field.TEXTS_SHOWN_ELSEWHERE if is_text else Field.EMAIL_SHARED) is False,
        known.get(Field.SPYWARE_SUSPECTED) is not True,
        message.kind in purposes,
        said.approved.get((message.kind, message.channel)) == message.wording,
        message.wording.elements <= elements,
        message.is_reviewed and message.fits_one_part and message.stands,
        message.sent_so_far < 2,
        not message.number_is_flagged,
        not message.alert_is_on or moment >= asked + 5 * MINUTE,
        not is_full(message) or local(moment) > local(asked),
        all(moment + 30 * MINUTE < end for end in ends(said, message)),
    ]
    hours = known.get(Field.HOURS)
    return all(allowed) and isinstance(hours, Hours) and stays_safe(hours, moment)


def stays_safe(hours: Hours, moment: datetime) -> bool:
    return all(is_safe(hours, moment + later * MINUTE) for later in range(31))


def is_full(message: Outgoing) -> bool:
    day = message.day
    return day.to_number >= day.most_to_number or day.in_all >= day.most_in_all


def local(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()


def ends(said: Preference, message: Outgoing) -> list[datetime]:
    found = [message.useful_until, *(answer.expires_at for answer in said.answers.values())]
    if message.begins_at and message.kind.value != "please ring":
        found.append(message.begins_at)
    gone = said.answers.get(Field.NO_PHONE_FROM)
    if gone and isinstance(gone.value, date):
        found.append(datetime.combine(gone.value, time(0), LONDON))
    return found
