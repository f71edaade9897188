"""Waiting for a morning that is full: from the times to a place in line, opened by a phrase."""

import secrets
from typing import Any

from bookings.visits import forms
from bookings.visits.actions import find
from bookings.visits.actions import waiting as actions
from bookings.visits.models import WaitingPlace
from bookings.visits.rules.names import suggest
from bookings.visits.rules.plans import Wish
from bookings.visits.rules.waiting import FREE_AGAIN_BEFORE, Wanted
from bookings.visits.steps import phrase
from bookings.visits.steps.ahead import WAIT_PHRASE, morning, of_place
from bookings.visits.steps.booking import band_of
from bookings.visits.steps.choosing import free_times, short, to_wait_for
from bookings.visits.steps.contact import forget
from bookings.visits.steps.keeping import keep_waiting, said_view
from bookings.visits.steps.phrase import MOST_PHRASES, new_words
from bookings.visits.steps.place import own
from bookings.visits.steps.step import Asked, Refused
from bookings.visits.steps.waiting import admitted
from bookings.visits.steps.wishes import answered, called, needs_of, packed_answers
from portal.limits.actions import Gate, give_back
from services_directory.sessions.queries import ComingSession

NOT_FULL = "not_full"


def to_wait(asked: Asked, morning: str) -> None:
    """From the times, for one morning where what she asked for is not free."""
    journey = asked.subject.journey
    journey.morning = morning
    if _to_join(asked) is None:
        journey.notice = NOT_FULL
        return
    journey.notice = ""
    journey.name_suggested = journey.name_suggested or suggest(secrets.choice)
    journey.go_to("wait")


def morning_view(asked: Asked) -> dict[str, Any]:
    """The morning that she would wait for, and until when a place there could be kept for her."""
    session = morning(asked)
    last = None if session is None else session.starts_at - FREE_AGAIN_BEFORE
    return {"session": session, "last": last}


def phrase_view(asked: Asked) -> dict[str, Any]:
    """As `morning_view`, with what will reach her; once she waits that is told with her place."""
    shown = morning_view(asked)
    session = shown["session"]
    is_said = session is not None and _joined(asked) is None
    contact = said_view(asked, of_place(session)) if session and is_said else None
    return {**shown, "contact": contact}


def say_name(asked: Asked, _form: forms.Wait) -> None:
    journey = asked.subject.journey
    journey.typed["name"] = {"called": journey.typed.get("wait", {}).get("called", [])}
    if _joined(asked) is not None:
        # She has words for it by now: what they open can only be made less (S-07).
        journey.go_to(WAIT_PHRASE)
        return
    new_words(asked)
    journey.go_to("contact")


def choose_digits(asked: Asked, form: forms.Digits) -> None:
    """From here on she waits, and the phrase opens her place, whether or not she tries it."""
    journey = asked.subject.journey
    if journey.phrases_set >= MOST_PHRASES:
        raise Refused(digits="often_enough")
    joined = _joined(asked)
    if joined is not None:
        words = journey.phrase
        find.set_phrase(asked.db, joined, words, form.digits, by=asked.actor, at=asked.now)
    elif not _join(asked, form.digits):
        return
    journey.digits, journey.phrases_set = form.digits, journey.phrases_set + 1
    journey.start_over_at("wait_check")
    # Back shows the words again, and nothing before them: what was said by then is kept.
    journey.trail = [WAIT_PHRASE]


def show_that_she_has_it(asked: Asked, form: forms.PhraseAndDigits) -> None:
    phrase.compare(asked, form)
    finish(asked)


def finish(asked: Asked, _what: str = "") -> None:
    journey = asked.subject.journey
    journey.forget_what_was_typed()
    journey.notice = ""
    journey.start_over_at("place")


def _joined(asked: Asked) -> WaitingPlace | None:
    """Her place for the morning in hand, where she has one by now."""
    place = own(asked)
    if place is None or short(place.session_id.hex) != asked.subject.journey.morning:
        return None
    return place if place.still_waits else None


def _to_join(asked: Asked) -> tuple[ComingSession, Wish] | None:
    """The morning and what she would wait for there; None where there is nothing to wait for."""
    session = morning(asked)
    if session is None:
        return None
    times = [each.opening for each in free_times(asked, [session]).get(session.id, [])]
    wish = to_wait_for(asked, asked.subject.journey, session, times)
    return None if wish is None else (session, wish)


def _join(asked: Asked, digits: str) -> bool:
    """False while she waits for her turn, and where the morning is not full any more."""
    turn = admitted(asked, Gate.BOOK)
    if turn is None:
        return False
    found = _to_join(asked)
    if found is None:
        give_back(asked.db, turn)
        asked.subject.journey.go_to("times")
        asked.subject.journey.notice = NOT_FULL
        return False
    session, wish = found
    place = actions.join(
        asked.db,
        asked.subject.kept,
        session,
        _joining(asked, wish, digits),
        set_aside=turn.set_aside,
        by=asked.actor,
        at=asked.now,
    )
    keep_waiting(asked, place)
    forget(asked.subject.journey)
    return True


def _joining(asked: Asked, wish: Wish, digits: str) -> actions.Joining:
    journey = asked.subject.journey
    company = answered(journey, "company", forms.Company)
    said = answered(journey, "wait", forms.Wait)
    young = "16-17" in (band_of(journey), company.band if company else "")
    children = company.children if company else ()
    part = said is not None and said.part
    return actions.Joining(
        called=called(journey),
        wanted=Wanted(needs_of(journey), wish, part, young, children),
        asks=packed_answers(journey),
        phrase=find.fingerprint(" ".join(journey.phrase), digits),
    )
