"""Whatever is typed or sent, there is no error, nothing typed is lost, and the words are kind."""

from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
import sqlalchemy as sa

from bookings.visits.models import Draft
from portal.db.engine import Database
from tests.bookings.visits.walking import Fields, walk_to
from tests.browsing import Browser, check_answer, parse

FORM = {"Content-Type": "application/x-www-form-urlencoded"}

NASTY = (
    "x" * 3_000,
    "\u202e\u2066reversed\u2069",
    "null\x00inside",
    "🌈👩‍👧‍👦🏽",
    "<script>alert(1)</script>",
    "'; DROP TABLE visits; --",
    "{{ 7*7 }}{% raw %}",
    "-1",
    "9" * 60,
    "٣٤٥٦",
    "10:00+05:00",
    "24:00",
    "\u0301" * 50,
    "line\r\nbreak: header",
    "%s%n\\x00",
)
UNPAIRED = "%ED%A0%80%FF%FE%C0%80%"

# Each step with the fields that it reads.
READ: dict[str, tuple[str, ...]] = {
    "needs": ("need", "unsure"),
    "order": (),
    "hours": ("gone_by", "not_before"),
    "asks": (
        *("worker", "speaks", "no_welcome", "interpreter", "tongue", "dialect"),
        *("interpreter_is", "from_outside", "sign_language", "access"),
    ),
    "company": ("band", "companion", "row", "child_0_age", "child_0_creche"),
    "times": ("plan",),
    "name": ("called",),
    "check": (),
    "move_stop": ("slot",),
    "phrase": ("digits",),
    "phrase_check": ("words", "digits"),
}


def walk_through(phone: Browser) -> Iterator[str]:
    """To each of these steps in turn, by whatever leads on from the one before."""
    for step in READ:
        if step == "move_stop":
            stop = next(go for go in phone.buttons("go") if go.startswith("stop:"))
            phone.press(stop)
        elif step == "phrase_check":
            phone.press(digits="5027")
        else:
            walk_to(phone, step, needs={"need": ["legal", "housing"]})
        yield step
        if step == "move_stop" and phone.step == "move_stop":
            phone.press("back")


def test_every_field_of_every_step_takes_whatever_is_typed(phone: Browser) -> None:
    for step in walk_through(phone):
        for value in NASTY if READ[step] else ():
            phone.press(**dict.fromkeys(READ[step], value))
            assert phone.step, (step, value)
            return_to(phone, step)


def return_to(phone: Browser, step: str) -> None:
    """Where the typed was taken up as an answer, go back to where it was given."""
    for _ in range(3):
        if phone.step == step:
            return
        phone.press("back")
    if phone.step != step:
        walk_to(phone, step)


def test_what_is_typed_is_shown_again_as_it_was(phone: Browser) -> None:
    """Beside kind words, in the field it was typed into, and never as anything but text."""
    for text, problem in (
        (
            "<b>Qaqarese</b> & 'more' \"words\" that go on and on",
            "This is longer than we can keep.",
        ),
        ("x" * 41, "This is longer than we can keep."),
    ):
        walk_to(phone, "asks")
        phone.press(tongue=text, access="a quiet room")
        assert phone.step == "asks"
        assert len(phone.problems) == 1
        assert problem in phone.problems[0]
        assert phone.shown_fields()["tongue"] == [text]
        assert phone.shown_fields()["access"] == ["a quiet room"]
        assert list(phone.page.all("b", "script")) == [] or phone.scripts is False
        assert "<b>Qaqarese" not in phone.answers[-1].text


@pytest.mark.parametrize(
    ("hours", "field", "words"),
    [
        ({"gone_by": "soon"}, "gone_by", "Choose a time from the list."),
        ({"not_before": "25:00"}, "not_before", "Choose a time from the list."),
        ({"gone_by": "10:00", "not_before": "11:00"}, "gone_by", "earlier than the time"),
        ({"gone_by": "10:30+05:00", "not_before": "10:00"}, "gone_by", "Choose a time"),
    ],
)
def test_hours_that_cannot_be_are_asked_about_beside_their_field(
    another_phone: Callable[..., Browser], hours: Fields, field: str, words: str
) -> None:
    phone = another_phone()
    walk_to(phone, "hours")
    phone.send({**phone.shown_fields(), **hours})
    assert phone.step == "hours"
    problem = next(p for p in phone.page.all("p") if p.get("id") == f"{field}-problem")
    assert words in problem.text
    choice = next(each for each in phone.page.all("select") if each.get("name") == field)
    assert choice.get("aria-invalid") == "true"
    assert problem.get("id") in choice.get("aria-describedby").split()


def test_s_54_nothing_is_kept_but_the_fields_of_the_step(phone: Browser, town: Database) -> None:
    """S-54: what an extension, or a hand, adds to a form stands nowhere."""
    walk_to(phone, "asks")
    phone.press(tongue="Qaqarese", password="Zyxw", called="Zebulonia", plan="Quillana")
    assert phone.step == "company"
    with town.reading() as db:
        content = db.scalars(sa.select(Draft)).one().content or ""
    assert "Qaqarese" in content
    for added in ("password", "Zyxw", "Zebulonia", "Quillana"):
        assert added not in content


def test_a_body_that_no_browser_sends_is_answered_all_the_same(phone: Browser) -> None:
    """Half characters, repeated and nameless fields, another kind of body, far too much of it."""
    walk_to(phone, "asks")
    step = "step=asks&go=next&"
    for body, status in (
        (f"{step}tongue={UNPAIRED}&access={UNPAIRED}", None),
        (f"{step}tongue=a&tongue=b&tongue=c&step=needs&go=back", None),
        ("&&&==&=x&&go&step", None),
        (f"{step}{quote('⁠')}=x&{'n' * 200}=y", None),
        ("&".join(f"f{number}=1" for number in range(2_000)), 413),
        (f"tongue={'x' * 40_000}", 413),
    ):
        answer = phone.fetch("POST", content=body, headers=FORM, follow_redirects=False)
        check_answer(answer)
        assert answer.status_code in ((200, 303) if status is None else (status,)), body[:60]
        phone.open()
        assert phone.step != "first"
    for kind in ("application/json", "multipart/form-data; boundary=x", "text/plain", ""):
        answer = phone.fetch("POST", content=b'{"go": "leave"}', headers={"Content-Type": kind})
        assert answer.status_code == 415
        assert "something" not in answer.text


def test_what_is_typed_is_escaped_wherever_it_is_shown(phone: Browser) -> None:
    walk_to(phone, "check", name={"called": "<i>Robin</i>"})
    assert "<i>Robin</i>" in phone.page.text
    assert list(parse(phone.answers[-1].text).all("i")) == []
