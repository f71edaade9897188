"""The least that the work of each page needs, on bare Starlette: what the portal is compared with.

It knows nobody, guards nothing and logs nothing. What waits for a database does so in a thread, as
the portal's pages do, and once more in the loop: quicker on a quiet machine, and deaf meanwhile.
"""

import os
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext
from threading import Lock
from uuid import uuid4

import anyio.to_thread
import sqlalchemy as sa
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from benchmarks import bare_board
from benchmarks.bare_times import page_of_times
from benchmarks.ground import LINES
from portal.db.engine import Database
from portal.web.application import THREADS


class Bare:
    """Hello; the page of times; the board; and one answer kept for good."""

    def __init__(self, database: Database) -> None:
        self._look = database.engine
        self._change = database.engine.execution_options(begin="IMMEDIATE")
        # SQLite's writers take turns here, as the portal's do: racing for the file, each sleeps.
        self._turn: AbstractContextManager[object] = Lock() if database.is_sqlite else nullcontext()

    def routes(self) -> list[Route]:
        return [
            Route("/hello", self.hello),
            Route("/times", self.times),
            Route("/loop/times", self.times_in_the_loop),
            Route("/board/{session_id:uuid}/changes", self.changes),
            Route("/board/{session_id:uuid}/rows", self.board_rows),
            Route("/board/{session_id:uuid}", self.board),
            Route("/keep", self.keep, methods=["POST"]),
            Route("/loop/keep", self.keep_in_the_loop, methods=["POST"]),
        ]

    async def hello(self, _request: Request) -> HTMLResponse:
        return HTMLResponse("<h1>Hello</h1>")

    def times(self, _request: Request) -> HTMLResponse:
        return HTMLResponse(page_of_times(self._look))

    async def times_in_the_loop(self, _request: Request) -> HTMLResponse:
        return HTMLResponse(page_of_times(self._look))

    def changes(self, request: Request) -> Response:
        bare_board.changes(self._look, request.path_params["session_id"])
        return Response(status_code=204)

    def board_rows(self, request: Request) -> HTMLResponse:
        session_id = request.path_params["session_id"]
        return HTMLResponse(bare_board.board(self._look, session_id, whole=False))

    def board(self, request: Request) -> HTMLResponse:
        session_id = request.path_params["session_id"]
        return HTMLResponse(bare_board.board(self._look, session_id, whole=True))

    async def keep(self, request: Request) -> HTMLResponse:
        await run_in_threadpool(self._keep, await request.body())
        return HTMLResponse("<h1>Kept</h1>")

    async def keep_in_the_loop(self, request: Request) -> HTMLResponse:
        self._keep(await request.body())
        return HTMLResponse("<h1>Kept</h1>")

    def _keep(self, said: bytes) -> None:
        with self._turn, self._change.begin() as connection:
            connection.execute(sa.insert(LINES), {"id": uuid4(), "said": said})


def from_environment() -> Starlette:
    """The application for one process."""
    database = Database(os.environ["PORTAL_DATABASE_URL"])
    return Starlette(routes=Bare(database).routes(), lifespan=_as_many_threads)


@asynccontextmanager
async def _as_many_threads(_app: Starlette) -> AsyncIterator[None]:
    anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
    yield
