"""One rule after another: a message that may go, and the one thing changed for which it may not."""

import inspect
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest

from bookings.contact.rules.choices import Channel, Element, Kind, PhoneKind
from bookings.contact.rules.decision import decide, next_safe
from bookings.contact.rules.fields import Field
from bookings.contact.rules.outgoing import Day, Outgoing
from bookings.contact.rules.preference import Preference, Stop
from bookings.contact.rules.verdicts import Reason, Send, Wait, Withhold
from tests.bookings.contact.said import (
    ADDRESS,
    LATER,
    NOON,
    SAID,
    WORDING,
    message,
    preference,
    values,
)

MINUTE = timedelta(minutes=1)
TEXT = message()
MAIL = message(channel=Channel.EMAIL, to=ADDRESS)
WEDNESDAY = NOON + timedelta(days=2)


def at(clock: str) -> datetime:
    """A time of that Monday."""
    hours, minutes = map(int, clock.split(":"))
    return NOON.replace(hour=hours, minute=minutes)


def test_what_she_allowed_may_go() -> None:
    assert decide(preference(), TEXT, NOON) == Send(NOON + 30 * MINUTE)
    assert decide(preference(), MAIL, NOON) == Send(NOON + 30 * MINUTE)


@pytest.mark.parametrize(
    ("field", "to", "reason"),
    [
        ("routes", None, Reason.ROUTE_NOT_ALLOWED),
        ("routes", "email", Reason.ROUTE_NOT_ALLOWED),
        ("routes", "she contacts us", Reason.ROUTE_NOT_ALLOWED),
        ("routes", "in person only", Reason.ROUTE_NOT_ALLOWED),
        ("mobile_text", None, Reason.ROUTE_NOT_ALLOWED),
        ("mobile_text", "no", Reason.ROUTE_NOT_ALLOWED),
        ("mobile_number", None, Reason.NOT_THE_NUMBER_SAID),
        ("mobile_number", "+447400123457", Reason.NOT_THE_NUMBER_SAID),
        ("texts_shown_elsewhere", None, Reason.SHOWN_ELSEWHERE),
        ("texts_shown_elsewhere", "yes", Reason.SHOWN_ELSEWHERE),
        ("spyware_suspected", "yes", Reason.WATCHED),
        ("purposes", None, Reason.PURPOSE_NOT_ALLOWED),
        ("purposes", "change\noffer", Reason.PURPOSE_NOT_ALLOWED),
        ("elements", None, Reason.WORDS_NOT_APPROVED),
        ("elements", "day", Reason.WORDS_NOT_APPROVED),
        ("hours", None, Reason.NO_SAFE_HOURS),
        ("hours", "sat 10:00-15:00", Reason.NO_SAFE_HOUR_LEFT),
        ("no_phone_from", "2026-11-23", Reason.NO_PHONE),
    ],
)
def test_s_01_no_text_leaves_unless_each_thing_was_allowed(
    field: str, to: str | None, reason: Reason
) -> None:
    """S-01, V-15: route, number, purpose and moment; unknown is no."""
    assert decide(preference(**{field: to}), TEXT, NOON) == Withhold(reason)


@pytest.mark.parametrize(
    ("field", "to", "reason"),
    [
        ("routes", "mobile", Reason.ROUTE_NOT_ALLOWED),
        ("email_address", None, Reason.NOT_THE_NUMBER_SAID),
        ("email_address", "new@example.org", Reason.NOT_THE_NUMBER_SAID),
        ("email_shared", None, Reason.SHOWN_ELSEWHERE),
        ("email_shared", "yes", Reason.SHOWN_ELSEWHERE),
        ("purposes", "please ring", Reason.PURPOSE_NOT_ALLOWED),
    ],
)
def test_s_01_no_mail_leaves_unless_each_thing_was_allowed(
    field: str, to: str | None, reason: Reason
) -> None:
    assert decide(preference(**{field: to}), MAIL, NOON) == Withhold(reason)


def test_s_01_where_nothing_was_said_nothing_goes() -> None:
    for channel in Channel:
        for kind in Kind:
            sent = message(channel=channel, kind=kind)
            assert isinstance(decide(Preference(), sent, NOON), Withhold)
            empty = message(channel=channel, kind=kind, to="")
            assert isinstance(decide(Preference(), empty, NOON), Withhold)


def test_s_02_outside_her_hours_it_waits_for_the_next() -> None:
    for early in ("09:00", "09:59"):
        assert decide(preference(), TEXT, at(early)) == Wait(at("10:00"), Reason.OUTSIDE_HOURS)
    assert isinstance(decide(preference(), TEXT, at("10:00")), Send)
    after = decide(preference(), TEXT, at("15:00"))
    assert after == Wait(WEDNESDAY.replace(hour=10), Reason.OUTSIDE_HOURS)


