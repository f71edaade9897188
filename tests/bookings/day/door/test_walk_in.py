"""Walking in, booking ahead for a caller, the next visit, and a plan for somebody who is here."""

import sqlalchemy as sa

from bookings.day.models import Arrival
from bookings.people.models import Client
from bookings.visits.models import Visit, VisitNeed
from portal.access import Role
from services_directory.sessions.actions import claim
from services_directory.sessions.queries import free_slots
from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.day.board.morning import Morning, at
from tests.bookings.day.door.saying import (
    arrival,
    codes,
    post,
    problems,
    recorded,
    standing,
    visit,
    walked_in,
)
from tests.browsing import Element, parse

TYPED: dict[str, str | list[str]] = {"name": "Robin", "need": ["housing", "legal"]}


def offered(desk: Desk, morning: Morning, **changes: str | list[str]) -> Element:
    answer = post(desk, f"/session/{morning.session_id}/walk-in", {**TYPED, **changes})
    assert answer.status_code == 200
    return parse(answer.text)


def test_c_03_a_name_and_needs_give_times_from_now_and_the_first_is_taken(
    morning: Morning,
) -> None:
    coordinator = morning.signed_in(Role.COORDINATOR)
    found = codes(offered(coordinator, morning))
    assert 1 <= len(found) <= 3
    address = f"/session/{morning.session_id}/walk-in"
    robin = walked_in(post(coordinator, address, {**TYPED, "take": found[0]}))
    slots = standing(morning, robin)
    assert [slot.id.hex for slot in slots] == found[0].split(".")
    assert all(slot.starts_at >= morning.watch.now for slot in slots)
    row = arrival(morning, robin)
    assert (row.number, row.walked_in, row.welcomed_at) == (1, True, None)
    with morning.town.reading() as db:
        assert db.scalars(sa.select(VisitNeed.need)).all() == ["housing", "legal"]
        assert db.scalars(sa.select(Client)).one().chosen_name == "Robin"
    assert recorded(morning, "walked in") == [robin]


def test_the_name_that_is_suggested_is_hers_where_she_gives_none(morning: Morning) -> None:
    coordinator = morning.signed_in(Role.COORDINATOR)
    page = offered(coordinator, morning, name="", suggested="Noor")
    address = f"/session/{morning.session_id}/walk-in"
    fields = {**TYPED, "name": "", "suggested": "Noor", "take": codes(page)[0]}
    walked_in(post(coordinator, address, fields))
    with morning.town.reading() as db:
        assert db.scalars(sa.select(Client)).one().chosen_name == "Noor"


def test_v_10_her_limit_holds_for_whatever_is_offered_and_taken(morning: Morning) -> None:
    coordinator = morning.signed_in(Role.COORDINATOR)
    late = codes(offered(coordinator, morning))[-1]
    found = codes(offered(coordinator, morning, gone_by="1055"))
    address = f"/session/{morning.session_id}/walk-in"
    answer = post(coordinator, address, {**TYPED, "gone_by": "1055", "take": late})
    assert answer.status_code == 409
    robin = walked_in(post(coordinator, address, {**TYPED, "gone_by": "1055", "take": found[0]}))
    assert all(slot.ends_at <= at("10:55") for slot in standing(morning, robin))
    assert visit(morning, robin).gone_by == at("10:55")


def test_s_57_the_reserve_is_for_walk_ins(morning: Morning) -> None:
    """S-57: with everything else taken, whoever walks in before the start still has times."""
    morning.watch.now = at("09:40")
    with morning.town.writing() as db:
        for slot in free_slots(db, [morning.session_id], morning.watch.now, online=True):
            claim(db, morning.session_id, {slot.id: slot.claims}, held_until=None)
        assert free_slots(db, [morning.session_id], morning.watch.now, online=True) == []
    coordinator = morning.signed_in(Role.COORDINATOR)
    found = codes(offered(coordinator, morning))
    address = f"/session/{morning.session_id}/walk-in"
    robin = walked_in(post(coordinator, address, {**TYPED, "take": found[0]}))
    assert {slot.for_walk_ins for slot in standing(morning, robin)} == {True}


def test_a_full_morning_gives_the_best_part_and_says_what_is_missing(morning: Morning) -> None:
    with morning.town.writing() as db:
        for slot in free_slots(db, [morning.session_id], morning.watch.now, online=False):
            if slot.kind.value == "legal":
                claim(db, morning.session_id, {slot.id: slot.claims}, held_until=None)
    page = offered(morning.signed_in(Role.COORDINATOR), morning)
    assert codes(page)
    assert "Not in it: Legal advice" in page.text


def test_where_nothing_is_free_she_waits_without_times(morning: Morning) -> None:
    with morning.town.writing() as db:
        for slot in free_slots(db, [morning.session_id], morning.watch.now, online=False):
            claim(db, morning.session_id, {slot.id: slot.claims}, held_until=None)
    coordinator = morning.signed_in(Role.COORDINATOR)
    page = offered(coordinator, morning)
    assert codes(page) == []
    assert "Nothing is free for this" in page.text
    address = f"/session/{morning.session_id}/walk-in"
    robin = walked_in(post(coordinator, address, {**TYPED, "take": "none"}))
    assert standing(morning, robin) == []
    assert arrival(morning, robin).number == 1


