"""A new plan, the things of a session, and the creche: who may use which address."""

from bookings.day.pages import creche, replan, things
from bookings.day.queries.today import anybody, session_of
from portal.access import Permission
from portal.web.page import page

_REPLAN = "/session/{session_id:uuid}/replan"
_THINGS = "/session/{session_id:uuid}/things"
_CRECHE = "/creche/{session_id:uuid}"

routes = [
    page(_REPLAN, replan.show_replan, needs=Permission.DAY_RUN, subject=session_of, staffs=True),
    page(
        _REPLAN,
        replan.press_replan,
        method="POST",
        needs=Permission.DAY_RUN,
        subject=session_of,
        staffs=True,
    ),
    page(
        f"{_REPLAN}/back",
        replan.press_back,
        method="POST",
        needs=Permission.DAY_RUN,
        subject=session_of,
        staffs=True,
    ),
    page(_THINGS, things.show_things, needs=Permission.DAY_RUN, subject=session_of, staffs=True),
    page(
        _THINGS,
        things.press_things,
        method="POST",
        needs=Permission.DAY_RUN,
        subject=session_of,
        staffs=True,
    ),
    page(
        "/creche",
        creche.show_todays_creche,
        needs=Permission.DOOR,
        subject=anybody,
        staffs=True,
    ),
    page(_CRECHE, creche.show_creche, needs=Permission.DOOR, subject=session_of, staffs=True),
    page(
        _CRECHE,
        creche.press_creche,
        method="POST",
        needs=Permission.DOOR,
        subject=session_of,
        staffs=True,
    ),
]
