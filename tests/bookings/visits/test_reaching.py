"""How she may be reached, from what was typed: plain values in, answers or what to mend out."""

from datetime import UTC, date, datetime, time

import pytest

from bookings.contact.rules.choices import IfAnother, PhoneKind, Route, SeenBy
from bookings.contact.rules.fields import Field
from bookings.contact.rules.hours import Times, Weekly
from bookings.contact.rules.preference import LIFE
from bookings.visits import forms
from bookings.visits.rules.journey import Journey
from bookings.visits.rules.reminding import reminder_span
from bookings.visits.steps.reaching import answers, approved_words, preference
from portal.web.forms import Problems, Typed

NOW = datetime(2026, 11, 21, 13, tzinfo=UTC)
MOBILE, LANDLINE = "+447400123456", "+442079460018"
TYPED: dict[str, list[str]] = {
    "reach": ["07400 123 456"],
    "days_0": ["0", "4"],
    "since_0": ["22:00"],
    "till_0": ["02:00"],
}
APPROVED = {"style": "bare", "language": "en", "elements": "day time", "reminder": "v1"}


def typed(**changed: str) -> Typed:
    return {**TYPED, **{name: [text] for name, text in changed.items()}}


def read(**changed: str) -> forms.ContactHow:
    found = forms.ContactHow.read(typed(**changed))
    assert isinstance(found, forms.ContactHow), found
    return found


def said(ways: str, approved: dict[str, str] | None = None, **changed: str) -> Journey:
    how = {name: list(values) for name, values in typed(**changed).items()}
    return Journey(ways=ways, typed={"contact_how": how}, approved=approved or {})


def test_v_15_what_was_left_open_is_not_known() -> None:
    """V-15: a number and hours alone are no yes to anything else."""
    how = read()
    assert how.number == MOBILE
    assert how.hours.weekly == {Weekly(day, Times(time(22), time(2))) for day in (0, 4)}
    left = (how.whose, how.seen_by, how.shown_elsewhere, how.voicemail, how.say_who)
    assert left == (None,) * 5
    assert how.if_another is None
    assert read(elsewhere="unknown", recorded="maybe").shown_elsewhere is None


def test_what_was_said_is_read() -> None:
    how = read(seen_by="sometimes", elsewhere="no", recorded="yes", if_another="wrong number")
    assert (how.seen_by, how.shown_elsewhere, how.voicemail) == (SeenBy.SOMETIMES, False, True)
    assert how.if_another is IfAnother.WRONG_NUMBER
    assert read(if_another="her words").if_another is None, "that takes a talk"
    hours = read(until="2026-12-01", never_0="2026-11-23").hours
    assert hours.until == date(2026, 12, 1)
    assert hours.blocked == {date(2026, 11, 23)}


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"reach": ""}, {"reach": "number_missing"}),
        ({"reach": "0740"}, {"reach": "number_unreadable"}),
        ({"reach": "call me"}, {"reach": "number_unreadable"}),
        ({"reach": "0" * 40}, {"reach": "too_long"}),
        ({"till_0": ""}, {"till_0": "time_missing"}),
        ({"since_0": ""}, {"since_0": "time_missing"}),
        ({"since_0": "soon"}, {"since_0": "time_unreadable"}),
        ({"till_0": "22:00"}, {"till_0": "times_alike"}),
        ({"days_0": "9"}, {"since_0": "days_missing"}),
        ({"until": "soon"}, {"until": "day_unreadable"}),
        ({"never_1": "1999-01-01"}, {"never_1": "day_unreadable"}),
    ],
)
def test_what_cannot_be_read_is_to_be_mended_beside_it(
    changed: dict[str, str], problem: dict[str, str]
) -> None:
    assert forms.ContactHow.read(typed(**changed)) == Problems(problem)


def test_v_15_who_says_nothing_contacts_us() -> None:
    """V-15: whatever was typed before the no counts for nothing."""
    assert answers(Journey()) == {}
    assert answers(said("")) == {}
    assert preference(said(""), NOW).answers == {}


def test_v_15_each_way_is_said_and_no_other() -> None:
    """V-15: by text is no call, and by a call is no text."""
    text = answers(said("text", APPROVED, elsewhere="no", recorded="yes"))
    assert text[Field.ROUTES] == {Route.MOBILE}
    assert (text[Field.MOBILE_TEXT], text[Field.MOBILE_CALL]) == (True, False)
    assert Field.MOBILE_VOICEMAIL not in text
    call = answers(said("call", APPROVED, recorded="yes"))
    assert (call[Field.MOBILE_TEXT], call[Field.MOBILE_CALL]) == (False, True)
    assert call[Field.MOBILE_VOICEMAIL] is True
    assert Field.PURPOSES not in call, "words allowed for texts are none for calls"


def test_s_05_a_landline_is_another_phone_and_has_no_text() -> None:
    found = answers(said("call", reach=LANDLINE))
    assert found[Field.ROUTES] == {Route.OTHER_PHONE}
    assert found[Field.OTHER_NUMBER] == LANDLINE
    assert not {Field.MOBILE_NUMBER, Field.MOBILE_TEXT} & set(found)
    assert preference(said("call", reach=LANDLINE), NOW).mobile_is is PhoneKind.OTHER


def test_s_06_what_she_says_counts_for_28_days() -> None:
    assert preference(said("text", APPROVED), NOW).expires_at == NOW + LIFE


def test_s_09_the_words_allowed_are_those_that_were_shown() -> None:
    (kind,) = words = approved_words(said("both", APPROVED))
    assert (kind.value, words[kind].version, words[kind].style) == ("reminder", "v1", "bare")
    assert {each.value for each in words[kind].elements} == {"day", "time"}
    assert approved_words(said("call", APPROVED)) == {}


def test_s_03_a_reminder_is_neither_so_early_nor_so_late_that_it_is_no_use() -> None:
    begins = datetime(2026, 11, 25, 10, tzinfo=UTC)
    assert reminder_span(begins, NOW) == (
        datetime(2026, 11, 23, 10, tzinfo=UTC),
        datetime(2026, 11, 25, 8, tzinfo=UTC),
    )
    late = datetime(2026, 11, 25, 9, tzinfo=UTC)
    assert reminder_span(begins, late) == (late, datetime(2026, 11, 25, 8, tzinfo=UTC))


def test_s_07_what_is_less_names_what_stays() -> None:
    form = forms.Less.read({"ways": ["call"], "kinds": ["change", "x"], "days": ["2", "9"]})
    assert isinstance(form, forms.Less)
    assert [set(form.ways), set(form.days), set(form.times)] == [{"call"}, {2}, set()]
    assert [kind.value for kind in form.kinds] == ["change"]
