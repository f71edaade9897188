"""Answers ready to go: compressed, and those that are the same for everybody kept in memory."""

import gzip
import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

# How long a page that is the same for everybody stands before it is made anew. A change made by
# another process shows after this at the latest.
STANDS_FOR = timedelta(seconds=1)
WORTH_PACKING = 600
REFUSED = re.compile(r"gzip\s*;\s*q=0(\.0*)?\s*(,|$)")


class Shown(HTMLResponse):
    """A page or a part of one. One with a secret beside what somebody typed is never compressed:
    its length would tell."""

    def __init__(self, html: str, *, status: int, secret: bool) -> None:
        super().__init__(html, status_code=status, headers={"vary": "HX-Request, Cookie"})
        self.secret = secret


class Erased(Response):
    """The answer to an erasure: what was erased must be gone from the disk before it leaves."""


def packed(response: Response, request: Request) -> Response:
    """The response, compressed where that is allowed, wanted and worth it."""
    if not isinstance(response, Shown) or response.secret or not takes_gzip(request):
        return response
    return _compressed(response, 5) if len(response.body) > WORTH_PACKING else response


def takes_gzip(request: Request) -> bool:
    accepted = request.headers.get("accept-encoding", "")
    return "gzip" in accepted and not REFUSED.search(accepted)


def _compressed(response: Response, level: int) -> Response:
    response.body = gzip.compress(bytes(response.body), level, mtime=0)
    response.headers["content-length"] = str(len(response.body))
    response.headers["content-encoding"] = "gzip"
    return response


@dataclass(frozen=True, slots=True)
class Kept:
    """One page in both forms. A response is sent as often as it is asked for."""

    made_at: datetime
    plain: Response
    small: Response

    def fitting(self, request: Request) -> Response:
        return self.small if takes_gzip(request) else self.plain


class ReadyPages:
    """The pages that strangers get, by path and language."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Kept] = {}

    def find(self, path: str, language: str, now: datetime) -> Kept | None:
        """The page, while it stands. Whoever is told None makes it anew; meanwhile everybody else
        gets the one that has just run out, so that a crowd does not make it all at once."""
        kept = self._kept.get((path, language))
        if kept is None or not kept.made_at <= now < kept.made_at + 2 * STANDS_FOR:
            return None
        if now < kept.made_at + STANDS_FOR:
            return kept
        self._kept[path, language] = replace(kept, made_at=now)
        return None

    def keep(self, path: str, language: str, now: datetime, response: Response) -> Kept:
        small = Response(bytes(response.body))
        small.raw_headers = list(response.raw_headers)
        kept = Kept(now, response, _compressed(small, 9))
        self._kept[path, language] = kept
        return kept
