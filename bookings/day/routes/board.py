"""The board, the shared screen, and each desk."""

from bookings.day.pages import board, desk, moving, running, screen, whole_visit
from bookings.day.queries.named import visit_in
from bookings.day.queries.running import stop_of
from bookings.day.queries.screens import own_screen
from bookings.day.queries.today import anybody, session_of, watched, watched_at_desk
from portal.access import Permission
from portal.web.page import staff_page

_SEES_BOARD, _SEES_ROOMS = Permission.BOARD_SEE, Permission.ROOMS_SEE
_RUN, _SCREEN = Permission.DAY_RUN, Permission.SCREEN_SHOW
_STOP = "/session/stop/{stop_id:uuid}"
_SESSION = "/session/{session_id:uuid}"
_VISIT = "/session/visit/{visit_id:uuid}"

routes = [
    staff_page("GET", "/board", board.show_todays_board, _SEES_BOARD, anybody),
    staff_page("GET", "/board/{session_id:uuid}", board.show_board, _SEES_BOARD, session_of),
    staff_page(
        "GET", "/board/{session_id:uuid}/rows", board.poll_board, _SEES_BOARD, watched, polls=True
    ),
    staff_page("GET", "/desk", desk.show_desk, Permission.DESK_SEE, anybody),
    staff_page(
        "GET",
        "/desk/{session_id:uuid}/rows",
        desk.poll_desk,
        Permission.DESK_SEE,
        watched_at_desk,
        polls=True,
    ),
    staff_page("POST", _STOP, running.press_step, Permission.STOP_RUN, stop_of),
    staff_page("GET", _STOP, moving.show_stop, _RUN, stop_of),
    staff_page("POST", f"{_STOP}/move", moving.press_move, _RUN, stop_of),
    staff_page("GET", f"{_VISIT}/leaving", whole_visit.show_not_staying, _RUN, visit_in),
    staff_page("POST", f"{_VISIT}/leaving", whole_visit.press_not_staying, _RUN, visit_in),
    staff_page("POST", f"{_VISIT}/looked-at", whole_visit.press_looked_at, _RUN, visit_in),
    staff_page("GET", "/rooms", screen.show_rooms, _SEES_ROOMS, anybody),
    staff_page("GET", "/rooms/{session_id:uuid}", screen.show_rooms_of, _SEES_ROOMS, session_of),
    staff_page(
        "GET", "/rooms/{session_id:uuid}/rows", screen.poll_rooms, _SEES_ROOMS, watched, polls=True
    ),
    staff_page("GET", "/screen", screen.show_screen, _SCREEN, own_screen, polls=True),
    staff_page("GET", "/screen/rows", screen.poll_screen, _SCREEN, own_screen, polls=True),
    staff_page("POST", f"{_SESSION}/screen", screen.press_open, _RUN, session_of),
    staff_page("POST", f"{_SESSION}/screen/end", screen.press_end, _RUN, session_of),
]
