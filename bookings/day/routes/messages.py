"""What waits to be sent and what came in. None of these addresses sends anything (C-11)."""

from bookings.day.pages import messages as pages
from bookings.day.queries.messages import message_of, text_of, way_of
from bookings.day.queries.today import anybody
from portal.access import Permission
from portal.web.page import page

_SEES = Permission.MESSAGES

routes = [
    page("/messages", pages.show_messages, needs=_SEES, subject=anybody, staffs=True),
    page(
        "/messages/{message_id:uuid}/call-off",
        pages.press_call_off,
        method="POST",
        needs=_SEES,
        subject=message_of,
        staffs=True,
    ),
    page(
        "/messages/{message_id:uuid}/looked-at",
        pages.press_looked_at,
        method="POST",
        needs=_SEES,
        subject=message_of,
        staffs=True,
    ),
    page(
        "/messages/texts/{text_id:uuid}/seen-to",
        pages.press_seen_to,
        method="POST",
        needs=_SEES,
        subject=text_of,
        staffs=True,
    ),
    page(
        "/messages/ways/{channel}/open",
        pages.press_open_way,
        method="POST",
        needs=_SEES,
        subject=way_of,
        staffs=True,
    ),
]
