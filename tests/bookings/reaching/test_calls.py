"""The call list: who can be rung now, one number at a time, and what came of it."""

from uuid import UUID

import pytest

from portal.access import Role
from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.day.board.morning import Morning, at
from tests.bookings.reaching.telling import (
    NUMBER,
    SHOWN,
    calls,
    came,
    recorded,
    show,
    tell,
)
from tests.browsing import parse


@pytest.fixture
def robin(morning: Morning, bea: Desk) -> UUID:
    visit_id = morning.book("Robin Smith", "housing", since="10:50")
    tell(morning, visit_id, bea)
    return visit_id


def test_the_list_says_who_can_be_rung_now_and_until_when_without_a_number(
    morning: Morning, bea: Desk, robin: UUID
) -> None:
    later = morning.book("Kim", "legal")
    tell(morning, later, bea, hours="wed 12:00-14:00")
    never = morning.book("Alex", "legal", since="11:00")
    tell(morning, never, bea, hours="")
    page = bea.page("/calls")
    told = page.text
    assert told.index("Robin") < told.index("Kim") < told.index("Alex")
    assert "until 15:00" in told
    assert "from Wednesday 25 November, 12:00" in told
    assert "They named no safe hours." in told
    assert "Smith" not in told
    assert "ends in 56" in told
    for number in (NUMBER, SHOWN, "+447400123456", "7400"):
        assert number not in told
    assert set(recorded(morning, "call listed")) == {robin, later, never}


def test_r_06_a_number_is_shown_once_to_whoever_has_checked_today(
    morning: Morning, bea: Desk, robin: UUID
) -> None:
    unchecked = show(bea, robin, checked="")
    assert (unchecked.status_code, SHOWN in parse(unchecked.text).text) == (422, False)
    assert recorded(morning, "number shown") == []
    shown = show(bea, robin)
    assert shown.status_code == 200
    assert shown.headers["cache-control"] == "no-store"
    assert SHOWN.replace(" ", "\u00a0") in shown.text
    assert recorded(morning, "number shown") == [robin]
    for again in (show(bea, robin), bea.get("/calls")):
        assert "123" not in parse(again.text).text.replace("\u00a0", " ")
    assert [each.came for each in calls(morning)] == [None]


def test_r_06_the_next_number_waits_until_it_is_said_what_came_of_the_last(
    morning: Morning, bea: Desk, robin: UUID
) -> None:
    kim = morning.book("Kim", "legal")
    tell(morning, kim, bea, mobile_number="07400 654321")
    assert show(bea, robin).status_code == 200
    refused = show(bea, kim)
    assert refused.status_code == 409
    assert "Say first what came of the last call." in parse(refused.text).text
    assert came(morning, bea, "no answer").status_code == 303
    assert show(bea, kim).status_code == 200


def test_a_colleague_does_not_ring_the_same_person_at_the_same_time(
    morning: Morning, bea: Desk, robin: UUID
) -> None:
    col = morning.signed_in(Role.COORDINATOR, "Col")
    assert show(bea, robin).status_code == 200
    assert show(col, robin).status_code == 409
    assert len(calls(morning)) == 1
    assert came(morning, bea, "no answer").status_code == 303
    told = col.page("/calls").text
    assert "Bea: nobody answered" in told
    assert show(col, robin).status_code == 200


def test_r_06_a_window_that_closed_meanwhile_refuses_and_says_why(
    morning: Morning, bea: Desk, robin: UUID
) -> None:
    assert "until 15:00" in bea.page("/calls").text
    morning.watch.now = at("15:01")
    bea = morning.signed_in(Role.COORDINATOR)
    refused = show(bea, robin)
    assert refused.status_code == 409
    assert "It is not a safe hour now." in parse(refused.text).text
    assert calls(morning) == []


@pytest.mark.parametrize("outcome", ["another answered", "wrong person"])
def test_r_07_s_12_whoever_else_answered_freezes_the_number_and_is_told(
    morning: Morning, bea: Desk, robin: UUID, outcome: str
) -> None:
    assert show(bea, robin).status_code == 200
    unsaid = came(morning, bea, outcome)
    assert (unsaid.status_code, calls(morning)[0].came) == (422, None)
    assert came(morning, bea, outcome, "A man; I hung up").status_code == 303
    assert show(bea, robin).status_code == 409
    assert "Speak with them about this number first" in bea.page("/calls").text
    assert recorded(morning, f"call: {outcome}") == [robin]


