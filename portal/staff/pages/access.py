"""What works on the staff's pages for whoever uses them otherwise, and what does not yet."""

from starlette.responses import Response

from portal.web.page import PageRequest
from portal.web.statement import STAFFS, TESTED_ON, TESTED_VERSION


def show_access(asked: PageRequest[str]) -> Response:
    """The accessibility statement of the staff's side (R-18), for whoever is not signed in too."""
    return asked.show(
        "staff/access.html",
        fragment="content",
        here="access",
        claims=STAFFS,
        tested_on=TESTED_ON,
        version=TESTED_VERSION,
    )
