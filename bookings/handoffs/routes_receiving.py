"""Who may use which address of those who receive, and of those who lead a team."""

from bookings.day.queries.today import anybody
from bookings.handoffs.pages.receiving import (
    answering,
    calling,
    council,
    late,
    packet,
    team,
    tray,
)
from bookings.handoffs.queries.receiving import opened_in
from bookings.handoffs.queries.seeing import overseen_in, received_in
from bookings.handoffs.queries.staffed import service_in
from portal.access import Permission
from portal.web.page import staff_page

_RECEIVE = Permission.HANDOFFS_RECEIVE
_OVERSEE, _TEAM = Permission.HANDOFFS_OVERSEE, Permission.TEAM
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
    staff_page("GET", "/late", late.show_late, _OVERSEE, anybody),
    staff_page("POST", "/late/{handoff_id:uuid}", late.press_give, _OVERSEE, overseen_in),
    staff_page("GET", "/team", team.show_teams, _TEAM, anybody),
    staff_page("GET", "/team/{service_id:uuid}", team.show_team, _TEAM, service_in),
    staff_page("POST", "/team/{service_id:uuid}", team.press_team, _TEAM, service_in),
]
