"""Dull, immutable files, compressed once at start, at an address that changes with their bytes."""

import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from portal.web.ready import takes_gzip

KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class StaticFile:
    plain: bytes
    packed: bytes
    kind: str
    address: str


class StaticFiles:
    """The files of one folder, by name, in memory."""

    def __init__(self, folder: Path) -> None:
        paths = [path for path in sorted(folder.iterdir()) if path.suffix in KINDS]
        self._files = {path.name: _read(path) for path in paths}
        self._by_address = {file.address: file for file in self._files.values()}

    def address(self, name: str) -> str:
        """Where `name` is served now. Raises KeyError for a file that is not there."""
        return self._files[name].address

    def routes(self) -> list[Route]:
        """The files, and the dull icon that browsers ask for by themselves."""
        return [
            Route("/static/{digest}/{name}", self._serve, methods=["GET"], name="static"),
            Route("/favicon.ico", self._icon, methods=["GET"], name="icon"),
        ]

    async def _icon(self, request: Request) -> Response:
        headers = {"cache-control": "public, max-age=86400"}
        return Response(self._files["i.svg"].plain, headers=headers, media_type=KINDS[".svg"])

    async def _serve(self, request: Request) -> Response:
        digest, name = request.path_params["digest"], request.path_params["name"]
        file = self._by_address.get(f"/static/{digest}/{name}")
        if file is None:
            raise HTTPException(404)
        headers = {"cache-control": FOREVER, "vary": "accept-encoding"}
        if takes_gzip(request):
            headers["content-encoding"] = "gzip"
            return Response(file.packed, headers=headers, media_type=file.kind)
        return Response(file.plain, headers=headers, media_type=file.kind)


def _read(path: Path) -> StaticFile:
    plain = path.read_bytes()
    digest = hashlib.sha256(plain).hexdigest()[:10]
    packed = gzip.compress(plain, 9, mtime=0)
    return StaticFile(plain, packed, KINDS[path.suffix], f"/static/{digest}/{path.name}")


def static_folder() -> Path:
    return Path(__file__).parent.parent / "static"
