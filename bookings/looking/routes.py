"""Who looked: who may use which address."""

from bookings.day.queries.named import visit_in
from bookings.day.queries.today import anybody
from bookings.looking.pages import looked, unusual, why
from bookings.looking.queries.reasons import client_in
from bookings.people.queries.records import case_in
from portal.access import Permission
from portal.web.page import staff_page

_LOOKED, _READING = Permission.LOOKED_SEE, Permission.READING_SEE
_REASON = Permission.LOOK_BEYOND

routes = [
    staff_page(
        "GET", "/session/visit/{visit_id:uuid}/looked", looked.show_looked, _LOOKED, visit_in
    ),
    staff_page("GET", "/cases/{case_id:uuid}/looked", looked.show_case_looked, _LOOKED, case_in),
    staff_page("POST", "/why/{client_id:uuid}", why.press_reason, _REASON, client_in),
    staff_page("GET", "/reading", unusual.show_reading, _READING, anybody),
    staff_page("POST", "/reading", unusual.press_reading, _READING, anybody),
]
