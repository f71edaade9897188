"""The door, the welcome, walking in, the alert, closing, and the morning on paper."""

from bookings.day.pages import alert, closing, door, phrase, walking_in, welcoming
from bookings.day.pages import print as on_paper
from bookings.day.queries.named import (
    listed_in,
    session_in,
    unphrased_in,
    visit_here_in,
    visit_in,
    visit_to_come_in,
)
from bookings.day.queries.today import anybody, session_of, watched
from bookings.day.queries.welcome import arrival_in
from portal.access import Permission
from portal.web.page import staff_page

_DOOR, _RUN, _ALERT = Permission.DOOR, Permission.DAY_RUN, Permission.ALERT
_SESSION = "/session/{session_id:uuid}"
_VISIT = "/door/{visit_id:uuid}"

routes = [
    staff_page("GET", "/door", door.show_door, _DOOR, anybody),
    staff_page("GET", f"{_SESSION}/door", door.show_door_of, _DOOR, session_of),
    staff_page("GET", f"{_SESSION}/door/rows", door.poll_door, _DOOR, watched, polls=True),
    staff_page("POST", f"{_SESSION}/door", door.find_at_door, _DOOR, session_of),
    staff_page("POST", f"{_VISIT}/here", door.press_here, _DOOR, visit_in),
    staff_page("POST", f"{_VISIT}/left", door.press_left, _DOOR, visit_in),
    staff_page("GET", f"{_VISIT}/welcome", welcoming.show_welcome, _RUN, arrival_in),
    staff_page("POST", f"{_VISIT}/welcome", welcoming.press_welcome, _RUN, arrival_in),
    staff_page("GET", f"{_SESSION}/walk-in", walking_in.show_walk_in, _DOOR, session_of),
    staff_page("POST", f"{_SESSION}/walk-in", walking_in.press_walk_in, _DOOR, session_of),
    staff_page("GET", "/door/ahead", walking_in.show_ahead, _RUN, anybody),
    staff_page("POST", "/door/ahead", walking_in.press_ahead, _RUN, anybody),
    staff_page("GET", f"{_VISIT}/next", walking_in.show_next, _RUN, visit_in),
    staff_page("POST", f"{_VISIT}/next", walking_in.press_next, _RUN, visit_in),
    staff_page("GET", f"{_VISIT}/plan", walking_in.show_plan, _RUN, visit_here_in),
    staff_page("POST", f"{_VISIT}/plan", walking_in.press_plan, _RUN, visit_here_in),
    staff_page("GET", f"{_VISIT}/apart", walking_in.show_apart, _RUN, visit_to_come_in),
    staff_page("POST", f"{_VISIT}/apart", walking_in.press_apart, _RUN, visit_to_come_in),
    staff_page("GET", f"{_VISIT}/phrase", phrase.show_phrase, _RUN, unphrased_in),
    staff_page("POST", f"{_VISIT}/phrase", phrase.press_phrase, _RUN, unphrased_in),
    staff_page("GET", f"{_SESSION}/alert", alert.show_alert, _ALERT, session_in),
    staff_page("GET", f"{_SESSION}/alert/rows", alert.poll_alert, _ALERT, session_in, polls=True),
    staff_page("POST", f"{_SESSION}/alert", alert.press_alert, _ALERT, session_in),
    staff_page("POST", f"{_SESSION}/alert/over", alert.press_over, _RUN, session_in),
    staff_page("GET", f"{_SESSION}/close", closing.show_closing, _RUN, session_of),
    staff_page("POST", f"{_SESSION}/close", closing.press_close, _RUN, session_of),
    staff_page(
        "POST", f"{_SESSION}/close/{{visit_id:uuid}}", closing.press_outcome, _RUN, listed_in
    ),
    staff_page("GET", f"{_SESSION}/print", on_paper.show_print, _RUN, session_of),
]
