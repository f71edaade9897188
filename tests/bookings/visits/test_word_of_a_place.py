"""Word of a place that is held: asked for with the hold where she allowed it, within her hours and
in time for an answer, never once the hold is over, and counted among the messages of her visit."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from bookings.contact.actions.approving import approve
from bookings.contact.actions.saying import say_online
from bookings.contact.actions.stopping import withdraw
from bookings.contact.models import ContactAnswer, ContactApproval
from bookings.contact.rules.answers import read
from bookings.contact.rules.choices import Channel as By
from bookings.contact.rules.choices import Kind, SaidBy
from bookings.contact.rules.fields import Field
from bookings.contact.rules.preference import Wording
from bookings.contact.wording.rules.terms import Style
from bookings.contact.wording.wordbook import wordbook
from bookings.people.models import Client
from bookings.visits.actions import waiting
from bookings.visits.actions.offering import offer_what_is_free
from bookings.visits.models import Visit, WaitingPlace, WaitingState
from portal.access import OPERATOR, Role
from portal.db.engine import Database
from portal.judging import Judge
from portal.outbox.actions.queueing import cancel_all_of
from portal.outbox.delivery import PostRoom, deliver_next
from portal.outbox.models import Message
from portal.outbox.queries.due import tries_about
from portal.outbox.rules.states import State
from portal.outbox.rules.verdicts import Channel
from portal.web.headers import GuardedApplication
from services_directory.sessions.models import ServiceSession, SessionStatus
from tests.bookings.visits.full import (
    fill,
    free_up,
    join,
    open_offers,
    places,
    wait_button,
    wait_for_a_place,
)
from tests.bookings.visits.rows import count, holds
from tests.bookings.visits.town import Watch
from tests.bookings.visits.walking import LONDON, REACH, come_back, walk_to
from tests.browsing import TITLE, Browser
from tests.portal.outbox.post import PLENTY, Notebook
from tests.staffing import desk_browser, signed_in

NUMBER = "+447400123456"
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ALL_DAY = "\n".join(f"{day} 09:00-17:00" for day in WEEK)
SAID = {
    Field.ROUTES: "mobile",
    Field.MOBILE_NUMBER: "07400 123456",
    Field.MOBILE_TEXT: "yes",
    Field.TEXTS_SHOWN_ELSEWHERE: "no",
    Field.PURPOSES: "offer\nreminder",
}


@dataclass
class Line:
    """A morning that is full, one who waits for it, and the way out."""

    town: Database
    watch: Watch
    booked: list[UUID]
    carrier: Notebook

    def wait(self, hours: str = ALL_DAY) -> UUID:
        """Somebody waits who allowed a text about a place, and a reminder."""
        place_id = join(self.town, self.watch)
        said = {field: read(field, text) for field, text in {**SAID, Field.HOURS: hours}.items()}
        with self.town.writing() as db:
            client = db.get_one(WaitingPlace, place_id).client_id
            say_online(db, client, said, at_booking=True, by=OPERATOR, at=self.watch.now)
            for kind in (Kind.OFFER, Kind.REMINDER):
                version = wordbook(TITLE).version_of(kind, By.TEXT, Style.NEUTRAL, "en")
                words = Wording(version, "en", "neutral", frozenset())
                approve(
                    *(db, client, kind, By.TEXT, words),
                    said_by=SaidBy.ONLINE,
                    at_booking=True,
                    by=OPERATOR,
                    at=self.watch.now,
                )
        return place_id

    def free(self) -> None:
        free_up(self.town, self.booked.pop(0), self.watch.now)

    def offer(self) -> UUID:
        (offer,) = open_offers(self.town)
        return offer.id

    def deliver(self) -> None:
        judge = Judge(wordbook(TITLE), LONDON)
        carriers = dict.fromkeys(Channel, self.carrier)
        room = PostRoom(self.town, judge, carriers, PLENTY, self.watch)
        while deliver_next(room):
            pass

    def messages(self) -> list[tuple[str, UUID, State]]:
        with self.town.reading() as db:
            rows = db.scalars(sa.select(Message).order_by(Message.queued_at, Message.kind)).all()
            return [(row.kind, row.about_id, row.state) for row in rows]


@pytest.fixture
def line(town: Database, watch: Watch) -> Line:
    return Line(town, watch, fill(town, watch.now), Notebook())


def test_s_03_it_is_asked_for_with_the_hold_and_useful_until_half_an_hour_before_its_end(
    line: Line,
) -> None:
    place_id = line.wait()
    line.free()
    (offer,) = open_offers(line.town)
    assert line.messages() == [("offer", place_id, State.QUEUED)]
    with line.town.reading() as db:
        row = db.scalars(sa.select(Message)).one()
        assert row.useful_until == offer.held_until - timedelta(minutes=30)
    line.deliver()
    assert [(send.to, send.text) for send, _ in line.carrier.carried] == [
        (NUMBER, "A time is free")
    ]
    assert line.carrier.carried[0][0].valid_for <= timedelta(minutes=30)


def test_s_01_whoever_allowed_nothing_gets_nothing(line: Line) -> None:
    join(line.town, line.watch)
    line.free()
    assert len(open_offers(line.town)) == 1
    assert line.messages() == []


def test_s_03_where_no_safe_hour_comes_before_the_hold_ends_nothing_is_asked_for(
    line: Line,
) -> None:
    """Held from Saturday to Sunday afternoon; her hours are on Monday."""
    line.wait("mon 09:00-17:00")
    line.free()
    assert len(open_offers(line.town)) == 1
    assert line.messages() == []


def test_s_04_of_the_last_hour_of_a_hold_nothing_is_left_to_send_in(line: Line) -> None:
    """Until half an hour before its end, and half an hour of margin before that."""
    line.wait("sun 12:00-17:00")
    line.watch.on(minutes=59)
    line.free()
    (offer,) = open_offers(line.town)
    assert (offer.held_until.hour, line.messages()[0][2]) == (14, State.QUEUED)
    line.watch.now = offer.held_until - timedelta(minutes=61)
    line.deliver()
    assert len(line.carrier.carried) == 1


def test_s_04_a_text_that_leaves_no_time_to_answer_does_not_go(line: Line) -> None:
    line.wait()
    line.free()
    (offer,) = open_offers(line.town)
    line.watch.now = offer.held_until - timedelta(minutes=59)
    line.deliver()
    assert line.carrier.carried == []


@pytest.mark.parametrize(
    "how", ["declined", "passed", "stopped waiting", "she stops", "called off"]
)
def test_s_07_once_the_hold_is_answered_or_over_no_word_of_it_goes(line: Line, how: str) -> None:
    place_id = line.wait()
    line.free()
    assert line.messages()[0][2] is State.QUEUED
    with line.town.writing() as db:
        place, now = db.get_one(WaitingPlace, place_id), line.watch.now
        match how:
            case "declined":
                waiting.decline_offer(db, place, line.offer(), by=OPERATOR, at=now)
            case "passed":
                late = now + timedelta(hours=24)
                offer_what_is_free(db, place.session_id, by=OPERATOR, at=late)
                assert place.state is WaitingState.PASSED
            case "stopped waiting":
                waiting.stop_waiting(db, place, by=OPERATOR, at=now)
            case "she stops":
                withdraw(db, place.client_id, by=OPERATOR, at=now, also=(cancel_all_of,))
            case _:
                session = db.get_one(ServiceSession, place.session_id)
                session.status = SessionStatus.CANCELLED
                db.flush()
                offer_what_is_free(db, place.session_id, by=OPERATOR, at=now)
    assert line.messages()[0] == ("offer", place_id, State.CANCELLED)
    line.deliver()
    assert line.carrier.carried == []


def test_s_01_what_was_called_off_is_withheld_even_before_anybody_has_closed_the_hold(
    line: Line,
) -> None:
    place_id = line.wait()
    line.free()
    with line.town.writing() as db:
        session_id = db.get_one(WaitingPlace, place_id).session_id
        db.get_one(ServiceSession, session_id).status = SessionStatus.CANCELLED
    line.deliver()
    assert (line.messages()[0][2], line.carrier.carried) == (State.WITHHELD, [])


def test_s_15_what_told_of_the_place_counts_among_the_messages_of_the_visit(line: Line) -> None:
    """S-15, S-07: her answers come along as they stand, and the reminder is the second and last."""
    place_id = line.wait()
    line.free()
    line.deliver()
    before = _answers(line)
    with line.town.writing() as db:
        place = db.get_one(WaitingPlace, place_id)
        visit = waiting.take_offer(db, place, line.offer(), by=OPERATOR, at=line.watch.now)
        visit_id = visit.id
        assert visit.client_id == place.client_id
    assert _answers(line) == before
    assert line.messages() == [
        ("offer", visit_id, State.SENT),
        ("reminder", visit_id, State.QUEUED),
    ]
    line.watch.now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    line.deliver()
    assert len(line.carrier.carried) == 2
    with line.town.reading() as db:
        assert tries_about(db, visit_id) == 2


def _answers(line: Line) -> set[tuple[object, ...]]:
    with line.town.reading() as db:
        rows = db.execute(sa.select(ContactAnswer.field, ContactAnswer.expires_at))
        return {tuple(row) for row in rows}


def test_s_15_of_one_place_two_texts_go_at_most_however_often_one_is_held(line: Line) -> None:
    place_id = line.wait()
    for _ in range(3):
        line.free()
        line.deliver()
        with line.town.writing() as db:
            place = db.get_one(WaitingPlace, place_id)
            waiting.decline_offer(db, place, line.offer(), by=OPERATOR, at=line.watch.now)
        line.watch.on(minutes=1)
    assert len(line.carrier.carried) == 2
    assert len(line.messages()) == 2


def test_whoever_gives_up_waiting_leaves_no_number_behind(line: Line) -> None:
    place_id = line.wait()
    assert count(line.town, ContactAnswer) > 3
    with line.town.writing() as db:
        place = db.get_one(WaitingPlace, place_id)
        waiting.stop_waiting(db, place, by=OPERATOR, at=line.watch.now)
    assert count(line.town, ContactAnswer) == count(line.town, ContactApproval) == 0


# Her pages


def exact(phone: Browser) -> list[str]:
    return [quote.text for quote in phone.page.all("blockquote")]


def test_v_16_she_sees_the_words_and_when_a_text_could_come_before_she_waits(
    another_phone: Callable[..., Browser], town: Database, watch: Watch
) -> None:
    """V-16, S-09, V-17: the offer's words first, nothing ticked; and she can say no."""
    phone = another_phone()
    fill(town, watch.now)
    walk_to(phone, "times", needs={"need": "legal"})
    phone.press(wait_button(phone))
    phone.press()
    assert (phone.step, phone.heading) == ("contact", "May we contact you?")
    phone.press("by:text")
    phone.press("next", **{**REACH, "days_0": ["0"]})
    phone.press("show", kinds=["offer"], say=["day", "time"], style="bare")
    assert exact(phone)[0] == "Wed 25 Nov, 10:00?"
    told = "A text could come from Monday 23 November, 09:00 on:"
    assert told in phone.page.text
    phone.press()
    assert (phone.step, told in phone.page.text) == ("wait_phrase", True)
    assert count(town, ContactAnswer) == 0
    phone.press("back")
    phone.press("rather-not")
    assert "We will not contact you." in phone.page.text
    phone.press(digits="5027")
    assert (count(town, ContactAnswer), count(town, WaitingPlace)) == (0, 1)


