"""Every answer of every status carries the same guard of headers, an unhandled error's too."""

from collections.abc import Iterable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from portal.web.log import log_error

Header = tuple[bytes, bytes]

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

ALWAYS: tuple[Header, ...] = (
    (b"content-security-policy", POLICY.encode()),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"x-robots-tag", b"noindex, nofollow, noarchive, nosnippet"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (
        b"permissions-policy",
        b"camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
    ),
)
NOT_STORED: Header = (b"cache-control", b"no-store")
HTTPS_ONLY: Header = (b"strict-transport-security", b"max-age=63072000; includeSubDomains")

# So many are answered at once; who comes then is told to try again in a moment.
MOST_AT_ONCE = 400


class GuardedApplication:
    """Wraps the application object itself: middleware inside would miss unhandled errors."""

    def __init__(self, app: ASGIApp, *, https: bool, sorry: bytes) -> None:
        self._app = app
        self._sorry = sorry
        self._guard = (*ALWAYS, HTTPS_ONLY, NOT_STORED) if https else (*ALWAYS, NOT_STORED)
        self._names = frozenset(name for name, _ in self._guard)
        self._answering = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        self._answering += 1
        try:
            await self._answer(scope, receive, send)
        finally:
            self._answering -= 1

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def guarded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                message["headers"] = [*message["headers"], *self._missing(message["headers"])]
            await send(message)

        if self._answering > MOST_AT_ONCE:
            return await self._say_sorry(guarded, 503, (b"retry-after", b"3"))
        try:
            await self._app(scope, receive, guarded)
        except Exception as error:  # noqa: BLE001 - the last one who can answer
            log_error(error)
            if not started:
                await self._say_sorry(guarded, 500)

    async def _say_sorry(self, send: Send, status: int, *more: Header) -> None:
        length = str(len(self._sorry)).encode()
        kind = (b"content-type", b"text/html; charset=utf-8")
        headers = [kind, (b"content-length", length), *more]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": self._sorry})

    def _missing(self, headers: Iterable[Header]) -> Iterable[Header]:
        present = self._names.intersection([name for name, _ in headers])
        return [h for h in self._guard if h[0] not in present] if present else self._guard
