"""What fifty open boards ask for at once is drawn once: the rows of one session at one count of
changes in one minute, for all who may see the same and read the same language."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias
from uuid import UUID
from weakref import WeakKeyDictionary

from starlette.responses import Response

from bookings.day.queries.visible import hidden_at
from portal.access import Role
from portal.db.engine import Database
from portal.i18n import now_speaking
from portal.web.page import PageRequest
from portal.web.ready import Shown

Key: TypeAlias = tuple[UUID, Role, UUID | None, frozenset[UUID], str]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Rows as they were drawn, for which count and minute, and when."""

    seen: str
    html: str
    at: datetime


# Names do not stay in memory after the minute in which somebody looked, nor after the close.
STANDS_FOR = timedelta(minutes=1)
MOST = 64

# One drawing for each kind of reader, by database; the next one takes its place.
_KEPT: WeakKeyDictionary[Database, dict[Key, Drawing]] = WeakKeyDictionary()


def drawn_once(
    asked: PageRequest[Any], session_id: UUID, seen: str, draw: Callable[[], Response]
) -> Response:
    """The answer of `draw`, or the one that somebody who may see just the same got for `seen`.

    What a reader sees depends on the role, on whom she avoids and on who is shut out of her case,
    so these are part of the key (C-09, S-28).
    """
    kept = _KEPT.setdefault(asked.house.database, {})
    hidden = hidden_at(asked.db, asked.actor, session_id)
    key = (session_id, asked.actor.role, asked.actor.worker_id, hidden, now_speaking().tag)
    found = kept.get(key)
    if found is not None and found.seen == seen:
        return Shown(found.html, status=200, secret=False)
    answer = draw()
    forget_old(asked.house.database, asked.now)
    if len(kept) < MOST:
        kept[key] = Drawing(seen, bytes(answer.body).decode(), asked.now)
    return answer


def forget_session(database: Database, session_id: UUID) -> None:
    """The session is closed: nothing of its rows is kept."""
    _drop(database, lambda key, _: key[0] == session_id)


def forget_old(database: Database, now: datetime) -> None:
    """Nothing is kept of what was drawn a minute ago, whether anybody looks again or not."""
    _drop(database, lambda _, drawing: now - drawing.at >= STANDS_FOR)


def _drop(database: Database, is_over: Callable[[Key, Drawing], bool]) -> None:
    kept = _KEPT.get(database, {})
    for key, drawing in list(kept.items()):
        if is_over(key, drawing):
            kept.pop(key, None)
