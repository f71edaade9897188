"""What a refused request is told: a dull page with the exit on it, in every status."""

from collections.abc import Callable, Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from portal import i18n
from portal.web.log import log_request
from portal.web.page import House, language_of

TEMPLATE = "error.html"
KNOWN_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def error_page(house: House, status: int, language: i18n.Language) -> bytes:
    """The page for one status. It says nothing of what was asked for."""
    with i18n.speaking(language):
        return house.templates.render(TEMPLATE, None, {"status": status}).encode()


def refusals(house: House) -> Mapping[Any, Callable[[Request, Any], Response]]:
    """Starlette's table of what answers a refusal, and an error that nobody expected."""

    def answer(request: Request, status: int, headers: Mapping[str, str] | None) -> Response:
        page = error_page(house, status, language_of(request, house))
        return HTMLResponse(page, status, headers)

    def refuse(request: Request, refusal: HTTPException) -> Response:
        log_refusal(request, refusal.status_code)
        return answer(request, refusal.status_code, refusal.headers)

    def fail(request: Request, _error: Exception) -> Response:
        return answer(request, 500, None)

    return {HTTPException: refuse, Exception: fail}


def log_refusal(request: Request, status: int) -> None:
    """One line, with nothing in it that the other side could have chosen."""
    method = request.method if request.method in KNOWN_METHODS else "other"
    log_request(method, getattr(request.scope.get("route"), "path", "none"), status, 0)
