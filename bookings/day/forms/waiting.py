"""A press on the waiting list: what is done, to whose place, about which offer, and why."""

from dataclasses import dataclass
from uuid import UUID

from portal.web.forms import Problems, Typed, as_id, one

LONGEST_REASON = 240


@dataclass(frozen=True, slots=True)
class WaitingPress:
    """What cannot be read is nobody's place, and no offer."""

    go: str
    place_id: UUID | None
    offer_id: UUID | None
    reason: str


def read_press(typed: Typed) -> WaitingPress | Problems:
    """Nobody is taken off the list without a reason."""
    go, reason = one(typed, "go"), " ".join(one(typed, "reason").split())
    if go == "remove" and not reason:
        return Problems(reason="say_this")
    if len(reason) > LONGEST_REASON:
        return Problems(reason="too_long")
    return WaitingPress(go, as_id(one(typed, "place")), as_id(one(typed, "offer")), reason)
