"""Passing on: who may use which address."""

from typing import Any

from bookings.day.queries.today import anybody
from bookings.handoffs.pages.sending import drafts, more, needs, one, shown, tray, without
from bookings.handoffs.queries.sending import asking_in, needed_in, passed_in
from bookings.looking.pages.why import with_reason
from bookings.people.queries.records import case_in
from portal.access import Permission
from portal.web.page import Handler, Loader, PageRoute, staff_page

_SEND = Permission.HANDOFFS_SEND
_CASE = "/cases/{case_id:uuid}/handoffs"
_TO = f"{_CASE}/to/{{desk}}"
_NEED = "/handed-on/need/{need_id:uuid}"
_ONE = "/handed-on/{handoff_id:uuid}"


def _of(method: str, path: str, handler: Handler[Any], subject: Loader[Any]) -> PageRoute:
    """A page of one person: opened beyond one's own work, it asks first why (P-02)."""
    return staff_page(method, path, with_reason(handler), _SEND, subject)


routes = [
    staff_page("GET", "/handed-on", tray.show_handed_on, _SEND, anybody),
    _of("GET", _CASE, needs.show_passed_on, case_in),
    _of("GET", _TO, needs.show_asking, asking_in),
    _of("POST", _TO, needs.press_asking, asking_in),
    _of("GET", _NEED, more.show_need, needed_in),
    _of("POST", _NEED, more.press_need, needed_in),
    _of("GET", _ONE, one.show_one, passed_in),
    _of("POST", _ONE, one.press_one, passed_in),
    _of("GET", f"{_ONE}/draft", drafts.show_draft, passed_in),
    _of("POST", f"{_ONE}/draft", drafts.press_draft, passed_in),
    _of("POST", f"{_ONE}/back", drafts.press_back, passed_in),
    _of("GET", f"{_ONE}/shown", shown.show_shown, passed_in),
    _of("POST", f"{_ONE}/shown", shown.press_shown, passed_in),
    _of("GET", f"{_ONE}/without", without.show_without, passed_in),
    _of("POST", f"{_ONE}/without", without.press_without, passed_in),
    _of("GET", f"{_ONE}/second", without.show_second, passed_in),
    _of("POST", f"{_ONE}/second", without.press_second, passed_in),
]