def test_a_lost_race_says_so_keeps_everything_and_shows_the_next_times(morning: Morning) -> None:
    coordinator = morning.signed_in(Role.COORDINATOR)
    first = codes(offered(coordinator, morning))[0]
    with morning.town.writing() as db:
        free = free_slots(db, [morning.session_id], morning.watch.now, online=False)
        gone = next(slot for slot in free if slot.id.hex == first.split(".")[-1])
        claim(db, morning.session_id, {gone.id: gone.claims}, held_until=None)
    fields = {**TYPED, "gone_by": "12:00", "take": first}
    answer = post(coordinator, f"/session/{morning.session_id}/walk-in", fields)
    assert answer.status_code == 409
    page = parse(answer.text)
    assert "That time has just gone" in page.text
    assert codes(page)
    assert first not in codes(page)
    typed = {i.get("name"): i.get("value") for i in page.all("input") if i.get("value")}
    assert (typed["name"], typed["gone_by"]) == ("Robin", "12:00")
    ticked = [i.get("value") for i in page.all("input") if "checked" in i.attributes]
    assert ticked == ["housing", "legal"]
    with morning.town.reading() as db:
        assert db.query(Arrival).count() == db.query(Client).count() == 0


def test_a_time_that_cannot_be_read_is_named_beside_it(morning: Morning) -> None:
    coordinator = morning.signed_in(Role.COORDINATOR)
    address = f"/session/{morning.session_id}/walk-in"
    answer = post(coordinator, address, {**TYPED, "gone_by": "soon"})
    assert (answer.status_code, problems(answer)) == (422, ["gone_by"])


def test_a_need_that_nobody_serves_here_is_left_out(morning: Morning) -> None:
    coordinator = morning.signed_in(Role.COORDINATOR)
    address = f"/session/{morning.session_id}/walk-in"
    strange = {"name": "Robin", "need": ["x" * 500, "welcome", "housing"]}
    found = codes(parse(post(coordinator, address, strange).text))
    walked_in(post(coordinator, address, {**strange, "take": found[0]}))
    with morning.town.reading() as db:
        assert db.scalars(sa.select(VisitNeed.need)).all() == ["housing"]


def test_whoever_is_at_the_door_takes_a_name_and_no_more(morning: Morning) -> None:
    """S-58: what would help is talked about with the coordinator, who then gives a plan."""
    receptionist = morning.signed_in(Role.RECEPTIONIST)
    address = f"/session/{morning.session_id}/walk-in"
    answer = post(receptionist, address, {"name": "Robin", "need": ["housing"]})
    assert answer.headers["location"] == f"/session/{morning.session_id}/door"
    with morning.town.reading() as db:
        robin = db.scalars(sa.select(Arrival.visit_id)).one()
        assert db.query(VisitNeed).count() == 0
    coordinator = morning.signed_in(Role.COORDINATOR)
    plan = f"/door/{robin}/plan"
    page = parse(post(coordinator, plan, {"need": ["housing"], "gone_by": "1150"}).text)
    fields = {"need": ["housing"], "gone_by": "1150", "take": codes(page)[0]}
    assert post(coordinator, plan, fields).status_code == 303
    assert standing(morning, robin)
    assert visit(morning, robin).gone_by == at("11:50")
    assert arrival(morning, robin).number == 1


def test_a_plan_is_not_given_over_a_stop_that_has_begun(morning: Morning) -> None:
    robin = morning.book("Robin", "housing", "legal", since="10:20")
    morning.arrive(robin, "10:05")
    stops = morning.stops(robin)
    with morning.town.writing() as db:
        db.merge(morning.stop(stops[0])).began_at = at("10:20")
    coordinator = morning.signed_in(Role.COORDINATOR)
    plan = f"/door/{robin}/plan"
    page = parse(post(coordinator, plan, {"need": ["legal"]}).text)
    before = [slot.id for slot in standing(morning, robin)]
    answer = post(coordinator, plan, {"need": ["legal"], "take": codes(page)[0]})
    assert answer.status_code == 409
    assert "on the board" in answer.text
    assert [slot.id for slot in standing(morning, robin)] == before


def test_nobody_is_in_two_places_after_walking_in_twice(morning: Morning) -> None:
    coordinator = morning.signed_in(Role.COORDINATOR)
    address = f"/session/{morning.session_id}/walk-in"
    for _ in range(4):
        found = codes(offered(coordinator, morning))
        walked_in(post(coordinator, address, {**TYPED, "take": found[0]}))
    with morning.town.reading() as db:
        numbers = db.scalars(sa.select(Arrival.number).order_by(Arrival.number)).all()
        visits = db.scalars(sa.select(Visit.id)).all()
    assert numbers == [1, 2, 3, 4]
    taken = [slot.id for each in visits for slot in standing(morning, each)]
    assert len(taken) == len(set(taken))
