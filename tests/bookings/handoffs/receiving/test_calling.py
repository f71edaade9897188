"""Ringing her, for whoever received it: by the rules of the call list, and in no other way."""

from uuid import UUID

import pytest
import sqlalchemy as sa

from bookings.contact.models import FlaggedNumber
from bookings.handoffs.models import HandoffStep
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.fields import PacketField
from bookings.handoffs.rules.stages import Stage
from bookings.reaching.models import Call
from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.handoffs.receiving.at_work import SHOWN, Work, answer
from tests.browsing import parse

HOUSING = "Northtown housing"


@pytest.fixture
def hana(work: Work) -> Desk:
    return work.desk("Hana")


@pytest.fixture
def taken(work: Work, hana: Desk) -> UUID:
    """Accepted by Hana."""
    handoff_id = work.received(HOUSING, DeskKind.HOUSING, "Hana")
    assert answer(hana, handoff_id, "accept").status_code == 303
    return handoff_id


def calls(work: Work) -> list[Call]:
    with work.town.database.reading() as db:
        found = list(db.scalars(sa.select(Call).order_by(Call.shown_at)))
        db.expunge_all()
        return found


def told(text: str) -> str:
    return parse(text).text.replace("\u00a0", " ")


def test_r_06_a_number_is_shown_once_to_whoever_has_checked_today_and_that_is_recorded(
    work: Work, hana: Desk, taken: UUID
) -> None:
    unchecked = hana.post(f"/tray/{taken}/number", checked="")
    assert (unchecked.status_code, SHOWN in told(unchecked.text)) == (409, False)
    assert work.recorded("number shown") == []
    shown = hana.post(f"/tray/{taken}/number", checked="yes")
    assert (shown.status_code, SHOWN in told(shown.text)) == (200, True)
    assert (shown.headers["cache-control"], "blue kettle" in shown.text) == ("no-store", True)
    assert work.recorded("number shown") == [taken]
    for again in (hana.get(f"/tray/{taken}"), hana.post(f"/tray/{taken}/number", checked="yes")):
        assert "123" not in told(again.text)
    assert [(each.handoff_id, each.visit_id, each.came) for each in calls(work)] == [
        (taken, None, None)
    ]


def test_r_06_outside_her_hours_or_without_her_leave_there_is_no_number(
    work: Work, hana: Desk, taken: UUID
) -> None:
    work.tells(hours="tue 14:00-15:00")
    late = hana.post(f"/tray/{taken}/number", checked="yes")
    assert (late.status_code, SHOWN in told(late.text)) == (409, False)
    work.tells()
    kept_back = work.received(HOUSING, DeskKind.HOUSING, "Hana", {PacketField.WANTS})
    page = hana.page(f"/tray/{kept_back}").text
    assert "You have no way to reach them. Ask whoever sent it: Bea." in page
    assert hana.post(f"/tray/{kept_back}/number", checked="yes").status_code == 404
    assert calls(work) == []


@pytest.mark.parametrize(
    ("came", "stage"), [("reached", Stage.CONTACT_MADE), ("no answer", Stage.TRIED)]
)
def test_r_07_what_came_of_a_call_is_the_step_that_follows_from_it(
    work: Work, hana: Desk, taken: UUID, came: str, stage: Stage
) -> None:
    hana.post(f"/tray/{taken}/number", checked="yes")
    unsaid = hana.post(f"/tray/{taken}/call", came="")
    assert (unsaid.status_code, "What came of it?" in unsaid.text) == (422, True)
    assert hana.post(f"/tray/{taken}/call", came=came).status_code == 303
    assert work.handoff(taken).stage is stage
    assert work.recorded(f"call: {came}") == [taken]
    assert hana.post(f"/tray/{taken}/call", came=came).status_code == 409


def test_r_07_somebody_else_who_answered_freezes_the_number_and_whoever_sent_it_reads_of_it(
    work: Work, hana: Desk, taken: UUID
) -> None:
    hana.post(f"/tray/{taken}/number", checked="yes")
    assert hana.post(f"/tray/{taken}/call", came="another answered").status_code == 422
    words = "Said wrong number"
    said = hana.post(f"/tray/{taken}/call", came="another answered", words=words)
    assert said.status_code == 303
    assert "Do not ring at all now" in hana.page(f"/tray/{taken}").text
    assert hana.post(f"/tray/{taken}/number", checked="yes").status_code == 409
    with work.town.database.reading() as db:
        assert len(list(db.scalars(sa.select(FlaggedNumber)))) == 1
        steps = sa.select(HandoffStep).where(HandoffStep.handoff_id == taken)
        assert words in [each.words for each in db.scalars(steps)]


def test_a_colleague_does_not_ring_them_at_the_same_time_and_numbers_come_one_by_one(
    work: Work, hana: Desk, taken: UUID
) -> None:
    other = work.received("Refuge", DeskKind.REFUGE, "Rio")
    assert hana.post(f"/tray/{taken}/number", checked="yes").status_code == 200
    rio = work.desk("Rio").post(f"/tray/{other}/number", checked="yes")
    assert (rio.status_code, "Let them finish" in rio.text) == (409, True)
    again = hana.post(f"/tray/{taken}/number", checked="yes")
    assert (again.status_code, "one at a time" in again.text) == (409, True)


def test_what_came_can_be_said_on_the_call_list_when_the_packet_is_not_theirs_any_more(
    work: Work, hana: Desk, taken: UUID
) -> None:
    hana.post(f"/tray/{taken}/number", checked="yes")
    work.town.end("Bea")
    listed = hana.get("/calls")
    assert (listed.status_code, "somebody without a name" in listed.text) == (200, True)
    call = calls(work)[0]
    assert hana.post(f"/calls/of/{call.id}", came="no answer").status_code == 303
    assert calls(work)[0].came is not None


def test_words_that_say_nothing_of_a_call_do_not_keep_it_from_being_written_down(
    work: Work, hana: Desk, taken: UUID
) -> None:
    hana.post(f"/tray/{taken}/number", checked="yes")
    assert hana.post(f"/tray/{taken}/call", came="no answer", words="n/a").status_code == 303
    assert work.handoff(taken).stage is Stage.TRIED
