"""Every button of every step, whatever the journey holds, is answered, and never by a page."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from httpx2 import Response

from bookings.visits.models import Draft
from bookings.visits.rules import journey as journeys
from bookings.visits.rules.journey import Journey
from bookings.visits.steps.table import STEPS
from portal.db.engine import Database
from tests.bookings.visits.walking import book, come_back, walk_to
from tests.browsing import Browser, check_answer, check_plain_post

EVERYWHERE = ("next", "back", "calendar", "help")
MISTAKES = {
    "need": "nosuch",
    "gone_by": "soon",
    "not_before": "25:99",
    "tongue": "x" * 41,
    "child_0_age": "old",
    "plan": "a.b.c.d",
    "slot": "nosuch",
    "called": "y" * 41,
    "reach": "nowhere",
    "since_0": "soon",
    "until": "never",
    "never": "soon",
    "kinds": "nosuch",
    "words": "z" * 300,
    "digits": "four",
}


def nothing_yet(phone: Browser, _others: Callable[..., Browser]) -> None:
    walk_to(phone, "before")


def a_hold(phone: Browser, _others: Callable[..., Browser]) -> None:
    walk_to(phone, "check", needs={"need": ["housing", "legal"]})


def a_booking(phone: Browser, _others: Callable[..., Browser]) -> None:
    book(phone)


def a_visit_cancelled_elsewhere(phone: Browser, others: Callable[..., Browser]) -> None:
    kept = book(phone)
    other = others()
    come_back(other, kept)
    other.press("cancel")
    other.press()


SITUATIONS = (nothing_yet, a_hold, a_booking, a_visit_cancelled_elsewhere)


def every_button() -> Iterator[tuple[str, str]]:
    """Each step with each thing that can be pressed there; cancelling comes last of all."""
    for step in sorted(STEPS, key=lambda name: name == "cancel"):
        for go in (*EVERYWHERE, *STEPS[step].buttons):
            yield step, go


def stand_at(town: Database, step: str, kept: dict[str, Any]) -> None:
    """Put the one journey at a step, with what it held at first."""
    with town.writing() as db:
        draft = db.scalars(sa.select(Draft).order_by(Draft.seen_at)).first()
        assert draft is not None
        draft.visit_id, draft.is_holder = kept["visit_id"], kept["is_holder"]
        journey = Journey(step=step, trail=["about"], phrase=list("abcd"), digits="5027")
        draft.content = journeys.write(journey)


def what_it_holds(town: Database) -> dict[str, Any]:
    with town.reading() as db:
        draft = db.scalars(sa.select(Draft).order_by(Draft.seen_at)).first()
        assert draft is not None
        return {"visit_id": draft.visit_id, "is_holder": draft.is_holder}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_s_54_no_button_is_answered_with_a_page_or_an_error(
    another_phone: Callable[..., Browser], town: Database, situation: Callable[..., None]
) -> None:
    """S-54: a plain post gets a way to look, mistakes included; the look shows a whole page."""
    phone = another_phone(scripts=False)
    situation(phone, another_phone)
    kept = what_it_holds(town)
    for step, go in every_button():
        stand_at(town, step, kept)
        check_answered(press(phone, step, go, MISTAKES), (step, go))
        if go == "next":
            stand_at(town, step, kept)
            check_answered(press(phone, step, go, {}), (step, go))
    assert len(list(every_button())) > 100


def press(phone: Browser, step: str, go: str, fields: dict[str, str]) -> Response:
    pressed = {"step": step, "go": go, **fields}
    return phone.fetch("POST", data=pressed, follow_redirects=False)


def check_answered(answer: Response, pressed: tuple[str, str]) -> None:
    check_answer(answer)
    check_plain_post(answer)
    is_file = answer.headers.get("content-type", "").startswith("text/calendar")
    assert answer.status_code == (200 if is_file else 303), pressed


def test_s_54_the_exit_is_answered_with_nothing(phone: Browser) -> None:
    walk_to(phone, "asks")
    answer = phone.fetch("POST", data={"go": "leave", "tongue": "Qaqarese"})
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["refresh"].startswith("0; url=https://")
    assert answer.headers["clear-site-data"] == '"cookies", "storage"'
