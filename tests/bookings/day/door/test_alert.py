"""Somebody dangerous is here: one press, every page says it, nobody leaves close after another."""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookings.day.models import Alert
from bookings.day.queries.door import is_frozen, open_alert
from bookings.day.rules.danger import APART, Here, leaving
from portal.access import Role
from tests.bookings.day.board.morning import Morning, at
from tests.bookings.day.door.saying import arrival, post, recorded

TOLD = "Somebody dangerous is here"


def raise_it(morning: Morning, role: Role, **of: Any) -> int:
    desk = morning.signed_in(role, **of)
    return post(desk, f"/session/{morning.session_id}/alert").status_code


def test_c_10_one_press_tells_the_door_and_freezes_what_goes_out(morning: Morning) -> None:
    with morning.town.reading() as db:
        assert not is_frozen(db, morning.session_id)
    assert raise_it(morning, Role.RECEPTIONIST) == 303
    with morning.town.reading() as db:
        assert is_frozen(db, morning.session_id)
        alert = open_alert(db, morning.session_id)
    assert alert is not None
    assert (alert.raised_at, alert.words) == (morning.watch.now, "")
    door = morning.signed_in(Role.COORDINATOR).get("/door").text
    assert "Said at 10:20" in door
    assert recorded(morning, "alert raised") == [morning.session_id]


def test_c_10_the_door_is_told_at_its_next_look(morning: Morning) -> None:
    desk = morning.signed_in(Role.RECEPTIONIST)
    poll = desk.get("/door").text.partition('hx-get="')[2].partition('"')[0]
    assert desk.get(poll, scripts=True).status_code == 204
    assert raise_it(morning, Role.COORDINATOR) == 303
    answer = desk.get(poll, scripts=True)
    assert answer.status_code == 200
    assert "data-say" in answer.text
    assert TOLD in answer.text


def test_c_10_board_and_desk_are_told_at_their_next_look(morning: Morning) -> None:
    robin = morning.book("Robin", "housing")
    worker = morning.worker_of(morning.stops(robin)[0])
    desks = {
        "/board": morning.signed_in(Role.COORDINATOR),
        "/desk": morning.signed_in(Role.DESK_WORKER, worker_id=worker),
    }
    polls = {
        page: desk.get(page).text.partition('hx-get="')[2].partition('"')[0]
        for page, desk in desks.items()
    }
    assert raise_it(morning, Role.RECEPTIONIST) == 303
    for page, desk in desks.items():
        answer = desk.get(polls[page], scripts=True)
        assert answer.status_code == 200, page
        assert "Said at 10:20" in answer.text, page


@pytest.mark.parametrize("role", [Role.LEAD, Role.TECHNICIAN, Role.REVIEWER])
def test_whoever_is_not_at_the_session_raises_no_alert(morning: Morning, role: Role) -> None:
    assert raise_it(morning, role) == 403
    with morning.town.reading() as db:
        assert not is_frozen(db, morning.session_id)


def test_a_desk_raises_it_at_its_own_session_and_at_no_other(morning: Morning) -> None:
    marek, kasia = morning.worker("Marek"), morning.worker("Kasia")
    assert raise_it(morning, Role.DESK_WORKER, worker_id=kasia) == 404
    assert raise_it(morning, Role.DESK_WORKER, worker_id=marek) == 303


def test_a_second_press_adds_words_to_the_one_alert(morning: Morning) -> None:
    desk = morning.signed_in(Role.RECEPTIONIST)
    address = f"/session/{morning.session_id}/alert"
    for words in ("", "Blue van outside", ""):
        assert post(desk, address, {"words": words}).status_code == 303
    with morning.town.reading() as db:
        assert db.query(Alert).count() == 1
        alert = open_alert(db, morning.session_id)
        assert alert is not None
        assert alert.words == "Blue van outside"


