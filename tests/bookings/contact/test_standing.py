"""How long what she said stands, and what ends it (S-06, S-07)."""

from datetime import timedelta

import pytest

from bookings.contact.actions.confirming import visit_begins
from bookings.contact.actions.flagging import flag_number, spoken_with
from bookings.contact.actions.saying import (
    NotHerself,
)
from bookings.contact.actions.stopping import lift, phone_not_safe, stop_word
from bookings.contact.numbers import NotANumber
from bookings.contact.queries import (
    is_flagged,
    open_stops,
    stops_visible_to,
    visible_to,
)
from bookings.contact.rules.choices import PhoneKind, Route
from bookings.contact.rules.fields import Field
from bookings.contact.rules.preference import LIFE, Stop
from bookings.contact.rules.verdicts import Reason, Send, Withhold
from portal.access import OPERATOR, Actor, Role
from tests.bookings.contact.book import COORDINATOR, HERSELF, Book
from tests.bookings.contact.said import LATER, NOON, NUMBER, values

WEEK = timedelta(days=7)


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
