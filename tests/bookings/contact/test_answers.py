"""Every field is unknown until she said it; what cannot be read is refused, never guessed."""

from datetime import date
from enum import Enum

import pytest

from bookings.contact.rules.answers import Unreadable, Why, read, write
from bookings.contact.rules.choices import Route
from bookings.contact.rules.fields import Field
from bookings.contact.rules.preference import Preference
from bookings.contact.rules.questions import QUESTIONS, Group, Takes

# An answer of each kind, as a form sends it.
TYPED = {
    Takes.YES_NO: "yes",
    Takes.TEXT: "  The   blue door ",
    Takes.NAMES: "Her cousin\n\n Dr  Bell \n",
    Takes.HOURS: "Mon 09:30-15:00\nnever 2026-12-25",
    Takes.DAY: "2026-12-01",
}


def typed(field: Field) -> str:
    question = QUESTIONS[field]
    choices = [str(each.value) for each in question.choices or ()]
    if field is Field.EMAIL_ADDRESS:
        return "quiet@example.org"
    return TYPED.get(question.takes) or choices[0]


def test_v_15_every_field_is_unknown_until_she_said_it() -> None:
    nobody = Preference()
    assert [field for field in Field if nobody.value(field) is not None] == []
    assert nobody.routes == {Route.SHE_CONTACTS_US}
    assert not any(nobody.says_yes(field) or nobody.says_no(field) for field in Field)
    assert not any(nobody.allows(route) for route in Route if route is not Route.SHE_CONTACTS_US)


def test_v_15_every_field_can_be_said_one_by_one() -> None:
    assert set(QUESTIONS) == set(Field)
    assert {question.group for question in QUESTIONS.values()} == set(Group)
    for field in Field:
        value = read(field, typed(field))
        assert read(field, write(value)) == value, field


def test_an_answer_is_read_for_what_it_means() -> None:
    assert read(Field.CALL_HER, TYPED[Takes.TEXT]) == "The blue door"
    assert read(Field.NEVER_SPEAK_TO, TYPED[Takes.NAMES]) == ("Her cousin", "Dr Bell")
    assert read(Field.MOBILE_CALL, "no") is False
    assert read(Field.NO_PHONE_FROM, "2026-12-01") == date(2026, 12, 1)
    assert read(Field.ROUTES, "email\nmobile") == {Route.EMAIL, Route.MOBILE}


@pytest.mark.parametrize(
    ("field", "text", "why"),
    [
        (Field.MOBILE_CALL, "", Why.EMPTY),
        (Field.MOBILE_CALL, " \n ", Why.EMPTY),
        (Field.MOBILE_CALL, "maybe", Why.NOT_A_CHOICE),
        (Field.MOBILE_CALL, "Yes", Why.NOT_A_CHOICE),
        (Field.MOBILE_CALL, "yes\nno", Why.TOO_MANY),
        (Field.NO_SHOW, "nothing\nnothing", Why.TOO_MANY),
        (Field.NO_SHOW, "send somebody", Why.NOT_A_CHOICE),
        (Field.ROUTES, "mobile\npigeon", Why.NOT_A_CHOICE),
        (Field.ROUTES, "mobile\nin person only", Why.NOT_TOGETHER),
        (Field.ROUTES, "she contacts us\nemail", Why.NOT_TOGETHER),
        (Field.CALL_HER, "x" * 241, Why.TOO_LONG),
        (Field.AFRAID_OF, "x" * 241, Why.TOO_LONG),
        (Field.AFRAID_OF, "x\n" * 21, Why.TOO_MANY),
        (Field.NO_PHONE_FROM, "tomorrow", Why.NOT_A_DAY),
        (Field.NO_PHONE_FROM, "0026-12-01", Why.NOT_A_DAY),
        (Field.HOURS, "mon 9 to 5", Why.NOT_HOURS),
        (Field.EMAIL_ADDRESS, "quiet", Why.NOT_AN_ADDRESS),
        (Field.EMAIL_ADDRESS, "a@example.org, b@example.org", Why.NOT_AN_ADDRESS),
        (Field.EMAIL_ADDRESS, "a@example.org\nBcc: b@example.org", Why.NOT_AN_ADDRESS),
    ],
)
def test_what_cannot_be_read_says_which_field_and_why(field: Field, text: str, why: Why) -> None:
    with pytest.raises(Unreadable) as refused:
        read(field, text)
    assert (refused.value.field, refused.value.why) == (field, why)


def test_no_two_choices_of_a_list_are_written_alike() -> None:
    lists: set[type[Enum]] = {each.choices for each in QUESTIONS.values() if each.choices}
    for choices in lists:
        assert len({each.value for each in choices}) == len(choices)
        assert all(str(each.value) == " ".join(str(each.value).split()) for each in choices)
