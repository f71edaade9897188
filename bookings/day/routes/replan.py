"""A new plan, the things of a session, and the creche: who may use which address."""

from bookings.day.pages import creche, replan, things
from bookings.day.queries.today import anybody, session_of
from portal.access import Permission
from portal.web.page import staff_page

_RUN, _DOOR = Permission.DAY_RUN, Permission.DOOR
_REPLAN = "/session/{session_id:uuid}/replan"
_THINGS = "/session/{session_id:uuid}/things"
_CRECHE = "/creche/{session_id:uuid}"

routes = [
    staff_page("GET", _REPLAN, replan.show_replan, _RUN, session_of),
    staff_page("POST", _REPLAN, replan.press_replan, _RUN, session_of),
    staff_page("POST", f"{_REPLAN}/back", replan.press_back, _RUN, session_of),
    staff_page("GET", _THINGS, things.show_things, _RUN, session_of),
    staff_page("POST", _THINGS, things.press_things, _RUN, session_of),
    staff_page("GET", "/creche", creche.show_todays_creche, _DOOR, anybody),
    staff_page("GET", _CRECHE, creche.show_creche, _DOOR, session_of),
    staff_page("POST", _CRECHE, creche.press_creche, _DOOR, session_of),
]
