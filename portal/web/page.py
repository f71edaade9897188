"""The one way in: request, permission, transaction and template meet here and nowhere else."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Generic, TypeAlias, TypeVar

from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from portal import i18n
from portal.access import STRANGER, Actor, Permission
from portal.clock import Clock
from portal.db.engine import Database
from portal.settings import Settings
from portal.web import cookie
from portal.web.forms import Typed, read_form
from portal.web.log import log_request
from portal.web.origin import is_ours
from portal.web.ready import Erased, ReadyPages, Shown, packed
from portal.web.templates import Templates

Recognise: TypeAlias = Callable[[Session, str, datetime], Actor]


@dataclass(frozen=True, slots=True)
class House:
    """What every page is served with. Built once, in portal/app.py."""

    settings: Settings
    database: Database
    templates: Templates
    languages: i18n.Languages
    clock: Clock
    recognise: Recognise
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

    @property
    def wants_fragment(self) -> bool:
        return _wants_fragment(self.http.headers)

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
        html = self.house.templates.render(template, block, {"now": self.now, **context})
        return Shown(html, status=status, secret=secret)

    def done(self, to: str) -> Response:
        """The answer to a plain post that was carried out: look there, by GET."""
        return RedirectResponse(to, status_code=303)


def _wants_fragment(headers: Mapping[str, str]) -> bool:
    return "hx-request" in headers and not (
        "hx-boosted" in headers or "hx-history-restore-request" in headers
    )


def _language(request: Request, house: House) -> i18n.Language:
    return i18n.choose(house.languages, request.headers.get("accept-language", ""))


Handler: TypeAlias = Callable[[PageRequest[Subject]], Response]
Loader: TypeAlias = Callable[[Session, Actor, Mapping[str, Any]], Subject | None]


def page(
    path: str,
    handler: Handler[Subject],
    *,
    needs: Permission,
    subject: Loader[Subject],
    method: str = "GET",
    ready: bool = False,
) -> "PageRoute":
    """A route. `needs` and `subject` have no default: who may use it, and on what, must be said.

    With `ready`, strangers are answered from memory: the page is then the same for all of them.
    """
    return PageRoute(path, handler, needs=needs, subject=subject, method=method, ready=ready)


class PageRoute(Route):
    """One path and method, and the permission that it needs."""

    def __init__(
        self,
        path: str,
        handler: Handler[Any],
        *,
        needs: Permission,
        subject: Loader[Any],
        method: str,
        ready: bool,
    ) -> None:
        self.needs = needs
        self._handler = handler
        self._subject = subject
        self._changes = method == "POST"
        self._ready = ready
        super().__init__(path, self._endpoint, methods=[method], name=handler.__name__)

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """What is ready goes out at once: the way to the endpoint would take longer."""
        began = time.perf_counter()
        request = Request(scope)
        kept = self._kept_for(request)
        if kept is None:
            await super().handle(scope, receive, send)
        else:
            await kept(scope, receive, send)
            self._log(request, kept, began)

    def _kept_for(self, request: Request) -> Response | None:
        """The page out of memory, for a stranger who looks at it."""
        house: House = request.app.state.house
        if not self._may_be_ready(request) or cookie.token(request, house.settings):
            return None
        kept = house.ready.find(self.path, _language(request, house).tag, house.clock())
        return kept.fitting(request) if kept else None

    def _may_be_ready(self, request: Request) -> bool:
        """A part of a page is never kept: it would be everybody's page."""
        looks = request.method in ("GET", "HEAD")
        return self._ready and looks and not _wants_fragment(request.headers)

    async def _endpoint(self, request: Request) -> Response:
        began = time.perf_counter()
        response = await self._answer(request)
        self._log(request, response, began)
        return response

    def _log(self, request: Request, response: Response, began: float) -> None:
        log_request(request.method, self.path, response.status_code, time.perf_counter() - began)

    async def _answer(self, request: Request) -> Response:
        house: House = request.app.state.house
        token, language = cookie.token(request, house.settings), _language(request, house)
        typed = await self._read(request, house) if self._changes else {}
        return await run_in_threadpool(self._serve, request, house, token, language, typed)

    async def _read(self, request: Request, house: House) -> Typed:
        strict = cookie.is_there(request, house.settings)
        if not is_ours(request.headers, origin=house.settings.origin, has_strict_cookie=strict):
            raise HTTPException(403)
        return await read_form(request)

    def _serve(
        self, request: Request, house: House, token: str, language: i18n.Language, typed: Typed
    ) -> Response:
        now = house.clock()
        opening = house.database.writing if self._changes else house.database.reading
        with i18n.speaking(language), opening() as db:
            actor = house.recognise(db, token, now) if token else STRANGER
            response = self._answer_to(PageRequest(request, house, db, actor, now, typed, None))
            if response.status_code >= 400:
                db.rollback()
        if isinstance(response, Erased):
            house.database.forget_what_was_erased()
        if self._may_be_ready(request) and actor is STRANGER:
            return house.ready.keep(self.path, language.tag, now, response).fitting(request)
        return packed(response, request)

    def _answer_to(self, asked: PageRequest[Any]) -> Response:
        if not asked.actor.may(self.needs):
            raise HTTPException(403)
        found = self._subject(asked.db, asked.actor, asked.http.path_params)
        if found is None:
            raise HTTPException(404)
        return self._handler(replace(asked, subject=found))
