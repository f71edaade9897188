"""Hears what a provider posts. Not by either side's cookie: its signature says who it is, and the
answer is empty whatever was said (S-13)."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeAlias

from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from portal.outbox.actions.hearing import Ending, hear
from portal.outbox.actions.settling import Flag, hear_of
from portal.provider.forms import Fields, NotUnderstood, read_fields, read_said, read_status
from portal.web.forms import read_body
from portal.web.house import House
from portal.web.log import log_request

SIGNATURE = "x-twilio-signature"
FORM = "application/x-www-form-urlencoded"

# Whether a post to this path with these fields carries the right signature.
Genuine: TypeAlias = Callable[[str, Fields, str], bool]
Note: TypeAlias = Callable[[House, str, Fields], int]


class Heard(Protocol):
    """Whoever is told that a text came in, and not what or from whom."""

    def __call__(self, db: Session, *, at: datetime) -> None: ...


def nobody_is(_path: str, _fields: Fields, _signature: str) -> bool:
    """Where there is no provider, whoever says that they are one is not."""
    return False


@dataclass(frozen=True, slots=True)
class Listener:
    """How a provider is known, and who is told of a number that must not be texted any more."""

    genuine: Genuine = nobody_is
    flags: tuple[Flag, ...] = ()
    endings: tuple[Ending, ...] = ()
    heard: tuple[Heard, ...] = ()

    async def hear_status(self, request: Request) -> Response:
        """How one of our messages fared: the state only moves forward."""
        return await self._hear(request, self._note_status)

    async def hear_said(self, request: Request) -> Response:
        """What somebody texted is kept for a person, and answered by nobody."""
        return await self._hear(request, self._note_said)

    async def _hear(self, request: Request, note: Note) -> Response:
        """Nothing is looked up before the signature over all that was posted is right."""
        began, path = time.perf_counter(), str(request.scope["path"])
        fields = await _read(request)
        if not self.genuine(path, fields, request.headers[SIGNATURE]):
            raise HTTPException(403)
        word = path.rpartition("/")[2]
        try:
            status = await run_in_threadpool(note, request.app.state.house, word, fields)
        except NotUnderstood:
            raise HTTPException(400) from None
        route = getattr(request.scope.get("route"), "path", "none")
        log_request("POST", route, status, time.perf_counter() - began)
        return Response(status_code=status)

    def _note_status(self, house: House, word: str, fields: Fields) -> int:
        news = read_status(fields)
        with house.database.writing() as db:
            known = hear_of(
                db, word, news.status, news.code, news.reference, house.clock(), self.flags
            )
        return 204 if known else 404

    def _note_said(self, house: House, _word: str, fields: Fields) -> int:
        said = read_said(fields)
        with house.database.writing() as db:
            now = house.clock()
            text = hear(
                db,
                said.number,
                said.words,
                said.told_as,
                now,
                opted_out=said.opted_out,
                endings=self.endings,
            )
            for tell in self.heard if text is not None else ():
                tell(db, at=now)
        return 204


async def _read(request: Request) -> Fields:
    """What was posted, within limits. Answers 4xx to what no provider would post."""
    if not request.headers.get(SIGNATURE) or request.url.query:
        raise HTTPException(403)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != FORM:
        raise HTTPException(415)
    try:
        return read_fields(await read_body(request))
    except NotUnderstood:
        raise HTTPException(400) from None
