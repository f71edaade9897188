"""The board, the shared screen, and each desk."""

from bookings.day.pages import board, desk, moving, running, screen, whole_visit
from bookings.day.queries.named import visit_in
from bookings.day.queries.running import stop_of
from bookings.day.queries.screens import own_screen
from bookings.day.queries.today import anybody, session_of, watched, watched_at_desk
from portal.access import Permission
from portal.web.page import page

_SEES_BOARD, _SEES_ROOMS = Permission.BOARD_SEE, Permission.ROOMS_SEE
_STOP = "/session/stop/{stop_id:uuid}"
_SESSION = "/session/{session_id:uuid}"
_VISIT = "/session/visit/{visit_id:uuid}"

routes = [
    page("/board", board.show_todays_board, needs=_SEES_BOARD, subject=anybody, staffs=True),
    page(
        "/board/{session_id:uuid}",
        board.show_board,
        needs=_SEES_BOARD,
        subject=session_of,
        staffs=True,
    ),
    page(
        "/board/{session_id:uuid}/rows",
        board.poll_board,
        needs=_SEES_BOARD,
        subject=watched,
        staffs=True,
        polls=True,
    ),
    page("/desk", desk.show_desk, needs=Permission.DESK_SEE, subject=anybody, staffs=True),
    page(
        "/desk/{session_id:uuid}/rows",
        desk.poll_desk,
        needs=Permission.DESK_SEE,
        subject=watched_at_desk,
        staffs=True,
        polls=True,
    ),
    page(
        _STOP,
        running.press_step,
        method="POST",
        needs=Permission.STOP_RUN,
        subject=stop_of,
        staffs=True,
    ),
    page(_STOP, moving.show_stop, needs=Permission.DAY_RUN, subject=stop_of, staffs=True),
    page(
        f"{_STOP}/move",
        moving.press_move,
        method="POST",
        needs=Permission.DAY_RUN,
        subject=stop_of,
        staffs=True,
    ),
    page(
        f"{_VISIT}/leaving",
        whole_visit.show_not_staying,
        needs=Permission.DAY_RUN,
        subject=visit_in,
        staffs=True,
    ),
    page(
        f"{_VISIT}/leaving",
        whole_visit.press_not_staying,
        method="POST",
        needs=Permission.DAY_RUN,
        subject=visit_in,
        staffs=True,
    ),
    page(
        f"{_VISIT}/looked-at",
        whole_visit.press_looked_at,
        method="POST",
        needs=Permission.DAY_RUN,
        subject=visit_in,
        staffs=True,
    ),
    page("/rooms", screen.show_rooms, needs=_SEES_ROOMS, subject=anybody, staffs=True),
    page(
        "/rooms/{session_id:uuid}",
        screen.show_rooms_of,
        needs=_SEES_ROOMS,
        subject=session_of,
        staffs=True,
    ),
    page(
        "/rooms/{session_id:uuid}/rows",
        screen.poll_rooms,
        needs=_SEES_ROOMS,
        subject=watched,
        staffs=True,
        polls=True,
    ),
    page(
        "/screen",
        screen.show_screen,
        needs=Permission.SCREEN_SHOW,
        subject=own_screen,
        staffs=True,
        polls=True,
    ),
    page(
        "/screen/rows",
        screen.poll_screen,
        needs=Permission.SCREEN_SHOW,
        subject=own_screen,
        staffs=True,
        polls=True,
    ),
    page(
        f"{_SESSION}/screen",
        screen.press_open,
        method="POST",
        needs=Permission.DAY_RUN,
        subject=session_of,
        staffs=True,
    ),
    page(
        f"{_SESSION}/screen/end",
        screen.press_end,
        method="POST",
        needs=Permission.DAY_RUN,
        subject=session_of,
        staffs=True,
    ),
]
