"""The one cookie: an opaque number, HttpOnly, SameSite=Strict, gone with the browser.

It holds no personal value. A stranger carries a constant one, which proves nothing but that a
request comes from our own pages; that it changes at the exit also keeps browsers from showing a
page again out of memory.
"""

import secrets

from starlette.requests import Request
from starlette.responses import Response

from portal.settings import Settings

NOBODY = "0"


def _name(settings: Settings) -> str:
    return "__Host-s" if settings.is_https else "s"


def new_token() -> str:
    """256 bits that nobody can guess."""
    return secrets.token_urlsafe(32)


def token(request: Request, settings: Settings) -> str:
    """What the browser carries; the empty text for a stranger."""
    carried = request.cookies.get(_name(settings), "")
    return "" if carried == NOBODY else carried[:100]


def is_there(request: Request, settings: Settings) -> bool:
    return _name(settings) in request.cookies


def give(response: Response, value: str, settings: Settings) -> Response:
    """Answer with the cookie set to a journey's token, or to NOBODY's."""
    response.set_cookie(
        _name(settings),
        value,
        path="/",
        httponly=True,
        samesite="strict",
        secure=settings.is_https,
    )
    return response
