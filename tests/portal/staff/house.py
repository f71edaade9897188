"""The staff's door alone, behind the real way in, with the directory of the demo behind it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from portal import i18n
from portal.access import STRANGER, Actor, Permission
from portal.db.engine import Database
from portal.settings import read_settings
from portal.staff.actions import record_reads, stay
from portal.staff.queries import recognise
from portal.staff.routes import routes
from portal.staffing import DIRECTORY
from portal.web import cookie
from portal.web.application import application
from portal.web.headers import GuardedApplication
from portal.web.page import House, PageRequest, Side, page
from portal.web.static import StaticFiles, static_folder
from portal.web.templates import Templates

BOARD = Permission.BOARD_SEE
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


class Watch:
    """The time it is in a test."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def on(self, **time: float) -> None:
        self.now += timedelta(**time)


def open_door(database: Database, watch: Watch) -> GuardedApplication:
    """The portal's staff side on this database."""
    return application(
        replace(bare_house(), database=database, clock=watch), [*routes(DIRECTORY), *_rooms()]
    )


def _rooms() -> list[Any]:
    """Where somebody works, in place of the morning's own pages."""

    def room(asked: PageRequest[str]) -> Any:
        return asked.show("staff/join_over.html", fragment="content", here="board")

    def found(_db: Any, _actor: Actor, _path: Any) -> str:
        return "a room"

    return [
        page("/board", room, needs=BOARD, subject=found, staffs=True),
        page(
            "/board/rows", room, needs=Permission.BOARD_SEE, subject=found, staffs=True, polls=True
        ),
    ]


@cache
def bare_house() -> House:
    settings = read_settings({"PORTAL_PUBLIC_NAME": "Advice morning"})
    files = StaticFiles(static_folder())

    def time_of(moment: datetime) -> str:
        return i18n.clock_time(moment, settings.timezone)

    def day_of(moment: datetime) -> str:
        return i18n.local_day(moment, settings.timezone)

    def date_of(moment: date) -> str:
        return i18n.local_date(moment, settings.timezone)

    names: dict[str, Any] = {
        "settings": settings,
        "asset": files.address,
        "time_of": time_of,
        "day_of": day_of,
        "date_of": date_of,
        "permission": Permission,
    }
    templates = Templates(i18n.find_folder("templates"), names)
    locales = i18n.find_folder("locales")
    languages, theirs = i18n.load_languages(locales), i18n.load_staffs_languages(locales)
    nobodys = Database("sqlite:///unused.db")
    hers = Side(cookie.HERS, lambda _db, _token, _now: STRANGER)
    staffs = Side(cookie.STAFFS, recognise, stay=stay, record=record_reads, sign_in="/staff")
    names["tongues"] = list(languages.values())
    told = (languages, lambda: NOW, hers, staffs)
    return House(settings, nobodys, templates, *told, staffs_languages=theirs)
