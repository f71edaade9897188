"""A coordinator books ahead for a caller, and the next visit of somebody who is here."""

from uuid import UUID

import sqlalchemy as sa

from bookings.day.models import Arrival, AvoidedWorker
from bookings.visits.models import Visit, VisitStatus
from portal.access import Role
from services_directory.sessions.queries import free_slots
from tests.bookings.day.board.morning import Morning
from tests.bookings.day.door.saying import (
    codes,
    post,
    recorded,
    standing,
    visit,
    walked_in,
)
from tests.browsing import parse

TYPED: dict[str, str | list[str]] = {"name": "Robin", "need": ["housing", "legal"]}


def test_s_57_who_books_ahead_for_a_caller_leaves_the_reserve_to_walk_ins(
    morning: Morning,
) -> None:
    coordinator = morning.signed_in(Role.COORDINATOR)
    page = parse(post(coordinator, "/door/ahead", TYPED).text)
    session = UUID(next(o.get("value") for o in page.all("option") if "selected" in o.attributes))
    with morning.town.reading() as db:
        free = free_slots(db, [session], morning.watch.now, online=False)
    reserve = {slot.id.hex for slot in free if slot.for_walk_ins}
    offered_there = {code for each in codes(page) for code in each.split(".")}
    assert reserve
    assert offered_there
    assert not offered_there & reserve


def test_a_coordinator_books_ahead_for_a_caller_and_reads_out_a_phrase_once(
    morning: Morning,
) -> None:
    coordinator = morning.signed_in(Role.COORDINATOR)
    page = parse(post(coordinator, "/door/ahead", TYPED).text)
    session = next(o.get("value") for o in page.all("option") if "selected" in o.attributes)
    assert session != str(morning.session_id)
    fields = {**TYPED, "session": session, "take": codes(page)[0]}
    robin = walked_in(post(coordinator, "/door/ahead", fields))
    with morning.town.reading() as db:
        assert db.query(Arrival).count() == 0
    assert visit(morning, robin).status is VisitStatus.BOOKED
    assert recorded(morning, "visit booked") == [robin]
    shown = parse(coordinator.get(f"/door/{robin}/phrase").text)
    words = next(i.get("value") for i in shown.all("input") if i.get("name") == "words")
    address = f"/door/{robin}/phrase"
    assert post(coordinator, address, {"words": words, "digits": "x"}).status_code == 422
    assert post(coordinator, address, {"words": words, "digits": "5027"}).status_code == 303
    assert visit(morning, robin).phrase is not None
    assert coordinator.get(address).status_code == 404


def test_the_next_visit_of_somebody_who_is_here_keeps_name_needs_and_whom_she_avoids(
    morning: Morning,
) -> None:
    robin = morning.book(
        "Robin", "housing", since="11:00", asks='{"needs": ["housing", "legal"], "typed": {}}'
    )
    morning.arrive(robin, "10:10")
    avoided = morning.worker("Farah")
    morning.add(AvoidedWorker(visit_id=robin, worker_id=avoided))
    coordinator = morning.signed_in(Role.COORDINATOR)
    address = f"/door/{robin}/next"
    form = coordinator.page(address)
    typed = {i.get("name"): i.get("value") for i in form.all("input") if i.get("value")}
    assert typed["name"] == "Robin"
    page = parse(post(coordinator, address, TYPED).text)
    again = walked_in(post(coordinator, address, {**TYPED, "take": codes(page)[0]}))
    assert visit(morning, again).client_id == visit(morning, robin).client_id
    assert visit(morning, again).session_id != morning.session_id
    slots = standing(morning, again)
    assert slots
    assert avoided not in {slot.worker_id for slot in slots}
    with morning.town.reading() as db:
        kept = sa.select(AvoidedWorker.worker_id).where(AvoidedWorker.visit_id == again)
        assert db.scalars(kept).all() == [avoided]
        assert db.query(Visit).count() == 2
