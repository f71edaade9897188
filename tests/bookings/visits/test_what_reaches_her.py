"""From her yes to the text in her hand: what she saw is what goes, within her hours, once; and
whatever changes meanwhile counts (S-01 to S-17)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bookings.contact.actions.confirming import confirm
from bookings.contact.actions.stopping import phone_not_safe
from bookings.contact.models import ContactAnswer, ContactApproval, FlaggedNumber
from bookings.contact.rules import choices as contact
from bookings.contact.wording.rules.terms import Chosen, Style, Values
from bookings.contact.wording.wordbook import wordbook
from bookings.day.models import Alert
from bookings.people.models import Client
from bookings.visits.actions import change
from bookings.visits.actions.reminding import tell_of_calling_off, tell_of_change
from bookings.visits.models import Visit
from portal import keyring
from portal.access import OPERATOR, Actor, Role
from portal.db.engine import Database
from portal.judging import Judge, end_texts, flag_hers
from portal.outbox.actions.queueing import cancel_all_of, queue
from portal.outbox.delivery import PostRoom, deliver_next
from portal.outbox.models import Message
from portal.outbox.rules.outcomes import Meaning, Refused
from portal.outbox.rules.states import State
from portal.outbox.rules.verdicts import Channel
from services_directory.sessions.models import ServiceSession, SessionStatus
from tests.bookings.visits.rows import booked_times
from tests.bookings.visits.town import Watch, open_house
from tests.bookings.visits.walking import LONDON, REACH, allow, book, walk_to
from tests.browsing import TITLE, Browser
from tests.conftest import TEST_KEYS
from tests.portal.outbox.post import PLENTY, Notebook
from tests.postgres import Cluster
from tests.towns import KINDS, laid, lived_in, url_of_town

HERS = "+447400123456"
DAY_AND_TIME = {"kinds": ["reminder"], "say": ["day", "time"]}


@dataclass
class Way:
    """The way out of one town, with a carrier that notes what it got."""

    town: Database
    watch: Watch
    carrier: Notebook

    def deliver(self, at: datetime | None = None) -> None:
        self.watch.now = at or self.watch.now
        judge = Judge(wordbook(TITLE), LONDON)
        carriers = dict.fromkeys(Channel, self.carrier)
        room = PostRoom(self.town, judge, carriers, PLENTY, self.watch, (flag_hers,))
        while deliver_next(room):
            pass

    @property
    def texts(self) -> list[tuple[str, str]]:
        return [(send.to, send.text) for send, _ in self.carrier.carried]

    @property
    def first(self) -> Message:
        with self.town.reading() as db:
            found = db.scalars(sa.select(Message).order_by(Message.queued_at)).first()
            db.expunge_all()
        assert found is not None
        return found

    @property
    def visit(self) -> Visit:
        with self.town.reading() as db:
            found = db.scalars(sa.select(Visit)).one()
            db.expunge_all()
        return found


@pytest.fixture
def way(town: Database, watch: Watch) -> Way:
    return Way(town, watch, Notebook())


def book_with_a_reminder(url: str) -> None:
    """On one phone a reminder with day and time is allowed, and a visit booked."""
    keyring.use(TEST_KEYS)
    database = Database(url)
    phone = Browser(open_house(database, Watch()), scripts=True)
    walk_to(phone, "contact")
    phone.press("by:text")
    phone.press("next", **REACH)
    phone.press("show", **DAY_AND_TIME, style="everyday")
    phone.press()
    book(phone)
    database.close()


@pytest.fixture(scope="module")
def booked_file(town_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lived_in(town_file, tmp_path_factory.mktemp("booked"), book_with_a_reminder)


@pytest.fixture(scope="module")
def booked_name(cluster: Cluster, table_names: tuple[str, ...]) -> Iterator[str]:
    with laid(cluster, table_names, book_with_a_reminder) as name:
        yield name


@pytest.fixture(params=KINDS)
def hers(request: pytest.FixtureRequest, tmp_path: Path, watch: Watch) -> Iterator[Way]:
    """The way out of a town where a visit stands that allowed a reminder: lived through once, and
    given back to each test."""
    url = url_of_town(request.param, request, tmp_path, file="booked_file", name="booked_name")
    town = Database(url)
    yield Way(town, watch, Notebook())
    town.close()


def due(way: Way) -> datetime:
    """When the reminder of this town's one visit goes: a safe hour, two days before."""
    return booked_times(way.town)[0][0] - timedelta(hours=48)


