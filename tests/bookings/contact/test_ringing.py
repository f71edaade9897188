"""A call needs what a text needs, and says nothing to anybody that she did not allow (S-12)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bookings.contact.rules.choices import IfAnother, NoShow, Route, Shown
from bookings.contact.rules.no_show import AfterMiss, what_a_miss_asks
from bookings.contact.rules.preference import Preference, Stop
from bookings.contact.rules.ringing import Ring, may_ring
from bookings.contact.rules.verdicts import Reason, Wait, Withhold
from tests.bookings.contact.said import LATER, NOON, NUMBER, preference

MINUTE = timedelta(minutes=1)
CLOSES = NOON.replace(hour=15)
OTHER = "+442079460000"
STOPPED = frozenset({Stop.SHE_SAID_STOP})


def ring(said: Preference) -> Ring:
    found = may_ring(said, NOON)
    assert isinstance(found, Ring)
    return found


def test_s_12_what_she_did_not_say_is_no() -> None:
    """No voicemail, no name of ours, no number of ours, not a word to anybody else."""
    plain = ring(preference())
    assert (plain.number, plain.phone, plain.until) == (NUMBER, Route.MOBILE, CLOSES)
    assert not plain.may_leave_voicemail
    assert not plain.may_say_who
    assert plain.shows is Shown.WITHHELD
    assert plain.if_another is IfAnother.HANG_UP


def test_s_12_what_she_allowed_each_for_itself() -> None:
    said = preference(
        mobile_voicemail="yes",
        say_who_calls="yes",
        number_shown="ours",
        if_another_answers="her words",
        words_to_another="Is that the dentist's?",
        our_phrase="About the parcel",
        her_phrase="The blue one",
    )
    allowed = ring(said)
    assert allowed.may_leave_voicemail
    assert allowed.may_say_who
    assert allowed.shows is Shown.OURS
    assert (allowed.if_another, allowed.words_to_another) == (
        IfAnother.HER_WORDS,
        "Is that the dentist's?",
    )
    assert (allowed.our_phrase, allowed.her_phrase) == ("About the parcel", "The blue one")


def test_s_12_without_her_words_there_are_none_to_say() -> None:
    assert ring(preference(if_another_answers="her words")).if_another is IfAnother.HANG_UP
    wrong = preference(if_another_answers="wrong number")
    assert ring(wrong).if_another is IfAnother.WRONG_NUMBER


def test_s_12_voicemail_on_one_phone_is_not_voicemail_on_the_other() -> None:
    said = preference(
        routes="other phone", other_number=OTHER, other_call="yes", mobile_voicemail="yes"
    )
    assert ring(said).number == OTHER
    assert not ring(said).may_leave_voicemail


@pytest.mark.parametrize(
    ("field", "to", "reason"),
    [
        ("routes", "email", Reason.ROUTE_NOT_ALLOWED),
        ("routes", None, Reason.ROUTE_NOT_ALLOWED),
        ("mobile_call", None, Reason.ROUTE_NOT_ALLOWED),
        ("mobile_call", "no", Reason.ROUTE_NOT_ALLOWED),
        ("mobile_number", None, Reason.ROUTE_NOT_ALLOWED),
        ("spyware_suspected", "yes", Reason.WATCHED),
        ("hours", None, Reason.NO_SAFE_HOURS),
        ("hours", "mon 12:00-12:10\nuntil 2026-11-24", Reason.NO_SAFE_HOUR_LEFT),
    ],
)
def test_s_01_nobody_is_rung_unless_each_thing_was_allowed(
    field: str, to: str | None, reason: Reason
) -> None:
    assert may_ring(preference(**{field: to}), NOON) == Withhold(reason)


def test_s_01_a_phone_that_is_not_watched_is_rung_instead() -> None:
    said = preference(
        spyware_suspected="yes", routes="mobile\nother phone", other_number=OTHER, other_call="yes"
    )
    assert ring(said).phone is Route.OTHER_PHONE


def test_s_02_a_call_waits_for_her_hours_and_leaves_time_to_speak() -> None:
    assert may_ring(preference(), CLOSES - 11 * MINUTE) != may_ring(preference(), CLOSES)
    wednesday = NOON.replace(hour=10) + timedelta(days=2)
    for late in (CLOSES - 10 * MINUTE, CLOSES):
        assert may_ring(preference(), late) == Wait(wednesday, Reason.OUTSIDE_HOURS)


def test_s_06_s_07_nobody_is_rung_once_she_stopped_it_or_it_ran_out() -> None:
    assert may_ring(preference(NOON), NOON) == Withhold(Reason.CHOICES_RAN_OUT)
    for stop in (Stop.SHE_SAID_STOP, Stop.PHONE_NOT_SAFE, Stop.CHOICES_DO_NOT_STAND):
        said = replace(preference(), stops=frozenset({stop}))
        assert isinstance(may_ring(said, NOON), Withhold)
    assert ring(replace(preference(), stops=frozenset({Stop.STOP_WORD}))).number == NUMBER


def test_c_13_not_known_is_nothing() -> None:
    assert what_a_miss_asks(preference(), NOON) == AfterMiss(NoShow.NOTHING)
    assert what_a_miss_asks(preference(no_show="nothing"), NOON) == AfterMiss(NoShow.NOTHING)


def test_c_13_her_choice_is_applied() -> None:
    call = preference(no_show="try a safe way")
    assert what_a_miss_asks(call, NOON) == AfterMiss(NoShow.TRY_SAFE_ROUTE, ring(call))
    later = what_a_miss_asks(call, CLOSES)
    assert (later.does, later.ringing) == (NoShow.TRY_SAFE_ROUTE, may_ring(call, CLOSES))
    police = preference(no_show="ask the police to look in")
    assert what_a_miss_asks(police, NOON) == AfterMiss(NoShow.ASK_POLICE)
    friend = preference(
        no_show="tell the trusted person",
        routes="trusted person",
        trusted_person="Jo, 01632 960001",
    )
    assert what_a_miss_asks(friend, NOON) == AfterMiss(NoShow.TELL_TRUSTED_PERSON)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (preference(no_show="try a safe way", mobile_call="no"), Reason.ROUTE_NOT_ALLOWED),
        (preference(no_show="tell the trusted person"), Reason.ROUTE_NOT_ALLOWED),
        (
            preference(no_show="tell the trusted person", trusted_person="Jo"),
            Reason.ROUTE_NOT_ALLOWED,
        ),
        (preference(NOON, no_show="try a safe way"), Reason.CHOICES_RAN_OUT),
        (preference(NOON, no_show="ask the police to look in"), Reason.CHOICES_RAN_OUT),
        (replace(preference(no_show="try a safe way"), stops=STOPPED), Reason.STOPPED),
    ],
)
def test_c_13_a_choice_that_cannot_be_followed_is_put_before_a_person(
    said: Preference, why: Reason
) -> None:
    assert what_a_miss_asks(said, NOON) == AfterMiss(NoShow.NOTHING, why=why)


def test_c_13_whoever_stops_everything_on_her_phone_calls_off_no_police() -> None:
    said = replace(preference(no_show="ask the police to look in"), stops=STOPPED)
    assert what_a_miss_asks(said, NOON) == AfterMiss(NoShow.ASK_POLICE, why=Reason.STOPPED)
    assert what_a_miss_asks(said, LATER) == AfterMiss(NoShow.NOTHING, why=Reason.STOPPED)
