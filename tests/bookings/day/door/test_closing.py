"""Nobody leaves the list without an outcome, and nothing of it counts against anybody."""

from uuid import uuid4

import pytest
from httpx2 import Response

from bookings.day.models import Closing, CrecheStay, Outcome
from bookings.people.models import Child
from bookings.visits.actions.change import cancel
from bookings.visits.models import Visit, VisitStatus
from portal.access import OPERATOR, Role
from tests.bookings.day.board.morning import Morning
from tests.bookings.day.door.ending import SEEN, account, close, end
from tests.bookings.day.door.saying import (
    post,
    problems,
    recorded,
    visit,
    welcome,
)
from tests.browsing import parse


def is_closed(morning: Morning) -> bool:
    with morning.town.reading() as db:
        return db.query(Closing).count() == 1


def test_c_27_a_session_closes_only_once_something_is_said_of_everybody(morning: Morning) -> None:
    """C-27: of whoever came, of whoever did not, and of whoever cancelled."""
    came, absent = morning.book("Robin", "housing"), morning.book("Kim", "legal")
    cancelled = morning.book("Pat", "refuge")
    morning.arrive(came, "10:05")
    with morning.town.writing() as db:
        cancel(db, db.get_one(Visit, cancelled), by=OPERATOR, at=morning.watch.now)
    desk = morning.signed_in(Role.COORDINATOR)
    assert close(desk, morning) == 409
    assert end(desk, morning, came) == 303
    assert close(desk, morning) == 409
    assert end(desk, morning, absent, ending="did_not_come") == 303
    assert close(desk, morning) == 409
    assert "1 person is still open" in desk.get(f"/session/{morning.session_id}/close").text
    assert not is_closed(morning)
    assert end(desk, morning, cancelled, ending="cancelled", reason="With her phrase") == 303
    assert close(desk, morning) == 303
    assert is_closed(morning)
    assert recorded(morning, "session closed") == [morning.session_id]


@pytest.mark.parametrize("left_out", [*sorted(SEEN), "held_by"])
def test_c_27_each_thing_is_wanted_and_named_where_it_is_missing(
    morning: Morning, left_out: str
) -> None:
    came = morning.book("Robin", "housing")
    morning.arrive(came, "10:05")
    desk = morning.signed_in(Role.COORDINATOR)
    fields = {**SEEN, "held_by": account(desk), left_out: ""}
    answer = post(desk, f"/session/{morning.session_id}/close/{came}", {**fields})
    assert (answer.status_code, problems(answer)) == (422, [left_out])
    kept = "At her sister's" if left_out != "tonight" else "Friday"
    assert kept in parse(answer.text).text or f'value="{kept}"' in answer.text.replace("&#39;", "'")
    with morning.town.reading() as db:
        assert db.query(Outcome).count() == 0


def test_only_to_whoever_left_early_may_the_number_not_have_been_given(morning: Morning) -> None:
    came = morning.book("Robin", "housing")
    morning.arrive(came, "10:05")
    desk = morning.signed_in(Role.COORDINATOR)
    assert end(desk, morning, came, number_given="no") == 422
    assert end(desk, morning, came, ending="left_early", number_given="no") == 303


def test_nobody_who_came_is_put_down_as_absent_and_nobody_absent_as_seen(
    morning: Morning,
) -> None:
    came, absent = morning.book("Robin", "housing"), morning.book("Kim", "legal")
    morning.arrive(came, "10:05")
    desk = morning.signed_in(Role.COORDINATOR)
    assert end(desk, morning, came, ending="did_not_come") == 422
    assert end(desk, morning, absent, ending="seen") == 422


def test_whoever_holds_it_is_one_of_the_staff(morning: Morning) -> None:
    came = morning.book("Robin", "housing")
    morning.arrive(came, "10:05")
    desk = morning.signed_in(Role.COORDINATOR)
    technician = morning.signed_in(Role.TECHNICIAN)
    assert end(desk, morning, came, held_by=str(uuid4())) == 422
    assert end(desk, morning, came, held_by=account(technician)) == 422
    worker = morning.signed_in(Role.DESK_WORKER, worker_id=morning.worker("Farah"))
    assert end(desk, morning, came, held_by=account(worker)) == 303


