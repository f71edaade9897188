"""The welcome: nothing is skipped without saying why, and no stop stays that she cannot keep."""

import pytest
import sqlalchemy as sa

from bookings.day.models import ArrivalReply, Question, Reply
from portal.access import Role
from tests.bookings.day.board.morning import Morning, at
from tests.bookings.day.door.saying import (
    SAID,
    arrival,
    codes,
    post,
    problems,
    recorded,
    standing,
    visit,
    welcome,
)
from tests.browsing import parse

ASKS = '{"needs": ["housing", "legal"], "typed": {}}'


def test_a_whole_welcome_is_written_down_and_opens_her_row_to_the_desks(morning: Morning) -> None:
    robin = morning.book("Robin", "housing", since="10:50")
    morning.arrive(robin, "10:15", welcomed=False)
    stop = morning.stops(robin)[0]
    worker = morning.signed_in(Role.DESK_WORKER, worker_id=morning.worker_of(stop))
    assert "Robin" not in worker.get("/desk").text
    coordinator = morning.signed_in(Role.COORDINATOR)
    answer = welcome(
        coordinator, robin, reply_how_long="yes", gone_by="1145", came_with_is="somebody",
        came_with="Her sister", alone="not_alone", why_not_alone="Her sister interprets the signs",
    )  # fmt: skip
    assert answer.status_code == 303
    row = arrival(morning, robin)
    assert row.welcomed_at == morning.watch.now
    assert row.came_with == "Her sister"
    assert visit(morning, robin).gone_by == at("11:45")
    assert "Robin" in worker.get("/desk").text
    assert recorded(morning, "welcomed") == [robin]


def test_c_06_the_five_questions_are_asked_in_their_order(morning: Morning) -> None:
    robin = morning.book("Robin", "housing")
    morning.arrive(robin, "10:15", welcomed=False)
    page = morning.signed_in(Role.COORDINATOR).page(f"/door/{robin}/welcome")
    legends = [legend.text for legend in page.all("legend")]
    assert legends[:5] == [
        "How long have you got?",
        "Is it safe to talk now?",
        "Are the ways to reach you still safe?",
        "Where are they now: whoever harms you, and the children?",
        "Why we ask",
    ]
    names = [i.get("name") for i in page.all("input") if i.get("type") == "radio"]
    order = list(dict.fromkeys(name for name in names if name.startswith("reply_")))
    assert order == [f"reply_{each.value}" for each in Question]


@pytest.mark.parametrize("left_out", sorted(SAID))
def test_c_06_c_07_nothing_is_skipped_without_saying_why(morning: Morning, left_out: str) -> None:
    """C-06, C-07: each answer is wanted, and what was typed stays on the page."""
    robin = morning.book("Robin", "housing")
    morning.arrive(robin, "10:15", welcomed=False)
    coordinator = morning.signed_in(Role.COORDINATOR)
    answer = welcome(coordinator, robin, **{left_out: "", "words_how_long": "Until school ends"})
    assert answer.status_code == 422
    assert problems(answer) == [left_out]
    assert "Until school ends" in answer.text
    assert arrival(morning, robin).welcomed_at is None
    assert welcome(coordinator, robin).status_code == 303


@pytest.mark.parametrize("question", list(Question))
def test_c_06_not_asked_is_an_answer_once_it_says_why(morning: Morning, question: Question) -> None:
    robin = morning.book("Robin", "housing")
    morning.arrive(robin, "10:15", welcomed=False)
    coordinator = morning.signed_in(Role.COORDINATOR)
    name = question.value
    skipped = {f"reply_{name}": "not_asked", f"words_{name}": ""}
    answer = welcome(coordinator, robin, **skipped)
    assert (answer.status_code, problems(answer)) == (422, [f"words_{name}"])
    why = {**skipped, f"words_{name}": "Her mother stood beside her"}
    assert welcome(coordinator, robin, **why).status_code == 303
    with morning.town.reading() as db:
        row = db.scalars(sa.select(ArrivalReply).where(ArrivalReply.question == question)).one()
        assert (row.reply, row.words) == (Reply.NOT_ASKED, "Her mother stood beside her")


