"""Every address of the directory, for whoever plans."""

from starlette.routing import BaseRoute

from portal.access import Permission
from portal.web.page import page
from services_directory.listings import pages
from services_directory.listings.queries import planner, service_of

_PLAN = Permission.PLAN
_ALL, _ONE = "/directory", "/directory/{service_id:uuid}"

routes: list[BaseRoute] = [
    page(_ALL, pages.show_directory, needs=_PLAN, subject=planner, staffs=True),
    page(_ALL, pages.press_directory, method="POST", needs=_PLAN, subject=planner, staffs=True),
    page(_ONE, pages.show_service, needs=_PLAN, subject=service_of, staffs=True),
    page(_ONE, pages.press_service, method="POST", needs=_PLAN, subject=service_of, staffs=True),
]
