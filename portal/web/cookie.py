"""Cookies: an opaque number each, HttpOnly, SameSite=Strict, gone with the browser. One for her
side of the house and one for the staff's, so that a phone or desk may carry both.

None holds a personal value. A stranger on her side carries a constant one, which proves nothing but
that a request comes from our own pages; that it changes at the exit also keeps browsers from
showing a page again out of memory.
"""

import secrets

from starlette.requests import Request
from starlette.responses import Response

from portal.settings import Settings

NOBODY = "0"
HERS, STAFFS = "s", "d"


def _name(settings: Settings, side: str) -> str:
    return f"__Host-{side}" if settings.is_https else side


def new_token() -> str:
    """256 bits that nobody can guess."""
    return secrets.token_urlsafe(32)


def token(request: Request, settings: Settings, side: str = HERS) -> str:
    """What the browser carries; the empty text for a stranger."""
    carried = request.cookies.get(_name(settings, side), "")
    return "" if carried == NOBODY else carried[:100]


def is_there(request: Request, settings: Settings, side: str = HERS) -> bool:
    return _name(settings, side) in request.cookies


def give(response: Response, value: str, settings: Settings, side: str = HERS) -> Response:
    """Answer with the cookie set to a token, or to NOBODY's."""
    response.set_cookie(
        _name(settings, side),
        value,
        path="/",
        httponly=True,
        samesite="strict",
        secure=settings.is_https,
    )
    return response
