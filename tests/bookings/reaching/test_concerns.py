"""What needs a person: read from where it happened, settled with words, and closing nothing."""

from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from bookings.contact.actions.flagging import flag_number
from bookings.contact.actions.stopping import phone_not_safe
from bookings.visits.models import Visit, VisitStatus
from portal.access import OPERATOR, Role
from portal.outbox.actions.queueing import queue
from portal.outbox.models import InboundText, Message
from portal.outbox.rules.states import State
from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.day.board.morning import Morning
from tests.bookings.day.door.ending import close, end
from tests.bookings.day.door.saying import post, visit
from tests.bookings.reaching.telling import came, client_of, recorded, show, tell
from tests.browsing import Element


def listed(page: Element) -> list[str]:
    """What stands on the list, in order."""
    people = [li for li in page.all("li") if "person" in li.get("class").split()]
    return [h.text for li in people for h in li.all("h2")]


def settle(desk: Desk, page: Element, heading: str, words: str) -> int:
    """Press "Seen to" of the line that begins so."""
    line = next(li for li in page.all("li") if any(heading in h.text for h in li.all("h2")))
    hidden = {i.get("name"): i.get("value") for i in line.all("input") if i.get("type") == "hidden"}
    return post(desk, "/concerns", {**hidden, "words": words}).status_code


def not_come(morning: Morning, desk: Desk, visit_id: UUID) -> None:
    said = {"ending": "did_not_come", "reason": "", "tonight": "", "safe_until": ""}
    assert end(desk, morning, visit_id, **said, number_given="") == 303


def test_on_either_database_everything_that_needs_a_person_is_listed_gravest_first(
    either: Morning,
) -> None:
    bea = either.signed_in(Role.COORDINATOR)
    robin, kim, alex, sam = (
        either.book(name, "housing", since=since)
        for name, since in (
            ("Robin", "10:30"),
            ("Kim", "10:50"),
            ("Alex", "11:10"),
            ("Sam", "11:30"),
        )
    )
    for number, each in enumerate((robin, kim, alex, sam), 10):
        tell(
            either,
            each,
            bea,
            mobile_number=f"07400 1234{number}",
            no_show="try a safe way",
        )
    assert bea.page("/concerns").text.count("Nothing waits for a person.") == 1
    not_come(either, bea, sam)
    assert show(bea, kim).status_code == 200
    assert came(either, bea, "another answered", "A man, angry").status_code == 303
    with either.town.writing() as db:
        flag_number(db, "+447400123499", 30005, by=OPERATOR, at=either.watch.now)
        phone_not_safe(db, client_of(either, robin), by=OPERATOR, at=either.watch.now)
    tell(either, alex, bea, mobile_number="07400 123499")
    page = bea.page("/concerns")
    assert listed(page) == [
        "Robin : the phone is not safe",
        "Kim : somebody else answered",
        "Sam : did not come",
        "Alex : the number does not take messages",
    ]
    assert "A man, angry" in page.text
    assert set(recorded(either, "concern listed")) == {robin, kim, alex, sam}
    assert settle(bea, page, "Kim", "") == 422
    assert settle(bea, page, "Kim", "It was a wrong digit; put right with them here") == 303
    assert settle(bea, page, "Kim", "Again") == 409
    page = bea.page("/concerns")
    assert len(listed(page)) == 3
    assert "Bea: “ It was a wrong digit; put right with them here ”" in page.text
    assert show(bea, kim).status_code == 409, "what was seen to is not thereby lifted (S-17)"


def test_the_way_to_it_says_how_many_wait_and_only_to_whoever_sees_to_them(
    morning: Morning, bea: Desk
) -> None:
    robin = morning.book("Robin", "housing", since="10:50")
    assert count(bea.page("/door")) == ""
    assert bea.post(f"/session/visit/{robin}/contact", go="not_safe").status_code == 303
    assert count(bea.page("/door")) == "1"
    receptionist = morning.signed_in(Role.RECEPTIONIST)
    assert "To see to" not in receptionist.page("/door").text
    for role in (Role.RECEPTIONIST, Role.DESK_WORKER, Role.LEAD, Role.TECHNICIAN):
        assert morning.signed_in(role).get("/concerns").status_code == 403


def count(page: Element) -> str:
    return next((s.text for s in page.all("span") if s.get("class") == "count"), "")


def test_c_10_an_alert_stands_on_the_list_until_it_is_over(morning: Morning, bea: Desk) -> None:
    assert bea.post(f"/session/{morning.session_id}/alert").status_code == 303
    page = bea.page("/concerns")
    assert listed(page) == ["Somebody dangerous is at Hounslow"]
    fields = {"about": "alert", "of": str(morning.session_id), "words": "Done"}
    assert post(bea, "/concerns", fields).status_code == 409
    assert bea.post(f"/session/{morning.session_id}/alert/over").status_code == 303
    assert listed(bea.page("/concerns")) == []


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ("try a safe way", "Asked for: try a safe way. They can be rung now, until 15:00."),
        ("tell the trusted person", "Asked for: tell the trusted person, who is named"),
        ("ask the police to look in", "Asked for: ask the police to look in. A person rings"),
    ],
)
def test_c_13_a_missed_visit_is_a_task_in_the_way_that_she_chose(
    morning: Morning, bea: Desk, choice: str, told: str
) -> None:
    robin = morning.book("Robin", "housing", since="10:30")
    routes = "mobile\ntrusted person"
    tell(morning, robin, bea, no_show=choice, routes=routes, trusted_person="Her sister Jo")
    not_come(morning, bea, robin)
    assert told in bea.page("/concerns").text
    closing = bea.page(f"/session/{morning.session_id}/close").text
    assert f"Asked for, if missed: {choice}. When and how" in closing


