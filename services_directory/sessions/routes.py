"""Every address of the weekly patterns and the workers, for whoever plans."""

from starlette.routing import BaseRoute

from portal.access import Permission
from portal.web.page import staff_page
from services_directory.sessions.pages import patterns, workers
from services_directory.sessions.queries.patterns import pattern_of, planner

_PLAN = Permission.PLAN
_ONE = "/plan/{schedule_id:uuid}"

routes: list[BaseRoute] = [
    staff_page("GET", "/plan", patterns.show_patterns, _PLAN, planner),
    staff_page("POST", "/plan", patterns.press_new, _PLAN, planner),
    staff_page("GET", "/plan/workers", workers.show_workers, _PLAN, planner),
    staff_page("POST", "/plan/workers", workers.press_worker, _PLAN, planner),
    staff_page("GET", _ONE, patterns.show_pattern, _PLAN, pattern_of),
    staff_page("POST", _ONE, patterns.press_pattern, _PLAN, pattern_of),
]
