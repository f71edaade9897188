"""How a morning is ended in these tests: everything said, so that each changes only its own."""

from uuid import UUID

from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.day.board.morning import Morning
from tests.bookings.day.door.saying import post

SEEN = {
    "ending": "seen",
    "reason": "Housing has opened a homelessness application",
    "tonight": "At her sister's",
    "safe_until": "Friday",
    "number_given": "yes",
}


def account(desk: Desk) -> str:
    return str(desk.actor.account_id)


def end(desk: Desk, morning: Morning, visit_id: UUID, **changes: str) -> int:
    fields = {**SEEN, "held_by": account(desk), **changes}
    return post(desk, f"/session/{morning.session_id}/close/{visit_id}", {**fields}).status_code


def close(desk: Desk, morning: Morning) -> int:
    return post(desk, f"/session/{morning.session_id}/close").status_code
