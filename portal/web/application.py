"""Routes behind the guard: whatever becomes of a request, a dull page answers it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import anyio.to_thread
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from portal import i18n
from portal.web.errors import error_page, refusals
from portal.web.headers import GuardedApplication
from portal.web.page import House

# Threads that answer at once. They share one interpreter: more of them only fight for it.
THREADS = 4


def application(house: House, routes: Sequence[BaseRoute]) -> GuardedApplication:
    """These routes as one ASGI application."""
    app = Starlette(routes=routes, exception_handlers=refusals(house), lifespan=_few_threads)
    # A redirect to an address with or without a slash would repeat the host and query as asked.
    app.router.redirect_slashes = False
    app.state.house = house
    sorry = error_page(house, 500, house.languages[i18n.SOURCE])
    return GuardedApplication(app, https=house.settings.is_https, sorry=sorry)


@asynccontextmanager
async def _few_threads(_app: Starlette) -> AsyncIterator[None]:
    anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
    yield
