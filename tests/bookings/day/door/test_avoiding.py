"""Whom somebody avoids never meets her, nor reads her name."""

import sqlalchemy as sa

from bookings.day.models import Arrival, AvoidedWorker
from portal.access import Role
from tests.bookings.day.board.morning import Morning
from tests.bookings.day.door.saying import (
    arrival,
    codes,
    standing,
    welcome,
)
from tests.browsing import parse

ASKS = '{"needs": ["housing", "legal"], "typed": {}}'


def test_c_09_whom_she_avoids_has_no_stop_with_her_and_never_sees_her(morning: Morning) -> None:
    """C-09: the welcome does not end while she has a stop with somebody whom she avoids."""
    robin = morning.book("Robin", "housing", "legal", since="10:40", asks=ASKS)
    morning.arrive(robin, "10:15", welcomed=False)
    housing = morning.worker_of(morning.stops(robin)[0])
    avoided = {"avoids_is": "somebody", "avoids": [str(housing)]}
    coordinator = morning.signed_in(Role.COORDINATOR)
    answer = welcome(coordinator, robin, **avoided)
    assert answer.status_code == 409
    assert arrival(morning, robin).welcomed_at is None
    first = codes(parse(answer.text))[0]
    assert welcome(coordinator, robin, **avoided, plan=first).status_code == 303
    workers = {slot.worker_id for slot in standing(morning, robin)}
    assert workers
    assert housing not in workers
    own = morning.signed_in(Role.DESK_WORKER, worker_id=housing)
    assert "Robin" not in own.get("/desk").text
    with morning.town.reading() as db:
        assert db.scalars(sa.select(AvoidedWorker.worker_id)).all() == [housing]


def test_c_09_a_code_for_somebody_whom_she_avoids_is_refused(morning: Morning) -> None:
    robin = morning.book("Robin", "legal", since="10:40", asks='{"needs": ["legal"], "typed": {}}')
    morning.arrive(robin, "10:15", welcomed=False)
    legal = morning.worker_of(morning.stops(robin)[0])
    slot = standing(morning, robin)[0]
    avoided = {"avoids_is": "somebody", "avoids": [str(legal)]}
    coordinator = morning.signed_in(Role.COORDINATOR)
    answer = welcome(coordinator, robin, **avoided, plan=slot.id.hex)
    assert answer.status_code == 409
    assert [each.id for each in standing(morning, robin)] == [slot.id]
    assert welcome(coordinator, robin, **avoided, plan="drop").status_code == 303
    assert standing(morning, robin) == []


def test_c_09_words_of_hers_are_not_read_by_whom_she_avoids(morning: Morning) -> None:
    """C-09: whom to keep out says whose words they are; at the door and the board too."""
    robin = morning.book("Robin", "housing")
    morning.arrive(robin, "10:05")
    with morning.town.writing() as db:
        worker = morning.worker_of(morning.stops(robin)[0])
        db.scalars(sa.select(Arrival)).one().keep_out = "tall, a scar"
        db.add(AvoidedWorker(visit_id=robin, worker_id=worker))
        morning.mark(db)
    morning.signed_in(Role.COORDINATOR).post(f"/session/{morning.session_id}/alert")
    board = f"/board/{morning.session_id}"
    looks = {
        Role.COORDINATOR: (f"{board}/rows?seen=", board, "/door"),
        Role.RECEPTIONIST: (f"/session/{morning.session_id}/door/rows?seen=", "/door"),
    }
    for role, addresses in looks.items():
        other, avoided = morning.signed_in(role), morning.signed_in(role, worker_id=worker)
        for address in (*addresses, f"/session/{morning.session_id}/alert"):
            polled = "?" in address
            assert "a scar" in other.get(address, scripts=polled).text
            assert "a scar" not in avoided.get(address, scripts=polled).text
