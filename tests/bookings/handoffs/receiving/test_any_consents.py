"""Whatever she ticked and kept back: no byte of what she did not tick on any page of a receiver, a
colleague or a lead, nor in what is recorded of it (S-31, S-32, R-02)."""

import random
from collections.abc import Callable, Iterator

import sqlalchemy as sa

from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.fields import fields_for
from portal.record.models import Entry
from services_directory.listings.models import ServiceKind
from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.handoffs.receiving.at_work import Work, answer, canary

SERVICES = {
    DeskKind.HOUSING: ServiceKind.HOUSING,
    DeskKind.LEGAL: ServiceKind.LEGAL,
    DeskKind.REFUGE: ServiceKind.REFUGE,
    DeskKind.POLICE: ServiceKind.POLICE,
    DeskKind.CHILDRENS_SOCIAL_CARE: ServiceKind.CHILDRENS_SOCIAL_CARE,
    DeskKind.ISVA: ServiceKind.ISVA,
}


def test_no_byte_of_an_unticked_field_is_in_any_page(
    work: Work, rounds: Callable[[int, int], int]
) -> None:
    chance = random.Random(0x5EED)
    for desk, kind in SERVICES.items():
        work.town.service(f"S {desk.value}", kind, f"W {desk.value}", lead=f"L {desk.value}")
    for number in range(rounds(6, 600)):
        desk = list(SERVICES)[number % len(SERVICES)]
        fields = fields_for(desk)
        ticked = {each for each in fields if chance.random() < 0.5} or {fields[0]}
        handoff_id = work.sent(f"S {desk.value}", desk, ticked)
        worker, lead = work.desk(f"W {desk.value}"), work.desk(f"L {desk.value}")
        seen = "".join(_pages(worker, lead, str(handoff_id)))
        kept_back = {each for each in fields if each not in ticked}
        assert [each for each in kept_back if canary(each) in seen] == [], number
        assert all(canary(each) in seen for each in ticked), number
    with work.town.database.reading() as db:
        written = " ".join(f"{each.verb}" for each in db.scalars(sa.select(Entry)))
    assert "canary" not in written


def _pages(worker: Desk, lead: Desk, handoff_id: str) -> Iterator[str]:
    """Everything that the two can be shown of it, mistakes included."""
    address = f"/tray/{handoff_id}"
    yield worker.get("/tray").text
    yield lead.get("/late").text
    yield worker.get(address).text
    assert worker.post(f"{address}/receive").status_code == 303
    for page in (address, f"{address}/form", "/tray"):
        yield worker.get(page).text
    yield answer(worker, handoff_id, "decline").text
    yield worker.post(f"{address}/number", checked="yes").text
    yield worker.post(f"{address}/call", came="no answer").text
    yield lead.get("/late").text
