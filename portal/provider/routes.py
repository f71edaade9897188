"""The two addresses that a provider posts to. Neither says what it is for."""

from starlette.routing import Route

from portal.provider.pages import Listener

STATUS = "/hook/status/"
SAID = "/hook/said"


def routes(listener: Listener) -> list[Route]:
    """Addresses that only a provider's signature opens."""
    return [
        Route(STATUS + "{word}", listener.hear_status, methods=["POST"]),
        Route(SAID, listener.hear_said, methods=["POST"]),
    ]
