"""Whole visits to choose from: what is free, put together for her, and found again by its code."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from babel import Locale, UnknownLocaleError

from bookings.visits import forms
from bookings.visits.models import VisitIsOver, VisitStatus
from bookings.visits.queries import openings
from bookings.visits.queries.journeys import own_visit
from bookings.visits.queries.openings import FreeTime
from bookings.visits.rules.itinerary import best_plans, nearest
from bookings.visits.rules.journey import Journey
from bookings.visits.rules.plans import WELCOME, Opening, Plan, Wish
from bookings.visits.rules.waiting import offer_ends, worth_waiting_for
from bookings.visits.steps.step import Asked
from bookings.visits.steps.wishes import ON_THE_WAY, answered, answers_of, wish_for
from portal.i18n import now_speaking
from services_directory.sessions.queries import ComingSession, FreeSlot

AT_ONCE = 3
TIME_GONE = "time_gone"


@dataclass(frozen=True, slots=True)
class Offer:
    """One whole visit as the page shows it: from when to when, how many people, what is missing."""

    code: str
    arrive: datetime
    leave: datetime
    minutes: int
    people: int
    met: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Morning:
    """One session with what can be booked there, in the order of the day; a visit that serves none
    of her needs is not worth her way. Walking in is always a choice (V-11); where `may_wait`, so is
    waiting for a place."""

    session: ComingSession
    offers: tuple[Offer, ...]
    may_wait: bool = False

    @property
    def code(self) -> str:
        return short(self.session.id.hex)


def times_view(asked: Asked) -> dict[str, Any]:
    """The coming sessions, a few at once, each with up to three visits that really differ.

    What does not fit is named while it stands in hand, and not to whoever came with the phrase.
    """
    journey = asked.subject.journey
    skip = AT_ONCE * journey.weeks_on
    ahead = openings.sessions_ahead(asked.db, asked.now, skip, AT_ONCE + 1)
    shown = ahead[:AT_ONCE]
    free = free_times(asked, shown)
    by = searched_by(asked)
    return {
        **said(by),
        "mornings": [_morning(asked, by, each, free.get(each.id, [])) for each in shown],
        "more": len(ahead) > AT_ONCE,
        "earlier": journey.weeks_on > 0,
        "offered": openings.needs_offered(asked.db, asked.now),
        "may_name": by is journey,
    }


def said(journey: Journey) -> dict[str, Any]:
    """What she asked for, to be shown beside what it leads to."""
    asks = answered(journey, "asks", forms.Asks)
    return {
        "asks": asks,
        "hours": answered(journey, "hours", forms.Hours) or forms.Hours(None, None),
        "spoken_name": language_name(asks.speaks) if asks and asks.speaks else "",
    }


def language_name(code: str) -> str:
    """A language in her language and in itself: "Punjabi – ਪੰਜਾਬੀ"."""
    known = str(now_speaking().locale.languages.get(code, code))
    try:
        own = str(Locale.parse(code).get_display_name() or known)
    except (UnknownLocaleError, ValueError):
        return known
    return known if own.casefold() == known.casefold() else f"{known} – {own}"


def free_times(asked: Asked, sessions: Sequence[ComingSession]) -> dict[UUID, list[FreeTime]]:
    ids = [session.id for session in sessions]
    return openings.free_times(asked.db, ids, asked.now, own_visit=asked.actor.visit_id)


def searched_by(asked: Asked) -> Journey:
    """The answers to search by: a booked visit's own, which nobody is shown, or those in hand.

    Raises VisitIsOver for one that was cancelled meanwhile.
    """
    visit = own_visit(asked.db, asked.actor)
    if visit is None or visit.status is VisitStatus.HELD:
        return asked.subject.journey
    if visit.status is VisitStatus.CANCELLED:
        raise VisitIsOver
    return answers_of(visit)


def _morning(
    asked: Asked, by: Journey, session: ComingSession, free: Sequence[FreeTime]
) -> Morning:
    soonest = asked.now + ON_THE_WAY
    wish = wish_for(by, session, soonest=soonest, zone=asked.house.settings.timezone)
    times = [each.opening for each in free]
    gone = gone_plan(asked, session)
    plans = best_plans(times, wish) if gone is None else nearest(times, wish, gone)
    offers = [_offer(session, plan) for plan in plans if len(plan.missing) < len(wish.needs)]
    if gone is None:
        offers.sort(key=lambda offer: (offer.arrive, offer.leave))
    has_whole = any(not offer.missing for offer in offers)
    may_wait = not has_whole and to_wait_for(asked, by, session, times) is not None
    return Morning(session, tuple(offers), may_wait)


def to_wait_for(
    asked: Asked, by: Journey, session: ComingSession, times: Sequence[Opening]
) -> Wish | None:
    """What she could wait for at this session, while `times` are free there: no more than it could
    ever give. None where there is nothing to wait for, or no time left to be offered it."""
    if offer_ends(asked.now, session.starts_at) is None:
        return None
    zone = asked.house.settings.timezone
    wish = wish_for(by, session, soonest=session.starts_at, zone=zone)
    everything = openings.given_times(asked.db, session.id, asked.now)
    return worth_waiting_for(wish, everything, times)


def gone_plan(asked: Asked, session: ComingSession) -> Plan | None:
    """The hours of the visit that she chose and that has just gone, where it was this session."""
    journey = asked.subject.journey
    choice = forms.Choice.read({"plan": [journey.wanted]})
    if not journey.notice or choice.session != short(session.id.hex) or not choice.arrive:
        return None
    hours = Opening(session.id, "", choice.arrive, choice.leave, worker=None)
    return Plan((hours,))


def chosen_slots(asked: Asked, choice: forms.Choice) -> tuple[ComingSession, list[FreeSlot]] | None:
    """The session and slots that a code stands for.

    None where one of them is not free any more, or was never among what she could be offered: the
    code comes from outside, and her limit holds for whatever it says (V-10).
    """
    ahead = openings.sessions_ahead(asked.db, asked.now, 0, openings.FARTHEST)
    named = [each for each in ahead if short(each.id.hex) == choice.session]
    if len(named) != 1 or not choice.slots:
        return None
    fitting = {short(each.slot.id.hex): each for each in _fitting(asked, named[0])}
    found = [fitting[code] for code in dict.fromkeys(choice.slots) if code in fitting]
    needs = {each.opening.need for each in found}
    if len(found) < len(choice.slots) or len(needs) < len(found):
        return None
    return named[0], [each.slot for each in found]


def _fitting(asked: Asked, session: ComingSession) -> list[FreeTime]:
    """What is free in this session, is asked for and suits her, at this very moment."""
    zone = asked.house.settings.timezone
    wish = wish_for(searched_by(asked), session, soonest=asked.now, zone=zone)
    free = free_times(asked, [session]).get(session.id, [])
    return [each for each in free if each.opening.need in wish.asked and wish.suits(each.opening)]


def _offer(session: ComingSession, plan: Plan) -> Offer:
    slots = [short(stop.id.hex) for stop in plan.stops]
    return Offer(
        code=".".join([short(session.id.hex), str(plan.arrive), str(plan.leave), *slots]),
        arrive=_moment(plan.arrive),
        leave=_moment(plan.leave),
        minutes=plan.minutes,
        people=plan.people,
        met=tuple(stop.need for stop in plan.stops if stop.need != WELCOME),
        missing=plan.missing,
    )


def short(code: str) -> str:
    """Enough of an id to find it among those of one morning: eight hexadecimal digits."""
    return code[:8]


def _moment(minute: int) -> datetime:
    return datetime.fromtimestamp(minute * 60, UTC)
