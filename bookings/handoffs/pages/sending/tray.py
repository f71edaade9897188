"""The sender's tray: what is open, the oldest risk first; what waits for a second person; what
nobody has met (C-14, C-15)."""

from starlette.responses import Response

from bookings.handoffs.queries.handed_on import decisions_waiting, handed_on, unmet
from portal.access import Actor
from portal.web.page import PageRequest

TRAY = "bookings/handoffs/sender_tray.html"


def show_handed_on(asked: PageRequest[Actor]) -> Response:
    """All that one's organisation has passed on and is not closed."""
    number = asked.http.query_params.get("page", "")[:4]
    page = int(number) if number.isdecimal() else 0
    found = handed_on(asked.db, asked.actor, asked.now, page=page)
    for each in {row.case_id for row in found.rows}:
        asked.note("case listed", each)
    return asked.show(
        TRAY,
        fragment="content",
        here="handed-on",
        rows=found.rows,
        more=page + 1 if found.has_more else 0,
        decisions=decisions_waiting(asked.db, asked.actor) if page == 0 else [],
        unmet=unmet(asked.db, asked.actor) if page == 0 else [],
    )
