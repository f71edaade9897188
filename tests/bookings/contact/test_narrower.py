"""Online a phrase only narrows or stops: whoever took her phone gains nothing (S-07)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import pytest

from bookings.contact.rules.answers import Value, read
from bookings.contact.rules.decision import LONDON, decide
from bookings.contact.rules.fields import Field
from bookings.contact.rules.hours import Hours
from bookings.contact.rules.narrower import is_narrower, widened
from bookings.contact.rules.narrower_hours import no_wider
from bookings.contact.rules.ringing import Ring, may_ring
from bookings.contact.rules.spans import safe_spans
from bookings.contact.rules.verdicts import Send
from tests.bookings.contact.drawing import a_message, a_moment, a_preference, some_hours
from tests.bookings.contact.said import hours, of, values

# Each: the field, what stands, and what somebody with the phrase would have it be.
NARROWER = [
    ("routes", "mobile\nemail", "email"),
    ("routes", "mobile", None),
    ("routes", "mobile", "in person only"),
    ("routes", "mobile", "she contacts us"),
    ("mobile_text", "yes", "no"),
    ("mobile_text", "yes", None),
    ("mobile_text", None, "no"),
    ("mobile_number", "+447400123456", None),
    ("mobile_seen_by", "nobody", "do not know"),
    ("if_another_answers", "her words", "hang up"),
    ("hours", "mon 10:00-12:00", None),
    ("hours", "mon 10:00-12:00", "mon 10:30-12:00"),
    ("purposes", "reminder\noffer", "offer"),
    ("elements", "time\nday", "day"),
    ("texts_shown_elsewhere", "no", "yes"),
    ("texts_shown_elsewhere", "no", None),
    ("spyware_suspected", None, "yes"),
    ("no_phone_from", None, "2026-12-01"),
    ("no_phone_from", "2026-12-01", "2026-11-30"),
    ("never_speak_to", "Her cousin", "Her cousin\nHis brother"),
    ("safe_to_speak_to", "Jo\nSam", "Jo"),
    ("trusted_person", "Jo", None),
]
WIDER = [
    ("routes", "mobile", "mobile\nemail"),
    ("routes", None, "mobile"),
    ("routes", "in person only", "post"),
    ("mobile_text", "no", "yes"),
    ("mobile_text", None, "yes"),
    ("mobile_number", "+447400123456", "+447400123457"),
    ("mobile_number", None, "+447400123457"),
    ("other_number", None, "+442079460000"),
    ("mobile_voicemail", "no", "yes"),
    ("mobile_seen_by", "sometimes", "nobody"),
    ("mobile_seen_by", "sometimes", None),
    ("mobile_seen_by", None, "sometimes"),
    ("number_shown", "withheld", "ours"),
    ("say_who_calls", None, "yes"),
    ("if_another_answers", "hang up", "wrong number"),
    ("if_another_answers", None, "her words"),
    ("words_to_another", "Wrong number", "Tell her that she is expected"),
    ("hours", None, "mon 10:00-12:00"),
    ("hours", "mon 10:00-12:00", "mon 10:00-12:01"),
    ("our_phrase", "The parcel", "The garden"),
    ("our_phrase", None, "The garden"),
    ("her_phrase", "The blue one", "The red one"),
    ("her_phrase", "The blue one", None),
    ("duress_phrase", "The green one", None),
    ("never_names", "Robin", None),
    ("purposes", "reminder", "reminder\noffer"),
    ("elements", None, "place"),
    ("language", "en", "pl"),
    ("style", "neutral", "everyday"),
    ("email_address", "quiet@example.org", "loud@example.org"),
    ("email_shared", "yes", "no"),
    ("texts_shown_elsewhere", "yes", "no"),
    ("texts_shown_elsewhere", "yes", None),
    ("texts_shown_elsewhere", None, "no"),
    ("spyware_suspected", "yes", None),
    ("spyware_suspected", "yes", "no"),
    ("no_phone_from", "2026-12-01", "2026-12-02"),
    ("no_phone_from", "2026-12-01", None),
    ("never_speak_to", "Her cousin", None),
    ("never_speak_to", "Her cousin", "His brother"),
    ("safe_to_speak_to", "Jo", "Jo\nHis brother"),
    ("kept_from", None, "Beth"),
    ("trusted_person", "Jo", "His brother"),
    ("no_show", "ask the police to look in", "nothing"),
    ("no_show", "ask the police to look in", None),
    ("no_show", "nothing", "tell the trusted person"),
]  # fmt: skip


def one(field: str, text: str | None) -> dict[Field, Value]:
    """Beside it, what else she said."""
    rest = values()
    rest.pop(Field(field), None)
    return rest if text is None else {**rest, Field(field): read(Field(field), text)}


@pytest.mark.parametrize(("field", "old", "new"), NARROWER)
def test_s_07_a_phrase_may_narrow(field: str, old: str | None, new: str | None) -> None:
    assert is_narrower(one(field, old), one(field, new))


@pytest.mark.parametrize(("field", "old", "new"), WIDER)
def test_s_07_a_phrase_may_not_widen(field: str, old: str | None, new: str | None) -> None:
    assert widened(one(field, old), one(field, new)) == [Field(field)]


def test_s_07_the_same_choices_again_and_none_at_all_are_no_wider() -> None:
    chance = Random(5)
    for _ in range(100):
        moment = a_moment(chance)
        said = {
            field: answer.value for field, answer in a_preference(chance, moment).answers.items()
        }
        assert is_narrower(said, said)
        assert is_narrower({Field.ROUTES: said[Field.ROUTES]} if Field.ROUTES in said else {}, {})


def test_s_07_nothing_that_is_narrower_ever_sends_where_the_old_would_not(
    rounds: Callable[[int, int], int],
) -> None:
    """Two preferences by chance: where one counts as narrower, it allows no text and no call more,
    at any moment."""
    chance = Random(11)
    compared = 0
    for _ in range(rounds(1_200, 400_000)):
        moment = a_moment(chance)
        old = {f: a.value for f, a in a_preference(chance, moment).answers.items()}
        new = changed(chance, old)
        if old == new or not is_narrower(old, new):
            continue
        compared += 1
        sent = a_message(chance, moment)
        before, after = of(old, moment + timedelta(days=9)), of(new, moment + timedelta(days=9))
        if isinstance(decide(after, sent, moment), Send):
            assert isinstance(decide(before, sent, moment), Send), (old, new, sent, moment)
        if isinstance(may_ring(after, moment), Ring):
            assert isinstance(may_ring(before, moment), Ring), (old, new, moment)
    assert compared > 90


def changed(chance: Random, old: dict[Field, Value]) -> dict[Field, Value]:
    """Two of its answers are others, or gone."""
    table = chance.sample([*NARROWER, *WIDER], 2)
    new = dict(old)
    for name, *texts in table:
        text = chance.choice(texts)
        new.pop(Field(name), None)
        if text is not None:
            new[Field(name)] = read(Field(name), text)
    return new


FEWER = [
    ("mon 10:00-12:00\ntue 10:00-12:00", "tue 10:00-12:00"),
    ("mon 10:00-11:00\nmon 11:00-12:00", "mon 10:30-11:30"),
    ("fri 22:00-02:00", "sat 00:30-01:30"),
    ("sun 22:00-02:00", "mon 00:30-01:30"),
    ("mon 10:00-12:00", "mon 10:00-12:00\nnever 2026-12-25"),
    ("mon 10:00-12:00", "mon 10:00-12:00\nuntil 2026-12-25"),
    ("mon 10:00-12:00\nuntil 2026-12-25", "mon 10:00-12:00\nuntil 2026-12-24"),
    ("mon 10:00-12:00", "on 2026-11-23 10:00-12:00"),
    ("on 2026-11-23 10:00-12:00", ""),
    ("every 3 from 2026-11-02\nday 0 07:00-09:00", "every 3 from 2026-11-05\nday 0 07:30-09:00"),
    ("every 3 from 2026-11-02\nday 2 22:00-02:00", "every 3 from 2026-11-02\nday 0 00:30-01:00"),
    ("every 2 from 2026-11-02\nday 0 07:00-09:00", "on 2026-11-04 08:00-09:00"),
]
MORE = [
    ("mon 10:00-12:00", "mon 10:00-12:00\ntue 10:00-12:00"),
    ("mon 10:00-11:00\nmon 11:10-12:00", "mon 10:30-11:30"),
    ("mon 10:00-12:00\nnever 2026-12-25", "mon 10:00-12:00"),
    ("mon 10:00-12:00\nuntil 2026-12-25", "mon 10:00-12:00"),
    ("mon 10:00-12:00\nuntil 2026-12-25", "mon 10:00-12:00\nuntil 2026-12-26"),
    ("on 2026-11-23 10:00-12:00", "mon 10:00-12:00"),
    ("mon 10:00-12:00", "on 2026-11-24 10:00-12:00"),
    ("every 3 from 2026-11-02\nday 0 07:00-09:00", "every 3 from 2026-11-03\nday 0 07:00-09:00"),
    ("every 3 from 2026-11-02\nday 0 07:00-09:00", "every 6 from 2026-11-02\nday 1 07:00-09:00"),
    ("", "mon 10:00-12:00"),
]


@pytest.mark.parametrize(("old", "new"), FEWER)
def test_s_07_hours_within_hours_are_no_wider(old: str, new: str) -> None:
    assert no_wider(hours(old), hours(new))


@pytest.mark.parametrize(("old", "new"), MORE)
def test_s_07_hours_beyond_hours_are_wider(old: str, new: str) -> None:
    assert not no_wider(hours(old), hours(new))


def test_s_07_whatever_counts_as_no_wider_has_no_safe_minute_more(
    rounds: Callable[[int, int], int],
) -> None:
    chance = Random(13)
    compared = 0
    for _ in range(rounds(400, 100_000)):
        moment = a_moment(chance)
        old, other = some_hours(chance, moment), some_hours(chance, moment)
        for new in (old, other, mixed(chance, old, other)):
            if no_wider(old, new):
                compared += 1
                assert_within(moment, old, new)
    assert compared > 400


def mixed(chance: Random, old: Hours, other: Hours) -> Hours:
    """A part of the old hours, and perhaps something of others."""
    new = replace(
        old,
        weekly=frozenset(each for each in old.weekly if chance.random() < 0.7),
        blocked=old.blocked | (other.blocked if chance.random() < 0.5 else frozenset()),
        until=chance.choice([old.until, old.until, other.until]),
    )
    if chance.random() < 0.3:
        new = replace(new, extra=other.extra)
    return replace(new, rotations=other.rotations) if chance.random() < 0.2 else new


def assert_within(moment: datetime, old: Hours, new: Hours) -> None:
    start, end = moment - timedelta(days=4), moment + timedelta(days=14)
    allowed = safe_spans(old, start, end, LONDON)
    for begins, ends in safe_spans(new, start, end, LONDON):
        assert any(a <= begins and ends <= b for a, b in allowed), (old, new, begins)
