"""What a page is served with, whose side of the house it is on, and one request to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeAlias, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal import i18n
from portal.access import STRANGER, Actor
from portal.clock import Clock
from portal.db.engine import Database
from portal.settings import Settings
from portal.web import cookie
from portal.web.forms import Typed
from portal.web.ready import ReadyPages, Shown
from portal.web.templates import Templates

Recognise: TypeAlias = Callable[[Session, str, datetime], Actor]
Stay: TypeAlias = Callable[[Session, Actor, datetime, str], None]
Ends: TypeAlias = Callable[[Session, str, datetime], None]
Note: TypeAlias = tuple[str, UUID]
Tally: TypeAlias = Callable[[Session, Actor, datetime], Mapping[str, int]]
RecordReads: TypeAlias = Callable[[Session, Actor, datetime, list[Note]], None]


def _nobody(_db: Session, _token: str, _now: datetime) -> Actor:
    return STRANGER


def _nothing(_db: Session, _actor: Actor, _now: datetime, _place: str) -> None:
    """A journey is kept by its own steps."""


def _opens_nothing_else(_db: Session, _token: str, _now: datetime) -> None:
    """Nothing but a sign-in ends with this cookie."""


def _no_notes(_db: Session, _actor: Actor, _now: datetime, _notes: list[Note]) -> None:
    """Nothing of a visitor's looking is recorded."""


def _nothing_waits(_db: Session, _actor: Actor, _now: datetime) -> Mapping[str, int]:
    return {}


@dataclass(frozen=True, slots=True)
class Side:
    """Hers or the staff's: which cookie opens it, and whom that makes of somebody.

    Once an answer is ready, `stay` writes down that somebody is at work, which polling is not, and
    at which of our own pages (the empty text where it is no whole page); `record`, what was read of
    whom. Where strangers are not welcome, `sign_in` is where they are sent. Whoever signs in or out
    at a browser `ends` what else its cookie opened. `tally` says how much waits for somebody, for
    the way to it that stands on each page.
    """

    cookie: str
    recognise: Recognise
    stay: Stay = _nothing
    record: RecordReads = _no_notes
    sign_in: str = ""
    ends: Ends = _opens_nothing_else
    tally: Tally = _nothing_waits


@dataclass(frozen=True, slots=True)
class House:
    """What every page is served with. Built once, in portal/app.py.

    `languages` are those of her pages, `staffs_languages` those of the staff's.
    """

    settings: Settings
    database: Database
    templates: Templates
    languages: i18n.Languages
    clock: Clock
    hers: Side
    staffs: Side = Side(cookie.STAFFS, _nobody)
    staffs_languages: i18n.Languages = field(default_factory=i18n.only_the_source)
    ready: ReadyPages = field(default_factory=ReadyPages)


Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True)
class PageRequest(Generic[Subject]):
    """One request as a handler sees it; `now` is fixed for its whole length."""

    http: Request
    house: House
    db: Session
    actor: Actor
    now: datetime
    typed: Typed
    subject: Subject
    notes: list[Note] = field(default_factory=list)
    # What the route's `beforehand` found out.
    known: Any = None

    def note(self, verb: str, about: UUID) -> None:
        """That this was read is recorded before the answer leaves, whatever becomes of the rest."""
        self.notes.append((verb, about))

    @property
    def wants_fragment(self) -> bool:
        return wants_fragment(self.http.headers)

    @property
    def network(self) -> str:
        """The address that asks, as the server sees it behind the trusted proxies."""
        return self.http.client.host if self.http.client else ""

    def show(
        self,
        template: str,
        *,
        fragment: str,
        status: int = 200,
        secret: bool = False,
        **context: Any,
    ) -> Response:
        """The block `fragment` for htmx, the whole page for everyone else.

        A page with something `secret` next to what somebody typed is not compressed: its length
        would tell.
        """
        block = fragment if self.wants_fragment else None
        html = self.house.templates.render(
            template, block, {"now": self.now, "actor": self.actor, "tally": self._tally, **context}
        )
        return Shown(html, status=status, secret=secret)

    def _tally(self) -> Mapping[str, int]:
        """Asked by whole pages alone: what polls shows no ways."""
        return self.house.staffs.tally(self.db, self.actor, self.now)

    def done(self, to: str) -> Response:
        """The answer to a plain post that was carried out: look there, by GET."""
        return RedirectResponse(to, status_code=303)

    def sent_to(self, address: str) -> Response:
        """Another page, for a script that asked for a part of this one too."""
        if self.wants_fragment:
            return Response(headers={"HX-Redirect": address})
        return self.done(address)


def wants_fragment(headers: Mapping[str, str]) -> bool:
    return "hx-request" in headers and not (
        "hx-boosted" in headers or "hx-history-restore-request" in headers
    )
