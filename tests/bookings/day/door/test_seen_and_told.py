"""Every page that names somebody is recorded, refusals too; every page tells of danger; a page that
looks again by itself keeps nobody signed in."""

from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from portal.access import Role
from portal.record.models import Entry
from tests.bookings.day.board.morning import Morning
from tests.bookings.visits.town import Watch

DANGER = "Somebody dangerous is here"


def reads(morning: Morning) -> list[tuple[str, UUID]]:
    with morning.town.reading() as db:
        found = sa.select(Entry).where(Entry.verb.like("%seen")).order_by(Entry.number)
        return [(each.verb, each.about) for each in db.scalars(found)]


@pytest.mark.parametrize(
    ("method", "address", "verb"),
    [
        ("POST", "/session/{session}/close/{visit}", "outcomes seen"),
        ("POST", "/session/{session}/close", "outcomes seen"),
        ("POST", "/door/{visit}/welcome", "welcome seen"),
        ("GET", "/door/{visit}/next", "plan seen"),
        ("POST", "/door/{visit}/next", "plan seen"),
        ("GET", "/door/{visit}/plan", "plan seen"),
        ("POST", "/door/{visit}/plan", "plan seen"),
        ("GET", "/door/{visit}/phrase", "visit seen"),
        ("POST", "/door/{visit}/phrase", "visit seen"),
    ],
)
def test_p_02_a_page_that_names_somebody_is_recorded_where_it_refuses_too(
    morning: Morning, method: str, address: str, verb: str
) -> None:
    """P-02: one entry for each look, whatever became of what was sent."""
    visit = morning.book("Robin", "housing")
    morning.arrive(visit, "10:05")
    desk = morning.signed_in(Role.COORDINATOR)
    answer = desk.client.request(method, address.format(session=morning.session_id, visit=visit))
    assert "Robin" in answer.text
    about = visit if "visit" in address and verb != "outcomes seen" else morning.session_id
    assert reads(morning) == [(verb, about)]


def test_p_02_an_alert_that_names_who_is_here_is_recorded_when_polled(morning: Morning) -> None:
    visit = morning.book("Robin", "housing")
    morning.arrive(visit, "10:05")
    desk = morning.signed_in(Role.RECEPTIONIST)
    desk.post(f"/session/{morning.session_id}/alert")
    answer = desk.get(f"/session/{morning.session_id}/alert/rows?seen=", scripts=True)
    assert "Robin" in answer.text
    assert reads(morning) == [("alert seen", morning.session_id)]


@pytest.mark.parametrize(
    "address",
    [
        "/creche",
        "/creche/{session}",
        "/session/{session}/things",
        "/session/{session}/replan",
        "/session/{session}/print",
        "/session/stop/{stop}",
        "/door/{visit}/phrase",
        "/session/{session}/walk-in",
        "/session/{session}/close",
        "/rooms",
        "/rooms/{session}",
        "/door/ahead",
        "/door/{visit}/next",
        "/door/{visit}/plan",
    ],
)
def test_c_10_every_page_of_the_session_tells_of_danger(morning: Morning, address: str) -> None:
    """C-10: at the creche above all, where children are fetched."""
    visit = morning.book("Robin", "housing")
    morning.arrive(visit, "10:05")
    desk = morning.signed_in(Role.COORDINATOR)
    (stop,) = morning.stops(visit)
    path = address.format(session=morning.session_id, visit=visit, stop=stop)
    alarm = 'class="alarm"'
    assert alarm not in desk.get(path).text
    desk.post(f"/session/{morning.session_id}/alert")
    page = desk.get(path).text
    assert alarm in page
    assert DANGER in page


@pytest.mark.parametrize(
    ("role", "page"),
    [(Role.COORDINATOR, "/board"), (Role.DESK_WORKER, "/desk"), (Role.RECEPTIONIST, "/rooms")],
)
def test_p_03_a_page_that_looks_again_without_scripts_keeps_nobody_signed_in(
    morning: Morning, watch: Watch, role: Role, page: str
) -> None:
    """P-03: a quarter of an hour of nothing but that locks the desk; to look oneself does not."""
    visit = morning.book("Robin", "housing")
    worker = morning.worker_of(morning.stops(visit)[0]) if role is Role.DESK_WORKER else None
    desk = morning.signed_in(role, worker_id=worker)
    assert 'content="20;url=?itself"' in desk.get(page).text
    for _ in range(3):
        watch.now += timedelta(minutes=7)
        assert desk.get(page).status_code == 200
    watch.now += timedelta(minutes=7)
    assert desk.get(f"{page}?itself").status_code == 200
    watch.now += timedelta(minutes=9)
    assert desk.get(f"{page}?itself").status_code == 303
