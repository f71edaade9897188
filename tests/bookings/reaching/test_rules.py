"""Who is rung first, what an alert and a frozen number do to it, and hours typed in a hurry."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from bookings.contact.rules.choices import NoShow, Route
from bookings.contact.rules.fields import Field
from bookings.contact.rules.hours_text import read_hours
from bookings.contact.rules.ringing import Ring, Ringing
from bookings.contact.rules.verdicts import Reason, Wait, Withhold
from bookings.reaching.forms.hours import plain_hours
from bookings.reaching.rules.calls import Around, as_dialled, in_order, last_digits, ringing
from bookings.reaching.rules.misses import what_is_asked
from tests.bookings.contact.said import NOON, preference

MOBILE = frozenset({Field.MOBILE_NUMBER})


@dataclass(frozen=True)
class Line:
    name: str
    ringing: Ringing


def test_a_call_waits_while_somebody_dangerous_is_there_and_says_so() -> None:
    """C-10: also where a safe hour begins later, the alert is what it waits for."""
    alert = Around(alert_is_on=True)
    assert isinstance(ringing(preference(), Around(), NOON), Ring)
    now = ringing(preference(), alert, NOON)
    assert isinstance(now, Wait)
    assert (now.reason, now.until) == (Reason.ALERT, NOON + timedelta(minutes=5))
    night = ringing(preference(), alert, NOON - timedelta(hours=5))
    assert isinstance(night, Wait)
    assert (night.reason, night.until) == (Reason.ALERT, NOON - timedelta(hours=2))


def test_r_07_a_frozen_number_is_none_and_another_that_she_allowed_may_be_rung() -> None:
    both = {"routes": "mobile\nother phone", "other_number": "0161 4960000", "other_call": "yes"}
    frozen = Around(MOBILE)
    assert ringing(preference(), frozen, NOON) == Withhold(Reason.NUMBER_FLAGGED)
    other = ringing(preference(**both), frozen, NOON)
    assert isinstance(other, Ring)
    assert other.phone is Route.OTHER_PHONE
    stopped = ringing(preference(hours=None), frozen, NOON)
    assert stopped == Withhold(Reason.NO_SAFE_HOURS), "what she said comes before what happened"
    late = NOON + timedelta(days=30)
    assert ringing(preference(**both), frozen, late) == Withhold(Reason.CHOICES_RAN_OUT)


def test_c_13_a_number_that_was_frozen_since_is_not_rung_after_a_missed_visit() -> None:
    said = preference(no_show="try a safe way")
    assert what_is_asked(said, (), NOON).does is NoShow.TRY_SAFE_ROUTE
    asks = what_is_asked(said, MOBILE, NOON)
    assert (asks.does, asks.why) == (NoShow.NOTHING, Reason.NUMBER_FLAGGED)
    police = preference(no_show="ask the police to look in")
    assert what_is_asked(police, MOBILE, NOON).does is NoShow.ASK_POLICE


def test_whose_time_ends_soonest_is_rung_first() -> None:
    long, short = (
        ringing(preference(hours=f"mon 10:00-{end}"), Around(), NOON) for end in ("18:00", "13:00")
    )
    soon, later = (Wait(NOON + timedelta(hours=h), Reason.OUTSIDE_HOURS) for h in (1, 2))
    lines = [Line("e", Withhold(Reason.STOPPED)), Line("d", later), Line("b", long)]
    lines += [Line("c", soon), Line("a", short)]
    assert [each.name for each in in_order(lines)] == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Monday 9.30 – 15", "mon 09:30-15:00"),
        ("Tuesdays 0930-1500", "tue 09:30-15:00"),
        ("wed, 9 to 12", "wed 09:00-12:00"),
        ("on 2026-12-01 10-12", "on 2026-12-01 10:00-12:00"),
        ("never 2026-12-25\nuntil 2027-01-31", "never 2026-12-25\nuntil 2027-01-31"),
        ("every 8 from 2026-11-02\nday 0 7-19", "every 8 from 2026-11-02\nday 0 07:00-19:00"),
    ],
)
def test_hours_in_a_hurry_are_the_hours_that_were_meant(typed: str, meant: str) -> None:
    assert read_hours(plain_hours(typed)) == read_hours(meant)


def test_what_is_no_hour_is_left_for_whoever_reads_it_to_refuse() -> None:
    assert plain_hours("when he is out") == "when he is out"
    assert plain_hours("mon 9ish-12") == "mon 9ish-12:00"
    assert plain_hours("\n") == ""


def test_r_06_two_digits_tell_phones_apart_and_reach_nobody() -> None:
    assert (last_digits("+447400123456"), last_digits("1234"), last_digits("")) == ("56", "", "")
    assert as_dialled("+447400123456") == "07400 123 456"
    assert as_dialled("+33142000000") == "+33142000000"
