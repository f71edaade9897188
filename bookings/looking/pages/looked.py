"""Who opened a person's record, and who changed it."""

from starlette.responses import Response

from bookings.looking.queries.looked import listed_for, looked_at
from bookings.people.models import CaseRecord
from bookings.visits.models import Visit
from portal.web.page import PageRequest

LOOKED = "bookings/looking/looked.html"


def show_looked(asked: PageRequest[Visit]) -> Response:
    """By one of their visits."""
    return _page(asked, f"/session/visit/{asked.subject.id}/contact")


def show_case_looked(asked: PageRequest[CaseRecord]) -> Response:
    """By the case."""
    return _page(asked, f"/cases/{asked.subject.id}")


def _page(asked: PageRequest[Visit] | PageRequest[CaseRecord], back: str) -> Response:
    """What is shown was read before this look, which stands there at the next."""
    subject = asked.subject
    asked.note("who looked seen", subject.id)
    return asked.show(
        LOOKED,
        fragment="content",
        here="cases",
        lines=looked_at(asked.db, asked.actor, subject.client_id, asked.house.settings.timezone),
        lists=listed_for(asked.db, subject.client_id),
        back=back,
    )
