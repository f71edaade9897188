"""Who comes, who interprets, what makes it easier: asked once, all optional, kept for the day."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from bookings.people.models import Child, Client
from bookings.visits.forms import AGES, Asks, Company
from bookings.visits.models import AgeBand, Visit, VisitChild
from bookings.visits.steps.wishes import answered, answers_of
from portal.db.engine import Database
from tests.bookings.visits.rows import count, dump
from tests.bookings.visits.touring import Stop
from tests.bookings.visits.walking import Fields, book, walk_to
from tests.browsing import Browser, parse

ASKS: Fields = {
    "worker": "woman",
    "tongue": "Kurdish",
    "dialect": "Sorani",
    "interpreter_is": "woman",
    "from_outside": "yes",
    "welsh": "yes",
    "sign_language": "yes",
    "access": "A wheelchair, and a quiet room",
    "no_welcome": "yes",
}


def test_v_20_everything_she_asks_for_reaches_the_coordinator(
    phone: Browser, town: Database
) -> None:
    """V-20: interpreter by language, dialect, gender and from where; sign language; access."""
    book(phone, needs={"need": "housing"}, asks=ASKS, company={"companion": "my support worker"})
    with town.reading() as db:
        said = answers_of(db.scalars(sa.select(Visit)).one())
    asks, company = answered(said, "asks", Asks), answered(said, "company", Company)
    assert asks == Asks(
        worker="woman",
        speaks="",
        no_welcome=True,
        interpreter=True,
        language="Kurdish",
        dialect="Sorani",
        interpreter_is="woman",
        from_outside=True,
        welsh=True,
        sign_language=True,
        access="A wheelchair, and a quiet room",
    )
    assert company is not None
    assert company.companion == "my support worker"


def test_v_20_all_of_it_may_stay_empty(phone: Browser, town: Database) -> None:
    book(phone)
    with town.reading() as db:
        said = answers_of(db.scalars(sa.select(Visit)).one())
    asks = answered(said, "asks", Asks)
    assert asks is not None
    assert not any(getattr(asks, name) for name in Asks.__slots__)
    assert count(town, Child) == 0


def test_v_20_a_dialect_without_its_language_is_asked_about_kindly(phone: Browser) -> None:
    walk_to(phone, "asks")
    phone.press(interpreter="yes", dialect="Sorani", access="a lift")
    assert phone.step == "asks"
    assert phone.problems == ["Write which language, so that we can ask the right interpreter."]
    assert phone.shown_fields()["dialect"] == ["Sorani"]
    phone.press(tongue="Kurdish")
    assert phone.step == "company"


def test_s_38_each_child_is_a_row_of_its_own_the_unborn_too(phone: Browser, town: Database) -> None:
    walk_to(phone, "company")
    for shown in (2, 3):
        phone.press("another", child_0_age="7", child_0_creche="yes")
        assert phone.shown_fields()["row"] == [str(number) for number in range(shown)]
    phone.press(child_1_age="unborn", child_1_creche="yes", child_2_age="0", child_2_creche="yes")
    book(phone)
    with town.reading() as db:
        client = db.scalars(sa.select(Client)).one()
        rows = db.execute(
            sa.select(Child, VisitChild.wants_creche).join(
                VisitChild, VisitChild.child_id == Child.id
            )
        ).all()
        found = {(child.born, child.age, wants) for child, wants in rows}
        assert {child.client_id for child, _ in rows} == {client.id}
    assert found == {(True, "7", True), (False, None, False), (True, "0", True)}


def test_v_20_the_age_of_a_child_is_sealed(phone: Browser, town: Database) -> None:
    book(phone, company={"child_0_age": "7"})
    (row,) = dump(town)["children"]
    assert "7" not in [str(value) for value in row]


def test_s_38_no_more_children_than_there_is_room_to_say(phone: Browser, town: Database) -> None:
    """Eight; a ninth row, and an age that nobody has, are not taken up."""
    walk_to(phone, "company")
    for _ in range(10):
        phone.press("another")
    rows = [str(number) for number in range(8)]
    assert phone.shown_fields()["row"] == rows
    assert "another" not in phone.buttons("go")
    phone.press(child_0_age="3", child_1_age="18", child_2_age="-1", child_8_age="4")
    book(phone)
    assert count(town, Child) == 1


def test_v_28_under_16_is_led_to_the_right_line(phone: Browser, town: Database) -> None:
    """V-28: and nothing is booked on that way."""
    walk_to(phone, "company")
    phone.press(band="under-16")
    assert phone.step == "younger"
    assert "0800 1111" in phone.page.text
    assert "You can also come" in phone.page.text
    phone.send({"step": "times", "go": "next", "plan": "x"})
    assert phone.step == "younger"
    phone.press()
    assert phone.step == "company"
    assert phone.shown_fields()["band"] == ["under-16"]
    assert count(town, Visit) == 0


def test_v_28_16_and_17_book_and_are_flagged(phone: Browser, town: Database) -> None:
    book(phone, company={"band": "16-17"})
    with town.reading() as db:
        assert db.scalars(sa.select(Visit.age_band)).one() is AgeBand.SIXTEEN_OR_SEVENTEEN


def test_v_28_who_books_for_somebody_else_reads_what_is_safer_first(phone: Browser) -> None:
    walk_to(phone, "company")
    phone.press(band="for-other")
    assert phone.step == "supporter"
    assert phone.heading == "For somebody else"
    phone.press()
    assert phone.step == "times"


def test_v_28_the_age_of_somebody_for_whom_another_books_counts_the_same(
    phone: Browser, town: Database
) -> None:
    walk_to(phone, "company")
    phone.press(band="for-other")
    phone.press(band="under-16")
    assert phone.step == "younger"
    phone.press()
    phone.press(band="16-17")
    book(phone)
    with town.reading() as db:
        assert db.scalars(sa.select(Visit.age_band)).one() is AgeBand.SIXTEEN_OR_SEVENTEEN


@pytest.mark.parametrize("band", ["adult", "", "12", "under-18"])
def test_v_28_any_other_answer_is_an_adults(
    another_phone: Callable[..., Browser], town: Database, band: str
) -> None:
    book(another_phone(), company={"band": band})
    with town.reading() as db:
        assert db.scalars(sa.select(Visit.age_band)).one() is AgeBand.ADULT


WHERE_OR_WHO = (
    *("postcode", "zip", "address", "area", "borough", "town", "street", "email", "phone"),
    *("mobile", "surname", "birth", "dob", "nationality", "immigration", "nhs", "first_name"),
)


def test_v_27_no_field_asks_where_she_lives_or_who_she_is(toured: list[Stop]) -> None:
    """V-27, V-01, S-33: there is no gate, because there is nothing to tell it by."""
    asked = {
        field.get("name")
        for stop in toured
        for field in parse(stop.page.text).all("input", "select", "textarea")
    }
    assert {"need", "tongue", "called", "words"} <= asked
    assert [name for name in asked if any(word in name for word in WHERE_OR_WHO)] == []


def test_v_20_no_child_or_relative_is_offered_as_interpreter(toured: list[Stop]) -> None:
    page = next(stop.page.text for stop in toured if stop.step == "asks")
    assert "never somebody’s relative or child" in page
    assert set(AGES) == {"unborn", *map(str, range(18))}
