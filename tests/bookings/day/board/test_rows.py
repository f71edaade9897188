"""What the board says of each person, from plain times."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bookings.day.rules.lateness import late_desks
from bookings.day.rules.picture import picture_of
from bookings.day.rules.rows import PersonState, rows
from bookings.day.rules.stops import Person, Stop, name_shown

TEN = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)


def minute(number: int) -> datetime:
    return TEN + timedelta(minutes=number)


def _as_moments(times: dict[str, Any]) -> dict[str, Any]:
    """Minutes after ten as moments; what is true or false stays so."""
    return {name: minute(value) if type(value) is int else value for name, value in times.items()}


def stop(starts: int, ends: int, worker: str = "Sam", **times: Any) -> Stop:
    told = _as_moments(times)
    key = f"{worker} {starts}"
    return Stop(key, minute(starts), minute(ends), f"Room of {worker}", worker, worker, **told)


def person(name: str, *stops: Stop, **times: Any) -> Person:
    told = _as_moments(times)
    return Person(name, name, 1, stops, **told)


def here(name: str, *stops: Stop, **times: Any) -> Person:
    return person(name, *stops, **{"arrived": 0, "welcomed": 0, **times})


def test_each_state_is_told_from_the_times_alone() -> None:
    people = [
        here("door", stop(20, 40), welcomed=None),
        here("waits", stop(30, 50)),
        here("called", stop(10, 30, called=9)),
        here("with", stop(10, 30, called=9, began=12)),
        here("done", stop(0, 10, began=0, ended=8)),
        person("late", stop(0, 10)),
        person("expected", stop(60, 80)),
        person("aside", stop(60, 80), set_aside=True),
        person("cancelled", cancelled=True),
        here("left", stop(0, 10, began=0, ended=10), left=12),
    ]
    found = {row.person.name: row.state for row in rows(people, minute(20))}
    assert found == {
        "door": PersonState.AT_THE_DOOR,
        "waits": PersonState.WAITING,
        "called": PersonState.CALLED,
        "with": PersonState.WITH,
        "done": PersonState.DONE,
        "late": PersonState.LATE,
        "expected": PersonState.EXPECTED,
        "aside": PersonState.SET_ASIDE,
        "cancelled": PersonState.CANCELLED,
        "left": PersonState.LEFT,
    }


def test_whom_nobody_has_seen_yet_waits_with_a_time_or_without_one() -> None:
    """C-02: who walked in when nothing was free, or whose only stop was missed, is not done."""
    people = [
        here("without times"),
        here("missed", stop(0, 10, missed=True, ended=12)),
        here("seen", stop(0, 10, began=0, ended=8), stop(10, 20, missed=True, ended=15)),
    ]
    found = {row.person.name: row.state for row in rows(people, minute(20))}
    waits, done = PersonState.WAITING, PersonState.DONE
    assert found == {"without times": waits, "missed": waits, "seen": done}


def test_who_must_be_gone_soon_comes_first_then_who_waits_longest() -> None:
    people = [
        person("expected", stop(60, 80)),
        here("waits since ten", stop(30, 50), arrived=10, welcomed=10),
        here("waits since five", stop(40, 60), arrived=5, welcomed=5),
        here("must go", stop(50, 70), arrived=15, welcomed=15, gone_by=45),
        here("has all day", stop(50, 70), arrived=16, welcomed=16, gone_by=200),
        here("with", stop(10, 30, began=12)),
    ]
    found = [row.person.name for row in rows(people, minute(20))]
    assert found == [
        "must go",
        "waits since five",
        "waits since ten",
        "has all day",
        "with",
        "expected",
    ]


def test_waiting_begins_anew_when_a_stop_ends() -> None:
    waits = here("Robin", stop(0, 10, began=0, ended=14), stop(30, 50, "Tom"))
    (row,) = rows([waits], minute(20))
    assert (row.state, row.minutes) == (PersonState.WAITING, 6)
    assert row.stop is not None
    assert row.stop.worker == "Tom"


def test_a_missed_stop_is_no_reason_to_say_anything_of_her() -> None:
    """S-45: she is expected at her next stop as if there had been no other."""
    missed = person("Robin", stop(0, 10, missed=True, ended=11), stop(30, 50, "Tom"))
    (row,) = rows([missed], minute(20))
    assert row.state is PersonState.EXPECTED


def test_what_cannot_be_over_in_time_is_seen_before_it_happens() -> None:
    late = here("Robin", stop(20, 40), gone_by=45)
    assert [row.cannot_make_it for row in rows([late], minute(20))] == [False]
    assert [row.cannot_make_it for row in rows([late], minute(26))] == [True]


def test_a_desk_is_late_by_what_runs_over_and_by_whom_it_keeps_waiting() -> None:
    over = here("over", stop(0, 20, "Sam", began=5))
    kept = here("kept", stop(20, 40, "Tom"))
    absent = person("absent", stop(20, 40, "Noor"))
    elsewhere = here("elsewhere", stop(0, 10, "Asha", began=0), stop(20, 40, "Beth"))
    late = late_desks([over, kept, absent, elsewhere], minute(40))
    assert [(desk.worker, desk.minutes) for desk in late] == [
        ("Asha", 30),
        ("Sam", 20),
        ("Tom", 20),
    ]


def test_a_surname_that_was_typed_is_not_shown() -> None:
    """C-02, S-48: the board calls her by the first word of what she typed."""
    assert name_shown("Ania Kowalska") == "Ania"
    assert name_shown("") == ""


@given(
    st.integers(0, 600),
    st.integers(5, 480),
    st.lists(st.tuples(st.integers(-90, 600), st.integers(5, 60)), max_size=9),
)
def test_every_time_has_its_place_in_the_picture(
    begins: int, lasts: int, times: list[tuple[int, int]]
) -> None:
    spans = [(minute(start), minute(start + length)) for start, length in times]
    picture = picture_of(minute(begins), minute(begins + lasts), spans)
    assert picture.columns % 6 == 0
    assert 12 <= picture.columns <= 48
    for start, end in spans:
        assert picture.at(start) >= 0
        assert picture.at(start) + picture.length(start, end) <= picture.columns
    ticks = [at for at, _ in picture.ticks()]
    assert ticks == sorted(set(ticks))
