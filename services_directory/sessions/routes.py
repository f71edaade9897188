"""Every address of the weekly patterns and the workers, for whoever plans."""

from starlette.routing import BaseRoute

from portal.access import Permission
from portal.web.page import page
from services_directory.sessions.pages import patterns, workers
from services_directory.sessions.queries.patterns import pattern_of, planner

_PLAN = Permission.PLAN
_ONE = "/plan/{schedule_id:uuid}"

routes: list[BaseRoute] = [
    page("/plan", patterns.show_patterns, needs=_PLAN, subject=planner, staffs=True),
    page("/plan", patterns.press_new, method="POST", needs=_PLAN, subject=planner, staffs=True),
    page("/plan/workers", workers.show_workers, needs=_PLAN, subject=planner, staffs=True),
    page(
        "/plan/workers",
        workers.press_worker,
        method="POST",
        needs=_PLAN,
        subject=planner,
        staffs=True,
    ),
    page(_ONE, patterns.show_pattern, needs=_PLAN, subject=pattern_of, staffs=True),
    page(
        _ONE,
        patterns.press_pattern,
        method="POST",
        needs=_PLAN,
        subject=pattern_of,
        staffs=True,
    ),
]
