"""Who is meant by a name, what a wall clock says, and what a stop must keep to."""

from dataclasses import dataclass
from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookings.day.rules.closing import CAME, Lacking, endings_for, lacking
from bookings.day.rules.stops import Stop
from bookings.day.rules.welcome import clock_time, initials, meant, unkept

TEN = datetime(2026, 11, 25, 10, tzinfo=UTC)


@dataclass(frozen=True)
class Guest:
    called: str
    number: int | None = None


ROBIN, ROBINA, KIM, NOBODY = Guest("Robin", 1), Guest("Robina"), Guest("Kim", 12), Guest("", 3)
PEOPLE = [ROBINA, ROBIN, KIM, NOBODY]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("robin", [ROBIN, ROBINA]),
        ("ROBINA", [ROBINA, ROBIN]),
        ("Robbin", [ROBIN]),
        ("Robin Quill", [ROBIN]),
        ("kim", [KIM]),
        ("12", [KIM]),
        ("3", [NOBODY]),
        ("Kym", []),
        ("Sam", []),
        ("", []),
        ("  ", []),
    ],
)
def test_a_name_as_typed_means_the_likeliest_first(typed: str, found: list[Guest]) -> None:
    assert meant(typed, PEOPLE) == found


@given(st.text(max_size=30))
def test_whatever_is_typed_means_somebody_or_nobody(typed: str) -> None:
    assert set(meant(typed, PEOPLE)) <= set(PEOPLE)


@given(st.times())
def test_a_wall_time_is_read_however_it_is_written(wall: time) -> None:
    whole = wall.replace(second=0, microsecond=0, tzinfo=None)
    for pattern in ("%H:%M", "%H.%M", "%H%M"):
        assert clock_time(whole.strftime(pattern)) == whole


@pytest.mark.parametrize("typed", ["", "25:00", "11:60", "noon", "1", "12345", "11:3"])
def test_what_is_no_time_is_none(typed: str) -> None:
    assert clock_time(typed) is None


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Robin", "R"), ("mary jane", "MJ"), ("", ""), ("a b c d", "ABC"), ("Élodie", "É")],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def stop(begins: int, ends: int, worker: str) -> Stop:
    return Stop(begins, TEN.replace(minute=begins), TEN.replace(minute=ends), "Room 1", worker, "")


def test_c_09_stops_past_her_limit_or_with_whom_she_avoids_cannot_stay() -> None:
    early, late, avoided = stop(0, 20, "a"), stop(40, 59, "a"), stop(20, 40, "b")
    limit = TEN.replace(minute=45)
    assert unkept([early, late, avoided], gone_by=limit, avoided={"b"}) == [late, avoided]
    assert unkept([early, late], gone_by=None, avoided=()) == []
    assert unkept([early], gone_by=early.ends, avoided=()) == []


def test_s_45_not_coming_needs_no_reason_and_only_somebody_who_holds_it() -> None:
    said = {"reason": "", "tonight": "", "safe_until": "", "number": ""}
    assert list(lacking("did_not_come", **said, has_holder=True)) == []
    assert list(lacking("did_not_come", **said, has_holder=False)) == [Lacking.HELD_BY]
    assert list(lacking("cancelled", **said, has_holder=True)) == [Lacking.REASON]
    assert set(lacking("seen", **said, has_holder=False)) == set(Lacking) - {Lacking.ENDING}


def test_nobody_who_came_can_be_put_down_as_absent() -> None:
    assert endings_for(came=True, cancelled=False) == CAME
    assert endings_for(came=False, cancelled=False) == ("did_not_come",)
    assert set(endings_for(came=False, cancelled=True)) == {"cancelled", "did_not_come"}
