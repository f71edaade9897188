"""The composition root: the only module that knows every package."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.cases.routes import routes as case_routes
from bookings.day.actions.screens import end_screen
from bookings.day.queries import screens
from bookings.day.routes import routes as day_routes
from bookings.feeds.routes import routes as feed_routes
from bookings.handoffs.routes import routes as handoff_routes
from bookings.looking.routes import routes as looking_routes
from bookings.people.rules.facts import day_in
from bookings.reaching.pages.contact import ContactPages
from bookings.reaching.routes import routes as reaching_routes
from bookings.visits import routes as visit_routes
from bookings.visits.queries.journeys import recognise
from portal import i18n, keyring
from portal.access import STRANGER, Actor, Permission
from portal.clock import Clock, utc_now
from portal.db.base import Base
from portal.db.engine import Database
from portal.judging import end_texts, flag_hers
from portal.provider.pages import Listener, nobody_is
from portal.provider.routes import routes as provider_routes
from portal.settings import CarrierChoice, Settings, secret_in
from portal.staff import queries as staff
from portal.staff.actions import record_reads, stay
from portal.staff.actions.notices import something_waits
from portal.staff.routes import routes as staff_routes
from portal.staffing import DIRECTORY
from portal.waiting import waiting_in
from portal.web import cookie
from portal.web.application import application
from portal.web.headers import GuardedApplication
from portal.web.page import House, Side
from portal.web.static import StaticFiles, static_folder
from portal.web.templates import Templates
from services_directory.listings.routes import routes as listing_routes
from services_directory.places.routes import routes as place_routes
from services_directory.sessions.routes import routes as plan_routes

HERS = Side(cookie.HERS, recognise)


def every_table() -> sa.MetaData:
    """All tables of all packages: whatever is put together here brings its models along."""
    return Base.metadata


def _staff_or_screen(db: Session, token: str, now: datetime) -> Actor:
    """Whoever is signed in, or else the room's screen."""
    actor = staff.recognise(db, token, now)
    return actor if actor is not STRANGER else screens.recognise(db, token, now)


STAFFS = Side(
    cookie.STAFFS,
    _staff_or_screen,
    stay=stay,
    record=record_reads,
    sign_in="/staff",
    ends=end_screen,
)


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
    locales = i18n.find_folder("locales")
    spoken = languages or i18n.load_languages(locales)
    staffs_spoken = languages or i18n.load_staffs_languages(locales)
    for language in (*spoken.values(), *staffs_spoken.values()):
        language.read_now()
    templates = Templates(i18n.find_folder("templates"), _names(settings, files, spoken))
    templates.warm()
    staffs = replace(STAFFS, tally=waiting_in(settings))
    house = House(
        settings,
        database,
        templates,
        spoken,
        clock,
        HERS,
        staffs,
        staffs_languages=staffs_spoken,
    )
    planning = (*plan_routes, *listing_routes, *place_routes)
    on_the_day = (
        *day_routes,
        *feed_routes,
        *reaching_routes(ContactPages()),
        *looking_routes,
        *handoff_routes,
        *case_routes,
    )
    ours = (*visit_routes.routes, *staff_routes(DIRECTORY), *on_the_day, *planning)
    listening = provider_routes(listener(settings))
    return application(house, [*ours, *listening, *files.routes()])


def listener(settings: Settings) -> Listener:
    """Who is heard as a provider: nobody, until one was chosen. Raises UnsafeSettings."""
    if settings.carrier is not CarrierChoice.TWILIO or settings.twilio_token_file is None:
        return Listener(nobody_is)
    from portal.outbox.carriers.twilio import Genuine

    genuine = Genuine(secret_in(settings.twilio_token_file), settings.origin)
    return Listener(genuine, (flag_hers,), (end_texts,), (something_waits,))


def _names(settings: Settings, files: StaticFiles, languages: i18n.Languages) -> dict[str, Any]:
    """What every template may use: the deployer's settings, addresses of files, times as told, and
    the languages of her pages."""
    tongues = sorted(languages.values(), key=lambda each: (each.tag != i18n.SOURCE, each.tag))

    def time_of(moment: datetime) -> str:
        return i18n.clock_time(moment, settings.timezone)

    def day_of(moment: datetime) -> str:
        return i18n.local_day(moment, settings.timezone)

    def date_of(moment: date) -> str:
        return i18n.local_date(moment, settings.timezone)

    def written_day(text: str) -> str:
        day = day_in(text)
        return date_of(day) if day else text

    return {
        "settings": settings,
        "asset": files.address,
        "time_of": time_of,
        "day_of": day_of,
        "date_of": date_of,
        "written_day": written_day,
        "permission": Permission,
        "tongues": tongues,
    }
