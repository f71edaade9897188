"""A coordinator sees who opened somebody's record and who changed it (P-02, S-37)."""

from typing import Any
from uuid import uuid4

from bookings.looking.queries.hanging import clients_of, ids_about
from bookings.people.models import Child
from bookings.visits.models import Visit
from portal.access import Role
from portal.i18n import choose, speaking
from portal.web.house import House
from tests.bookings.cases.working import ELSEWHERE, Colleague, Office
from tests.bookings.looking.verbs import verbs_written
from tests.bookings.reaching.telling import client_of

# What is written down of a session, an account, the directory, of whoever does harm (S-35), of two
# people at once, or of a request that names nobody: none of it hangs on one person.
OF_NO_PERSON = """
add passkey, agree to reset, choose language, alert ended, alert raised, alert seen, ask for reset,
board seen,
calendar made, calendar revoked, change role, creche places set, creche seen, desk seen, door
seen, end account, end other sign-ins, end pass, harm linked, harm listed, harm read, harm
written, harm written of, interpreter offered, interpreter withdrawn, invite account, join,
leaving staggered, link ended, link replaced, linked, make codes, organisation added, outcomes
seen, pattern added, pattern changed, people of a date seen, place added, print view seen,
reading settled, remove passkey, rename passkey, request answered, request read, request
written, room offered, room withdrawn, rooms seen, safeguarding lead named, screen ended, screen
opened, screens ended, service added, service confirmed, session called off, session closed, set
app, set notices, set password, sign in, sign out, things seen, tool ended, tool written, two
looked at, hours changed, refuge place added, refuge place changed, refuge place confirmed, refuge
place ended, refuge place free, refuge place held, refuge place let go, refuge place taken, team
changed, totals drawn up, waiting list seen, way opened, withdraw reset, worker added,
worker away, worker back
"""


def lines(desk: Colleague, address: str) -> list[str]:
    return [li.text for li in desk.page(address).all("li") if "person" in li.get("class")]


def test_p_02_on_either_database_all_that_was_opened_or_changed_is_told_by_whom(
    either: Office,
) -> None:
    bea, ann = either.coordinator("Bea"), either.coordinator("Ann")
    case_id = either.opened(bea, "Robin")
    other = either.morning.book("Kim", "legal")
    with either.morning.town.reading() as db:
        client_id = either.client_of(case_id)
        robin = db.query(Visit).filter_by(client_id=client_id).one().id
    ann.get(f"/session/visit/{robin}/contact")
    ann.get(f"/session/visit/{robin}/contact")
    ann.get(f"/cases/{case_id}")
    ann.get(f"/session/visit/{other}/contact")
    bea.get(f"/board/{either.morning.session_id}")
    for address in (f"/session/visit/{robin}/looked", f"/cases/{case_id}/looked"):
        told = " | ".join(lines(bea, address))
        assert "Ann , coordinator · looked at how they may be reached · 2 times that day" in told
        assert "Ann , coordinator · read the case" in told
        assert "Bea , coordinator · opened a case" in told
        assert "Bea , coordinator · once · last on" in told, "the board that they stand on"
    told = " | ".join(lines(bea, f"/session/visit/{other}/looked"))
    assert "case" not in told
    assert either.recorded("who looked seen")[-1] == other, "this look is one too"
    assert "looked at who looked" in " | ".join(lines(bea, f"/session/visit/{other}/looked"))


def test_whatever_was_done_is_told_in_words(office: Office) -> None:
    """P-02: a verb of the record is no word for anybody who reads the page."""
    page = "{% import 'bookings/looking/verbs.html' as verbs %}{{ verbs.verb(name) }}"
    inner: Any = office.morning.app
    house: House = inner._app.state.house
    template = house.templates._pages.from_string(page)
    with speaking(choose(house.languages, "en")):
        words = {name: template.render(name=name) for name in verbs_written()}
    unsaid = {name for name, told in words.items() if "no words for" in told}
    assert unsaid == set(" ".join(OF_NO_PERSON.split()).split(", "))
    said = [told for name, told in words.items() if name not in unsaid]
    assert len(set(said)) == len(said) > 90


def test_p_01_who_looked_is_told_to_coordinators_who_may_see_the_person(
    office: Office, bea: Colleague
) -> None:
    case_id = office.opened(bea, "Robin")
    visit_id = office.morning.book("Kim", "legal")
    addresses = f"/session/visit/{visit_id}/looked", f"/cases/{case_id}/looked"
    assert [bea.get(each).status_code for each in addresses] == [200, 200]
    elsewhere = office.coordinator("Eve", ELSEWHERE)
    assert elsewhere.get(addresses[1]).status_code == 404
    assert bea.get(f"/session/visit/{uuid4()}/looked").status_code == 404
    for role in (Role.LEAD, Role.RECEPTIONIST, Role.DESK_WORKER, Role.TECHNICIAN):
        desk = office.somebody(role, f"{role.name} one")
        assert [desk.get(each).status_code for each in addresses] == [403, 403]


def test_p_01_of_a_case_who_looked_is_told_only_to_whoever_may_see_the_case(
    office: Office, bea: Colleague
) -> None:
    case_id = office.opened(bea, "Robin")
    with office.morning.town.reading() as db:
        client_id = office.client_of(case_id)
        robin = db.query(Visit).filter_by(client_id=client_id).one().id
    children = f"/cases/{case_id}/children"
    assert bea.write(children, born="yes", go="add").status_code == 303
    bea.get(f"/session/visit/{robin}/contact")
    assert "that there is a child" in " | ".join(lines(bea, f"/session/visit/{robin}/looked"))
    eve = office.coordinator("Eve", ELSEWHERE)
    told = " | ".join(lines(eve, f"/session/visit/{robin}/looked"))
    assert "Bea , coordinator · looked at how they may be reached" in told, (
        "their visit is on a list of theirs"
    )
    assert "case" not in told, "and that there is a case is nothing of theirs"
    assert "fact" not in told
    assert "child" not in told


def test_what_hangs_on_somebody_is_theirs_and_nobody_elses(office: Office, bea: Colleague) -> None:
    robin = office.morning.book("Robin", "housing")
    kim = office.morning.book("Kim", "legal")
    office.morning.bring(robin, 5)
    case_id = office.opened(bea, "Alex")
    with office.morning.town.reading() as db:
        hers, his = client_of(office.morning, robin), client_of(office.morning, kim)
        child = db.query(Child.id).filter_by(client_id=hers).scalar()
        stop = office.morning.stops(robin)[0]
        about = ids_about(db, hers)
        assert {hers, robin, child, stop} <= about
        assert not {his, kim, case_id} & about
        found = clients_of(db, [robin, kim, child, stop, case_id, hers, uuid4()])
        assert found == {
            robin: hers,
            kim: his,
            child: hers,
            stop: hers,
            hers: hers,
            case_id: office.client_of(case_id),
        }
