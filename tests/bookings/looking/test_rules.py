"""Which reading is unusual, by plain values."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bookings.looking.rules.unusual import Kind, Limits, Look, Unusual, bare, is_near, unusual
from bookings.looking.rules.verbs import is_look

LONDON = ZoneInfo("Europe/London")
NOON = datetime(2026, 6, 3, 12, tzinfo=UTC)
DAY = date(2026, 6, 3)
BEA, ANN = UUID(int=1), UUID(int=2)
LIMITS = Limits(an_hour=3, a_day=5, near_days=28)


def look(person: int, minutes: int = 0, who: UUID = BEA, **told: Any) -> Look:
    told = {"is_near": True, **told}
    return Look(who, UUID(int=100 + person), NOON + timedelta(minutes=minutes), **told)


def found(*looks: Look) -> list[tuple[Kind, int]]:
    return [(each.kind, each.how_many) for each in unusual(looks, LIMITS, LONDON)]


def test_p_02_more_people_within_an_hour_than_the_limit_is_unusual() -> None:
    assert found(*(look(person) for person in range(3))) == []
    assert found(*(look(person) for person in range(4))) == [(Kind.MANY_AN_HOUR, 4)]
    assert found(*(look(person, 20 * person) for person in range(4))) == []
    assert found(*(look(person, 19 * person) for person in range(4))) == [(Kind.MANY_AN_HOUR, 4)]


def test_p_02_one_person_read_often_is_one_person() -> None:
    assert found(*(look(1, minute) for minute in range(50))) == []


def test_p_02_more_people_in_a_day_than_the_limit_is_unusual() -> None:
    assert found(*(look(person, 65 * person) for person in range(5))) == []
    assert found(*(look(person, 65 * person) for person in range(6))) == [(Kind.MANY_A_DAY, 6)]


def test_p_02_a_day_ends_at_midnight_by_the_clock_on_the_wall() -> None:
    before_midnight = 60 * 11 - 65 * 3
    split = [look(person, before_midnight + 65 * person) for person in range(6)]
    assert found(*split) == []


def test_p_02_reading_inside_an_open_session_day_is_normal() -> None:
    assert found(*(look(person, at_work=True, is_near=False) for person in range(50))) == []
    both = [*(look(person, at_work=True) for person in range(50)), *map(look, range(3))]
    assert found(*both) == []


def test_p_02_ones_own_name_among_what_was_read_is_always_unusual() -> None:
    assert found(look(1, at_work=True, same_name=True)) == [(Kind.OWN_NAME, 1)]
    assert found(look(1, at_work=True)) == []


def test_p_02_somebody_with_no_visit_near_is_unusual_unless_theirs() -> None:
    assert found(look(1, is_near=False)) == [(Kind.NOT_NEAR, 1)]
    assert found(look(1, is_near=False, is_theirs=True)) == []


def test_each_account_is_counted_by_itself() -> None:
    looks = [look(person, who=who) for person in range(2) for who in (BEA, ANN)]
    assert found(*looks) == []
    more = unusual([*looks, look(7), look(8)], LIMITS, LONDON)
    assert more == [Unusual(BEA, DAY, Kind.MANY_AN_HOUR, 4)]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 1400)), max_size=40))
def test_p_02_the_hour_is_the_fullest_of_all_hours(read: list[tuple[int, int]]) -> None:
    looks = [look(person, minutes) for person, minutes in read]
    most = max((len({p for p, other in read if m - 60 < other <= m}) for _, m in read), default=0)
    by_day = unusual(looks, Limits(an_hour=0, a_day=99, near_days=1), UTC_WHOLE)
    assert max((each.how_many for each in by_day), default=0) == most


UTC_WHOLE = ZoneInfo("Etc/GMT+12")


def test_near_is_so_many_days_before_or_after() -> None:
    for days, near in ((28, True), (-28, True), (29, False), (-29, False)):
        assert is_near([NOON + timedelta(days=days)], NOON, LIMITS) is near
    assert is_near([], NOON, LIMITS) is False


def test_names_are_compared_however_they_are_written() -> None:
    assert bare("  ROBIN  lee ") == bare("Robin Lee")
    assert bare("Robin") != bare("Robin Lee")


def test_a_look_is_told_from_a_change_and_from_a_line_on_a_list() -> None:
    assert all(map(is_look, ("contact seen", "case read", "number shown", "text read")))
    assert not any(map(is_look, ("case listed", "contact written", "visit booked", "sign in")))
