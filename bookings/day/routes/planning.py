"""The coming sessions, and calling one of them off."""

from bookings.day.pages import planning
from bookings.day.queries.planning import date_of
from bookings.day.queries.today import anybody
from portal.access import Permission
from portal.web.page import page

_PLAN = Permission.PLAN
_DATE = "/plan/date/{session_id:uuid}"

routes = [
    page("/plan/calendar", planning.show_calendar, needs=_PLAN, subject=anybody, staffs=True),
    page(_DATE, planning.show_date, needs=_PLAN, subject=date_of, staffs=True),
    page(_DATE, planning.press_off, method="POST", needs=_PLAN, subject=date_of, staffs=True),
]