def test_held_asked_for_sent_and_taken(
    phone: Browser,
    another_phone: Callable[..., Browser],
    app: GuardedApplication,
    line: Line,
) -> None:
    """The whole way, on both databases: what she saw goes, the coordinator sees that it can, and
    her words open what was kept."""
    kept = wait_for_a_place(phone, ["offer"], needs={"need": "legal"})
    (place,) = places(line.town)
    assert "When a place is kept for you, a text comes" in phone.page.text
    assert holds(line.town, "7400123456") == []
    line.watch.now += timedelta(hours=7)
    line.free()
    assert line.messages() == [("offer", place.id, State.QUEUED)]
    told = coordinators_page(app, line, place)
    assert "A text can go on Sunday 22 November at 09:00." in told
    line.deliver()
    assert line.carrier.carried == []
    line.watch.now += timedelta(hours=13)
    line.deliver()
    assert [send.to for send, _ in line.carrier.carried] == [NUMBER]
    assert "A text has gone." in coordinators_page(app, line, place)
    other = another_phone(scripts=phone.scripts)
    come_back(other, kept)
    assert other.heading == "A place is kept for you"
    other.press(next(go for go in other.buttons("go") if go.startswith("take:")))
    assert other.step == "visit"
    assert "When a time becomes free for you".lower() in other.page.text.lower()
    with line.town.reading() as db:
        visit = db.get_one(Visit, line.messages()[0][1])
        assert visit.client_id == place.client_id


