"""The composition root: the only module that knows every package."""

from datetime import datetime
from typing import Any

from bookings.visits import routes as visit_routes
from bookings.visits.queries.journeys import recognise
from portal import i18n, keyring
from portal.clock import Clock, utc_now
from portal.db.engine import Database
from portal.settings import Settings
from portal.web.application import application
from portal.web.headers import GuardedApplication
from portal.web.page import House
from portal.web.static import StaticFiles, static_folder
from portal.web.templates import Templates


def create_app(
    settings: Settings,
    database: Database,
    *,
    clock: Clock = utc_now,
    languages: i18n.Languages | None = None,
) -> GuardedApplication:
    """The whole portal as one ASGI application. The keyring must be in use already."""
    keyring.current()
    files = StaticFiles(static_folder())
    spoken = languages or i18n.load_languages(i18n.find_folder("locales"))
    templates = Templates(i18n.find_folder("templates"), _names(settings, files))
    templates.warm()
    house = House(settings, database, templates, spoken, clock, recognise)
    return application(house, [*visit_routes.routes, *files.routes()])


def _names(settings: Settings, files: StaticFiles) -> dict[str, Any]:
    """What every template may use: the deployer's settings, addresses of files, times as told."""

    def time_of(moment: datetime) -> str:
        return i18n.clock_time(moment, settings.timezone)

    def day_of(moment: datetime) -> str:
        return i18n.local_day(moment, settings.timezone)

    return {"settings": settings, "asset": files.address, "time_of": time_of, "day_of": day_of}