def test_c_13_s_45_not_coming_closes_nothing_and_needs_no_reason(morning: Morning) -> None:
    """C-13, S-45: her visit stands as it did, her phrase still opens it, and no word judges."""
    absent = morning.book("Kim", "legal")
    with morning.town.writing() as db:
        db.get_one(Visit, absent).phrase = b"p" * 32
    desk = morning.signed_in(Role.COORDINATOR)
    fields = {"ending": "did_not_come", "held_by": account(desk)}
    address = f"/session/{morning.session_id}/close/{absent}"
    assert post(desk, address, {**fields, "held_by": ""}).status_code == 422
    assert post(desk, address, {**fields}).status_code == 303
    assert close(desk, morning) == 303
    row = visit(morning, absent)
    assert (row.status, row.phrase) == (VisitStatus.BOOKED, b"p" * 32)
    told = desk.get(f"/session/{morning.session_id}/close").text.lower()
    assert [word for word in ("disengaged", "failed", "dna", "non-attend") if word in told] == []


def test_c_09_of_whoever_avoids_the_coordinator_another_one_must_say_it(morning: Morning) -> None:
    """C-09, S-28, C-27: hidden is not forgotten: the session stays open, and neither how many are
    hidden nor why is told."""
    came = morning.book("Robin", "housing", since="10:40")
    morning.arrive(came, "10:05", welcomed=False)
    asha = morning.signed_in(Role.COORDINATOR, worker_id=morning.worker("Asha"))
    other = morning.signed_in(Role.COORDINATOR, name="Mo")
    avoided = {"avoids_is": "somebody", "avoids": [str(morning.worker("Asha"))]}
    assert welcome(other, came, **avoided).status_code == 303
    answer = asha.get(f"/session/{morning.session_id}/close")
    assert "Robin" not in answer.text
    assert "Somebody else has to close this session" in answer.text
    assert "still open" not in answer.text
    assert 'action="/session/' not in answer.text, "there is nothing for this one to press"
    pressed = post(asha, f"/session/{morning.session_id}/close")
    assert (pressed.status_code, told(pressed)) == (409, told(answer))
    one_more = morning.book("Kim", "legal", since="11:00")
    morning.arrive(one_more, "10:06", welcomed=False)
    assert welcome(other, one_more, **avoided).status_code == 303
    assert told(asha.get(f"/session/{morning.session_id}/close")) == told(answer), "no count tells"
    assert "2 people are still open" in other.get(f"/session/{morning.session_id}/close").text
    assert end(other, morning, one_more) == 303
    assert end(asha, morning, came) == 404
    assert end(other, morning, came) == 303
    assert close(asha, morning) == 303


def test_s_28_a_child_of_somebody_hidden_is_not_told_of(morning: Morning) -> None:
    came = morning.book("Robin", "housing", since="10:40")
    morning.arrive(came, "10:05", welcomed=False)
    morning.bring(came, 4)
    asha = morning.signed_in(Role.COORDINATOR, worker_id=morning.worker("Asha"))
    other = morning.signed_in(Role.COORDINATOR, name="Mo")
    avoided = {"avoids_is": "somebody", "avoids": [str(morning.worker("Asha"))]}
    assert welcome(other, came, **avoided).status_code == 303
    assert end(other, morning, came) == 303
    with morning.town.writing() as db:
        stay = CrecheStay(
            session_id=morning.session_id,
            visit_id=came,
            child_id=db.query(Child.id).scalar(),
            in_at=morning.watch.now,
        )
        db.add(stay)
    answers = [post(each, f"/session/{morning.session_id}/close") for each in (asha, other)]
    assert [each.status_code for each in answers] == [409, 409]
    assert ["a child is still" in each.text for each in answers] == [False, True]
    assert "Somebody else has to close this session" in answers[0].text


def told(answer: Response) -> str:
    """What stands on the page under its heading, read as text."""
    main = next(parse(answer.text).all("main"))
    return main.text


@pytest.mark.parametrize("role", [Role.RECEPTIONIST, Role.LEAD, Role.TECHNICIAN, Role.REVIEWER])
def test_only_a_coordinator_closes(morning: Morning, role: Role) -> None:
    assert close(morning.signed_in(role), morning) == 403
    assert not is_closed(morning)
