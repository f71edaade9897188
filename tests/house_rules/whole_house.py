"""Every page of the staff's that can be looked at, as each of those who may look at it sees it."""

from collections.abc import Iterator
from itertools import islice, product
from typing import Any

import sqlalchemy as sa
from httpx2 import Response
from sqlalchemy.orm import Session
from starlette.routing import Route
from starlette.testclient import TestClient

from bookings.cases.pages.parts import PARTS
from bookings.contact.rules.questions import Group
from bookings.handoffs.rules.desks import DeskKind
from portal.access import STAFF
from portal.app import every_table
from portal.db.engine import Database
from portal.staff.models import Account, SignIn
from portal.staff.queries import fingerprint
from portal.web.cookie import new_token
from portal.web.headers import GuardedApplication
from portal.web.page import PageRoute
from tests.browser import pseudo
from tests.house_rules.lively import AT
from tests.staffing import desk_browser, signed_in

# Where a name in an address leads: the column whose rows are tried one after the other.
ROWS = {
    "session_id": "service_sessions.id",
    "visit_id": "arrivals.visit_id",
    "stop_id": "appointments.id",
    "case_id": "case_records.id",
    "child_id": "child_adults.child_id",
    "harm_id": "harm_links.harm_id",
    "handoff_id": "handoffs.id",
    "need_id": "handoff_needs.id",
    "schedule_id": "schedules.id",
    "service_id": "services.id",
    "place_id": "refuge_places.id",
    "account_id": "staff_accounts.id",
    "referral_id": "conference_referrals.id",
    "letter_id": "evidence_letters.id",
}
WORDS = {
    "desk": [each.value for each in DeskKind],
    "group": [each.value for each in Group],
    "part": list(PARTS),
}
FEW, MANY = 2, 8


def everybody(app: GuardedApplication, database: Database) -> list[TestClient]:
    """Each of the town's colleagues at a browser, and somebody of each role beside them."""
    with database.writing() as db:
        accounts = db.scalars(sa.select(Account)).all()
        tokens = [_signed_in(db, account) for account in accounts]
        theirs = accounts[0].organization_id
        others = sorted(STAFF - {each.role for each in accounts}, key=str)
    more = [signed_in(database, AT, role, organization_id=theirs, name="Beth") for role in others]
    return [desk_browser(app, token) for token in (*tokens, *more)]


def _signed_in(db: Session, account: Account) -> str:
    token = new_token()
    db.add(SignIn(token=fingerprint(token), account_id=account.id, began_at=AT, seen_at=AT))
    return token


def addresses(app: GuardedApplication, database: Database) -> Iterator[tuple[str, list[str]]]:
    """Each path of the staff's that can be looked at, and some addresses that it stands for."""
    inner: Any = app._app
    for route in inner.routes:
        if isinstance(route, PageRoute) and route.staffs and "GET" in (route.methods or ()):
            yield route.path, list(_addresses_of(route, database))


def looks(people: list[TestClient], path: str, tried: list[str]) -> list[Response]:
    """Pages of one path: the first as two see it, some others as the first who may; where a word of
    the address says which part it is, each of its parts."""
    most = MANY if any(f"{{{name}}}" in path for name in WORDS) else FEW
    may, seen = list(people), list[Response]()
    for address in tried:
        if len(seen) < most:
            seen.extend(islice(_answers(may, address), 1 if seen else 2))
    return seen


def _answers(may: list[TestClient], address: str) -> Iterator[Response]:
    """Whoever is refused is not asked again."""
    for who in list(may):
        answer = who.get(address, headers={"Accept-Language": pseudo.TAG})
        assert answer.status_code < 500, address
        if answer.status_code == 403:
            may.remove(who)
        elif answer.status_code == 200 and "html" in answer.headers["content-type"]:
            yield answer


def _addresses_of(route: Route, database: Database) -> Iterator[str]:
    names = list(route.param_convertors)
    known = [WORDS.get(name) or _ids(name, database) for name in names]
    for values in islice(product(*known), 3 * MANY):
        address = route.path
        for name, value in zip(names, values, strict=True):
            address = address.replace(f"{{{name}:uuid}}", value).replace(f"{{{name}}}", value)
        yield address


def _ids(name: str, database: Database) -> list[str]:
    """The ids of some rows, those of this morning first."""
    if name not in ROWS:
        return []
    table, _, column = ROWS[name].partition(".")
    rows = every_table().tables[table]
    wanted = sa.select(rows.c[column]).distinct()
    with database.reading() as db:
        if "starts_at" in rows.c:
            found = db.execute(sa.select(rows.c.id, rows.c.starts_at)).all()
            return [str(each.id) for each in sorted(found, key=_from_now)]
        return [str(each) for each in db.scalars(wanted).all()]


def _from_now(row: Any) -> Any:
    return abs(row.starts_at - AT)
