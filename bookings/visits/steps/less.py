"""What stands about reaching her, and making it less. No step here can add a number, an hour or a
word: whoever holds her phone and her phrase gains nothing (S-07)."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bookings.contact.actions.saying import OnlyNarrower, say_online
from bookings.contact.actions.stopping import phone_not_safe, withdraw
from bookings.contact.queries import preference_of
from bookings.contact.rules.answers import Value
from bookings.contact.rules.choices import Kind
from bookings.contact.rules.fields import Field
from bookings.contact.rules.hours import Hours, Times
from bookings.contact.rules.preference import Preference, Stop
from bookings.visits import forms
from bookings.visits.actions.drafts import end_others
from bookings.visits.actions.find import end_phrase
from bookings.visits.models import Visit, VisitIsOver, WaitingPlace
from bookings.visits.queries.journeys import visit_of
from bookings.visits.queries.waiting import own_place
from bookings.visits.steps.contact import days_ahead, week
from bookings.visits.steps.reaching import CALL, TEXT
from bookings.visits.steps.step import Asked, Refused
from portal.access import Role
from portal.i18n import now_speaking
from portal.outbox.actions.queueing import cancel_all_of
from services_directory.sessions.actions import mark_changed

# What lets go of whatever waits to be sent to her.
HELD_FOR_HER = (cancel_all_of,)


@dataclass(frozen=True, slots=True)
class Line:
    """Days of the week with the same hours; `key` stands for those hours."""

    days: tuple[int, ...]
    since: str
    till: str

    @property
    def key(self) -> str:
        return f"{self.since}-{self.till}"


@dataclass(frozen=True, slots=True)
class Standing:
    """What may reach her as it stands, without a number: whoever reads this may not be her."""

    texts: bool
    calls: bool
    elsewhere: bool
    kinds: tuple[Kind, ...]
    lines: tuple[Line, ...]
    other_hours: bool
    never: tuple[date, ...]
    until: date | None
    stopped: bool
    not_safe: bool
    ran_out: bool

    @property
    def days(self) -> frozenset[int]:
        return frozenset(day for line in self.lines for day in line.days)

    @property
    def is_anything(self) -> bool:
        return self.texts or self.calls or self.elsewhere


def standing(preference: Preference, asked: Asked) -> Standing:
    hours = preference.hours
    phones = (Field.MOBILE_CALL, Field.OTHER_CALL)
    texts = preference.says_yes(Field.MOBILE_TEXT)
    calls = any(preference.says_yes(each) for each in phones)
    return Standing(
        texts=texts,
        calls=calls,
        elsewhere=_is_elsewhere(preference),
        kinds=tuple(kind for kind in Kind if kind in preference.choices(Field.PURPOSES)),
        lines=_lines(hours),
        other_hours=bool(hours.rotations or hours.extra),
        never=tuple(sorted(hours.blocked)),
        until=hours.until,
        stopped=bool(preference.stops),
        not_safe=Stop.PHONE_NOT_SAFE in preference.stops,
        ran_out=preference.has_run_out(asked.now),
    )


def _is_elsewhere(preference: Preference) -> bool:
    """Whether something stands that was agreed in person: an address, or somebody between."""
    kept = (Field.EMAIL_ADDRESS, Field.POST_ADDRESS, Field.PROFESSIONAL, Field.TRUSTED_PERSON)
    return any(preference.text(each) for each in kept)


def _lines(hours: Hours) -> tuple[Line, ...]:
    days: defaultdict[Times, list[int]] = defaultdict(list)
    for weekly in sorted(hours.weekly, key=lambda each: each.weekday):
        days[weekly.times].append(weekly.weekday)
    found = [Line(tuple(of), *_told(times)) for times, of in days.items()]
    return tuple(sorted(found, key=lambda line: (line.days, line.key)))


def _told(times: Times) -> tuple[str, str]:
    return f"{times.begins:%H:%M}", f"{times.ends:%H:%M}"


def standing_view(asked: Asked) -> dict[str, Any]:
    """Her choices as they stand, for the page of her visit and for making them less."""
    preference = preference_of(asked.db, hers(asked).client_id, asked.now)
    return {
        "contact": standing(preference, asked),
        "week": week(),
        "ahead": days_ahead(asked),
        "day_name": now_speaking().day,
        "text_way": TEXT,
        "call_way": CALL,
    }


def waiting_view(asked: Asked) -> dict[str, Any]:
    """Whether it is about her place in line, and not about a time."""
    return {"waits": isinstance(hers(asked), WaitingPlace)}


def hers(asked: Asked) -> Visit | WaitingPlace:
    """Her visit, or her place in line. Raises VisitIsOver where neither stands any more."""
    if asked.actor.role is not Role.WAITING:
        return visit_of(asked.db, asked.actor)
    place = own_place(asked.db, asked.actor)
    if place is None or not place.still_waits:
        raise VisitIsOver
    return place


def to_step(step: str) -> Any:
    """A button that leads to one of these steps."""

    def lead(asked: Asked, _what: str) -> None:
        asked.subject.journey.notice = ""
        asked.subject.journey.go_to(step)

    return lead


def keep_less(asked: Asked, form: forms.Less) -> None:
    """Only what she ticked stays. It lives no longer for it (S-06, S-07)."""
    own = hers(asked)
    before = preference_of(asked.db, own.client_id, asked.now)
    try:
        said = _lessened(before, form)
        about = (asked.db, own.client_id)
        say_online(*about, said, at_booking=False, by=asked.actor, at=asked.now)
    except OnlyNarrower:
        raise Refused(never="only_less") from None
    _show(asked, own, "less")


def _lessened(before: Preference, form: forms.Less) -> dict[Field, Value | None]:
    """Each answer that there is, without what was not ticked; what is not known stays so."""
    said: dict[Field, Value | None] = {}
    for field, way in _WAYS:
        if before.says_yes(field) and way not in form.ways:
            said[field] = False
    if before.value(Field.PURPOSES) is not None:
        said[Field.PURPOSES] = (before.choices(Field.PURPOSES) & form.kinds) or None
    if before.value(Field.HOURS) is not None:
        hours = _fewer(before.hours, form)
        said[Field.HOURS] = hours if hours.weekly or hours.rotations or hours.extra else None
    return said


_WAYS = ((Field.MOBILE_TEXT, TEXT), (Field.MOBILE_CALL, CALL), (Field.OTHER_CALL, CALL))


def _fewer(hours: Hours, form: forms.Less) -> Hours:
    stays = frozenset(
        each
        for each in hours.weekly
        if each.weekday in form.days and "-".join(_told(each.times)) in form.times
    )
    blocked = hours.blocked | ({form.never} if form.never else set())
    return replace(hours, weekly=stays, blocked=frozenset(blocked))


def stop_all(asked: Asked, _form: forms.Nothing) -> None:
    """Nothing reaches her any more. Her place stays (V-17)."""
    own = hers(asked)
    withdraw(asked.db, own.client_id, by=asked.actor, at=asked.now, also=HELD_FOR_HER)
    _show(asked, own, "stopped")


def say_not_safe(asked: Asked, _form: forms.Nothing) -> None:
    """Everything stops, no way to her counts as safe, and a coordinator is told. Somebody may know
    her words: they open nothing from now on, and no other page that is open goes on (S-07)."""
    own = hers(asked)
    phone_not_safe(asked.db, own.client_id, by=asked.actor, at=asked.now, also=HELD_FOR_HER)
    end_phrase(asked.db, own, by=asked.actor, at=asked.now)
    end_others(asked.db, asked.subject.kept)
    _show(asked, own, "not_safe")


def _show(asked: Asked, own: Visit | WaitingPlace, notice: str) -> None:
    mark_changed(asked.db, own.session_id)
    asked.subject.journey.start_over_at("place" if isinstance(own, WaitingPlace) else "visit")
    asked.subject.journey.notice = notice
