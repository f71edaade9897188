"""What a phone's browser sends, to the byte, so that sizes and times are those of real requests."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

HOST = "localhost:8000"

EVERY_TIME = (
    f"Host: {HOST}",
    "Connection: keep-alive",
    'sec-ch-ua: "Chromium";v="141", "Not?A_Brand";v="8", "Google Chrome";v="141"',
    "sec-ch-ua-mobile: ?1",
    'sec-ch-ua-platform: "Android"',
    "User-Agent: Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/141.0.0.0 Mobile Safari/537.36",
    "Accept-Encoding: gzip, deflate, br, zstd",
)
TO_LOOK = (
    "Upgrade-Insecure-Requests: 1",
    "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,"
    "image/apng,*/*;q=0.8",
    "Sec-Fetch-Site: same-origin",
    "Sec-Fetch-Mode: navigate",
    "Sec-Fetch-User: ?1",
    "Sec-Fetch-Dest: document",
)
FOR_A_FILE = (
    "Accept: */*",
    "Sec-Fetch-Site: same-origin",
    "Sec-Fetch-Mode: no-cors",
)
BY_SCRIPT = (
    "Accept: */*",
    "HX-Request: true",
    "HX-Target: step",
    f"HX-Current-URL: http://{HOST}/",
    "Sec-Fetch-Site: same-origin",
    "Sec-Fetch-Mode: cors",
    "Sec-Fetch-Dest: empty",
)
OF_A_FORM = (f"Origin: http://{HOST}", "Content-Type: application/x-www-form-urlencoded")


@dataclass(slots=True)
class Phone:
    """One browser: with scripts or without, behind a proxy that names its network, or none;
    it asks for pages in a language."""

    script: bool = True
    network: str = ""
    cookie: str = ""
    language: str = "en-GB,en;q=0.9"

    def look(self, path: str = "/") -> bytes:
        """Ask for a page."""
        return self._said("GET", path, TO_LOOK)

    def poll(self, path: str) -> bytes:
        """Ask for a part of the page again, as the script does by itself."""
        return self._said("GET", path, BY_SCRIPT)

    def fetch(self, path: str) -> bytes:
        """Ask for a file that a page names."""
        return self._said("GET", path, FOR_A_FILE)

    def press(self, typed: Sequence[tuple[str, str]], path: str = "/") -> bytes:
        """Send a form, as the script does or as the browser does by itself."""
        kind = BY_SCRIPT if self.script else TO_LOOK
        return self._said("POST", path, (*kind, *OF_A_FORM), urlencode(typed))

    def _said(self, method: str, path: str, headers: Sequence[str], body: str = "") -> bytes:
        own = [f"Accept-Language: {self.language}"]
        own += [f"Cookie: {self.cookie}"] if self.cookie else []
        own += [f"X-Forwarded-For: {self.network}"] if self.network else []
        own += [f"Content-Length: {len(body)}"] if method == "POST" else []
        lines = (f"{method} {path} HTTP/1.1", *EVERY_TIME, *headers, *own, "", body)
        return "\r\n".join(lines).encode()
