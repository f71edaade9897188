"""Whether a message may reach her at this moment: send, wait until, or withhold with a reason.

It takes what she said, the message, and the moment, and nothing else: there is nothing by which
anybody could insist (S-17).
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bookings.contact.rules.choices import Channel, PhoneKind, Route
from bookings.contact.rules.fields import Field
from bookings.contact.rules.outgoing import BEFORE_THE_SESSION, MOST_ABOUT_ONE, Outgoing
from bookings.contact.rules.preference import OF_TEXTS_ONLY, Preference, Stop
from bookings.contact.rules.spans import safe_spans
from bookings.contact.rules.verdicts import Reason, Send, Verdict, Wait, Withhold

LONDON = ZoneInfo("Europe/London")

# A safe hour that ends sooner is no hour to send in: a phone may get a text late (S-04).
MARGIN = timedelta(minutes=30)

# How long a provider may go on trying. No longer than the margin: it ends within the safe hours.
LONGEST_VALIDITY = timedelta(minutes=30)

# While somebody dangerous is at the session nothing goes; whether that is over is asked again.
ALERT_LASTS = timedelta(minutes=5)


def decide(preference: Preference, message: Outgoing, moment: datetime) -> Verdict:
    """What becomes of the message at this aware moment. Asked when it is queued, shown on screen,
    and asked again at the moment of sending (S-01 to S-07, S-09, S-15, S-17)."""
    for reason in _refusals(preference, message, moment):
        return Withhold(reason)
    earliest, why = _earliest(message, moment)
    last = _last(preference, message)
    return _at_a_safe_hour(preference, earliest, why, last, moment)


def next_safe(preference: Preference, message: Outgoing, moment: datetime) -> datetime | Reason:
    """When the message would go at the earliest, as things stand; or why none can go (V-16, S-06).

    She reads this before she allows anything: it is `decide`, and no second opinion.
    """
    match decide(preference, message, moment):
        case Send():
            return moment
        case Wait(until=until):
            return until
        case Withhold(reason=reason):
            return reason


def why_stopped(
    preference: Preference, moment: datetime, *, but: frozenset[Stop] = frozenset()
) -> Iterator[Reason]:
    """What ends every way to her, however it is allowed (S-06, S-07)."""
    stops = preference.stops - but
    if Stop.PHONE_NOT_SAFE in stops:
        yield Reason.PHONE_NOT_SAFE
    if stops:
        yield Reason.STOPPED
    if preference.has_run_out(moment):
        yield Reason.CHOICES_RAN_OUT


def _refusals(preference: Preference, message: Outgoing, moment: datetime) -> Iterator[Reason]:
    """Why it may not go, now or later; the first is what a worker reads."""
    is_text = message.channel is Channel.TEXT
    yield from why_stopped(preference, moment, but=frozenset() if is_text else OF_TEXTS_ONLY)
    yield from _of_the_way(preference, message)
    if message.kind not in preference.choices(Field.PURPOSES):
        yield Reason.PURPOSE_NOT_ALLOWED
    yield from _of_the_words(preference, message)
    yield from _of_what_happened(message, moment)


def _of_the_way(preference: Preference, message: Outgoing) -> Iterator[Reason]:
    if message.channel is Channel.TEXT:
        yield from _of_texts(preference, message)
    else:
        yield from _of_mail(preference, message)
    if preference.says_yes(Field.SPYWARE_SUSPECTED):
        yield Reason.WATCHED
    if message.number_is_flagged:
        yield Reason.NUMBER_FLAGGED


def _of_texts(preference: Preference, message: Outgoing) -> Iterator[Reason]:
    if not (preference.allows(Route.MOBILE) and preference.says_yes(Field.MOBILE_TEXT)):
        yield Reason.ROUTE_NOT_ALLOWED
    if not message.to or message.to != preference.text(Field.MOBILE_NUMBER):
        yield Reason.NOT_THE_NUMBER_SAID
    if preference.mobile_is is not PhoneKind.UK_MOBILE:
        yield Reason.NOT_A_UK_MOBILE
    # To be read out in a car is to be announced (S-12): she must have said that nothing does.
    if not preference.says_no(Field.TEXTS_SHOWN_ELSEWHERE):
        yield Reason.SHOWN_ELSEWHERE


def _of_mail(preference: Preference, message: Outgoing) -> Iterator[Reason]:
    if not preference.allows(Route.EMAIL):
        yield Reason.ROUTE_NOT_ALLOWED
    if not message.to or message.to != preference.text(Field.EMAIL_ADDRESS):
        yield Reason.NOT_THE_NUMBER_SAID
    if not preference.says_no(Field.EMAIL_SHARED):
        yield Reason.SHOWN_ELSEWHERE


def _of_the_words(preference: Preference, message: Outgoing) -> Iterator[Reason]:
    if preference.approved.get((message.kind, message.channel)) != message.wording:
        yield Reason.WORDS_NOT_APPROVED
    if not message.wording.elements <= preference.choices(Field.ELEMENTS):
        yield Reason.WORDS_NOT_APPROVED
    if not message.is_reviewed:
        yield Reason.LANGUAGE_NOT_REVIEWED
    if not message.fits_one_part:
        yield Reason.TOO_LONG


def _of_what_happened(message: Outgoing, moment: datetime) -> Iterator[Reason]:
    if not message.stands:
        yield Reason.STANDS_NO_MORE
    if message.sent_so_far >= MOST_ABOUT_ONE:
        yield Reason.TWO_SENT
    begins = _session_begins(message)
    if begins is not None and begins <= moment:
        yield Reason.SESSION_HAS_BEGUN
    if message.useful_until <= moment:
        yield Reason.TOO_LATE


def _session_begins(message: Outgoing) -> datetime | None:
    return message.begins_at if message.kind in BEFORE_THE_SESSION else None


def _earliest(message: Outgoing, moment: datetime) -> tuple[datetime, Reason]:
    """From when on it could go, for all but her hours, and what it waits for."""
    waits = [(moment, Reason.OUTSIDE_HOURS)]
    if message.alert_is_on:
        waits.append((moment + ALERT_LASTS, Reason.ALERT))
    if message.day.is_full:
        tomorrow = moment.astimezone(LONDON).date() + timedelta(days=1)
        waits.append((begin_of(tomorrow), Reason.LIMIT_OF_THE_DAY))
    return max(waits, key=lambda wait: wait[0])


def _last(preference: Preference, message: Outgoing) -> datetime:
    """By when it must be over: useful no more, the session begun, or a choice run out (S-03)."""
    ends = (message.useful_until, _session_begins(message), end_of_choices(preference))
    return min(end for end in ends if end is not None)


def end_of_choices(preference: Preference) -> datetime | None:
    """Until when what she said counts: it runs out, or from a date on she may have no phone."""
    no_phone = preference.value(Field.NO_PHONE_FROM)
    ends = [preference.expires_at, begin_of(no_phone) if isinstance(no_phone, date) else None]
    return min((end for end in ends if end is not None), default=None)


def begin_of(day: date) -> datetime:
    """Its midnight in London, where no clock ever changes at midnight."""
    return datetime.combine(day, time(0), LONDON)


def _at_a_safe_hour(
    preference: Preference, earliest: datetime, why: Reason, last: datetime, moment: datetime
) -> Verdict:
    """Send where the margin is kept; wait for the first safe span that is long enough (S-04)."""
    for begins, ends in safe_spans(preference.hours, earliest, last, LONDON):
        if ends - begins <= MARGIN:
            continue
        if begins > moment:
            return Wait(begins, why)
        return Send(min(ends, moment + LONGEST_VALIDITY))
    return Withhold(_none_left(preference, moment))


def _none_left(preference: Preference, moment: datetime) -> Reason:
    if preference.value(Field.HOURS) is None:
        return Reason.NO_SAFE_HOURS
    no_phone = preference.value(Field.NO_PHONE_FROM)
    if isinstance(no_phone, date) and begin_of(no_phone) <= moment:
        return Reason.NO_PHONE
    return Reason.NO_SAFE_HOUR_LEFT
