"""She says and narrows; each answer stands beside where it came from (S-07)."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bookings.contact.actions.approving import approve, unapprove
from bookings.contact.actions.confirming import confirm
from bookings.contact.actions.saying import (
    NotHerself,
    OnlyNarrower,
    say_for_her,
    say_in_person,
    say_online,
)
from bookings.contact.actions.stopping import withdraw
from bookings.contact.queries import (
    value_of,
)
from bookings.contact.rules.choices import Channel, Kind, PhoneKind, SaidBy
from bookings.contact.rules.fields import Field
from bookings.contact.rules.hours import Hours
from bookings.contact.rules.preference import LIFE, Preference
from bookings.contact.rules.verdicts import Reason, Send, Withhold
from bookings.people.models import Client
from portal.access import OPERATOR, Actor, Role
from tests.bookings.contact.book import COORDINATOR, HERSELF, Book, add_client, typed
from tests.bookings.contact.said import NOON, NUMBER, WORDING, values

WEEK = timedelta(days=7)


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
            found = db.execute(sa.text(f"SELECT * FROM {table}")).all()
            shown = str([[bytes_of(each) for each in row] for row in found])
            assert found
            assert not any(word in shown for word in (NUMBER[3:], "quiet@", "10:00-", "neutral"))


def bytes_of(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


def test_s_07_at_booking_she_may_say_everything(book: Book) -> None:
    book.everything()
    assert isinstance(book.verdict(), Send)
    book.online(booking=True, mobile_number="07400 123457")
    assert book.preference().text(Field.MOBILE_NUMBER) == "+447400123457"


WIDER: list[dict[str, Any]] = [
    {"mobile_number": "07400 123457"},
    {"hours": "mon 00:00-00:00"},
    {"routes": "mobile\nemail\npost"},
    {"our_phrase": "The garden"},
    {"mobile_voicemail": "yes", "mobile_call": "no"},
]


def test_s_07_with_a_phrase_nothing_gets_wider_and_nothing_changes(book: Book) -> None:
    """Nor by a worker who has not heard it from her."""
    book.everything()
    before, verbs = book.preference(), book.verbs()
    for wider in WIDER:
        with pytest.raises(OnlyNarrower) as refused:
            book.online(**wider)
        assert {field.value for field in refused.value.fields} <= set(wider)
        with pytest.raises(OnlyNarrower), book.database.writing() as db:
            say_for_her(db, book.client_id, typed(**wider), by=COORDINATOR, at=NOON)
        assert (book.preference(), book.verbs()) == (before, verbs)


def test_s_07_a_refusal_in_a_transaction_that_goes_on_leaves_nothing(book: Book) -> None:
    """Her pages answer a refusal, too, with a redirect, and keep what she typed."""
    book.everything()
    before, verbs = book.preference(), book.verbs()
    with book.database.writing() as db:
        with pytest.raises(OnlyNarrower):
            say_online(db, book.client_id, typed(**WIDER[0]), at_booking=False, by=HERSELF, at=NOON)
        assert db.get(Client, book.client_id) is not None
    assert (book.preference(), book.verbs()) == (before, verbs)


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


def test_s_07_only_somebody_to_whom_she_speaks_can_widen(book: Book) -> None:
    for by in (HERSELF, OPERATOR, Actor(Role.STRANGER)):
        with pytest.raises(NotHerself):
            book.in_person(by=by, mobile_call="yes")
        with pytest.raises(NotHerself), book.database.writing() as db:
            confirm(db, book.client_id, by=by, at=NOON)
    said = typed(mobile_call="yes")
    for said_by in (SaidBy.ONLINE, SaidBy.WORKER):
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


def test_s_01_a_list_or_hours_with_nothing_in_them_are_no_answer(book: Book) -> None:
    """S-01: nothing is allowed by them, and they can be read again."""
    nothing: dict[Field, Any] = {Field.PURPOSES: frozenset(), Field.HOURS: Hours()}
    with book.database.writing() as db:
        say_in_person(
            db, book.client_id, {**nothing, Field.MOBILE_CALL: True}, by=COORDINATOR, at=NOON
        )
    said = book.preference()
    assert said.says_yes(Field.MOBILE_CALL)
    assert [said.value(field) for field in nothing] == [None, None]
