"""The journey, read top to bottom: step, form, action, what it needs, what it shows."""

from bookings.visits import forms
from bookings.visits.steps import (
    allowing,
    booking,
    contact,
    less,
    one_stop,
    phrase,
    place,
    returning,
    waiting,
    waiting_list,
)
from bookings.visits.steps.choosing import times_view
from bookings.visits.steps.showing import (
    access_view,
    asks_view,
    booked_view,
    check_view,
    company_view,
    hours_view,
    mornings_view,
    needs_view,
    visit_view,
)
from bookings.visits.steps.step import Asked, Step
from portal.access import Permission

BOOK = Permission.VISIT_BOOK
FIND = Permission.VISIT_FIND
PLACE = Permission.PLACE_OWN
SEE = Permission.VISIT_SEE_OWN
LESS = Permission.CONTACT_LESS
CHANGE = Permission.VISIT_CHANGE_OWN
ANYBODY = Permission.JOURNEY

# What matters most, said in few words beside drawings.
EASY_READ = ("easy_page", "easy_kept", "easy_day", "easy_help")


def back(asked: Asked, _form: forms.Nothing) -> None:
    """From a page beside the journey, back to where she was."""
    asked.subject.journey.go_back()


def try_again(asked: Asked, _form: forms.Nothing) -> None:
    """Carry out, as it was typed, what has waited for its turn."""
    journey = asked.subject.journey
    journey.go_back()
    step = STEPS[journey.step]
    typed = {**journey.typed.get(step.name, {}), "plan": [journey.wanted]}
    step.action(asked, step.form.read(typed))


def to_cancel(asked: Asked, _what: str) -> None:
    asked.subject.journey.go_to("cancel")


_STEPS = (
    # Booking
    Step("before", forms.Nothing, booking.understood, BOOK),
    Step("needs", forms.Needs, booking.say_needs, BOOK, needs_view),
    Step("order", forms.Nothing, booking.say_order, BOOK, needs_view, {"up": booking.move_up}),
    Step("hours", forms.Hours, booking.say_hours, BOOK, hours_view),
    Step("asks", forms.Asks, booking.say_asks, BOOK, asks_view),
    Step(
        "company",
        forms.Company,
        booking.say_company,
        BOOK,
        company_view,
        {"another": booking.add_child},
    ),
    Step("younger", forms.Nothing, back, ANYBODY, mornings_view),
    Step("supporter", forms.Supported, booking.say_age, BOOK),
    Step(
        "times",
        forms.Choice,
        booking.choose,
        BOOK,
        times_view,
        {
            "later": booking.later_sessions,
            "earlier": booking.earlier_sessions,
            "walk-in": booking.walk_in,
            "wait": waiting_list.to_wait,
            "revisit": booking.revisit,
            "anybody": booking.with_anybody,
        },
    ),
    Step("name", forms.Name, booking.say_name, BOOK, check_view),
    Step(
        "contact",
        forms.Nothing,
        contact.not_at_all,
        BOOK,
        contact.asked_view,
        {"by": contact.by},
    ),
    Step(
        "contact_how",
        forms.ContactHow,
        contact.say_how,
        BOOK,
        contact.how_view,
        {"line": contact.add_line},
    ),
    Step(
        "contact_words",
        forms.ContactWords,
        allowing.allow,
        BOOK,
        allowing.words_view,
        {"show": allowing.redraw, "rather-not": allowing.rather_not},
    ),
    Step(
        "check",
        forms.Nothing,
        booking.confirm,
        BOOK,
        check_view,
        {"stop": one_stop.to_move_stop, "revisit": booking.revisit},
    ),
    Step("waiting", forms.Nothing, try_again, ANYBODY, waiting.view),
    # The phrase, once
    Step(
        "phrase",
        forms.Digits,
        phrase.choose_digits,
        CHANGE,
        booked_view,
        {"other-words": phrase.new_words, "skip": phrase.skip},
        secret=True,
    ),
    Step(
        "phrase_check",
        forms.PhraseAndDigits,
        phrase.show_that_she_has_it,
        CHANGE,
        buttons={"skip": phrase.skip},
        secret=True,
    ),
    Step("done", forms.Nothing, back, SEE, booked_view),
    # Waiting for a morning that is full
    Step("wait", forms.Wait, waiting_list.say_name, BOOK, waiting_list.morning_view),
    Step(
        "wait_phrase",
        forms.Digits,
        waiting_list.choose_digits,
        BOOK,
        waiting_list.phrase_view,
        {"other-words": phrase.new_words},
        secret=True,
    ),
    Step(
        "wait_check",
        forms.PhraseAndDigits,
        waiting_list.show_that_she_has_it,
        PLACE,
        buttons={"skip": waiting_list.finish},
        secret=True,
    ),
    Step(
        "place",
        forms.Nothing,
        place.look_again,
        PLACE,
        place.place_view,
        {
            "take": place.take,
            "not-this": place.decline,
            "stop": place.to_stop,
            "less": less.to_step("contact_less"),
            "stop-all": less.to_step("contact_stop"),
            "not-safe": less.to_step("not_safe"),
        },
    ),
    Step("stop_waiting", forms.Nothing, place.stop, PLACE, place.place_view),
    Step("waited", forms.Nothing, back, ANYBODY, mornings_view),
    # Coming back
    Step("find", forms.PhraseAndDigits, returning.look_up, FIND, secret=True),
    Step(
        "visit",
        forms.Nothing,
        back,
        SEE,
        visit_view,
        {
            "move": returning.to_move_all,
            "stop": one_stop.to_move_stop,
            "cancel": to_cancel,
            "less": less.to_step("contact_less"),
            "stop-all": less.to_step("contact_stop"),
            "not-safe": less.to_step("not_safe"),
        },
    ),
    Step("contact_less", forms.Less, less.keep_less, LESS, less.standing_view),
    Step("contact_stop", forms.Nothing, less.stop_all, LESS, less.waiting_view),
    Step("not_safe", forms.Nothing, less.say_not_safe, LESS, less.waiting_view),
    Step(
        "move",
        forms.Choice,
        returning.move_all,
        CHANGE,
        times_view,
        {"later": booking.later_sessions, "earlier": booking.earlier_sessions},
    ),
    Step("move_stop", forms.StopChoice, one_stop.move, BOOK, one_stop.view),
    Step("cancel", forms.Nothing, returning.cancel, CHANGE, booked_view),
    Step("cancelled", forms.Nothing, back, ANYBODY, mornings_view),
    # Beside the journey, one tap from every page
    Step("walk_in", forms.Nothing, back, ANYBODY, mornings_view, {"book": booking.to_booking}),
    Step("help", forms.Nothing, back, ANYBODY),
    Step("about", forms.Nothing, back, ANYBODY),
    Step("access", forms.Nothing, back, ANYBODY, access_view),
    *(Step(name, forms.Nothing, back, ANYBODY) for name in EASY_READ),
)

STEPS = {step.name: step for step in _STEPS}

# Where a stranger's tap leads, and what can be opened from every page.
DOORS = {"start": "before", "find": "find"}
ASIDES = frozenset({"help", "about", "access", "walk_in", *EASY_READ})

# Where she is told what became of a visit.
VISIT, CANCELLED, GONE = "visit", "cancelled", "check"
