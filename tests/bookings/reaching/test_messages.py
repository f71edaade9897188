"""The words that would be sent are shown to the letter, and allowed in person only as shown."""

from typing import Any
from uuid import UUID

import pytest

from bookings.contact.rules.choices import Channel, Kind
from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.day.board.morning import Morning
from tests.bookings.day.door.saying import post
from tests.bookings.reaching.telling import preference, tell
from tests.browsing import Element

WANTED: dict[str, Any] = {"elements": "time", "style": "neutral", "language": "en"}
REMINDER = "reminder, text"


@pytest.fixture
def robin(morning: Morning, bea: Desk) -> UUID:
    visit_id = morning.book("Robin", "housing", since="10:50")
    tell(morning, visit_id, bea, **WANTED)
    return visit_id


def seen(page: Element) -> str:
    return next(each.get("value") for each in page.all("input") if each.get("name") == "seen")


def test_v_16_each_message_is_shown_and_allowed_just_as_it_was_seen(
    morning: Morning, bea: Desk, robin: UUID
) -> None:
    address = f"/session/visit/{robin}/messages"
    page = bea.page(address)
    said = [p.text for p in page.all("p") if p.get("class") == "say"]
    assert any("10:50" in text for text in said)
    assert not any("Robin" in text for text in said)
    fields = {"seen": seen(page), "allowed": REMINDER}
    assert post(bea, address, fields).status_code == 422
    assert preference(morning, robin).approved == {}
    assert post(bea, address, {**fields, "how": "here"}).status_code == 303
    stands = preference(morning, robin).approved
    assert list(stands) == [(Kind.REMINDER, Channel.TEXT)]
    assert (
        "checked"
        in next(i for i in bea.page(address).all("input") if i.get("value") == REMINDER).attributes
    )
    assert post(bea, address, {"seen": fields["seen"], "how": "rang"}).status_code == 303
    assert preference(morning, robin).approved == {}


def test_s_09_other_words_than_those_that_were_shown_are_not_allowed_with_them(
    morning: Morning, bea: Desk, robin: UUID
) -> None:
    address = f"/session/visit/{robin}/messages"
    old = seen(bea.page(address))
    tell(morning, robin, bea, **{**WANTED, "elements": "time\nday"})
    late = post(bea, address, {"seen": old, "allowed": REMINDER, "how": "here"})
    assert late.status_code == 409
    assert preference(morning, robin).approved == {}