def test_r_07_another_phone_that_was_allowed_is_not_frozen_with_it(
    morning: Morning, bea: Desk, robin: UUID
) -> None:
    tell(
        morning,
        robin,
        bea,
        routes="mobile\nother phone",
        other_number="07400 111222",
        other_call="yes",
    )
    assert show(bea, robin).status_code == 200
    assert came(morning, bea, "another answered", "A child").status_code == 303
    told = bea.page("/calls").text
    assert "another phone, ends in 22" in told


def test_what_came_of_a_call_is_said_once_and_by_whoever_made_it(
    morning: Morning, bea: Desk, robin: UUID
) -> None:
    assert show(bea, robin).status_code == 200
    col = morning.signed_in(Role.COORDINATOR, "Col")
    assert came(morning, col, "reached").status_code == 404
    assert came(morning, bea, "reached").status_code == 303
    assert came(morning, bea, "no answer").status_code == 409
    assert [each.came and each.came.value for each in calls(morning)] == ["reached"]


def test_s_12_s_27_the_call_begins_with_the_phrases_and_says_nothing_before(
    morning: Morning, bea: Desk, robin: UUID
) -> None:
    steps = [li.text for li in parse(show(bea, robin).text).all("li")]
    order = [steps.index(next(s for s in steps if part in s)) for part in (
        "Dial 141 first", "about the library card", "blue kettle", "Can you talk now?",
        "Do not say who is calling", "hang up.", "none. Hang up before it begins.",
    )]  # fmt: skip
    assert order == sorted(order)
    assert "say nothing about anybody" in next(s for s in steps if "blue kettle" in s)


def test_s_27_without_a_phrase_nothing_about_a_visit_is_said(
    morning: Morning, bea: Desk, robin: UUID
) -> None:
    tell(morning, robin, bea, her_phrase="", our_phrase="")
    assert "No phrase was agreed" in bea.page("/calls").text
    told = parse(show(bea, robin).text).text
    assert "say nothing about any visit, whoever it sounds like" in told


def test_c_10_while_somebody_dangerous_is_there_nobody_of_that_session_is_rung(
    morning: Morning, bea: Desk, robin: UUID
) -> None:
    assert bea.post(f"/session/{morning.session_id}/alert").status_code == 303
    assert "Everything waits." in bea.page("/calls").text
    assert show(bea, robin).status_code == 409
    assert bea.post(f"/session/{morning.session_id}/alert/over").status_code == 303
    assert show(bea, robin).status_code == 200


def test_a_desk_rings_its_own_people_alone(morning: Morning, bea: Desk, robin: UUID) -> None:
    stop = morning.stops(robin)[0]
    worker = morning.signed_in(Role.DESK_WORKER, worker_id=morning.worker_of(stop))
    assert "Robin" not in worker.page("/calls").text
    assert show(worker, robin).status_code == 404
    morning.arrive(robin, "10:10")
    assert "Robin" in worker.page("/calls").text
    lawyer = morning.worker_of(morning.stops(morning.book("Kim", "legal"))[0])
    elsewhere = morning.signed_in(Role.DESK_WORKER, worker_id=lawyer)
    assert "Robin" not in elsewhere.page("/calls").text
    assert show(elsewhere, robin).status_code == 404
    assert show(worker, robin).status_code == 200


@pytest.mark.parametrize("role", [Role.RECEPTIONIST, Role.TECHNICIAN, Role.LEAD, Role.COVER])
def test_whoever_rings_nobody_sees_no_list(morning: Morning, robin: UUID, role: Role) -> None:
    desk = morning.signed_in(role)
    assert desk.get("/calls").status_code == 403
    assert show(desk, robin).status_code == 403


def test_on_either_database_a_call_is_shown_once_ended_and_frozen(either: Morning) -> None:
    bea = either.signed_in(Role.COORDINATOR)
    robin = either.book("Robin", "housing", since="10:50")
    tell(either, robin, bea)
    assert "Robin" in bea.page("/calls").text
    assert show(bea, robin).status_code == 200
    assert show(bea, robin).status_code == 409
    assert came(either, bea, "wrong person", "A shop").status_code == 303
    assert "not them" in bea.page("/calls").text
    assert show(bea, robin).status_code == 409
