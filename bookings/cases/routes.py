"""Cases: who may use which address."""

from bookings.cases.pages import lists, opening, record
from bookings.cases.queries.visits import joined_in
from bookings.day.queries.named import visit_in
from bookings.day.queries.today import anybody
from bookings.looking.pages.why import with_reason
from bookings.people.queries.records import case_in
from portal.access import Permission
from portal.web.page import staff_page

_SEE, _CHANGE = Permission.CASES_SEE, Permission.CASES_CHANGE
_CASE = "/cases/{case_id:uuid}"
_OPENING = "/session/visit/{visit_id:uuid}/case"

routes = [
    staff_page("GET", "/cases", lists.show_own, _SEE, anybody),
    staff_page("GET", "/cases/ours", lists.show_ours, _SEE, anybody),
    staff_page("GET", _OPENING, opening.show_opening, _CHANGE, visit_in),
    staff_page("POST", _OPENING, opening.press_opening, _CHANGE, visit_in),
    staff_page(
        "POST", "/cases/joined/{joined_id:uuid}/undo", opening.press_undo, _CHANGE, joined_in
    ),
    staff_page("GET", _CASE, with_reason(record.show_case), _SEE, case_in),
    staff_page("POST", _CASE, with_reason(record.press_case), _CHANGE, case_in),
]