def test_only_a_coordinator_ends_it_and_the_words_are_gone_then(morning: Morning) -> None:
    desk = morning.signed_in(Role.RECEPTIONIST)
    address = f"/session/{morning.session_id}/alert"
    post(desk, address, {"words": "Blue van outside"})
    assert post(desk, f"{address}/over").status_code == 403
    coordinator = morning.signed_in(Role.COORDINATOR)
    assert post(coordinator, f"{address}/over").status_code == 303
    with morning.town.reading() as db:
        row = db.query(Alert).one()
        assert row.ended_at == morning.watch.now
        assert row.words is None
        assert not is_frozen(db, morning.session_id)
    assert recorded(morning, "alert ended") == [morning.session_id]


def test_c_10_the_leaving_list_says_who_stays_and_who_leaves_when(morning: Morning) -> None:
    robin, kim = morning.book("Robin", "housing"), morning.book("Kim", "legal")
    pat = morning.book("Pat", "refuge", gone_by=at("11:00"))
    for each in (robin, kim, pat):
        morning.arrive(each, "10:05")
    with morning.town.writing() as db:
        db.merge(arrival(morning, kim)).keep_out = "Tall"
    assert raise_it(morning, Role.RECEPTIONIST) == 303
    page = morning.signed_in(Role.COORDINATOR).page(f"/session/{morning.session_id}/alert")
    (listed,) = [ol for ol in page.all("ol") if ol.get("class") == "exit-order"]
    lines = [li.text for li in listed.all("li")]
    assert lines[0].startswith("2 Kim stays")
    assert lines[1].startswith("3 Pat not before 10:30")
    assert lines[2].startswith("1 Robin not before 10:40")


def test_c_10_a_desk_reads_of_its_own_people_alone_who_leaves(morning: Morning) -> None:
    robin, kim = morning.book("Robin", "housing"), morning.book("Kim", "legal")
    for each in (robin, kim):
        morning.arrive(each, "10:05")
    worker = morning.worker_of(morning.stops(robin)[0])
    assert raise_it(morning, Role.RECEPTIONIST) == 303
    desk = morning.signed_in(Role.DESK_WORKER, worker_id=worker)
    told = desk.get(f"/session/{morning.session_id}/alert").text
    assert "Robin" in told
    assert "Kim" not in told


def test_no_alert_is_raised_about_a_session_of_another_day(morning: Morning) -> None:
    morning.watch.now = at("10:20").replace(day=23)
    assert raise_it(morning, Role.COORDINATOR) == 409


MOMENTS = st.timedeltas(timedelta(0), timedelta(hours=4)).map(lambda span: at("09:00") + span)


@given(
    people=st.lists(st.tuples(st.none() | MOMENTS, st.booleans()), max_size=12),
    raised=MOMENTS,
    since=st.timedeltas(timedelta(0), timedelta(hours=2)),
    left=st.none() | st.timedeltas(timedelta(hours=-1), timedelta(hours=2)),
)
def test_c_10_nobody_leaves_within_ten_minutes_of_another(
    people: list[tuple[datetime | None, bool]],
    raised: datetime,
    since: timedelta,
    left: timedelta | None,
) -> None:
    here = [Here(number, number, *each) for number, each in enumerate(people)]
    now = raised + since
    last = None if left is None else min(now, raised + left)
    found = leaving(here, raised_at=raised, last_left=last, now=now)
    assert {each.visit_id for each in found} == set(range(len(people)))
    told = [each.at for each in found]
    staying = sum(is_sought for _, is_sought in people)
    assert told[:staying] == [None] * staying
    times = [each for each in told[staying:] if each is not None]
    assert len(times) == len(people) - staying
    assert all(two - one >= APART for one, two in pairwise(times))
    assert all(each >= now for each in times)
    assert last is None or all(each >= last + APART for each in times)


@given(people=st.lists(st.none() | MOMENTS, min_size=2, max_size=9), raised=MOMENTS)
def test_whoever_must_be_gone_soonest_leaves_first(
    people: list[datetime | None], raised: datetime
) -> None:
    here = [Here(number, number, limit, False) for number, limit in enumerate(people)]
    found = leaving(here, raised_at=raised, last_left=None, now=raised)
    limits = [people[int(str(each.visit_id))] for each in found]
    known = [each for each in limits if each is not None]
    assert limits == sorted(known) + [None] * (len(limits) - len(known))
