"""A house with a few plain pages, each of which does one thing, behind the real way in."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy.orm import Session
from starlette.responses import Response
from starlette.testclient import TestClient

from portal import i18n
from portal.access import STRANGER, Actor, Permission, Role
from portal.db.engine import Database
from portal.record.actions import note
from portal.settings import read_settings
from portal.web import cookie
from portal.web.application import application
from portal.web.headers import GuardedApplication
from portal.web.page import House, PageRequest, Side, page
from portal.web.static import StaticFiles
from portal.web.templates import Templates

ORIGIN = "http://localhost:8000"
OURS = {"sec-fetch-site": "same-origin"}
ROOT = Path(__file__).parent.parent.parent.parent
ABOUT = UUID(int=5)
CANARY = "canary-5e1f"
PLAIN = read_settings({})

PAGE = """{% extends "layouts/page.html" %}
{% block content %}<main>{% block part %}<p id="part">{{ said }} {{ now }}</p>{% endblock %}</main>
{% endblock %}"""

Asked: TypeAlias = PageRequest[str]


@dataclass
class Heard:
    """What reached the pages."""

    typed: list[Mapping[str, list[str]]] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    shown: int = 0


class SmallPages:
    """The pages of one small house."""

    def __init__(self) -> None:
        self.heard = Heard()

    def show(self, asked: Asked) -> Response:
        self.heard.shown += 1
        self.heard.actors.append(asked.actor)
        return asked.show("small.html", fragment="part", said="x" * 700)

    def show_secret(self, asked: Asked) -> Response:
        return asked.show("small.html", fragment="part", secret=True, said="x" * 700)

    def write(self, asked: Asked) -> Response:
        self.heard.typed.append(asked.typed)
        note(asked.db, "change", ABOUT, by=asked.actor, at=asked.now)
        return asked.done("/")

    def refuse(self, asked: Asked) -> Response:
        note(asked.db, "change", ABOUT, by=asked.actor, at=asked.now)
        return asked.show("small.html", fragment="part", status=422, said="x")

    def break_down(self, asked: Asked) -> Response:
        note(asked.db, "change", ABOUT, by=asked.actor, at=asked.now)
        raise RuntimeError(CANARY)


def recognise(_db: Session, token: str, _now: datetime) -> Actor:
    """Cookies say plainly who comes."""
    return Actor(Role[token.upper()]) if token in ("visitor", "holder") else STRANGER


def anything(_db: Session, _actor: Actor, _path: Mapping[str, Any]) -> str:
    return "anything"


def nothing(_db: Session, _actor: Actor, _path: Mapping[str, Any]) -> str | None:
    return None


def routes(pages: SmallPages) -> list[Any]:
    anybody, own = Permission.JOURNEY, Permission.VISIT_SEE_OWN
    return [
        page("/", pages.show, needs=anybody, subject=anything, ready=True),
        page("/", pages.write, method="POST", needs=anybody, subject=anything),
        page("/plain", pages.show, needs=anybody, subject=anything),
        page("/secret", pages.show_secret, needs=anybody, subject=anything),
        page("/own", pages.show, needs=own, subject=anything),
        page("/own", pages.write, method="POST", needs=own, subject=anything),
        page("/gone", pages.show, needs=anybody, subject=nothing),
        page("/writes", pages.write, needs=anybody, subject=anything),
        page("/refuses", pages.refuse, method="POST", needs=anybody, subject=anything),
        page("/breaks", pages.break_down, needs=anybody, subject=anything),
        page("/breaks", pages.break_down, method="POST", needs=anybody, subject=anything),
    ]


@dataclass
class Clock:
    """Shows what it was set to."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True)
class SmallHouse:
    """A portal that answers, the clock that it goes by, and what reached its pages."""

    app: GuardedApplication
    clock: Clock
    database: Database
    heard: Heard

    def client(self, **options: Any) -> TestClient:
        """Somebody with a cookie jar of their own, who follows no redirect by themselves."""
        options = {"base_url": ORIGIN, "follow_redirects": False, **options}
        return TestClient(self.app, **options)


@dataclass(frozen=True)
class Furniture:
    """What every small house can share: it takes a while to make."""

    templates: Templates
    files: StaticFiles


def make_furniture(folder: Path) -> Furniture:
    """The real layouts with one small page; the real static files with a script of the build."""
    files = StaticFiles(_static(folder / "static"))
    names = {"settings": PLAIN, "asset": files.address}
    return Furniture(Templates(_templates(folder / "templates"), names), files)


def make_small_house(
    database: Database, furniture: Furniture, now: datetime, **environment: str
) -> SmallHouse:
    """A small house that says nothing but in English."""
    settings, clock, pages = read_settings(environment), Clock(now), SmallPages()
    english = i18n.load_languages(Path("/nowhere"))
    house = House(
        settings, database, furniture.templates, english, clock, Side(cookie.HERS, recognise)
    )
    app = application(house, [*routes(pages), *furniture.files.routes()])
    return SmallHouse(app, clock, database, pages.heard)


def _static(folder: Path) -> Path:
    """The real files, and one in the place of the script that only the build has."""
    shutil.copytree(ROOT / "portal" / "static", folder)
    (folder / "h.js").write_text("// swaps\n" * 50)
    return folder


def _templates(folder: Path) -> Path:
    shutil.copytree(ROOT / "templates", folder)
    (folder / "small.html").write_text(PAGE)
    return folder
