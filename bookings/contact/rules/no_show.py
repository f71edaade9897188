"""What she wanted done when she does not come. It closes nothing and judges nobody (C-13, S-45)."""

from dataclasses import dataclass
from datetime import datetime

from bookings.contact.rules.choices import NoShow, Route
from bookings.contact.rules.decision import why_stopped
from bookings.contact.rules.fields import Field
from bookings.contact.rules.preference import OF_TEXTS_ONLY, Preference
from bookings.contact.rules.ringing import Ringing, may_ring
from bookings.contact.rules.verdicts import Reason, Withhold


@dataclass(frozen=True, slots=True)
class AfterMiss:
    """What a person does next. `ringing` says when, where it is a call; `why` stands where her
    choice cannot simply be followed, and a coordinator decides."""

    does: NoShow
    ringing: Ringing | None = None
    why: Reason | None = None


def what_a_miss_asks(preference: Preference, moment: datetime) -> AfterMiss:
    """Her choice at this moment, as far as it still counts; not known is nothing (C-13, S-06)."""
    chosen = preference.value(Field.NO_SHOW)
    if not isinstance(chosen, NoShow) or chosen is NoShow.NOTHING:
        return AfterMiss(NoShow.NOTHING)
    for reason in why_stopped(preference, moment, but=OF_TEXTS_ONLY):
        return AfterMiss(_though_stopped(chosen, preference, moment), why=reason)
    if chosen is NoShow.TRY_SAFE_ROUTE:
        return _by_phone(preference, moment)
    if chosen is NoShow.TELL_TRUSTED_PERSON and not _has_trusted_person(preference):
        return AfterMiss(NoShow.NOTHING, why=Reason.ROUTE_NOT_ALLOWED)
    return AfterMiss(chosen)


def _though_stopped(chosen: NoShow, preference: Preference, moment: datetime) -> NoShow:
    """Whoever took her phone can stop every way to her, and must not call off the police by it."""
    stands = chosen is NoShow.ASK_POLICE and not preference.has_run_out(moment)
    return chosen if stands else NoShow.NOTHING


def _by_phone(preference: Preference, moment: datetime) -> AfterMiss:
    ringing = may_ring(preference, moment)
    if isinstance(ringing, Withhold):
        return AfterMiss(NoShow.NOTHING, why=ringing.reason)
    return AfterMiss(NoShow.TRY_SAFE_ROUTE, ringing)


def _has_trusted_person(preference: Preference) -> bool:
    is_named = bool(preference.text(Field.TRUSTED_PERSON))
    return is_named and preference.allows(Route.TRUSTED_PERSON)