def coordinators_page(app: GuardedApplication, line: Line, place: WaitingPlace) -> str:
    token = signed_in(line.town, line.watch.now, Role.COORDINATOR)
    desk = desk_browser(app, token)
    assert "Quillana" not in desk.get("/messages").text
    page = desk.get(f"/session/{place.session_id}/waiting")
    return " ".join(page.text.split())


def test_c_11_where_no_text_can_come_in_time_the_coordinator_sees_why(
    app: GuardedApplication, line: Line
) -> None:
    line.wait("mon 09:00-17:00")
    line.free()
    (place,) = places(line.town)
    assert "No text can go. No safe hour comes in time." in coordinators_page(app, line, place)


def test_s_08_where_their_name_is_a_word_of_the_text_the_coordinator_sees_that_none_goes(
    app: GuardedApplication, line: Line
) -> None:
    place_id = line.wait()
    with line.town.writing() as db:
        db.get_one(Client, db.get_one(WaitingPlace, place_id).client_id).chosen_name = "Free"
    line.free()
    (place,) = places(line.town)
    assert "A text can go" not in coordinators_page(app, line, place)
    line.deliver()
    assert line.carrier.carried == []


def test_s_07_stop_and_not_safe_work_by_the_words_of_whoever_waits(
    another_phone: Callable[..., Browser], app: GuardedApplication, line: Line
) -> None:
    """Everything queued goes no more, the coordinator has it on the list, and no words open it."""
    phone = another_phone()
    kept = wait_for_a_place(phone, ["offer"])
    phone.press("less")
    assert phone.step == "contact_less"
    phone.press("next", ways=["text"], kinds=["offer"], days=["0", "6"], times=["09:00-17:00"])
    assert "Less can reach you from now on." in phone.page.text
    line.free()
    assert line.messages()[0][2] is State.QUEUED
    other = another_phone()
    come_back(other, kept)
    other.press("not-safe")
    assert "You keep your place in line." in other.page.text
    other.press()
    assert "somebody here knows that the phone is not safe" in other.page.text
    assert line.messages()[0][2] is State.CANCELLED
    assert [each.phrase for each in places(line.town)] == [None]
    phone.open()
    assert phone.heading == "You are not waiting any more", "no other open page goes on with it"
    token = signed_in(line.town, line.watch.now, Role.COORDINATOR)
    concerns = " ".join(desk_browser(app, token).get("/concerns").text.split())
    assert "Somebody who waits for a place" in concerns
    (place,) = places(line.town)
    assert "Their phone is not safe." in coordinators_page(app, line, place)
    line.deliver()
    assert line.carrier.carried == []


def test_s_07_a_coordinator_to_whom_somebody_says_it_stops_everything(
    another_phone: Callable[..., Browser], app: GuardedApplication, line: Line
) -> None:
    """One press: what is queued, the words, and every page that is open."""
    phone = another_phone()
    wait_for_a_place(phone, ["offer"])
    line.free()
    (place,) = places(line.town)
    token = signed_in(line.town, line.watch.now, Role.COORDINATOR)
    pressed = {"go": "not-safe", "place": str(place.id)}
    desk = desk_browser(app, token)
    assert desk.post(f"/session/{place.session_id}/waiting", data=pressed).status_code == 303
    (place,) = places(line.town)
    assert (place.phrase, place.still_waits) == (None, True)
    assert line.messages()[0][2] is State.CANCELLED
    phone.open()
    assert phone.heading == "You are not waiting any more"
