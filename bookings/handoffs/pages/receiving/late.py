"""What lies with one's own services and how late it is, for whoever leads them: as little of it as
the tray shows, and never what it says (C-15, R-16)."""

from typing import Any

from starlette.responses import Response

from bookings.handoffs.actions.ending import hand_over
from bookings.handoffs.models import Handoff
from bookings.handoffs.pages.receiving.tray import TAKEN, WHOM, number_of_page
from bookings.handoffs.queries.receiving import organizations_named, services_named
from bookings.handoffs.queries.staffed import receiving_for
from bookings.handoffs.queries.trays import overseen_tray
from bookings.handoffs.rules.clock import Standing
from bookings.handoffs.rules.state import Lacks, NotDeclared, NotTheirs
from bookings.handoffs.rules.steps import Who
from portal.access import Actor
from portal.web.forms import as_id, one
from portal.web.page import PageRequest

LATE = "bookings/handoffs/receiver_late.html"


def show_late(asked: PageRequest[Actor]) -> Response:
    """What is late first, and what else lies with the team."""
    return _late(asked)


def press_give(asked: PageRequest[Handoff]) -> Response:
    """Somebody else of the team has it from now on. What nobody has received cannot be given: it
    is received in one's own name alone (R-04)."""
    to = as_id(one(asked.typed, "to"))
    if to is None:
        return _late(asked, said=WHOM)
    by, at = asked.actor, asked.now
    try:
        hand_over(asked.db, asked.subject, to, by=by, at=at, side=Who.RECEIVER)
    except Lacks:
        return _late(asked, said=WHOM)
    except (NotDeclared, NotTheirs):
        return _late(asked, said=TAKEN)
    return asked.sent_to("/late")


def _late(asked: PageRequest[Any], *, said: str = "") -> Response:
    page = number_of_page(asked)
    tray = overseen_tray(asked.db, asked.actor, asked.now, page=page)
    services = {each.service_id for each in tray.lines if each.service_id is not None}
    return asked.show(
        LATE,
        fragment="content",
        status={"": 200, WHOM: 422}.get(said, 409),
        here="late",
        late=[each for each in tray.lines if each.standing is Standing.OVERDUE],
        others=[each for each in tray.lines if each.standing is not Standing.OVERDUE],
        page=page,
        has_more=tray.has_more,
        colleagues=receiving_for(asked.db, services),
        services=services_named(asked.db, services),
        organizations=organizations_named(asked.db, {each.organization_id for each in tray.lines}),
        said=said,
        of=asked.subject.id if said else None,
    )
