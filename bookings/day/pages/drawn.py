"""What fifty open boards ask for at once is drawn once: the rows of one session at one count of
changes in one minute, for all who may see the same and read the same language."""

from collections.abc import Callable
from typing import Any, TypeAlias
from uuid import UUID
from weakref import WeakKeyDictionary

from starlette.responses import Response

from portal.access import Role
from portal.db.engine import Database
from portal.i18n import now_speaking
from portal.web.page import PageRequest
from portal.web.ready import Shown

Key: TypeAlias = tuple[UUID, Role, UUID | None, str]
Drawing: TypeAlias = tuple[str, str]

# One drawing for each kind of reader, by database; the next one takes its place.
_KEPT: WeakKeyDictionary[Database, dict[Key, Drawing]] = WeakKeyDictionary()


def drawn_once(
    asked: PageRequest[Any], session_id: UUID, seen: str, draw: Callable[[], Response]
) -> Response:
    """The answer of `draw`, or the one that somebody who may see just the same got for `seen`.

    What a reader sees depends on the role and on whom she avoids, so both are part of the key.
    """
    kept = _KEPT.setdefault(asked.house.database, {})
    key = (session_id, asked.actor.role, asked.actor.worker_id, now_speaking().tag)
    found = kept.get(key)
    if found is not None and found[0] == seen:
        return Shown(found[1], status=200, secret=False)
    answer = draw()
    _forget_old(kept, seen)
    kept[key] = (seen, bytes(answer.body).decode())
    return answer


def _forget_old(kept: dict[Key, Drawing], seen: str) -> None:
    """Names do not stay in memory after the minute in which somebody looked."""
    minute = seen.partition("-")[2]
    for key, (then, _) in list(kept.items()):
        if then.partition("-")[2] != minute:
            kept.pop(key, None)
