"""What takes long of a change is found out while nobody waits for the database."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Session
from starlette.responses import Response

from portal.access import Actor, Permission, Role
from portal.db.engine import Database
from portal.record.actions import note
from portal.record.models import Entry
from portal.web.application import application
from portal.web.headers import GuardedApplication
from portal.web.page import PageRequest, page
from tests.portal.staff.house import Watch, bare_house
from tests.staffing import desk_browser, signed_in


class Slow:
    """A change whose costly part says whether it held up whoever else writes."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.found_out: list[bool] = []
        self.known: list[object] = []

    def find_out(self, asked: PageRequest[None]) -> str:
        with self.database.writing() as other:
            note(other, "other change", uuid4(), by=asked.actor, at=asked.now)
        self.found_out.append(True)
        return "found out"

    def change(self, asked: PageRequest[str]) -> Response:
        self.known.append(asked.known)
        return asked.done("/")


def anything(_db: Session, _actor: Actor, _path: Mapping[str, Any]) -> str:
    return "anything"


def serving(slow: Slow, watch: Watch) -> GuardedApplication:
    route = page(
        "/slow",
        slow.change,
        method="POST",
        needs=Permission.ACCOUNTS,
        subject=anything,
        staffs=True,
        beforehand=slow.find_out,
    )
    return application(replace(bare_house(), database=slow.database, clock=watch), [route])


def test_others_write_while_it_is_found_out(database: Database, watch: Watch) -> None:
    slow = Slow(database)
    app = serving(slow, watch)
    token = signed_in(database, watch.now, Role.COORDINATOR)
    assert desk_browser(app, token).post("/slow").status_code == 303
    assert slow.known == ["found out"]
    with database.reading() as db:
        assert db.scalars(sa.select(Entry.verb)).all() == ["other change"]


def test_nothing_is_found_out_for_whoever_may_not(database: Database, watch: Watch) -> None:
    slow = Slow(database)
    app = serving(slow, watch)
    token = signed_in(database, watch.now, Role.RECEPTIONIST)
    assert desk_browser(app, token).post("/slow").status_code == 403
    assert desk_browser(app).post("/slow").status_code == 303
    assert (slow.found_out, slow.known) == ([], [])
