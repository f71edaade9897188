"""Whether a person may ring her at this moment, for how long yet, and how (S-12)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeAlias

from bookings.contact.rules.choices import IfAnother, Route, Shown
from bookings.contact.rules.decision import LONDON, end_of_choices, why_stopped
from bookings.contact.rules.fields import Field
from bookings.contact.rules.preference import OF_TEXTS_ONLY, Preference
from bookings.contact.rules.spans import safe_spans
from bookings.contact.rules.verdicts import Reason, Wait, Withhold

# A call takes time: with less of the safe hours left, nobody begins one.
A_CALL = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Ring:
    """She may be rung now, on this phone, and the call is over by `until`.

    Whatever she did not say is no: our number does not show, nobody says who calls, no voicemail,
    and whoever else answers hears nothing. `her_phrase` is asked for before a word about her.
    """

    until: datetime
    phone: Route
    number: str = field(repr=False)
    shows: Shown
    which_number: str = field(repr=False)
    may_say_who: bool
    may_leave_voicemail: bool
    if_another: IfAnother
    words_to_another: str = field(repr=False)
    our_phrase: str = field(repr=False)
    her_phrase: str = field(repr=False)


Ringing: TypeAlias = Ring | Wait | Withhold


@dataclass(frozen=True, slots=True)
class _Phone:
    route: Route
    number: Field
    call: Field
    voicemail: Field


_MOBILE = _Phone(Route.MOBILE, Field.MOBILE_NUMBER, Field.MOBILE_CALL, Field.MOBILE_VOICEMAIL)
_OTHER = _Phone(Route.OTHER_PHONE, Field.OTHER_NUMBER, Field.OTHER_CALL, Field.OTHER_VOICEMAIL)


def may_ring(preference: Preference, moment: datetime) -> Ringing:
    """What a call list shows at this aware moment: ring until, wait until, or no and why (S-01,
    S-02, S-06, S-12). A stop word ended texts, not calls."""
    for reason in why_stopped(preference, moment, but=OF_TEXTS_ONLY):
        return Withhold(reason)
    phone = next(_allowed(preference), None)
    if phone is None:
        return Withhold(_why_none(preference))
    for begins, ends in safe_spans(preference.hours, moment, _last(preference, moment), LONDON):
        if ends - begins > A_CALL:
            if begins > moment:
                return Wait(begins, Reason.OUTSIDE_HOURS)
            return _how(preference, phone, ends)
    is_said = preference.value(Field.HOURS) is not None
    return Withhold(Reason.NO_SAFE_HOUR_LEFT if is_said else Reason.NO_SAFE_HOURS)


def _allowed(preference: Preference) -> Iterator[_Phone]:
    """The phones that she allowed, number and call each; a watched one is none of them."""
    for phone in (_MOBILE, _OTHER):
        is_watched = phone is _MOBILE and preference.says_yes(Field.SPYWARE_SUSPECTED)
        is_allowed = preference.allows(phone.route) and preference.says_yes(phone.call)
        if is_allowed and preference.text(phone.number) and not is_watched:
            yield phone


def _why_none(preference: Preference) -> Reason:
    watched = preference.says_yes(Field.SPYWARE_SUSPECTED)
    return Reason.WATCHED if watched else Reason.ROUTE_NOT_ALLOWED


def _last(preference: Preference, moment: datetime) -> datetime:
    """With nothing that runs out there is nothing that was said."""
    return end_of_choices(preference) or moment


def _how(preference: Preference, phone: _Phone, until: datetime) -> Ring:
    shows = preference.value(Field.NUMBER_SHOWN)
    return Ring(
        until=until,
        phone=phone.route,
        number=preference.text(phone.number),
        shows=shows if isinstance(shows, Shown) else Shown.WITHHELD,
        which_number=preference.text(Field.WHICH_NUMBER_SHOWN),
        may_say_who=preference.says_yes(Field.SAY_WHO_CALLS),
        may_leave_voicemail=preference.says_yes(phone.voicemail),
        if_another=if_another_answers(preference),
        words_to_another=preference.text(Field.WORDS_TO_ANOTHER),
        our_phrase=preference.text(Field.OUR_PHRASE),
        her_phrase=preference.text(Field.HER_PHRASE),
    )


def if_another_answers(preference: Preference) -> IfAnother:
    """Hang up, unless she chose otherwise; without her words there are none to say (S-12)."""
    said = preference.value(Field.IF_ANOTHER_ANSWERS)
    if not isinstance(said, IfAnother):
        return IfAnother.HANG_UP
    has_words = bool(preference.text(Field.WORDS_TO_ANOTHER))
    return said if said is not IfAnother.HER_WORDS or has_words else IfAnother.HANG_UP
