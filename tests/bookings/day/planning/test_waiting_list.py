"""Who waits for a session that is full, as a coordinator sees it, and what is answered for them."""

import pytest
import sqlalchemy as sa

from bookings.visits.models import Visit, VisitStatus, WaitingPlace, WaitingState
from portal.access import STAFF, Role
from portal.record.models import Entry
from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.day.board.morning import Morning
from tests.bookings.visits.full import fill, free_up, join, open_offers, places
from tests.browsing import Element


def address(morning: Morning) -> str:
    return f"/session/{morning.session_id}/waiting"


def in_line(page: Element) -> list[Element]:
    return [each for each in page.all("article") if "needs" in each.get("class").split()]


def press(desk: Desk, morning: Morning, which: int, go: str, **fields: str) -> int:
    """Press a button of somebody in line, as the page shows it now."""
    article = in_line(desk.page(address(morning)))[which]
    form = next(
        form
        for form in article.all("form")
        if go in [button.get("value") for button in form.all("button")]
    )
    shown = {each.get("name"): each.get("value") for each in form.all("input")}
    return desk.client.post(address(morning), data={**shown, **fields, "go": go}).status_code


def test_p_01_only_a_coordinator_sees_who_waits(morning: Morning) -> None:
    fill(morning.town, morning.watch.now)
    join(morning.town, morning.watch, name="Robin")
    for role in sorted(STAFF, key=lambda each: each.name):
        desk = morning.signed_in(role)
        looked, pressed = desk.get(address(morning)), desk.post(address(morning), go="look")
        told = (200, 303) if role is Role.COORDINATOR else (403, 403)
        assert (looked.status_code, pressed.status_code) == told, role


def test_p_02_the_list_tells_who_waits_for_what_since_when_and_that_is_recorded(
    morning: Morning,
) -> None:
    booked = fill(morning.town, morning.watch.now)
    join(morning.town, morning.watch, name="Robin")
    join(morning.town, morning.watch, name="")
    desk = morning.signed_in(Role.COORDINATOR)
    robin, unnamed = in_line(desk.page(address(morning)))
    assert "Robin 1" in robin.text
    assert "Waiting since Saturday 21 November, 13:01." in robin.text
    assert "Kept until" not in robin.text
    assert "Number 2" in unnamed.text
    free_up(morning.town, booked[0], morning.watch.now)
    robin, _ = in_line(desk.page(address(morning)))
    assert "Kept until Sunday 22 November, 13:02:" in robin.text
    with morning.town.reading() as db:
        noted = db.scalars(sa.select(Entry.about).filter_by(verb="waiting list seen")).all()
    assert noted == [morning.session_id] * 2
    board = desk.page(f"/board/{morning.session_id}")
    assert address(morning) in [a.get("href") for a in board.all("a")]


def test_whoever_is_told_in_person_takes_it_or_not(morning: Morning) -> None:
    booked = fill(morning.town, morning.watch.now)
    robin = join(morning.town, morning.watch, name="Robin")
    sam = join(morning.town, morning.watch, name="Sam")
    free_up(morning.town, booked[0], morning.watch.now)
    desk = morning.signed_in(Role.COORDINATOR)
    assert press(desk, morning, 0, "decline") == 303
    assert [each.place_id for each in open_offers(morning.town)] == [sam]
    assert press(desk, morning, 1, "take") == 303
    assert [each.state for each in places(morning.town)] == [
        WaitingState.WAITING,
        WaitingState.TAKEN,
    ]
    with morning.town.reading() as db:
        client_id = db.get_one(WaitingPlace, sam).client_id
        visit = db.scalars(sa.select(Visit).filter_by(client_id=client_id)).one()
        assert visit.status is VisitStatus.BOOKED
        assert visit.phrase is not None, "her words open it"
    (left,) = in_line(desk.page(address(morning)))
    assert "Robin" in left.text
    stale = desk.post(address(morning), go="take", place=str(robin), offer=str(robin))
    assert (stale.status_code, "Nothing was done." in stale.text) == (409, True)


def test_nobody_is_taken_off_the_list_without_a_reason(morning: Morning) -> None:
    fill(morning.town, morning.watch.now)
    join(morning.town, morning.watch, name="Robin")
    desk = morning.signed_in(Role.COORDINATOR)
    assert press(desk, morning, 0, "remove") == 422
    assert press(desk, morning, 0, "remove", reason="x" * 241) == 422
    assert places(morning.town)[0].state is WaitingState.WAITING
    assert press(desk, morning, 0, "remove", reason="Rang, comes on Saturday") == 303
    assert in_line(desk.page(address(morning))) == []
    gone = places(morning.town)[0]
    assert (gone.state, gone.reason) == (WaitingState.WITHDRAWN, "Rang, comes on Saturday")
    with morning.town.reading() as db:
        ended = db.scalars(sa.select(Entry.who).filter_by(verb="waiting ended")).one()
    assert ended.startswith("coordinator:")


def test_s_57_one_of_a_burst_counts_once_a_person_has_looked(morning: Morning) -> None:
    fill(morning.town, morning.watch.now)
    join(morning.town, morning.watch, name="Robin", set_aside=True)
    join(morning.town, morning.watch, name="Sam")
    desk = morning.signed_in(Role.COORDINATOR)
    first, second = in_line(desk.page(address(morning)))
    assert ("Sam" in first.text, "One of many at once." in second.text) == (True, True)
    assert press(desk, morning, 1, "count") == 303
    assert "Robin" in in_line(desk.page(address(morning)))[0].text


def test_whoever_was_silent_is_held_nothing_until_they_still_wait(morning: Morning) -> None:
    booked = fill(morning.town, morning.watch.now)
    join(morning.town, morning.watch, name="Robin")
    free_up(morning.town, booked[0], morning.watch.now)
    morning.watch.on(hours=25)
    desk = morning.signed_in(Role.COORDINATOR)
    assert desk.post(address(morning), go="look").status_code == 303
    (robin,) = in_line(desk.page(address(morning)))
    assert "nobody answered" in robin.text
    assert press(desk, morning, 0, "again") == 303
    (robin,) = in_line(desk.page(address(morning)))
    assert "Kept until" in robin.text


@pytest.mark.parametrize("place", ["", "nobody", "00000000-0000-0000-0000-000000000007"])
def test_a_button_of_nobody_at_this_session_does_nothing(morning: Morning, place: str) -> None:
    desk = morning.signed_in(Role.COORDINATOR)
    answer = desk.post(address(morning), go="remove", place=place, reason="x")
    assert answer.status_code == 409
