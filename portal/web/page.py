"""The one way in: request, permission, transaction and template meet here and nowhere else."""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from portal import i18n
from portal.access import STRANGER, Actor, Permission
from portal.web import cookie
from portal.web.forms import Typed, read_form
from portal.web.house import House, Note, PageRequest, Side, Subject, wants_fragment
from portal.web.log import log_request
from portal.web.origin import is_ours
from portal.web.ready import Erased, packed

__all__ = ["House", "PageRequest", "Side", "page", "staff_page"]

# In the address of a page that looks again without anybody's doing, where there are no scripts.
BY_ITSELF = "itself"


# Where a request's scope says in which language it is answered, an error too.
SPEAKING = "portal.language"


def _language(request: Request, languages: i18n.Languages) -> i18n.Language:
    """The one that the browser likes best."""
    return i18n.choose(languages, request.headers.get("accept-language", ""))


def language_of(request: Request, house: House) -> i18n.Language:
    """In which language a refusal is told: as the page would have been."""
    chosen: i18n.Language | None = request.scope.get(SPEAKING)
    return chosen or _language(request, house.languages)


Handler: TypeAlias = Callable[[PageRequest[Subject]], Response]
Beforehand: TypeAlias = Callable[[PageRequest[None]], object]
Loader: TypeAlias = Callable[[Session, Actor, Mapping[str, Any]], Subject | None]


def page(
    path: str,
    handler: Handler[Subject],
    *,
    needs: Permission,
    subject: Loader[Subject],
    method: str = "GET",
    ready: bool = False,
    staffs: bool = False,
    polls: bool = False,
    beforehand: Beforehand | None = None,
) -> "PageRoute":
    """A route. `needs` and `subject` have no default: who may use it, and on what, must be said.

    With `ready`, strangers are answered from memory: the page is then the same for all of them. A
    page of the `staffs` side knows people by the staff's cookie. One that a page `polls` by itself
    does not count as somebody at work. What takes long of a change is found out `beforehand`, while
    nobody waits for the database; the handler has it as `known`.
    """
    return PageRoute(
        path,
        handler,
        needs=needs,
        subject=subject,
        method=method,
        ready=ready,
        staffs=staffs,
        polls=polls,
        beforehand=beforehand,
    )


def staff_page(
    method: str,
    path: str,
    handler: Handler[Subject],
    needs: Permission,
    subject: Loader[Subject],
    *,
    polls: bool = False,
) -> "PageRoute":
    """A row of a table of the staff's routes: as `page`, and who may use it is said here too."""
    return page(
        path, handler, needs=needs, subject=subject, method=method, staffs=True, polls=polls
    )


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
        staffs: bool,
        polls: bool,
        beforehand: Beforehand | None,
    ) -> None:
        self.needs = needs
        self.staffs = staffs
        self._handler = handler
        self._subject = subject
        self._changes = method == "POST"
        self._ready = ready
        self._polls = polls
        self._beforehand = beforehand
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
        kept = house.ready.find(self.path, _language(request, house.languages).tag, house.clock())
        return kept.fitting(request) if kept else None

    def _may_be_ready(self, request: Request) -> bool:
        """A part of a page is never kept: it would be everybody's page."""
        looks = request.method in ("GET", "HEAD")
        return self._ready and looks and not wants_fragment(request.headers)

    async def _endpoint(self, request: Request) -> Response:
        began = time.perf_counter()
        response = await self._answer(request)
        self._log(request, response, began)
        return response

    def _log(self, request: Request, response: Response, began: float) -> None:
        log_request(request.method, self.path, response.status_code, time.perf_counter() - began)

    async def _answer(self, request: Request) -> Response:
        house: House = request.app.state.house
        side = house.staffs if self.staffs else house.hers
        language = _language(request, house.staffs_languages if self.staffs else house.languages)
        typed = await self._read(request, house, side) if self._changes else {}
        return await run_in_threadpool(self._serve, request, house, side, language, typed)

    async def _read(self, request: Request, house: House, side: Side) -> Typed:
        strict = cookie.is_there(request, house.settings, side.cookie)
        if not is_ours(request.headers, origin=house.settings.origin, has_strict_cookie=strict):
            raise HTTPException(403)
        return await read_form(request)

    def _serve(
        self, request: Request, house: House, side: Side, language: i18n.Language, typed: Typed
    ) -> Response:
        now, token = house.clock(), cookie.token(request, house.settings, side.cookie)
        opening = house.database.writing if self._changes else house.database.reading
        notes: list[Note] = []
        known = self._found_out(request, house, side, token, now, typed)
        with opening() as db:
            actor = side.recognise(db, token, now) if token else STRANGER
            language = self._chosen(house, actor) or language
            request.scope[SPEAKING] = language
            asked = PageRequest(request, house, db, actor, now, typed, None, notes, known)
            with i18n.speaking(language):
                response = self._answer_to(asked, side)
            if response.status_code >= 400:
                db.rollback()
        place = self._place(request, response) if self.staffs else ""
        by_itself = self._polls or BY_ITSELF in request.query_params
        self._write_down(house, side, actor, now, notes, place, by_itself)
        if isinstance(response, Erased):
            house.database.forget_what_was_erased()
        if self._may_be_ready(request) and actor is STRANGER:
            return house.ready.keep(self.path, language.tag, now, response).fitting(request)
        return packed(response, request)

    def _chosen(self, house: House, actor: Actor) -> i18n.Language | None:
        """The language that somebody chose, while there are pages in it."""
        languages = house.staffs_languages if self.staffs else house.languages
        return languages.get(actor.language.lower()) if actor.language else None

    def _found_out(
        self, request: Request, house: House, side: Side, token: str, now: datetime, typed: Typed
    ) -> object:
        if self._beforehand is None:
            return None
        with house.database.reading() as db:
            actor = side.recognise(db, token, now) if token else STRANGER
            if not actor.may(self.needs):
                return None
            return self._beforehand(PageRequest(request, house, db, actor, now, typed, None))

    def _place(self, request: Request, response: Response) -> str:
        """The page that somebody looks at: the empty text for a part of one, or for a change."""
        whole = not self._changes and response.status_code == 200
        return str(request.scope["path"]) if whole and not wants_fragment(request.headers) else ""

    def _answer_to(self, asked: PageRequest[Any], side: Side) -> Response:
        if not asked.actor.may(self.needs):
            if asked.actor is STRANGER and side.sign_in:
                return asked.sent_to(side.sign_in)
            raise HTTPException(403)
        found = self._subject(asked.db, asked.actor, asked.http.path_params)
        if found is None:
            raise HTTPException(404)
        return self._handler(replace(asked, subject=found))

    def _write_down(
        self,
        house: House,
        side: Side,
        actor: Actor,
        now: datetime,
        notes: list[Note],
        place: str,
        by_itself: bool,
    ) -> None:
        """What was read, and that somebody is at work, stands before the answer leaves."""
        at_work = self.staffs and not by_itself and actor is not STRANGER
        if not (at_work or notes):
            return
        with house.database.writing() as db:
            if at_work:
                side.stay(db, actor, now, place)
            side.record(db, actor, now, notes)
