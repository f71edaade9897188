"""Two phones on one visit, or a morning that has begun: whoever is late is told, kindly."""

from collections.abc import Callable
from datetime import timedelta

import sqlalchemy as sa

from bookings.visits.models import Visit
from portal.db.engine import Database
from services_directory.sessions.models import Claim, ServiceSession
from tests.bookings.visits.rows import booked_times, count, dump
from tests.bookings.visits.town import Watch
from tests.bookings.visits.walking import (
    Fields,
    Kept,
    book,
    come_back,
    open_a_stop_with_choices,
    stop_buttons,
)
from tests.browsing import Browser

NEEDS: Fields = {"need": ["housing", "idva"]}
Phones = Callable[..., Browser]


def test_cancelling_twice_is_told_kindly(
    phone: Browser, another_phone: Phones, town: Database
) -> None:
    """From two phones: the second hears what the first one did."""
    kept = book(phone)
    first, second = another_phone(), another_phone(scripts=phone.scripts)
    for each in (first, second):
        come_back(each, kept)
        each.press("cancel")
        assert each.step == "cancel"
    first.press()
    rows = dump(town)
    second.press()
    assert second.heading == "The visit is cancelled"
    for table in ("visits", "appointments", "claims", "record_entries"):
        assert dump(town)[table] == rows[table]


def test_what_another_phone_cancelled_is_changed_no_more(
    phone: Browser, another_phone: Phones, town: Database
) -> None:
    """Whatever page the other phone still shows: no time is taken for a cancelled visit."""
    kept = book(phone, needs=NEEDS)
    shown = {step: opened(another_phone(), kept, step) for step in ("visit", "move", "move_stop")}
    plan = shown["move"].buttons("plan")[0]
    slot = shown["move_stop"].buttons("slot")[0]
    cancelling = another_phone()
    come_back(cancelling, kept)
    cancelling.press("cancel")
    cancelling.press()
    for step, press in (("visit", {"go": "move"}), ("move", {"plan": plan})):
        shown[step].send({"step": step, **press})
        assert shown[step].heading == "The visit is cancelled"
    shown["move_stop"].send({"step": "move_stop", "slot": slot})
    assert shown["move_stop"].heading == "The visit is cancelled"
    phone.open()
    assert phone.heading == "The visit is cancelled"
    assert count(town, Claim) == 0
    assert booked_times(town) == []


def opened(phone: Browser, kept: Kept, step: str) -> Browser:
    come_back(phone, kept)
    if step == "move":
        phone.press("move")
    elif step == "move_stop":
        open_a_stop_with_choices(phone)
    assert phone.step == step
    return phone


def test_two_phones_that_move_one_stop_leave_one_stop(
    phone: Browser, another_phone: Phones, town: Database
) -> None:
    kept = book(phone, needs=NEEDS)
    stops = len(booked_times(town))
    first, second = (opened(another_phone(), kept, "move_stop") for _ in range(2))
    first.choose("slot", first.buttons("slot")[0])
    second.choose("slot", second.buttons("slot")[-1])
    assert "That time has just gone" in second.page.text
    assert len(booked_times(town)) == stops


def test_once_its_session_has_begun_nothing_is_changed_here(
    phone: Browser, another_phone: Phones, town: Database, watch: Watch
) -> None:
    """People at the door see to it by then; until the minute before, she may."""
    kept = book(phone, needs=NEEDS)
    with town.reading() as db:
        begins = db.scalars(sa.select(ServiceSession.starts_at).join(Visit)).one()
    watch.now = begins - timedelta(minutes=9)
    shown = {step: opened(another_phone(), kept, step) for step in ("move", "move_stop")}
    watch.now = begins - timedelta(seconds=1)
    before = another_phone()
    come_back(before, kept)
    assert {"move", "cancel"} <= set(before.buttons("go"))
    before.press("cancel")
    plan, slot = shown["move"].buttons("plan")[0], shown["move_stop"].buttons("slot")[0]
    watch.on(seconds=1)
    rows = dump(town)
    before.press()
    shown["move"].choose("plan", plan)
    shown["move_stop"].send({"step": "move_stop", "slot": slot})
    for each in (before, *shown.values()):
        assert each.step == "visit"
        assert "This morning has begun." in each.page.text
        assert {"move", "cancel"}.isdisjoint(each.buttons("go"))
        assert stop_buttons(each) == []
    for table in ("visits", "appointments", "claims", "record_entries"):
        assert dump(town)[table] == rows[table]
