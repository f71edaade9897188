"""What a refused request is told: a dull page with the exit on it, in every status."""

from collections.abc import Callable, Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from portal import i18n
from portal.web.page import House

TEMPLATE = "error.html"


def error_page(house: House, status: int, language: i18n.Language) -> bytes:
    """The page for one status. It says nothing of what was asked for."""
    with i18n.speaking(language):
        return house.templates.render(TEMPLATE, None, {"status": status}).encode()


def refusals(house: House) -> Mapping[Any, Callable[[Request, Any], Response]]:
    """Starlette's table of what answers an HTTPException."""

    def refuse(request: Request, refusal: HTTPException) -> Response:
        accepted = request.headers.get("accept-language", "")
        body = error_page(house, refusal.status_code, i18n.choose(house.languages, accepted))
        return HTMLResponse(body, refusal.status_code, refusal.headers)

    return {HTTPException: refuse}
