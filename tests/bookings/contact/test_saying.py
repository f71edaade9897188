"""She says, narrows, confirms and stops; each answer stands beside where it came from (S-07)."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from bookings.contact.actions.approving import approve, unapprove
from bookings.contact.actions.confirming import confirm, visit_begins
from bookings.contact.actions.flagging import flag_number, spoken_with
from bookings.contact.actions.saying import (
    NotHerself,
    OnlyNarrower,
    say_for_her,
    say_in_person,
    say_online,
)
from bookings.contact.actions.stopping import lift, phone_not_safe, stop_word, withdraw
from bookings.contact.models import ContactAnswer
from bookings.contact.numbers import NotANumber
from bookings.contact.queries import (
    is_flagged,
    open_stops,
    preference_of,
    stops_visible_to,
    value_of,
    visible_to,
)
from bookings.contact.rules.answers import Value, read
from bookings.contact.rules.choices import Channel, Kind, PhoneKind, Route, SaidBy
from bookings.contact.rules.decision import decide
from bookings.contact.rules.fields import Field
from bookings.contact.rules.preference import LIFE, Preference, Stop
from bookings.contact.rules.verdicts import Reason, Send, Verdict, Withhold
from portal.access import OPERATOR, Actor, Role
from portal.db.engine import Database
from portal.record.models import Entry
from tests.bookings.contact.conftest import COORDINATOR, HERSELF, add_client
from tests.bookings.contact.said import LATER, NOON, NUMBER, WORDING, message, values

WEEK = timedelta(days=7)


class Book:
    """The database as these tests write in it, one change a transaction."""

    def __init__(self, database: Database, client_id: UUID) -> None:
        self.database, self.client_id = database, client_id

    def in_person(self, at: datetime = NOON, by: Actor = COORDINATOR, **said: str | None) -> None:
        with self.database.writing() as db:
            say_in_person(db, self.client_id, typed(**said), by=by, at=at)

    def online(self, at: datetime = NOON, /, *, booking: bool = False, **said: str | None) -> None:
        with self.database.writing() as db:
            say_online(db, self.client_id, typed(**said), at_booking=booking, by=HERSELF, at=at)

    def everything(self, at: datetime = NOON) -> None:
        """All that a reminder needs, as she says it on her phone while she books."""
        with self.database.writing() as db:
            say_online(db, self.client_id, values(), at_booking=True, by=HERSELF, at=at)
            approve(
                db, self.client_id, Kind.REMINDER, Channel.TEXT, WORDING,
                said_by=SaidBy.ONLINE, at_booking=True, by=HERSELF, at=at,
            )  # fmt: skip

    def confirmed(self, at: datetime) -> None:
        with self.database.writing() as db:
            confirm(db, self.client_id, by=COORDINATOR, at=at)

    def preference(self, at: datetime = NOON) -> Preference:
        with self.database.reading() as db:
            return preference_of(db, self.client_id, at)

    def verdict(self, at: datetime = NOON) -> Verdict:
        sent = message(useful_until=at + timedelta(days=2), begins_at=None)
        return decide(self.preference(at), sent, at)

    def rows(self, field: Field) -> list[ContactAnswer]:
        with self.database.reading() as db:
            of = sa.select(ContactAnswer).where(ContactAnswer.field == field)
            found = db.scalars(of.order_by(ContactAnswer.said_at)).all()
            db.expunge_all()
            return list(found)

    def verbs(self) -> list[str]:
        with self.database.reading() as db:
            return list(db.scalars(sa.select(Entry.verb).order_by(Entry.number)))


def typed(**said: str | None) -> dict[Field, Value | None]:
    texts = {Field(name): text for name, text in said.items()}
    return {field: None if text is None else read(field, text) for field, text in texts.items()}


@pytest.fixture
def book(database: Database, client_id: UUID) -> Book:
    return Book(database, client_id)


def test_v_15_nothing_is_known_of_whoever_said_nothing(book: Book) -> None:
    assert book.preference() == Preference()
    assert book.verdict() == Withhold(Reason.ROUTE_NOT_ALLOWED)


def test_each_answer_stands_beside_who_said_it_to_whom_when_and_until_when(book: Book) -> None:
    book.in_person(mobile_call="yes")
    book.online(NOON + WEEK, mobile_call="no")
    first, second = book.rows(Field.MOBILE_CALL)
    assert (value_of(first), first.until) == (True, NOON + WEEK)
    assert (first.said_by, first.told_to) == (SaidBy.IN_PERSON, COORDINATOR.account_id)
    assert (first.said_at, first.confirmed_at, first.expires_at) == (NOON, NOON, NOON + LIFE)
    assert (value_of(second), second.until) == (False, None)
    assert (second.said_by, second.told_to) == (SaidBy.ONLINE, None)
    assert book.verbs() == ["contact said", "contact narrowed"]


def test_s_07_less_said_online_lives_no_longer_than_what_it_takes_the_place_of(book: Book) -> None:
    book.everything()
    book.online(NOON + WEEK, hours="mon 11:00-14:00", no_phone_from="2026-12-20")
    assert book.preference(NOON + WEEK).expires_at == NOON + LIFE
    for field in (Field.HOURS, Field.NO_PHONE_FROM):
        assert book.rows(field)[-1].expires_at == NOON + LIFE


def test_what_was_sealed_is_read_as_it_was_said_and_stands_nowhere_in_clear(book: Book) -> None:
    book.everything()
    said = book.preference()
    assert {field: answer.value for field, answer in said.answers.items()} == values()
    assert said.mobile_is is PhoneKind.UK_MOBILE
    assert said.approved == {(Kind.REMINDER, Channel.TEXT): WORDING}
    with book.database.reading() as db:
        for table in ("contact_answers", "contact_approvals"):
            rows = str(
                [tuple(map(bytes_of, row)) for row in db.execute(sa.text(f"SELECT * FROM {table}"))]
            )
            assert not any(word in rows for word in (NUMBER[3:], "quiet@", "10:00-15:00", "v1"))


def bytes_of(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


def test_s_07_at_booking_she_may_say_everything(book: Book) -> None:
    book.everything()
    assert isinstance(book.verdict(), Send)
    book.online(booking=True, mobile_number="07400 123457")
    assert book.preference().text(Field.MOBILE_NUMBER) == "+447400123457"


@pytest.mark.parametrize(
    "wider",
    [
        {"mobile_number": "07400 123457"},
        {"hours": "mon 00:00-00:00"},
        {"routes": "mobile\nemail\npost"},
        {"our_phrase": "The garden"},
        {"mobile_voicemail": "yes", "mobile_call": "no"},
    ],
)
def test_s_07_with_a_phrase_nothing_gets_wider_and_nothing_changes(
    book: Book, wider: dict[str, Any]
) -> None:
    book.everything()
    before = book.preference()
    with pytest.raises(OnlyNarrower) as refused:
        book.online(**wider)
    assert {field.value for field in refused.value.fields} <= set(wider)
    assert book.preference() == before
    with pytest.raises(OnlyNarrower), book.database.writing() as db:
        say_for_her(db, book.client_id, typed(**wider), by=COORDINATOR, at=NOON)
    assert book.preference() == before


def test_s_07_with_a_phrase_it_gets_narrower_before_the_next_send(book: Book) -> None:
    book.everything()
    book.online(purposes="offer")
    assert book.verdict() == Withhold(Reason.PURPOSE_NOT_ALLOWED)
    book.online(mobile_number=None)
    assert Field.MOBILE_NUMBER not in book.preference().answers


def test_s_07_once_a_person_has_seen_to_it_no_booking_page_widens_it(book: Book) -> None:
    """Nor after a stop: a page that was left open is no way around it."""
    book.everything()
    book.in_person(mobile_call="no")
    with pytest.raises(OnlyNarrower):
        book.online(booking=True, mobile_call="yes")
    other = Book(book.database, add_client(book.database))
    other.everything()
    with other.database.writing() as db:
        withdraw(db, other.client_id, by=HERSELF, at=NOON)
    with pytest.raises(OnlyNarrower):
        other.online(booking=True, mobile_voicemail="yes")


@pytest.mark.parametrize("by", [HERSELF, OPERATOR, Actor(Role.STRANGER)])
def test_s_07_only_somebody_to_whom_she_speaks_can_widen(book: Book, by: Actor) -> None:
    with pytest.raises(NotHerself):
        book.in_person(by=by, mobile_call="yes")
    with pytest.raises(NotHerself), book.database.writing() as db:
        confirm(db, book.client_id, by=by, at=NOON)
    for said_by in (SaidBy.ONLINE, SaidBy.WORKER):
        said = typed(mobile_call="yes")
        with pytest.raises(NotHerself), book.database.writing() as db:
            say_in_person(db, book.client_id, said, said_by=said_by, by=COORDINATOR, at=NOON)
    assert book.preference() == Preference()


def test_s_09_words_are_approved_while_she_books_or_in_person_and_taken_back_by_anybody(
    book: Book,
) -> None:
    book.everything()
    with pytest.raises(NotHerself), book.database.writing() as db:
        approve(
            db, book.client_id, Kind.OFFER, Channel.TEXT, WORDING,
            said_by=SaidBy.ONLINE, by=HERSELF, at=NOON,
        )  # fmt: skip
    with book.database.writing() as db:
        unapprove(db, book.client_id, Kind.REMINDER, Channel.TEXT, by=HERSELF, at=NOON)
    assert book.verdict() == Withhold(Reason.WORDS_NOT_APPROVED)


def test_s_05_a_landline_is_kept_for_calls_and_never_has_a_text(book: Book) -> None:
    book.in_person(mobile_number="020 8943 1234")
    assert book.preference().mobile_is is PhoneKind.OTHER
    with pytest.raises(NotANumber):
        book.in_person(mobile_number="ring me")


def test_s_06_after_28_days_nothing_goes_and_a_confirmation_gives_28_more(book: Book) -> None:
    book.everything()
    soon = NOON + LIFE - timedelta(hours=1)
    assert isinstance(book.verdict(soon), Send)
    assert book.verdict(NOON + LIFE) == Withhold(Reason.CHOICES_RAN_OUT)
    book.confirmed(NOON + LIFE)
    assert isinstance(book.verdict(NOON + LIFE), Send)
    assert book.preference().expires_at == NOON  # seen from before, it lies ahead
    assert book.preference(NOON + LIFE).expires_at == NOON + 2 * LIFE


def test_s_06_a_visit_without_reconfirming_ends_them(book: Book) -> None:
    book.everything()
    over = NOON + timedelta(hours=1)
    with book.database.writing() as db:
        visit_begins(db, book.client_id, ends_at=over)
    assert isinstance(book.verdict(), Send)
    assert book.verdict(over) == Withhold(Reason.CHOICES_RAN_OUT)
    book.confirmed(over)
    assert isinstance(book.verdict(over), Send)


def test_s_06_a_clock_that_is_set_back_gives_no_longer_life(book: Book) -> None:
    book.everything(LATER)
    a_little_back = LATER - timedelta(minutes=2)
    assert book.preference(a_little_back).expires_at == LATER + LIFE
    assert book.verdict(LATER - WEEK) == Withhold(Reason.CHOICES_RAN_OUT)


def test_s_07_a_phone_that_is_not_safe_stops_all_and_gives_nothing_away(book: Book) -> None:
    book.everything()
    let_go: list[tuple[object, ...]] = []
    with book.database.writing() as db:
        phone_not_safe(
            db, book.client_id, by=HERSELF, at=NOON, also=[lambda _db, *told: let_go.append(told)]
        )
        phone_not_safe(db, book.client_id, by=COORDINATOR, at=NOON)
    assert let_go == [(book.client_id, Stop.PHONE_NOT_SAFE.value, NOON)]
    assert book.verdict() == Withhold(Reason.PHONE_NOT_SAFE)
    said = book.preference()
    assert said.routes == {Route.SHE_CONTACTS_US}
    assert not said.text(Field.OUR_PHRASE)
    with book.database.reading() as db:
        assert [row.why for row in db.scalars(stops_visible_to(COORDINATOR))] == [
            Stop.PHONE_NOT_SAFE
        ]
        assert db.scalars(stops_visible_to(Actor(Role.RECEPTIONIST))).all() == []


def test_s_07_a_stop_is_lifted_by_a_person_alone_and_ways_are_said_anew(book: Book) -> None:
    book.everything()
    with book.database.writing() as db:
        phone_not_safe(db, book.client_id, by=HERSELF, at=NOON)
        (row,) = open_stops(db, book.client_id)
        with pytest.raises(NotHerself):
            lift(db, row, by=HERSELF, at=NOON)
    book.confirmed(NOON)
    assert book.verdict() == Withhold(Reason.PHONE_NOT_SAFE)
    with book.database.writing() as db:
        (row,) = open_stops(db, book.client_id)
        lift(db, row, by=COORDINATOR, at=NOON)
        assert (row.lifted_at, row.lifted_by) == (NOON, COORDINATOR.account_id)
    assert book.verdict() == Withhold(Reason.ROUTE_NOT_ALLOWED)
    book.in_person(routes="mobile")
    assert isinstance(book.verdict(), Send)


def test_s_07_a_stop_word_ends_the_texts_of_whoever_has_that_number(book: Book) -> None:
    book.everything()
    with book.database.writing() as db:
        assert stop_word(db, "+447400123457", by=OPERATOR, at=NOON) == []
        assert stop_word(db, NUMBER, by=OPERATOR, at=NOON) == [book.client_id]
    assert book.verdict() == Withhold(Reason.STOPPED)


def test_a_flagged_number_waits_until_a_person_has_spoken_with_her(book: Book) -> None:
    with book.database.writing() as db:
        flag_number(db, NUMBER, 30005, by=OPERATOR, at=NOON)
        assert is_flagged(db, NUMBER)
        assert not is_flagged(db, "+447400123457")
        with pytest.raises(NotHerself):
            spoken_with(db, NUMBER, by=OPERATOR, at=NOON)
        spoken_with(db, NUMBER, by=COORDINATOR, at=NOON)
        assert not is_flagged(db, NUMBER)


def test_her_answers_are_a_coordinators_to_read_and_nobody_elses(book: Book) -> None:
    book.everything()
    with book.database.reading() as db:
        found = {role: len(db.scalars(visible_to(Actor(role))).all()) for role in Role}
    assert found == {**dict.fromkeys(Role, 0), Role.COORDINATOR: len(values())}