def test_c_07_with_whom_she_came_and_why_she_was_not_alone_need_words(morning: Morning) -> None:
    robin = morning.book("Robin", "housing")
    morning.arrive(robin, "10:15", welcomed=False)
    coordinator = morning.signed_in(Role.COORDINATOR)
    answer = welcome(coordinator, robin, alone="not_alone", came_with_is="somebody")
    assert answer.status_code == 422
    assert set(problems(answer)) == {"came_with", "why_not_alone"}


def test_c_06_a_limit_that_her_stops_do_not_keep_is_told_with_the_plan_that_does(
    morning: Morning,
) -> None:
    robin = morning.book("Robin", "housing", "legal", since="11:00", asks=ASKS)
    morning.arrive(robin, "10:15", welcomed=False)
    coordinator = morning.signed_in(Role.COORDINATOR)
    limit = {"reply_how_long": "yes", "gone_by": "11:15"}
    answer = welcome(coordinator, robin, **limit)
    assert answer.status_code == 409
    assert "does not go with these stops" in answer.text
    assert arrival(morning, robin).welcomed_at is None
    first = codes(parse(answer.text))[0]
    assert welcome(coordinator, robin, **limit, plan=first).status_code == 303
    assert standing(morning, robin)
    assert all(slot.ends_at <= at("11:15") for slot in standing(morning, robin))
    assert visit(morning, robin).gone_by == at("11:15")
    assert arrival(morning, robin).welcomed_at is not None


def test_a_plan_that_is_not_needed_any_more_changes_nothing(morning: Morning) -> None:
    robin = morning.book("Robin", "housing", "legal", since="11:00", asks=ASKS)
    morning.arrive(robin, "10:15", welcomed=False)
    coordinator = morning.signed_in(Role.COORDINATOR)
    answer = welcome(coordinator, robin, reply_how_long="yes", gone_by="11:15")
    first = codes(parse(answer.text))[0]
    before = [slot.id for slot in standing(morning, robin)]
    assert welcome(coordinator, robin, plan=first).status_code == 303
    assert [slot.id for slot in standing(morning, robin)] == before


def test_stops_past_her_limit_can_be_left_out(morning: Morning) -> None:
    robin = morning.book("Robin", "housing", "legal", since="11:00", asks=ASKS)
    morning.arrive(robin, "10:15", welcomed=False)
    coordinator = morning.signed_in(Role.COORDINATOR)
    limit = {"reply_how_long": "yes", "gone_by": "10:40"}
    assert welcome(coordinator, robin, **limit, plan="drop").status_code == 303
    assert standing(morning, robin) == []


def test_c_10_words_to_recognise_somebody_stand_on_door_and_board_without_her_name(
    morning: Morning,
) -> None:
    robin = morning.book("Robin", "housing")
    morning.arrive(robin, "10:15", welcomed=False)
    coordinator = morning.signed_in(Role.COORDINATOR)
    words = {"keep_out_is": "somebody", "keep_out": "Tall, grey coat, red car"}
    assert welcome(coordinator, robin, **words).status_code == 303
    for desk, address in (
        (morning.signed_in(Role.RECEPTIONIST), "/door"),
        (coordinator, "/board"),
    ):
        told = parse(desk.get(address).text)
        box = next(div for div in told.all("div") if div.get("class") == "keep-out")
        assert "Tall, grey coat, red car" in box.text
        assert "Robin" not in box.text


def test_a_welcome_opened_again_shows_what_was_said_and_keeps_its_hour(morning: Morning) -> None:
    robin = morning.book("Robin", "housing", since="11:00")
    morning.arrive(robin, "10:15", welcomed=False)
    coordinator = morning.signed_in(Role.COORDINATOR)
    assert welcome(coordinator, robin, words_how_long="No hurry today").status_code == 303
    first = arrival(morning, robin).welcomed_at
    morning.watch.on(minutes=5)
    assert "No hurry today" in coordinator.get(f"/door/{robin}/welcome").text
    assert welcome(coordinator, robin).status_code == 303
    assert arrival(morning, robin).welcomed_at == first


def test_whoever_has_not_come_cannot_be_welcomed(morning: Morning) -> None:
    robin = morning.book("Robin", "housing")
    coordinator = morning.signed_in(Role.COORDINATOR)
    assert coordinator.get(f"/door/{robin}/welcome").status_code == 404
    assert post(coordinator, f"/door/{robin}/welcome", SAID).status_code == 404
