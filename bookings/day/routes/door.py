"""The door, the welcome, walking in, the alert, closing, and the morning on paper."""

from bookings.day.pages import alert, closing, door, phrase, walking_in, welcoming
from bookings.day.pages import print as on_paper
from bookings.day.queries.named import listed_in, session_in, unphrased_in, visit_here_in, visit_in
from bookings.day.queries.today import anybody, session_of, watched
from bookings.day.queries.welcome import arrival_in
from portal.access import Permission
from portal.web.page import page

_DOOR, _RUN, _ALERT = Permission.DOOR, Permission.DAY_RUN, Permission.ALERT
_SESSION = "/session/{session_id:uuid}"
_VISIT = "/door/{visit_id:uuid}"

routes = [
    page("/door", door.show_door, needs=_DOOR, subject=anybody, staffs=True),
    page(f"{_SESSION}/door", door.show_door_of, needs=_DOOR, subject=session_of, staffs=True),
    page(
        f"{_SESSION}/door/rows",
        door.poll_door,
        needs=_DOOR,
        subject=watched,
        staffs=True,
        polls=True,
    ),
    page(
        f"{_SESSION}/door",
        door.find_at_door,
        method="POST",
        needs=_DOOR,
        subject=session_of,
        staffs=True,
    ),
    page(
        f"{_VISIT}/here",
        door.press_here,
        method="POST",
        needs=_DOOR,
        subject=visit_in,
        staffs=True,
    ),
    page(
        f"{_VISIT}/left",
        door.press_left,
        method="POST",
        needs=_DOOR,
        subject=visit_in,
        staffs=True,
    ),
    page(
        f"{_VISIT}/welcome",
        welcoming.show_welcome,
        needs=_RUN,
        subject=arrival_in,
        staffs=True,
    ),
    page(
        f"{_VISIT}/welcome",
        welcoming.press_welcome,
        method="POST",
        needs=_RUN,
        subject=arrival_in,
        staffs=True,
    ),
    page(
        f"{_SESSION}/walk-in",
        walking_in.show_walk_in,
        needs=_DOOR,
        subject=session_of,
        staffs=True,
    ),
    page(
        f"{_SESSION}/walk-in",
        walking_in.press_walk_in,
        method="POST",
        needs=_DOOR,
        subject=session_of,
        staffs=True,
    ),
    page("/door/ahead", walking_in.show_ahead, needs=_RUN, subject=anybody, staffs=True),
    page(
        "/door/ahead",
        walking_in.press_ahead,
        method="POST",
        needs=_RUN,
        subject=anybody,
        staffs=True,
    ),
    page(f"{_VISIT}/next", walking_in.show_next, needs=_RUN, subject=visit_in, staffs=True),
    page(
        f"{_VISIT}/next",
        walking_in.press_next,
        method="POST",
        needs=_RUN,
        subject=visit_in,
        staffs=True,
    ),
    page(f"{_VISIT}/plan", walking_in.show_plan, needs=_RUN, subject=visit_here_in, staffs=True),
    page(
        f"{_VISIT}/plan",
        walking_in.press_plan,
        method="POST",
        needs=_RUN,
        subject=visit_here_in,
        staffs=True,
    ),
    page(f"{_VISIT}/phrase", phrase.show_phrase, needs=_RUN, subject=unphrased_in, staffs=True),
    page(
        f"{_VISIT}/phrase",
        phrase.press_phrase,
        method="POST",
        needs=_RUN,
        subject=unphrased_in,
        staffs=True,
    ),
    page(f"{_SESSION}/alert", alert.show_alert, needs=_ALERT, subject=session_in, staffs=True),
    page(
        f"{_SESSION}/alert/rows",
        alert.poll_alert,
        needs=_ALERT,
        subject=session_in,
        staffs=True,
        polls=True,
    ),
    page(
        f"{_SESSION}/alert",
        alert.press_alert,
        method="POST",
        needs=_ALERT,
        subject=session_in,
        staffs=True,
    ),
    page(
        f"{_SESSION}/alert/over",
        alert.press_over,
        method="POST",
        needs=_RUN,
        subject=session_in,
        staffs=True,
    ),
    page(f"{_SESSION}/close", closing.show_closing, needs=_RUN, subject=session_of, staffs=True),
    page(
        f"{_SESSION}/close",
        closing.press_close,
        method="POST",
        needs=_RUN,
        subject=session_of,
        staffs=True,
    ),
    page(
        f"{_SESSION}/close/{{visit_id:uuid}}",
        closing.press_outcome,
        method="POST",
        needs=_RUN,
        subject=listed_in,
        staffs=True,
    ),
    page(f"{_SESSION}/print", on_paper.show_print, needs=_RUN, subject=session_of, staffs=True),
]