def test_c_13_s_45_a_missed_visit_that_asks_for_nothing_is_no_task_and_closes_nothing(
    morning: Morning, bea: Desk
) -> None:
    robin = morning.book("Robin", "housing", since="10:30")
    tell(morning, robin, bea, no_show="nothing")
    kim = morning.book("Kim", "legal", since="10:30")
    for each in (robin, kim):
        not_come(morning, bea, each)
    assert listed(bea.page("/concerns")) == []
    assert close(bea, morning) == 303
    assert visit(morning, robin).status is VisitStatus.BOOKED
    assert show(bea, robin).status_code == 200


def test_c_13_where_a_choice_cannot_be_followed_a_person_decides(
    morning: Morning, bea: Desk
) -> None:
    robin = morning.book("Robin", "housing", since="10:30")
    tell(morning, robin, bea, no_show="try a safe way", hours="")
    not_come(morning, bea, robin)
    told = bea.page("/concerns").text
    assert "Something was asked for that cannot be followed now: They named no safe hours." in told


def test_s_06_choices_that_run_out_before_a_visit_are_told_in_time(
    morning: Morning, bea: Desk
) -> None:
    robin = morning.book("Robin", "housing", since="10:30")
    before = morning.watch.now - timedelta(days=28, hours=-1)
    tell(morning, robin, bea, when=before)
    morning.watch.now -= timedelta(hours=20)
    bea = morning.signed_in(Role.COORDINATOR)
    assert listed(bea.page("/concerns")) == []
    tell(morning, robin, bea, when=before - timedelta(hours=2))
    assert listed(bea.page("/concerns")) == ["Robin : the choices run out before the visit"]
    assert bea.post(f"/session/visit/{robin}/contact", go="confirm", how="rang").status_code == 303
    assert listed(bea.page("/concerns")) == []


def test_c_12_what_came_in_and_what_may_have_gone_are_looked_at_among_the_messages(
    morning: Morning, bea: Desk
) -> None:
    robin = morning.book("Robin", "housing", since="10:50")
    text = InboundText(
        heard_at=morning.watch.now, asks_to_stop=False, sender=bytes(32), told_as=bytes(32)
    )
    text.words = "who is this"
    unclear = Message(
        kind="reminder",
        client_id=client_of(morning, robin),
        about_id=robin,
        queued_at=morning.watch.now,
        send_after=morning.watch.now,
        useful_until=morning.watch.now,
        state=State.UNCLEAR,
        settled_at=morning.watch.now,
        callback=bytes(32),
    )
    ids = {"text came": str(text.id), "message unclear": str(unclear.id)}
    morning.add(text, unclear)
    page = bea.page("/concerns")
    assert listed(page) == ["Robin : a message may have gone, or not", "A text came in"]
    assert "who is this" not in page.text
    for about, of in ids.items():
        fields = {"about": about, "of": of, "words": "Done"}
        assert post(bea, "/concerns", fields).status_code == 409
    assert len(listed(bea.page("/concerns"))) == 2


def test_s_07_what_is_queued_is_let_go_with_the_stop(morning: Morning, bea: Desk) -> None:
    robin, kim = morning.book("Robin", "housing"), morning.book("Kim", "legal")
    with morning.town.writing() as db:
        for each in (robin, kim):
            client_id, now = db.get_one(Visit, each).client_id, morning.watch.now
            queue(db, "reminder", client_id, each, now, now + timedelta(days=1), now)
    assert bea.post(f"/session/visit/{robin}/contact", go="not_safe").status_code == 303
    with morning.town.reading() as db:
        states = {row.about_id: row.state for row in db.scalars(sa.select(Message))}
    assert states == {robin: State.CANCELLED, kim: State.QUEUED}


def test_v_14_the_second_words_are_told_each_time_they_are_typed(
    morning: Morning, bea: Desk
) -> None:
    robin = morning.book("Robin", "housing", since="10:50")
    line = "Robin : the second words were typed"
    for minutes in (0, 5):
        type_second(morning, robin, minutes)
        page = bea.page("/concerns")
        assert listed(page) == [line]
        assert settle(bea, page, "Robin", "Told the colleague at the door") == 303
        assert listed(bea.page("/concerns")) == []


def type_second(morning: Morning, visit_id: UUID, minutes: int) -> None:
    with morning.town.writing() as db:
        used_at = morning.watch.now + timedelta(minutes=minutes)
        db.get_one(Visit, visit_id).second_used_at = used_at
