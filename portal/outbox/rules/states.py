"""Where a message is on its way, and that no news ever brings it back (S-17)."""

from enum import Enum


class State(Enum):
    """A message's way. Only QUEUED is ever sent; from every other there is no road back to it but
    a refusal before anything was accepted."""

    QUEUED = "queued"
    IN_FLIGHT = "in flight"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    WITHHELD = "withheld"
    DROPPED = "dropped"
    CANCELLED = "cancelled"
    UNCLEAR = "unclear"


class News(Enum):
    """What a provider tells of a message afterwards."""

    TAKEN = "it has the message"
    ARRIVED = "the phone has the message"
    LOST = "it will not come"


_AT_LAST = {News.ARRIVED: State.DELIVERED, News.LOST: State.FAILED}

_STATUSES = {
    **dict.fromkeys(("accepted", "scheduled", "queued", "sending", "sent"), News.TAKEN),
    **dict.fromkeys(("delivered", "read"), News.ARRIVED),
    **dict.fromkeys(("undelivered", "failed", "canceled"), News.LOST),
}


def news_of(status: str) -> News | None:
    """What a provider's word means; None for a word that says nothing of where a message is."""
    return _STATUSES.get(status)


def after(state: State, news: News) -> State:
    """The state once news has come, late, twice or out of order: it only ever moves forward."""
    if state in (State.DELIVERED, State.FAILED):
        return state
    return _AT_LAST.get(news, State.SENT)
