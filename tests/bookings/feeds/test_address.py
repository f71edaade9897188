"""C-26: an address can be given up, is kept by its fingerprint only, and stands in no log."""

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from httpx2 import Response

from bookings.feeds.models import CalendarFeed
from portal.access import Role
from portal.db.engine import Database
from portal.record.models import Entry
from portal.staff.models import Account, Standing
from portal.web import log
from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.day.board.morning import Morning
from tests.bookings.feeds.reading import Reader, made
from tests.bookings.visits.rows import dump

ONE_MORE = "/c/" + "A" * 43 + ".ics"


@pytest.fixture
def farah(morning: Morning) -> Desk:
    """A desk worker, signed in."""
    return morning.signed_in(Role.DESK_WORKER, worker_id=morning.worker("Farah"))


@pytest.fixture
def address(farah: Desk) -> str:
    """The address of her own calendar."""
    return made(farah, farah.actor.worker_id)


def only_feed(town: Database) -> CalendarFeed:
    with town.reading() as db:
        found = db.scalars(sa.select(CalendarFeed)).one()
        db.expunge(found)
        return found


def answered(answer: Response) -> tuple[int, bytes, dict[str, str]]:
    return answer.status_code, answer.content, dict(answer.headers)


def test_c_26_one_that_is_revoked_and_one_that_never_was_are_alike(
    morning: Morning, farah: Desk, address: str, reader: Reader
) -> None:
    known = reader.get(address).headers["etag"]
    feed = only_feed(morning.town)
    answer = farah.post(f"/feeds/{feed.id}/revoke")
    assert (answer.status_code, answer.headers["location"]) == (303, "/feeds")
    unknown = answered(reader.get(ONE_MORE))
    assert unknown[0] == 404
    assert answered(reader.get(address)) == unknown
    assert answered(reader.get(address, known=known)) == unknown
    assert f"/feeds/{feed.id}/revoke" not in farah.get("/feeds").text


def test_c_26_it_ends_with_the_account_that_made_it(
    morning: Morning, farah: Desk, address: str, reader: Reader
) -> None:
    assert reader.get(address).status_code == 200
    with morning.town.writing() as db:
        db.get_one(Account, farah.actor.account_id).standing = Standing.ENDED
    assert reader.get(address).status_code == 404


@pytest.mark.parametrize("role", [Role.RECEPTIONIST, Role.REVIEWER, Role.TECHNICIAN])
def test_c_26_it_ends_with_the_role(
    morning: Morning, farah: Desk, address: str, reader: Reader, role: Role
) -> None:
    with morning.town.writing() as db:
        db.get_one(Account, farah.actor.account_id).role = role
    assert reader.get(address).status_code == 404


def test_r_16_it_ends_when_the_desk_becomes_somebody_elses(
    morning: Morning, farah: Desk, address: str, reader: Reader
) -> None:
    with morning.town.writing() as db:
        db.get_one(Account, farah.actor.account_id).worker_id = morning.worker("Tom")
    assert reader.get(address).status_code == 404


def test_c_26_only_its_fingerprint_is_kept_and_it_is_shown_once(
    morning: Morning, farah: Desk, address: str
) -> None:
    token = address.removeprefix("http://localhost:8000/c/").removesuffix(".ics")
    assert len(token) >= 43
    assert len(only_feed(morning.town).token) == 32
    assert token[:16] not in repr(dump(morning.town))
    assert token not in farah.get("/feeds").text


@contextmanager
def logged() -> Iterator[io.StringIO]:
    before, lines = log._lines, io.StringIO()
    log._lines = lines
    yield lines
    log._lines = before


def test_c_26_the_log_says_the_route_and_never_the_address(address: str, reader: Reader) -> None:
    with logged() as lines:
        known = reader.get(address).headers["etag"]
        reader.get(address, known=known)
        reader.get(ONE_MORE)
    said = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert [each["status"] for each in said] == [200, 304, 404]
    assert {each["route"] for each in said} <= {"/c/{token}.ics", "none"}
    assert address.rpartition("/")[2] not in lines.getvalue()
    assert "AAAA" not in lines.getvalue()


def test_making_and_revoking_are_recorded(morning: Morning, farah: Desk, address: str) -> None:
    feed = only_feed(morning.town)
    farah.post(f"/feeds/{feed.id}/revoke")
    with morning.town.reading() as db:
        verbs = list(db.scalars(sa.select(Entry.verb).where(Entry.about == feed.id)))
    assert verbs == ["calendar made", "calendar revoked"]


def test_a_reader_changes_nothing_and_is_given_no_cookie(
    morning: Morning, address: str, reader: Reader
) -> None:
    rows = dump(morning.town)
    answer = reader.get(address)
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"] == "private, no-cache"
    assert dump(morning.town) == rows
