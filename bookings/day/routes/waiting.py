"""The waiting list of a session."""

from bookings.day.pages import waiting
from bookings.day.queries.today import session_of
from portal.access import Permission
from portal.web.page import page

_WAITING = "/session/{session_id:uuid}/waiting"

routes = [
    page(
        _WAITING,
        waiting.show_waiting,
        needs=Permission.DAY_RUN,
        subject=session_of,
        staffs=True,
    ),
    page(
        _WAITING,
        waiting.press_waiting,
        method="POST",
        needs=Permission.DAY_RUN,
        subject=session_of,
        staffs=True,
    ),
]