def test_v_16_what_is_sent_is_what_she_saw(another_phone: Callable[..., Browser], way: Way) -> None:
    """V-16, S-09, S-50: to the letter, to her number; and nothing of it stays with us."""
    phone = another_phone()
    walk_to(phone, "contact")
    phone.press("by:text")
    phone.press("next", **REACH)
    phone.press("show", **DAY_AND_TIME, style="everyday")
    saw = next(quote.text for quote in phone.page.all("blockquote"))
    phone.press()
    book(phone)
    way.deliver(due(way))
    ((to, text),) = way.texts
    assert (to, " ".join(text.split())) == (HERS, saw)
    row = way.first
    assert row.state is State.SENT
    kept = [str(value) for value in vars(row).values()]
    assert not [each for each in kept if "7400123456" in each or saw[:12] in each]


def test_s_02_it_waits_for_her_hours(hers: Way) -> None:
    """S-02: at night nothing goes; at the next safe hour it does."""
    night = due(hers).astimezone(LONDON).replace(hour=3) + timedelta(days=1)
    hers.deliver(night)
    assert hers.texts == []
    assert hers.first.state is State.QUEUED
    hers.deliver(hers.first.send_after)
    assert len(hers.texts) == 1


def test_s_03_what_could_not_go_in_time_never_goes(hers: Way) -> None:
    """S-03."""
    hers.deliver(booked_times(hers.town)[0][0] - timedelta(hours=1))
    assert hers.texts == []
    assert hers.first.state is State.DROPPED


def test_a_visit_that_was_cancelled_is_told_to_nobody(hers: Way) -> None:
    moment = due(hers)
    with hers.town.writing() as db:
        change.cancel(db, db.scalars(sa.select(Visit)).one(), by=OPERATOR, at=hers.watch.now)
    hers.deliver(moment)
    assert (hers.texts, hers.first.state) == ([], State.CANCELLED)


def test_s_01_a_visit_that_stands_no_more_is_told_to_nobody_even_if_it_waits(hers: Way) -> None:
    """S-01: the decision is made anew; a queue that nobody cleared is no permission."""
    moment = due(hers)
    with hers.town.writing() as db:
        visit = db.scalars(sa.select(Visit)).one()
        change.cancel(db, visit, by=OPERATOR, at=hers.watch.now)
        soon = moment + timedelta(days=1)
        queue(db, "reminder", visit.client_id, visit.id, moment, soon, hers.watch.now)
    hers.deliver(moment)
    assert hers.texts == []


def test_s_07_a_phone_that_is_not_safe_stops_what_waits_at_once(hers: Way) -> None:
    """S-07: hers or a worker's press; queued again it is withheld."""
    client_id = hers.visit.client_id
    with hers.town.writing() as db:
        phone_not_safe(db, client_id, by=OPERATOR, at=hers.watch.now, also=(cancel_all_of,))
    assert hers.first.state is State.CANCELLED
    with hers.town.writing() as db:
        soon = due(hers) + timedelta(days=1)
        queue(db, "reminder", client_id, hers.visit.id, due(hers), soon, hers.watch.now)
    hers.deliver(due(hers))
    assert hers.texts == []


def test_s_13_a_stop_word_ends_texts(hers: Way) -> None:
    """S-13: however the provider writes the number."""
    with hers.town.writing() as db:
        end_texts(db, HERS, hers.watch.now)
        end_texts(db, "not a number", hers.watch.now)
    hers.deliver(due(hers))
    assert (hers.texts, hers.first.state) == ([], State.CANCELLED)


def test_s_09_other_wording_than_she_approved_does_not_go(hers: Way) -> None:
    """S-09: she is asked again."""
    with hers.town.writing() as db:
        row = db.scalars(sa.select(ContactApproval)).one()
        row.wording = (row.wording or "").replace('["', '["0', 1)
    hers.deliver(due(hers))
    assert hers.texts == []
    assert hers.first.reason == "she has not approved these words"


def test_s_08_a_language_that_nobody_has_read_is_not_sent(
    another_phone: Callable[..., Browser], way: Way
) -> None:
    """S-08: she may have allowed it; it waits for a reader all the same."""
    phone = another_phone()
    walk_to(phone, "contact")
    phone.press("by:text")
    phone.press("next", **REACH)
    phone.press("show", **DAY_AND_TIME, style="everyday", tongue="pl")
    phone.press()
    book(phone)
    way.deliver(due(way))
    assert way.texts == []
    assert way.first.reason == "nobody has reviewed these words"


