"""Ways through the journey that many tests go: to a step, to a booked visit, and back to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeAlias

import sqlalchemy as sa

from bookings.visits.models import Appointment, AppointmentStatus
from portal.db.engine import Database
from portal.limits.actions import Gate, take_turn
from portal.limits.rules import NETWORK
from services_directory.sessions.models import Slot
from tests.bookings.visits.town import Watch
from tests.browsing import Browser, Element

Fields: TypeAlias = Mapping[str, str | list[str]]

MOST_STEPS = 14


@dataclass(frozen=True, slots=True)
class Kept:
    """What somebody remembers of a booking."""

    words: str
    digits: str = "5027"


def walk_to(phone: Browser, step: str, **answers: Fields) -> None:
    """Go on to `step` from where the phone is, from the first page if it is nowhere.

    `answers` are the fields to fill in, by step. Of the times the first is chosen.
    """
    if not phone.step:
        phone.open()
    for _ in range(MOST_STEPS):
        if phone.step == step:
            return
        take_one(phone, answers.get(phone.step, {}))
    raise AssertionError(f"no way to {step}: stuck at {phone.step}, {phone.problems}")


def take_one(phone: Browser, answer: Fields) -> None:
    """Whatever leads on from this step."""
    if phone.step == "times":
        phone.choose("plan", phone.buttons("plan")[0])
    else:
        phone.press("start" if phone.step == "first" else "next", **answer)


def book(phone: Browser, **answers: Fields) -> Kept:
    """Book the first visit that is offered, and keep its phrase."""
    walk_to(phone, "phrase", **answers)
    kept = Kept(phrase_on(phone))
    phone.press(digits=kept.digits)
    phone.press(words=kept.words, digits=kept.digits)
    assert phone.step == "done", phone.problems
    return kept


def phrase_on(phone: Browser) -> str:
    return next(p.text for p in phone.page.all("p") if p.get("class") == "phrase")


def come_back(phone: Browser, kept: Kept) -> None:
    """Look the visit up, from the first page."""
    phone.open()
    phone.press("find")
    phone.press(words=kept.words, digits=kept.digits)


def times_told(phone: Browser) -> list[str]:
    """The stops of the visit as the page tells them."""
    plan = [ol for ol in phone.page.all("ol") if ol.get("class") == "plan"]
    return [span.text for ol in plan for span in ol.all("span") if span.get("class") == "hours"]


@dataclass(frozen=True, slots=True)
class Offered:
    """One whole visit on the page of times."""

    code: str
    arrive: datetime
    leave: datetime
    words: str


def offers(phone: Browser) -> list[Offered]:
    """The visits that the page of times offers, in its order."""
    return [_offered(button) for button in phone.page.all("button") if button.get("name") == "plan"]


def _offered(button: Element) -> Offered:
    minutes = [int(part) for part in button.get("value").split(".")[1:3]]
    arrive, leave = (datetime.fromtimestamp(60 * minute, UTC) for minute in minutes)
    return Offered(button.get("value"), arrive, leave, button.text)


def booked_times(town: Database) -> list[tuple[datetime, datetime]]:
    """When the stops of every visit that stands begin and end, in order."""
    with town.reading() as db:
        slots = db.scalars(
            sa.select(Slot)
            .join(Appointment, Appointment.slot_id == Slot.id)
            .where(Appointment.status != AppointmentStatus.CANCELLED)
            .order_by(Slot.cell)
        )
        return [(slot.starts_at, slot.ends_at) for slot in slots]


def spend(town: Database, watch: Watch, network: str, tries: int = NETWORK.most) -> None:
    """So many look-ups from one network, none of which opened anything, just now."""
    with town.writing() as db:
        for number in range(tries):
            take_turn(db, Gate.LOOK_UP, network, at=watch.now, about=f"{network} {number}")
