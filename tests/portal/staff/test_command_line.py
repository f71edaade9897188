"""`portal staff`: the first account is made at the machine itself."""

import re
from argparse import Namespace
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from bookings.people.models import SafeguardingLead
from portal.access import Role
from portal.db.engine import Database
from portal.demo_staff import COLLEAGUES, PASSWORD, SHOWN, employ
from portal.staff.models import Account, Standing
from portal.staffing import Refused, carry_out
from services_directory.listings.models import Organization
from services_directory.sessions.models import Worker
from tests.portal.staff.conftest import NewDesk
from tests.portal.staff.house import Watch

BETH = {
    "action": "invite",
    "email": "beth@lantern.example",
    "name": "Beth",
    "organization": "Lantern Advocacy",
    "role": "coordinator",
    "worker": "",
}
Run = Callable[..., str]


@pytest.fixture
def run(database: Database, watch: Watch) -> Run:
    def carried_out(**chosen: str) -> str:
        with database.writing() as db:
            lines = carry_out(db, Namespace(**chosen), "http://localhost:8000", at=watch.now)
            return "\n".join(lines)

    return carried_out


def test_the_first_account_is_made_with_its_organisation_and_opens(run: Run, desk: NewDesk) -> None:
    assert "Nobody has an account yet" in run(action="list")
    told = run(**BETH)
    path = re.search(r"http://localhost:8000(/staff/join/\S+)$", told)
    assert path
    assert "Welcome, Beth" in desk().get(path.group(1)).text
    assert run(action="list").startswith("beth@lantern.example  Beth  coordinator  Lantern")


def test_an_account_is_ended_and_its_address_free_again(run: Run, database: Database) -> None:
    run(**BETH)
    with pytest.raises(Refused, match="has an account"):
        run(**BETH)
    assert "Ended" in run(action="end", email="BETH@lantern.example")
    assert "Nobody has an account yet" in run(action="list")
    run(**BETH)
    with database.reading() as db:
        assert len(db.scalars(sa.select(Account)).all()) == 2


@pytest.mark.usefixtures("directory")
@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ({"organization": "Lamp"}, "there are: .*Lantern Advocacy"),
        ({"email": "beth"}, "no e-mail address"),
        ({"role": "desk_worker"}, "needs --worker"),
        ({"role": "desk_worker", "worker": "Tom"}, "Lantern Advocacy has no worker called"),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(
    run: Run, database: Database, chosen: dict[str, str], told: str
) -> None:
    with pytest.raises(Refused, match=told):
        run(**BETH | chosen)
    with database.reading() as db:
        assert not db.scalars(sa.select(Account)).all()


def test_s_55_the_one_safeguarding_lead_is_named_at_the_machine(
    run: Run, database: Database
) -> None:
    run(**BETH)
    with pytest.raises(Refused, match="no coordinator"):
        run(action="lead", email="beth@lantern.example")
    with database.writing() as db:
        db.scalars(sa.select(Account)).one().standing = Standing.ACTIVE
    for _ in range(2):
        assert run(action="lead", email="BETH@lantern.example").startswith("Beth sees both sides")
    with database.reading() as db:
        ended = db.scalars(sa.select(SafeguardingLead.ended_at)).all()
        assert ended.count(None) == 1


def test_whoever_has_no_account_cannot_be_ended(run: Run) -> None:
    with pytest.raises(Refused, match="no account has the address"):
        run(action="end", email="nobody@example.org")


@pytest.mark.usefixtures("directory")
def test_the_demos_colleagues_really_sign_in_with_what_is_printed(
    database: Database, desk: NewDesk, watch: Watch
) -> None:
    with database.writing() as db:
        lines = list(employ(db, at=watch.now))
    assert PASSWORD in lines[0]
    homes = []
    for said, ways in zip(lines[2::2], lines[3::2], strict=True):
        address, codes = said.split()[-1], ways.split()[:SHOWN]
        assert len(codes) == SHOWN
        fields = {"address": address, "password": PASSWORD, "code": codes[-1]}
        homes.append(desk().post("/staff", data=fields).headers["location"])
    assert homes == ["/board", "/board", "/desk", "/desk", "/door", "/staff/people"]
    assert [each.does for each in COLLEAGUES][2:4] == ["housing worker", "refuge worker"]
    with database.reading() as db:
        seen = sa.select(Worker.name, Organization.name).join(
            Organization, Organization.id == Worker.organization_id
        )
        seen = seen.join(Account, Account.worker_id == Worker.id).order_by(Worker.name)
        assert [tuple(row) for row in db.execute(seen)] == [
            ("Farah", "Thamesbrook Council"),
            ("Ioana", "Harbour Women's Aid"),
        ]
        roles = {account.role for account in db.scalars(sa.select(Account))}
    assert roles == {Role.COORDINATOR, Role.DESK_WORKER, Role.RECEPTIONIST, Role.LEAD}
