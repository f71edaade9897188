"""Council housing: asking is applying, tonight is written down, nothing is a gate (R-08)."""

from uuid import UUID

import pytest
import sqlalchemy as sa

from bookings.handoffs.models import HousingApplication
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.fields import PacketField
from bookings.handoffs.rules.housing import Came, Interim
from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.handoffs.receiving.at_work import Work, canary, send
from tests.browsing import parse

HOUSING = "Northtown housing"
WHOLE = {
    "came": "somebody_asked_for_her",
    "taken_day": "2026-01-13",
    "taken_time": "10:07",
    "interim": "given",
    "decision_due": "2026-02-10",
}


@pytest.fixture
def hana(work: Work) -> Desk:
    return work.desk("Hana")


@pytest.fixture
def handoff_id(work: Work) -> UUID:
    return work.received(HOUSING, DeskKind.HOUSING, "Hana")


def write(desk: Desk, handoff_id: UUID, **fields: str) -> int:
    typed = {f"application-{name}": text for name, text in fields.items()}
    return send(desk, f"/tray/{handoff_id}/application", typed).status_code


def application(work: Work) -> HousingApplication | None:
    with work.town.database.reading() as db:
        found = db.scalar(sa.select(HousingApplication))
        db.expunge_all()
        return found


def test_r_08_an_application_is_written_as_far_as_it_is_known_and_the_page_says_what_is_not(
    work: Work, hana: Desk, handoff_id: UUID
) -> None:
    assert write(hana, handoff_id, came="referral") == 303
    page = hana.page(f"/tray/{handoff_id}").text
    assert "Still to be written" in page
    for lack in ("when the application was taken", "what was found for tonight", "is decided"):
        assert lack in page
    assert write(hana, handoff_id, **WHOLE) == 303
    row = application(work)
    assert row is not None
    assert (row.came, row.interim) == (Came.SOMEBODY_ASKED_FOR_HER, Interim.GIVEN)
    assert row.taken_at == work.watch.now.replace(minute=7)
    assert "Still to be written" not in hana.page(f"/tray/{handoff_id}").text


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"came": ""}, "came"),
        ({"interim": "refused"}, "why"),
        ({"taken_time": "soon"}, "taken_time"),
        ({"taken_day": ""}, "taken_day"),
        ({"decision_due": "in a while"}, "decision_due"),
    ],
)
def test_what_cannot_be_read_is_mended_beside_its_field_and_the_rest_is_kept(
    work: Work, hana: Desk, handoff_id: UUID, changed: dict[str, str], name: str
) -> None:
    typed = {f"application-{key}": text for key, text in {**WHOLE, **changed}.items()}
    said = send(hana, f"/tray/{handoff_id}/application", typed)
    assert (said.status_code, application(work)) == (422, None)
    assert f'id="application-{name}-problem"' in said.text
    assert 'value="somebody_asked_for_her" checked' in said.text or name == "came"


def test_r_08_there_is_no_field_for_papers_police_reference_arrears_or_connection(
    work: Work, hana: Desk, handoff_id: UUID
) -> None:
    page = hana.page(f"/tray/{handoff_id}")
    names = {each.get("name") for each in page.all("input", "textarea", "select")}
    gates = ("proof", "police", "reference", "paper", "arrears", "connection", "identity", "remit")
    assert not [name for name in names for gate in gates if gate in name]
    for words in (
        "priority need by itself",
        "Ask for no police report and for no proof",
        "Never ask or tell whoever did it",
        "Whoever asks a council for help with housing has applied",
        "They choose which council is asked",
    ):
        assert words in page.text


def test_r_08_the_printed_referral_holds_the_packet_three_consents_and_its_kind_by_who_sends_it(
    work: Work, hana: Desk
) -> None:
    ticked = {PacketField.SAFE_CONTACT, PacketField.WANTS, PacketField.AREAS_UNSAFE}
    handoff_id = work.received(HOUSING, DeskKind.HOUSING, "Hana", ticked)
    page = hana.get(f"/tray/{handoff_id}/form").text
    assert "Voluntary referral to a housing authority" in page
    assert "Northtown" in page
    assert {each for each in PacketField if canary(each) in page} == ticked
    duty = hana.page(f"/tray/{handoff_id}/form?by=hospital_ward").text
    assert "Duty to refer: referral to a housing authority" in duty
    assert "within 56 days" in duty


def test_no_other_desk_takes_applications_or_prints_such_a_form(work: Work) -> None:
    handoff_id = work.received("Refuge", DeskKind.REFUGE, "Rio")
    rio = work.desk("Rio")
    assert write(rio, handoff_id, **WHOLE) == 404
    assert rio.get(f"/tray/{handoff_id}/form").status_code == 404
    assert "application" not in parse(rio.get(f"/tray/{handoff_id}").text).text.lower()