def test_s_02_her_hours_are_those_of_london_in_summer_and_winter() -> None:
    """Ten in the morning there is nine in UTC until the end of October."""
    july = datetime(2026, 7, 6, 9, 0, tzinfo=UTC)
    sent = message(useful_until=july + timedelta(days=1), begins_at=None)
    assert isinstance(decide(preference(), sent, july), Send)
    assert isinstance(decide(preference(), sent, july - MINUTE), Wait)


@pytest.mark.parametrize("late", [timedelta(0), timedelta(seconds=1), timedelta(days=3)])
def test_s_03_what_comes_too_late_is_never_sent(late: timedelta) -> None:
    sent = message(useful_until=NOON, begins_at=None)
    assert decide(preference(), sent, NOON + late) == Withhold(Reason.TOO_LATE)
    soon = message(useful_until=NOON + 31 * MINUTE, begins_at=None)
    assert isinstance(decide(preference(), soon, NOON), Send)


def test_s_03_what_can_reach_no_safe_hour_in_time_is_withheld_at_once() -> None:
    sent = message(useful_until=WEDNESDAY.replace(hour=10, minute=30), begins_at=None)
    assert decide(preference(), sent, at("15:00")) == Withhold(Reason.NO_SAFE_HOUR_LEFT)
    longer = replace(sent, useful_until=sent.useful_until + MINUTE)
    assert isinstance(decide(preference(), longer, at("15:00")), Wait)


@pytest.mark.parametrize("kind", [Kind.REMINDER, Kind.CHANGE, Kind.OFFER])
def test_s_03_once_the_session_has_begun_nothing_speaks_of_it(kind: Kind) -> None:
    begun = message(kind=kind, begins_at=NOON, useful_until=LATER)
    assert decide(preference(), begun, NOON) == Withhold(Reason.SESSION_HAS_BEGUN)
    assert decide(preference(), begun, NOON - 20 * MINUTE) == Withhold(Reason.NO_SAFE_HOUR_LEFT)
    ring = replace(begun, kind=Kind.PLEASE_RING)
    assert isinstance(decide(preference(), ring, NOON), Send)


def test_s_04_more_than_half_an_hour_of_the_window_must_be_left() -> None:
    waits = Wait(WEDNESDAY.replace(hour=10), Reason.OUTSIDE_HOURS)
    assert decide(preference(), TEXT, at("14:30")) == waits
    assert decide(preference(), TEXT, at("14:29")) == Send(at("14:59"))
    short = preference(hours="mon 12:00-12:30\nwed 12:00-12:31")
    assert decide(short, TEXT, NOON) == Wait(WEDNESDAY, Reason.OUTSIDE_HOURS)


def test_s_04_the_provider_gives_up_within_the_window() -> None:
    for minute in range(10 * 60, 14 * 60 + 30, 7):
        verdict = decide(preference(), TEXT, at("00:00") + minute * MINUTE)
        assert isinstance(verdict, Send)
        assert verdict.until < at("15:00")


@pytest.mark.parametrize("kind", [PhoneKind.OTHER, PhoneKind.NO_NUMBER])
def test_s_05_only_a_uk_mobile_ever_has_a_text(kind: PhoneKind) -> None:
    said = replace(preference(), mobile_is=kind)
    assert decide(said, TEXT, NOON) == Withhold(Reason.NOT_A_UK_MOBILE)
    assert isinstance(decide(said, MAIL, NOON), Send)


def test_s_06_one_choice_that_ran_out_stops_everything() -> None:
    for field in map(Field, SAID):
        said = preference()
        old = replace(said.answers[field], expires_at=NOON)
        said = replace(said, answers={**said.answers, field: old})
        for sent in (TEXT, MAIL):
            assert decide(said, sent, NOON) == Withhold(Reason.CHOICES_RAN_OUT)
        assert isinstance(decide(said, TEXT, NOON - 31 * MINUTE), Send)


def test_s_06_nothing_waits_for_an_hour_after_the_choices_ran_out() -> None:
    said = preference(WEDNESDAY.replace(hour=10, minute=30))
    assert decide(said, TEXT, at("15:00")) == Withhold(Reason.NO_SAFE_HOUR_LEFT)


@pytest.mark.parametrize("stop", [stop for stop in Stop if stop is not Stop.STOP_WORD])
def test_s_07_a_stop_ends_every_way(stop: Stop) -> None:
    said = replace(preference(), stops=frozenset({stop}))
    safe = stop is not Stop.PHONE_NOT_SAFE
    reason = Reason.STOPPED if safe else Reason.PHONE_NOT_SAFE
    for sent in (TEXT, MAIL):
        assert decide(said, sent, NOON) == Withhold(reason)


