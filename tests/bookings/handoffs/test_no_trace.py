"""Of a field that she did not say yes to, not a byte goes anywhere: whatever she chose, to whatever
desk, by whatever way out."""

import logging
import random
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.handoffs.actions import agreeing, answering, drafting, sending
from bookings.handoffs.actions.agreeing import Decided
from bookings.handoffs.actions.drafting import Place
from bookings.handoffs.models import Handoff, HandoffField, HandoffNeed
from bookings.handoffs.rules.desks import OF_OUR_OWN, DeskKind
from bookings.handoffs.rules.fields import PacketField, fields_for
from bookings.handoffs.rules.packet import LawfulReason
from portal.access import Actor
from services_directory.listings.models import ServiceKind
from tests.bookings.handoffs.outputs import everything_out, what_is_kept
from tests.bookings.handoffs.passing import Town

CANARIES = {field: f"canary{number:03}é" for number, field in enumerate(PacketField)}
SEED = 20_261_122


def town_of_all(town: Town) -> Town:
    """A service of each kind, with somebody who receives there and somebody who leads."""
    for kind in ServiceKind:
        town.service(kind.value, kind, f"R {kind.value}", lead=f"L {kind.value}")
    return town


def service_for(desk: DeskKind) -> str:
    return ServiceKind.LEGAL.value if desk in OF_OUR_OWN else desk.value


def drawn(town: Town, db: Session, desk: DeskKind, bea: Actor) -> Handoff:
    """A draft with a canary in every field that its desk may have."""
    place = Place(town.services[service_for(desk)])
    values = {each: CANARIES[each] for each in fields_for(desk)}
    return drafting.draft(db, town.need(db, desk), place, values, by=bea, at=town.now)


def chosen(desk: DeskKind, chance: random.Random) -> set[PacketField]:
    """What she says yes to: any set of them but none at all."""
    fields = fields_for(desk)
    found = {each for each in fields if chance.random() < 0.5}
    return found or {chance.choice(fields)}


def send(town: Town, db: Session, handoff: Handoff, yes: set[PacketField], bea: Actor) -> None:
    """Send what she said yes to; of a child, what a lawful reason lets go, whatever she ticked."""
    is_childs = handoff.desk is DeskKind.CHILDRENS_SOCIAL_CARE
    for row in db.scalars(sa.select(HandoffField).where(HandoffField.handoff_id == handoff.id)):
        row.answer = row.field in yes and not is_childs
        if is_childs and row.field in yes:
            row.lawful, row.necessity = LawfulReason.CHILD_AT_RISK, "they are in danger"
    db.flush()
    if is_childs:
        decided = Decided("nothing less would do", she_knows=True)
        agreeing.decide_without_her(db, handoff, decided, by=bea, at=town.now)
    else:
        agreeing.show(db, handoff, by=bea, at=town.now)
        town.agree(db, handoff)
    sending.send(db, handoff, by=bea, at=town.now)


def test_s_31_s_32_r_02_no_byte_of_what_she_kept_back_comes_out_anywhere(
    plain_town: Town, rounds: Callable[[int, int], int], caplog: pytest.LogCaptureFixture
) -> None:
    """The rules alone are asked 2,000 times in rules/test_packet.py; here all that is built on
    them."""
    caplog.set_level(logging.DEBUG)
    town, chance = town_of_all(plain_town), random.Random(SEED)
    desks = list(DeskKind)
    for number in range(rounds(10, 3_000)):
        desk = desks[number % len(desks)]
        with town.database.writing() as db:
            db.execute(sa.delete(HandoffNeed))
            bea, yes = town.actor(db, "Bea"), chosen(desk, chance)
            handoff = drawn(town, db, desk, bea)
            if desk is DeskKind.HOUSING:
                give = chance.random() < 0.5
                consents(town, db, handoff, bea, may_be_reached=give)
                yes = yes if give else yes - {PacketField.SAFE_CONTACT} or {PacketField.WANTS}
            send(town, db, handoff, yes, bea)
            receiver = town.actor(db, f"R {service_for(desk)}")
            unread = everything_out(db, handoff, town.now)
            answering.receive(db, handoff, by=receiver, at=town.now)
            text = everything_out(db, handoff, town.now) + caplog.text
        for field in PacketField:
            canary = CANARIES[field][:-1]
            is_out = canary in text
            assert is_out is (field in yes), (desk, field)
        assert all(canary not in part_of_trays(unread) for canary in CANARIES.values())


def consents(
    town: Town, db: Session, handoff: Handoff, bea: Actor, *, may_be_reached: bool
) -> None:
    agreeing.write_consents(
        db,
        handoff,
        to_refer=True,
        authority="the council that she chose",
        to_give_contact_details=may_be_reached,
        by=bea,
        at=town.now,
    )


def part_of_trays(text: str) -> str:
    """The lines of trays: nothing of her is in them."""
    return "\n".join(line for line in text.splitlines() if line.startswith("Line("))


def test_s_32_what_she_kept_back_leaves_no_count_either(plain_town: Town) -> None:
    """Two handoffs, alike but for what was kept back, leave as many bytes."""
    town = town_of_all(plain_town)
    sizes = []
    for kept_back in ("", "something that she told us and wants nobody to know"):
        with town.database.writing() as db:
            bea = town.actor(db, "Bea")
            values = {PacketField.WANTS: "a bed", PacketField.DANGERS: kept_back}
            place = Place(town.services["idva"])
            need = town.need(db, DeskKind.IDVA)
            handoff = drafting.draft(db, need, place, values, by=bea, at=town.now)
            send(town, db, handoff, {PacketField.WANTS}, bea)
            sizes.append([len(each) for each in what_is_kept(db, handoff, town.now)])
    assert sizes[0] == sizes[1]
