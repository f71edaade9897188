"""Every address of the directory, for whoever plans."""

from starlette.routing import BaseRoute

from portal.access import Permission
from portal.web.page import staff_page
from services_directory.listings import pages
from services_directory.listings.queries import planner, service_of

_PLAN = Permission.PLAN
_ALL, _ONE = "/directory", "/directory/{service_id:uuid}"

routes: list[BaseRoute] = [
    staff_page("GET", _ALL, pages.show_directory, _PLAN, planner),
    staff_page("POST", _ALL, pages.press_directory, _PLAN, planner),
    staff_page("GET", _ONE, pages.show_service, _PLAN, service_of),
    staff_page("POST", _ONE, pages.press_service, _PLAN, service_of),
]