def test_s_07_a_stop_word_ends_texts_and_leaves_mail() -> None:
    said = replace(preference(), stops=frozenset({Stop.STOP_WORD}))
    assert decide(said, TEXT, NOON) == Withhold(Reason.STOPPED)
    assert isinstance(decide(said, MAIL, NOON), Send)


@pytest.mark.parametrize(
    "other",
    [
        replace(WORDING, version="v2"),
        replace(WORDING, language="pl"),
        replace(WORDING, style="everyday"),
        replace(WORDING, elements=frozenset({Element.TIME})),
        replace(WORDING, elements=frozenset()),
    ],
)
def test_s_09_other_words_than_she_approved_ask_again(other: object) -> None:
    assert decide(preference(), message(wording=other), NOON) == Withhold(Reason.WORDS_NOT_APPROVED)


def test_s_09_words_approved_for_one_kind_or_way_are_for_that_alone() -> None:
    said = replace(preference(), approved={(Kind.REMINDER, Channel.TEXT): WORDING})
    assert isinstance(decide(said, TEXT, NOON), Send)
    for sent in (MAIL, message(kind=Kind.OFFER)):
        assert decide(said, sent, NOON) == Withhold(Reason.WORDS_NOT_APPROVED)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"is_reviewed": False}, Reason.LANGUAGE_NOT_REVIEWED),
        ({"fits_one_part": False}, Reason.TOO_LONG),
        ({"stands": False}, Reason.STANDS_NO_MORE),
        ({"number_is_flagged": True}, Reason.NUMBER_FLAGGED),
    ],
)
def test_what_must_not_go_says_why(changed: dict[str, bool], reason: Reason) -> None:
    sent = message(**changed)
    assert decide(preference(), sent, NOON) == Withhold(reason)


def test_s_12_what_a_car_would_read_out_is_not_sent() -> None:
    """S-12: nothing is announced unless she said that nothing announces it."""
    said = preference(texts_shown_elsewhere="yes")
    assert decide(said, TEXT, NOON) == Withhold(Reason.SHOWN_ELSEWHERE)
    assert isinstance(decide(said, MAIL, NOON), Send)


def test_s_15_two_about_one_visit_and_no_third() -> None:
    for sent, goes in ((0, True), (1, True), (2, False), (3, False)):
        verdict = decide(preference(), message(sent_so_far=sent), NOON)
        assert verdict == (Send(NOON + 30 * MINUTE) if goes else Withhold(Reason.TWO_SENT))


@pytest.mark.parametrize("full", [Day(to_number=2), Day(in_all=60), Day(most_in_all=0)])
def test_s_15_a_day_that_is_full_waits_for_another(full: Day) -> None:
    waits = Wait(WEDNESDAY.replace(hour=10), Reason.LIMIT_OF_THE_DAY)
    assert decide(preference(), message(day=full), NOON) == waits


def test_c_10_while_somebody_dangerous_is_here_nothing_goes() -> None:
    frozen = message(alert_is_on=True)
    assert decide(preference(), frozen, NOON) == Wait(NOON + 5 * MINUTE, Reason.ALERT)


def test_s_17_nothing_else_is_asked_than_what_she_said_the_message_and_the_moment() -> None:
    """S-17: no argument, no role and no field by which somebody could insist."""
    assert list(inspect.signature(decide).parameters) == ["preference", "message", "moment"]
    known = {each.name for part in (Outgoing, Preference) for each in fields(part)}
    assert known == {
        "kind", "channel", "to", "wording", "is_reviewed", "fits_one_part", "useful_until",
        "begins_at", "stands", "sent_so_far", "day", "number_is_flagged", "alert_is_on",
        "answers", "stops", "approved", "mobile_is",
    }  # fmt: skip


def test_v_16_she_sees_when_the_first_would_go_or_why_none_can() -> None:
    """V-16, S-06: the preview is the decision itself."""
    assert next_safe(preference(), TEXT, NOON) == NOON
    assert next_safe(preference(), TEXT, at("09:00")) == at("10:00")
    ran_out = preference(NOON)
    assert next_safe(ran_out, TEXT, NOON) is Reason.CHOICES_RAN_OUT
    assert next_safe(Preference(), TEXT, NOON) is Reason.ROUTE_NOT_ALLOWED


def test_p_07_a_number_is_in_no_log_that_shows_a_message_or_what_she_said() -> None:
    """P-07: not even where a whole value is printed."""
    for shown in (repr(preference()), repr(TEXT), repr(MAIL)):
        assert SAID[Field.MOBILE_NUMBER] not in shown
        assert ADDRESS not in shown
    assert values()[Field.MOBILE_NUMBER] == TEXT.to
