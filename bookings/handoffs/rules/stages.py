"""Where a handoff stands, and on whose side it is then: there is no stage that nobody holds."""

from enum import Enum


class Stage(Enum):
    """The stages of its life. `not_available` is an answer that never says why: neither whoever
    sent it nor she can tell a conflict from anything else (R-11)."""

    DRAFT = "draft"
    SHOWN = "shown"
    SENT = "sent"
    RECEIVED = "received"
    ASKED = "asked"
    ACCEPTED = "accepted"
    CONTACT_MADE = "contact_made"
    TRIED = "tried"
    DECLINED = "declined"
    NOT_AVAILABLE = "not_available"
    WITHDRAWN = "withdrawn"
    RECALLED = "recalled"
    EXPIRED = "expired"
    REROUTED = "rerouted"
    OUTCOME = "outcome"
    TOLD = "told"
    CLOSED = "closed"


class Side(Enum):
    """Who of the two answers for what comes next."""

    SENDER = "sender"
    RECEIVER = "receiver"


# Until a named person has received it, whoever sent it holds it: an inbox holds nothing.
HELD_BY = {
    Stage.DRAFT: Side.SENDER,
    Stage.SHOWN: Side.SENDER,
    Stage.SENT: Side.SENDER,
    Stage.RECEIVED: Side.RECEIVER,
    Stage.ASKED: Side.SENDER,
    Stage.ACCEPTED: Side.RECEIVER,
    Stage.CONTACT_MADE: Side.RECEIVER,
    Stage.TRIED: Side.RECEIVER,
    Stage.DECLINED: Side.SENDER,
    Stage.NOT_AVAILABLE: Side.SENDER,
    Stage.WITHDRAWN: Side.SENDER,
    Stage.RECALLED: Side.SENDER,
    Stage.EXPIRED: Side.SENDER,
    Stage.REROUTED: Side.SENDER,
    Stage.OUTCOME: Side.SENDER,
    Stage.TOLD: Side.SENDER,
    Stage.CLOSED: Side.SENDER,
}

NOT_SENT = frozenset({Stage.DRAFT, Stage.SHOWN})
UNANSWERED = frozenset({Stage.SENT, Stage.RECEIVED, Stage.ASKED})
WITH_THEM = frozenset({Stage.ACCEPTED, Stage.CONTACT_MADE, Stage.TRIED})

# It has come back, and the sender says what comes of it. What they had to read is shut for good.
CAME_BACK = frozenset(
    {
        Stage.DECLINED,
        Stage.NOT_AVAILABLE,
        Stage.WITHDRAWN,
        Stage.RECALLED,
        Stage.EXPIRED,
        Stage.REROUTED,
    }
)

# Something has come of it, and it is not closed.
SETTLED = frozenset({Stage.OUTCOME, Stage.TOLD})
