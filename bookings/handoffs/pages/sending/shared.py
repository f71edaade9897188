"""What the pages of those who pass something on have in common."""

from typing import Any

from starlette.responses import Response

from bookings.cases.pages.record import shown_with
from bookings.handoffs.queries.sending import Passed
from bookings.handoffs.rules.parallel import Way
from portal.web.page import PageRequest

Asked = PageRequest[Passed]


def address_of(passed: Passed, page: str = "") -> str:
    """Where this handoff, or one of its pages, stands."""
    return f"/handed-on/{passed.handoff.id}{page}"


def shown_of(asked: Asked) -> dict[str, Any]:
    """What every page of one handoff begins with."""
    passed = asked.subject
    return {
        **shown_with(asked, passed.case),
        "here": "handed-on",
        "handoff": passed.handoff,
        "need": passed.need,
        "own": address_of(passed),
        "is_outside": passed.handoff.way is not Way.SENT,
    }


def to_page(asked: Asked, page: str = "") -> Response:
    """There, after a press."""
    return asked.done(address_of(asked.subject, page))
