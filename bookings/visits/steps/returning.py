"""Coming back with a phrase, and moving or cancelling what is booked."""

from typing import Any

from bookings.visits import forms
from bookings.visits.actions import change, find
from bookings.visits.queries.journeys import visit_of
from bookings.visits.rules import phrase as phrases
from bookings.visits.steps import place
from bookings.visits.steps.choosing import TIME_GONE, chosen_slots, searched_by
from bookings.visits.steps.phrase import read
from bookings.visits.steps.step import Asked, Refused
from bookings.visits.steps.waiting import admitted
from bookings.visits.steps.wishes import gone_by
from portal.access import Permission
from portal.limits.actions import Gate, give_back
from services_directory.sessions.actions import SlotJustTaken

MOVED = "moved"


def look_up(asked: Asked, form: forms.PhraseAndDigits) -> None:
    """Open the visit, or the waiting place. Wrong, unknown, cancelled and over get one
    and the same answer (S-23)."""
    opened = asked.subject
    phrase, digits = read(asked, form.phrase), phrases.read_digits(form.digits) or ""
    turn = admitted(asked, Gate.LOOK_UP, about=phrase)
    if turn is None:
        return
    found = find.open_with(asked.db, opened.kept, phrase, digits, by=asked.actor, at=asked.now)
    if found is None:
        raise Refused(words="no_such_visit")
    give_back(asked.db, turn)
    opened.journey.forget_what_was_typed()
    if found is find.Opens.VISIT:
        opened.journey.start_over_at("visit")
    else:
        place.show_place(asked)


def to_move_all(asked: Asked, _what: str) -> None:
    """Choose another whole visit, by what she said when she booked."""
    journey = asked.subject.journey
    journey.weeks_on, journey.notice = 0, ""
    journey.go_to("move")


def move_all(asked: Asked, choice: forms.Choice) -> None:
    journey, visit = asked.subject.journey, visit_of(asked.db, asked.actor)
    change.refuse_once_begun(asked.db, visit, by=asked.actor, at=asked.now)
    journey.wanted = choice.code
    found = chosen_slots(asked, choice)
    if found is None or not _moved(asked, found):
        journey.notice = TIME_GONE
        return
    show_moved(asked)


def _moved(asked: Asked, found: Any) -> bool:
    visit = visit_of(asked.db, asked.actor)
    session, slots = found
    try:
        change.move(
            asked.db,
            visit,
            session,
            slots,
            gone_by=gone_by(searched_by(asked), session.starts_at, asked.house.settings.timezone),
            by=asked.actor,
            at=asked.now,
        )
    except SlotJustTaken:
        return False
    return True


def show_moved(asked: Asked) -> None:
    """Her new time; what is only held goes on to be confirmed."""
    journey = asked.subject.journey
    if asked.actor.may(Permission.VISIT_SEE_OWN):
        journey.start_over_at("visit")
    else:
        journey.go_to("check")
    journey.notice = MOVED


def cancel(asked: Asked, _form: forms.Nothing) -> None:
    """The visit is over for the phrase, and still honoured at the door (S-56)."""
    change.cancel(asked.db, visit_of(asked.db, asked.actor), by=asked.actor, at=asked.now)
    opened = asked.subject
    opened.kept.visit_id, opened.kept.is_holder = None, False
    opened.journey.forget_what_was_typed()
    opened.journey.start_over_at("cancelled")
