"""Who may use which address of those who receive, and of those who lead a team."""

from bookings.day.queries.today import anybody
from bookings.handoffs.pages.receiving import answering, calling, council, packet, tray
from bookings.handoffs.queries.receiving import opened_in
from bookings.handoffs.queries.seeing import received_in
from portal.access import Permission
from portal.web.page import staff_page

_RECEIVE = Permission.HANDOFFS_RECEIVE
_ONE = "/tray/{handoff_id:uuid}"

routes = [
    staff_page("GET", "/tray", tray.show_tray, _RECEIVE, anybody),
    staff_page("GET", "/tray/changed", tray.show_changed, _RECEIVE, anybody, polls=True),
    staff_page("POST", f"{_ONE}/receive", tray.press_receive, _RECEIVE, received_in),
    staff_page("POST", f"{_ONE}/hand-over", tray.press_hand_over, _RECEIVE, received_in),
    staff_page("GET", _ONE, packet.show_packet, _RECEIVE, opened_in),
    staff_page("POST", _ONE, answering.press_answer, _RECEIVE, opened_in),
    staff_page("POST", f"{_ONE}/number", calling.press_number, _RECEIVE, opened_in),
    staff_page("POST", f"{_ONE}/call", calling.press_came, _RECEIVE, opened_in),
    staff_page("POST", f"{_ONE}/application", council.press_application, _RECEIVE, opened_in),
    staff_page("GET", f"{_ONE}/form", council.show_form, _RECEIVE, opened_in),
]
