"""Accounts of one's own organisation: who may give, change, end and reset which (P-01, P-03)."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from portal.access import OPERATOR, Role
from portal.db.engine import Database
from portal.staff.actions.accounts import end_covers
from portal.staff.models import Account, SignIn, Standing
from portal.staff.rules.times import COVER_STAYS
from services_directory.listings.models import Organization
from services_directory.sessions.models import Desk, ServiceSession, Worker
from tests.portal.staff.conftest import Hire, NewDesk, Seat
from tests.portal.staff.house import NOW, Watch

ELSEWHERE = UUID(int=0xE15E)
INES = {"name": "Ines", "address": "ines@example.org", "role": "receptionist"}


def join_path(page: str) -> str:
    found = re.search(r"http://localhost:8000(/staff/join/[\w-]{43})", page)
    return found.group(1) if found else ""


def stored(database: Database, address: str) -> Account | None:
    with database.reading() as db:
        found = [each for each in db.scalars(sa.select(Account)) if each.email == address]
        db.expunge_all()
        standing = [each for each in found if each.standing is not Standing.ENDED]
        return standing[0] if standing else None


def test_p_01_accounts_of_another_organisation_are_not_there(
    database: Database, desk: NewDesk, hire: Hire, seat: Seat
) -> None:
    beth, lena = hire(), hire(Role.RECEPTIONIST, name="Lena")
    other = hire(Role.RECEPTIONIST, name="Olga", organization_id=ELSEWHERE)
    browser = seat(beth)
    page = browser.get("/staff/people").text
    assert "Lena" in page
    assert "Olga" not in page
    assert browser.get(f"/staff/people/{lena.account_id}").status_code == 200
    theirs = f"/staff/people/{other.account_id}"
    assert browser.get(theirs).status_code == 404
    for go in ("role", "end", "ask", "agree", "withdraw"):
        assert browser.post(theirs, data={"go": go, "role": "reviewer"}).status_code == 404
    assert other.sign_in(desk(), other.codes[0]).status_code == 303


def test_p_01_whoever_does_not_see_to_accounts_sees_none(hire: Hire, seat: Seat) -> None:
    for role in (Role.DESK_WORKER, Role.RECEPTIONIST, Role.REVIEWER):
        browser = seat(hire(role))
        assert browser.get("/staff/people").status_code == 403
        assert browser.post("/staff/people", data=INES).status_code == 403


def test_an_invitation_is_shown_once_and_opens(
    database: Database, desk: NewDesk, hire: Hire, seat: Seat
) -> None:
    browser = seat(hire())
    answer = browser.post("/staff/people", data=INES)
    assert answer.status_code == 200
    assert "Welcome, Ines" in desk().get(join_path(answer.text)).text
    assert not join_path(browser.get("/staff/people").text)


@pytest.mark.parametrize(
    ("role", "given", "status"),
    [
        (Role.COORDINATOR, "coordinator", 200),
        (Role.COORDINATOR, "technician", 200),
        (Role.LEAD, "technician", 200),
        (Role.LEAD, "receptionist", 422),
        (Role.LEAD, "coordinator", 422),
        (Role.TECHNICIAN, "reviewer", 200),
        (Role.TECHNICIAN, "receptionist", 422),
        (Role.TECHNICIAN, "coordinator", 422),
        (Role.COORDINATOR, "operator", 422),
        (Role.COORDINATOR, "screen", 422),
        (Role.COORDINATOR, "cover", 422),
        (Role.COORDINATOR, "desk_worker", 422),
    ],
)
def test_p_01_nobody_gives_a_role_that_is_not_theirs_to_give(
    database: Database, hire: Hire, role: Role, given: str, status: int, seat: Seat
) -> None:
    browser = seat(hire(role))
    answer = browser.post("/staff/people", data=INES | {"role": given})
    assert answer.status_code == status
    assert (stored(database, INES["address"]) is not None) == (status == 200)


@pytest.mark.parametrize("typed", [{"name": " "}, {"address": "nobody"}, {"address": "a b@c.d"}])
def test_what_is_missing_is_said(
    database: Database, hire: Hire, typed: dict[str, str], seat: Seat
) -> None:
    browser = seat(hire())
    answer = browser.post("/staff/people", data=INES | typed)
    assert answer.status_code == 422
    assert 'class="problem"' in answer.text


def test_an_address_has_one_account(hire: Hire, seat: Seat) -> None:
    beth = hire()
    answer = seat(beth).post("/staff/people", data=INES | {"address": beth.address})
    assert answer.status_code == 422
    assert "There is an account with this address already" in answer.text


@pytest.mark.usefixtures("directory")
def test_p_01_a_desk_worker_is_one_of_the_own_organisations(
    database: Database, hire: Hire, seat: Seat
) -> None:
    with database.reading() as db:
        council = db.scalars(sa.select(Organization).where(Organization.name.contains("Council")))
        own = council.one().id
        farah = db.scalars(sa.select(Worker).where(Worker.name == "Farah")).one().id
        ioana = db.scalars(sa.select(Worker).where(Worker.name == "Ioana")).one().id
    browser = seat(hire(organization_id=own))
    page = browser.get("/staff/people").text
    assert "Farah" in page
    assert "Ioana" not in page
    asked = INES | {"role": "desk_worker"}
    assert browser.post("/staff/people", data=asked | {"worker": str(ioana)}).status_code == 404
    assert browser.post("/staff/people", data=asked | {"worker": str(farah)}).status_code == 200
    account = stored(database, INES["address"])
    assert account is not None
    assert (account.worker_id, account.organization_id) == (farah, own)


@pytest.mark.parametrize("role", ["coordinator", "receptionist"])
@pytest.mark.usefixtures("directory")
def test_c_09_whoever_sees_everybody_is_known_as_the_worker_they_are_too(
    database: Database, hire: Hire, seat: Seat, role: str
) -> None:
    """C-09: else she could not avoid them; another role does not make them somebody else."""
    with database.reading() as db:
        council = db.scalars(sa.select(Organization).where(Organization.name.contains("Council")))
        own = council.one().id
        farah = db.scalars(sa.select(Worker).where(Worker.name == "Farah")).one().id
    browser = seat(hire(organization_id=own))
    asked = INES | {"role": role, "worker": str(farah)}
    assert browser.post("/staff/people", data=asked).status_code == 200
    account = stored(database, INES["address"])
    assert account is not None
    assert account.worker_id == farah
    here, other = f"/staff/people/{account.id}", "reviewer"
    changed = browser.post(here, data={"go": "role", "role": other, "worker": str(farah)})
    assert changed.status_code == 303
    account = stored(database, INES["address"])
    assert account is not None
    assert (account.role_name, account.worker_id) == (other, farah)


def test_p_03_another_role_is_given_and_ends_what_was_open(
    database: Database, desk: NewDesk, hire: Hire, seat: Seat
) -> None:
    beth, lena = hire(), hire(Role.RECEPTIONIST)
    lenas = seat(lena)
    browser = seat(beth)
    page = f"/staff/people/{lena.account_id}"
    assert browser.post(page, data={"go": "role", "role": "reviewer"}).status_code == 303
    assert lenas.get("/staff/account").status_code == 303
    assert lena.sign_in(desk(), lena.codes[1]).headers["location"] == "/staff/account"


def test_p_03_an_account_is_ended_at_once(
    database: Database, desk: NewDesk, hire: Hire, seat: Seat
) -> None:
    beth, lena = hire(), hire(Role.RECEPTIONIST)
    lenas = seat(lena)
    browser = seat(beth)
    assert browser.post(f"/staff/people/{lena.account_id}", data={"go": "end"}).status_code == 303
    assert lenas.get("/staff/account").status_code == 303
    assert lena.sign_in(desk(), lena.codes[1]).status_code == 200


def test_nobody_ends_or_changes_themselves(hire: Hire, seat: Seat) -> None:
    beth = hire()
    browser = seat(beth)
    for typed in ({"go": "end"}, {"go": "role", "role": "reviewer"}, {"go": "ask"}):
        assert browser.post(f"/staff/people/{beth.account_id}", data=typed).status_code == 422
    assert browser.get("/board").status_code == 200


def test_p_01_a_technician_changes_nobody_who_sees_people(
    desk: NewDesk, hire: Hire, seat: Seat
) -> None:
    tess, lena = hire(Role.TECHNICIAN), hire(Role.RECEPTIONIST)
    browser = seat(tess)
    for typed in ({"go": "end"}, {"go": "role", "role": "reviewer"}):
        assert browser.post(f"/staff/people/{lena.account_id}", data=typed).status_code == 422
    assert lena.sign_in(desk(), lena.codes[0]).status_code == 303


def test_p_03_a_reset_takes_two_people_and_neither_is_who_is_reset(
    desk: NewDesk, hire: Hire, seat: Seat
) -> None:
    beth, asha, lena = hire(), hire(), hire()
    first, second, own = seat(beth), seat(asha), seat(lena)
    page = f"/staff/people/{lena.account_id}"
    assert second.post(page, data={"go": "agree"}).status_code == 422, "nobody has asked"
    assert first.post(page, data={"go": "ask"}).status_code == 303
    for browser in (first, own):
        answer = browser.post(page, data={"go": "agree"})
        assert answer.status_code == 422
        assert not join_path(answer.text)
    assert lena.sign_in(desk(), lena.codes[1]).status_code == 303, "nothing has happened yet"
    path = join_path(second.post(page, data={"go": "agree"}).text)
    assert "Welcome" in desk().get(path).text
    assert own.get("/staff/account").status_code == 303
    assert lena.sign_in(desk(), lena.codes[2]).status_code == 200
    assert second.post(page, data={"go": "agree"}).status_code == 422, "agreed once"


def test_p_03_a_request_for_a_reset_stands_for_a_day(hire: Hire, watch: Watch, seat: Seat) -> None:
    beth, asha, lena = hire(), hire(), hire()
    page = f"/staff/people/{lena.account_id}"
    seat(beth).post(page, data={"go": "ask"})
    watch.on(hours=24)
    assert seat(asha).post(page, data={"go": "agree"}).status_code == 422


def test_p_03_a_request_can_be_withdrawn(hire: Hire, seat: Seat) -> None:
    beth, asha, lena = hire(), hire(), hire()
    first, second = seat(beth), seat(asha)
    page = f"/staff/people/{lena.account_id}"
    first.post(page, data={"go": "ask"})
    assert second.post(page, data={"go": "withdraw"}).status_code == 303
    assert second.post(page, data={"go": "agree"}).status_code == 422


def test_p_03_a_technician_may_ask_but_not_agree_for_who_sees_people(
    hire: Hire, seat: Seat
) -> None:
    tess, other, lena = hire(Role.TECHNICIAN), hire(Role.TECHNICIAN), hire(Role.RECEPTIONIST)
    page = f"/staff/people/{lena.account_id}"
    assert seat(tess).post(page, data={"go": "ask"}).status_code == 303
    answer = seat(other).post(page, data={"go": "agree"})
    assert (answer.status_code, join_path(answer.text)) == (422, "")
    assert join_path(seat(hire()).post(page, data={"go": "agree"}).text)


def test_p_03_one_person_cannot_end_an_account_and_invite_themselves_to_it(
    database: Database, hire: Hire, seat: Seat
) -> None:
    beth, lena = hire(), hire(Role.RECEPTIONIST)
    browser = seat(beth)
    browser.post(f"/staff/people/{lena.account_id}", data={"go": "end"})
    answer = browser.post("/staff/people", data=INES | {"address": lena.address})
    assert join_path(answer.text)
    again = stored(database, lena.address)
    assert again is not None
    assert again.id != lena.account_id, "another account: the record tells them apart"


@pytest.mark.usefixtures("directory")
def test_p_03_a_cover_has_a_pass_for_one_desk_until_its_session_closes(
    database: Database, hire: Hire, watch: Watch, seat: Seat
) -> None:
    with database.reading() as db:
        first = sa.select(ServiceSession).order_by(ServiceSession.starts_at).limit(1)
        session = db.scalars(first).one()
        closes = session.ends_at
        desks = db.scalars(sa.select(Desk.id).where(Desk.session_id == session.id)).all()
    browser = seat(hire())
    page = browser.get("/staff/people").text
    given = next(desk_id for desk_id in desks if str(desk_id) in page)
    asked = INES | {"role": "cover"}
    for wrong in ("", str(uuid4())):
        assert browser.post("/staff/people", data=asked | {"desk": wrong}).status_code == 422
    assert browser.post("/staff/people", data=asked | {"desk": str(given)}).status_code == 200
    account = stored(database, INES["address"])
    assert account is not None
    assert (account.desk_id, account.ends_at) == (given, closes + COVER_STAYS)


def test_p_03_closing_the_session_ends_the_passes_for_its_desks(
    database: Database, desk: NewDesk, hire: Hire, watch: Watch, seat: Seat
) -> None:
    ends, here, there = NOW + timedelta(hours=4), uuid4(), uuid4()
    covers = [hire(Role.COVER, ends_at=ends) for _ in range(2)]
    browsers = [seat(cover) for cover in covers]
    with database.writing() as db:
        for cover, desk_id in zip(covers, (here, there), strict=True):
            found = db.get(Account, cover.account_id)
            assert found is not None
            found.desk_id = desk_id
        end_covers(db, [here], by=OPERATOR, at=watch.now)
    with database.reading() as db:
        assert db.scalars(sa.select(SignIn.account_id)).all() == [covers[1].account_id]
    doors = [browser.get("/staff").headers.get("location") for browser in browsers]
    assert doors == [None, "/desk"]
    assert covers[0].sign_in(desk(), covers[0].codes[1]).status_code == 200