def test_c_10_while_somebody_dangerous_is_there_nothing_goes(hers: Way) -> None:
    """C-10: and when that is over, it does."""
    with hers.town.writing() as db:
        session_id = db.scalars(sa.select(Visit.session_id)).one()
        alert = Alert(session_id=session_id, raised_at=hers.watch.now, raised_by=session_id)
        db.add(alert)
    hers.deliver(due(hers))
    assert hers.texts == []
    with hers.town.writing() as db:
        db.scalars(sa.select(Alert)).one().ended_at = hers.watch.now
    hers.deliver(due(hers) + timedelta(minutes=6))
    assert len(hers.texts) == 1


def test_s_06_what_was_not_confirmed_in_time_stops(hers: Way) -> None:
    """S-06: and asked again in person, it counts anew."""
    moment, client_id = due(hers), hers.visit.client_id
    with hers.town.writing() as db:
        db.execute(sa.update(ContactAnswer).values(expires_at=moment - timedelta(hours=1)))
    hers.deliver(moment)
    assert (hers.texts, hers.first.reason) == ([], "her choices were not confirmed in time")
    with hers.town.writing() as db:
        somebody = Actor(Role.COORDINATOR, account_id=client_id)
        confirm(db, client_id, by=somebody, at=moment)
        soon = moment + timedelta(days=1)
        queue(db, "reminder", client_id, hers.visit.id, moment, soon, moment)
    hers.deliver(moment)
    assert len(hers.texts) == 1


def test_a_number_that_the_provider_refuses_is_not_tried_again(hers: Way) -> None:
    hers.carrier.answers.append(Refused(Meaning.FLAG, 21614))
    hers.deliver(due(hers))
    with hers.town.writing() as db:
        assert db.scalars(sa.select(FlaggedNumber.code)).all() == [21614]
        visit, soon = hers.visit, due(hers) + timedelta(hours=5)
        queue(db, "reminder", visit.client_id, visit.id, due(hers), soon, hers.watch.now)
    hers.deliver(due(hers) + timedelta(minutes=1))
    assert len(hers.texts) == 1, "once, and refused"


def test_s_08_her_name_stands_in_nothing_that_goes(hers: Way) -> None:
    """S-08: not even where wording and name happen to be the same word."""
    with hers.town.writing() as db:
        db.scalars(sa.select(Client)).one().chosen_name = "See"
    hers.deliver(due(hers))
    assert hers.texts == []


def test_v_17_who_allowed_nothing_gets_nothing_whatever_is_queued(
    another_phone: Callable[..., Browser], way: Way
) -> None:
    """V-17, S-01."""
    book(another_phone())
    with way.town.writing() as db:
        visit, soon = way.visit, due(way) + timedelta(hours=30)
        for kind in ("reminder", "change", "offer", "please ring", "anything"):
            queue(db, kind, visit.client_id, visit.id, due(way), soon, way.watch.now)
    way.deliver(due(way))
    assert way.texts == []
    with way.town.reading() as db:
        assert set(db.scalars(sa.select(Message.state))) == {State.WITHHELD}


def test_s_56_that_a_morning_was_called_off_reaches_her_where_she_allowed_it(
    another_phone: Callable[..., Browser], way: Way
) -> None:
    """S-56: in the words that she saw for it, at her next safe hour; and no reminder besides."""
    phone = another_phone()
    allow(phone, "change", "reminder")
    book(phone)
    moment = due(way)
    with way.town.writing() as db:
        session = db.get_one(ServiceSession, db.scalars(sa.select(Visit.session_id)).one())
        session.status = SessionStatus.CANCELLED
        tell_of_calling_off(db, db.scalars(sa.select(Visit)).one(), at=moment)
    way.deliver(moment)
    ((to, text),) = way.texts
    assert to == HERS
    chosen = Chosen(contact.Kind.CHANGE, contact.Channel.TEXT, Style.NEUTRAL, frozenset(), "en")
    assert text == wordbook(TITLE).render(chosen, Values(called_off=True)).text


def test_what_the_service_moves_is_told_and_what_stays_is_not(
    another_phone: Callable[..., Browser], way: Way
) -> None:
    phone = another_phone()
    allow(phone, "change")
    book(phone)
    moment, begins = due(way), booked_times(way.town)[0][0]
    with way.town.writing() as db:
        tell_of_change(db, db.scalars(sa.select(Visit)).one(), begins, at=moment)
    way.deliver(moment)
    assert way.texts == []
    with way.town.writing() as db:
        visit = db.scalars(sa.select(Visit)).one()
        tell_of_change(db, visit, begins - timedelta(minutes=25), at=moment)
    way.deliver(moment)
    assert len(way.texts) == 1
