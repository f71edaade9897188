"""The coming sessions, and calling one of them off."""

from bookings.day.pages import planning
from bookings.day.queries.planning import date_of
from bookings.day.queries.today import anybody
from portal.access import Permission
from portal.web.page import staff_page

_PLAN = Permission.PLAN
_DATE = "/plan/date/{session_id:uuid}"

routes = [
    staff_page("GET", "/plan/calendar", planning.show_calendar, _PLAN, anybody),
    staff_page("GET", _DATE, planning.show_date, _PLAN, date_of),
    staff_page("POST", _DATE, planning.press_off, _PLAN, date_of),
]
