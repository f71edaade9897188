"""The phrase, given once: words of ours and four digits of hers, or none at all."""

from bookings.visits import forms
from bookings.visits.actions import find
from bookings.visits.queries.journeys import visit_of
from bookings.visits.rules import phrase as phrases
from bookings.visits.steps.step import Asked, Refused
from portal.i18n import now_speaking

# Each costs the portal a moment in which nobody else can book.
MOST_PHRASES = 8


def new_words(asked: Asked, _what: str = "") -> None:
    """Draw a phrase, or another one where she would rather have other words."""
    asked.subject.journey.phrase = list(phrases.draw(now_speaking().words))


def choose_digits(asked: Asked, form: forms.Digits) -> None:
    """From here on the phrase opens the visit, whether or not she checks that she has it."""
    journey = asked.subject.journey
    if journey.phrases_set >= MOST_PHRASES:
        raise Refused(digits="often_enough")
    second = _second_digits(asked, form)
    journey.digits, journey.phrases_set = form.digits, journey.phrases_set + 1
    find.set_phrase(
        asked.db,
        visit_of(asked.db, asked.actor),
        journey.phrase,
        form.digits,
        second=second,
        by=asked.actor,
        at=asked.now,
    )
    journey.go_to("phrase_check")


def _second_digits(asked: Asked, form: forms.Digits) -> str:
    """Digits that open nothing, where the deployer offers them and she typed some (V-14)."""
    if not (asked.house.settings.second_phrase and form.second):
        return ""
    second = phrases.read_digits(form.second)
    if second is None:
        raise Refused(second="four_digits")
    if second == form.digits:
        raise Refused(second="same_digits")
    return second


def skip(asked: Asked, _what: str) -> None:
    """A visit without a phrase is as good as any other (V-12)."""
    visit = visit_of(asked.db, asked.actor)
    find.forget_phrase(asked.db, visit, by=asked.actor, at=asked.now)
    _finish(asked)


def show_that_she_has_it(asked: Asked, form: forms.PhraseAndDigits) -> None:
    compare(asked, form)
    _finish(asked)


def compare(asked: Asked, form: forms.PhraseAndDigits) -> None:
    """Raises Refused where it is not what this journey was given."""
    journey = asked.subject.journey
    if read(asked, form.phrase) != " ".join(journey.phrase):
        raise Refused(words="not_these_words")
    if phrases.read_digits(form.digits) != journey.digits:
        raise Refused(digits="not_these_digits")


def _finish(asked: Asked) -> None:
    journey = asked.subject.journey
    journey.forget_what_was_typed()
    journey.start_over_at("done")


def read(asked: Asked, typed: str) -> str:
    """A typed phrase as it would be stored, in whichever language it was given; empty where it can
    be none."""
    others = {each.words: None for each in asked.house.languages.values()}
    return phrases.read_among(typed, (now_speaking().words, *others)) or ""
