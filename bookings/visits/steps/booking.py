"""From the first question to a confirmed visit: what each step does with its answers."""

import secrets
from datetime import datetime

from bookings.visits import forms
from bookings.visits.actions import book
from bookings.visits.actions.hold import hold
from bookings.visits.models import AgeBand, Visit
from bookings.visits.queries import openings
from bookings.visits.queries.journeys import own_visit, session_of
from bookings.visits.rules.journey import FIRST_STEP, Journey
from bookings.visits.rules.names import suggest
from bookings.visits.steps import keeping
from bookings.visits.steps.choosing import TIME_GONE, chosen_slots
from bookings.visits.steps.phrase import new_words
from bookings.visits.steps.step import Asked
from bookings.visits.steps.waiting import admitted
from bookings.visits.steps.wishes import answered, called, gone_by, needs_of, packed_answers
from portal.limits.actions import Gate, give_back
from services_directory.sessions.actions import SlotJustTaken


def understood(asked: Asked, _form: forms.Nothing) -> None:
    asked.subject.journey.go_to("needs")


def say_needs(asked: Asked, form: forms.Needs) -> None:
    """Her order so far is kept; what is newly ticked comes after it."""
    journey = asked.subject.journey
    offered = openings.needs_offered(asked.db, asked.now)
    ticked = [need for need in form.needs if need in offered]
    kept = [need for need in journey.needs if need in ticked]
    journey.needs = kept + [need for need in ticked if need not in kept]
    journey.go_to("order" if len(journey.needs) > 1 else "hours")


def move_up(asked: Asked, need: str) -> None:
    """One place up in her order; the first stays where it is."""
    needs = asked.subject.journey.needs
    if need in needs[1:]:
        place = needs.index(need)
        needs[place - 1 : place + 1] = [need, needs[place - 1]]
        asked.subject.journey.notice = need


def say_order(asked: Asked, _form: forms.Nothing) -> None:
    asked.subject.journey.go_to("hours")


def say_hours(asked: Asked, _form: forms.Hours) -> None:
    asked.subject.journey.go_to("asks")


def say_asks(asked: Asked, _form: forms.Asks) -> None:
    asked.subject.journey.go_to("company")


def say_company(asked: Asked, form: forms.Company) -> None:
    """Under 16, or booking for somebody else, leads to the right line first (V-28)."""
    elsewhere = {"under-16": "younger", "for-other": "supporter"}
    show_times(asked, elsewhere.get(form.band, "times"))


def say_age(asked: Asked, form: forms.Supported) -> None:
    """Whoever is under 16 is led to the right line, beside a supporter too."""
    show_times(asked, "younger" if form.band == "under-16" else "times")


def show_times(asked: Asked, step: str = "times") -> None:
    journey = asked.subject.journey
    journey.weeks_on, journey.notice = 0, ""
    journey.go_to(step)


def add_child(asked: Asked, _what: str) -> None:
    """One more row to fill in."""
    typed = asked.subject.journey.typed.setdefault("company", {})
    rows = len(typed.get("row", []))
    typed["row"] = [str(number) for number in range(min(rows + 1, forms.MOST_CHILDREN))]
    asked.subject.journey.notice = "added"


def later_sessions(asked: Asked, _what: str) -> None:
    asked.subject.journey.weeks_on += 1


def earlier_sessions(asked: Asked, _what: str) -> None:
    journey = asked.subject.journey
    journey.weeks_on = max(0, journey.weeks_on - 1)


def walk_in(asked: Asked, _what: str) -> None:
    asked.subject.journey.go_to("walk_in")


def with_anybody(asked: Asked, _what: str) -> None:
    """The times without her wishes for whom to talk to."""
    typed = asked.subject.journey.typed.setdefault("asks", {})
    typed["worker"], typed["speaks"] = [""], [""]


def revisit(asked: Asked, step: str) -> None:
    """Back to a step that she came through; what she said since is kept."""
    if step in asked.subject.journey.trail:
        asked.subject.journey.go_to(step)


def to_booking(asked: Asked, _what: str) -> None:
    """From walking in to choosing a time, where she was or from the start."""
    journey = asked.subject.journey
    journey.go_to("times" if "times" in journey.trail else FIRST_STEP)
    # Opened once more from a later step, the page beside must not cut what came after it.
    journey.trail = [step for step in journey.trail if step != "walk_in"]


def choose(asked: Asked, form: forms.Choice) -> None:
    """Hold the whole visit. A lost race keeps everything and shows the nearest times."""
    journey, draft = asked.subject.journey, asked.subject.kept
    journey.wanted = form.code
    turn = admitted(asked, Gate.HOLD)
    if turn is None:
        return
    found = chosen_slots(asked, form)
    try:
        if found is None:
            raise SlotJustTaken
        hold(asked.db, draft, *found, at=asked.now)
    except SlotJustTaken:
        give_back(asked.db, turn)
        journey.notice = TIME_GONE
        return
    journey.notice = ""
    journey.name_suggested = journey.name_suggested or suggest(secrets.choice)
    journey.go_to("name")


def say_name(asked: Asked, _form: forms.Name) -> None:
    asked.subject.journey.go_to("contact")


def confirm(asked: Asked, _form: forms.Nothing) -> None:
    """Book what is held. A crowd of bookings waits a little, and a person looks at it (S-57)."""
    opened = asked.subject
    visit = own_visit(asked.db, asked.actor)
    if visit is None:
        show_that_it_has_gone(asked)
        return
    turn = admitted(asked, Gate.BOOK)
    if turn is None:
        return
    try:
        booked = book.book(
            asked.db,
            opened.kept,
            particulars(asked, visit),
            by=asked.actor,
            at=asked.now,
            set_aside=turn.set_aside,
        )
    except SlotJustTaken:
        give_back(asked.db, turn)
        show_that_it_has_gone(asked)
        return
    keeping.keep(asked, booked)
    opened.journey.called = called(opened.journey)
    opened.journey.forget_what_was_typed()
    opened.journey.start_over_at("phrase")
    new_words(asked)


def show_that_it_has_gone(asked: Asked) -> None:
    """Back to the times, the closest first; everything that she said is kept."""
    journey = asked.subject.journey
    journey.go_to("times")
    journey.notice = TIME_GONE


def particulars(asked: Asked, visit: Visit) -> book.Particulars:
    """What the session needs to know, and nothing beyond it."""
    journey = asked.subject.journey
    company = answered(journey, "company", forms.Company)
    young = "16-17" in (band_of(journey), company.band if company else "")
    return book.Particulars(
        chosen_name=called(journey),
        needs=needs_of(journey),
        age_band=AgeBand.SIXTEEN_OR_SEVENTEEN if young else AgeBand.ADULT,
        children=company.children if company else (),
        gone_by=_gone_by(asked, visit),
        asks=packed_answers(journey),
    )


def band_of(journey: Journey) -> str:
    """The age of somebody for whom another books; empty where she books for herself."""
    company = answered(journey, "company", forms.Company)
    if company is None or company.band != "for-other":
        return ""
    supported = answered(journey, "supporter", forms.Supported)
    return supported.band if supported else ""


def _gone_by(asked: Asked, visit: Visit) -> datetime | None:
    """Her limit on the day of the session that she chose."""
    starts_at = session_of(asked.db, visit).starts_at
    return gone_by(asked.subject.journey, starts_at, asked.house.settings.timezone)
