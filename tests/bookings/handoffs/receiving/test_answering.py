"""What a receiver answers: only the steps that are open, with all that each must say."""

from uuid import UUID

import pytest

from bookings.handoffs.models import Handoff, HandoffNeed
from bookings.handoffs.rules.declines import NextStep, Reason
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.outcomes import Outcome
from bookings.handoffs.rules.parallel import Answer
from bookings.handoffs.rules.stages import Stage
from services_directory.listings.models import ServiceKind
from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.handoffs.receiving.at_work import Work, answer, send
from tests.browsing import Element, parse

HOUSING = "Northtown housing"


@pytest.fixture
def rio(work: Work) -> Desk:
    return work.desk("Rio")


@pytest.fixture
def at_refuge(work: Work) -> UUID:
    return work.received("Refuge", DeskKind.REFUGE, "Rio")


def steps(page: Element) -> list[str]:
    """The buttons that take a step."""
    return [each.get("value") for each in page.all("button") if each.get("name") == "go"]


def test_s_44_and_r_05_a_decline_says_why_what_next_and_who_holds_it_then(
    work: Work, rio: Desk, at_refuge: UUID
) -> None:
    bea, rio_id = str(work.town.accounts["Bea"]), str(rio.actor.account_id)
    whole = {"reason": "no_space", "next_step": "another_service", "holder": bea}
    for lacks in whole:
        said = answer(rio, at_refuge, "decline", **{**whole, lacks: ""})
        assert said.status_code == 422
        assert f'id="decline-{lacks}-problem"' in said.text
    assert answer(rio, at_refuge, "decline", **{**whole, "holder": rio_id}).status_code == 422
    assert work.handoff(at_refuge).stage is Stage.RECEIVED
    assert answer(rio, at_refuge, "decline", **whole).headers["location"] == "/tray"
    handoff = work.handoff(at_refuge)
    assert (handoff.declined, handoff.next_step) == (Reason.NO_SPACE, NextStep.ANOTHER_SERVICE)
    assert (str(handoff.holder), handoff.is_shut) == (bea, True)
    assert rio.get(f"/tray/{at_refuge}").status_code == 404


def test_what_was_typed_is_kept_and_the_form_stands_open_where_something_is_to_be_mended(
    work: Work, rio: Desk, at_refuge: UUID
) -> None:
    said = answer(rio, at_refuge, "decline", reason="support_need", words="")
    page = parse(said.text)
    opened = [each.get("id") for each in page.all("details") if "open" in each.attributes]
    assert opened == ["decline-step"]
    ticked = [each.get("value") for each in page.all("input") if "checked" in each.attributes]
    assert ticked == ["support_need"]
    assert 'id="decline-words-problem"' in said.text


def test_r_05_a_council_cannot_decline_for_proof_connection_or_remit_and_has_no_such_button(
    work: Work,
) -> None:
    handoff_id = work.received(HOUSING, DeskKind.HOUSING, "Hana")
    hana, bea = work.desk("Hana"), str(work.town.accounts["Bea"])
    page = hana.page(f"/tray/{handoff_id}")
    assert steps(page) == ["accept", "ask", "decline"]
    reasons = [
        each.get("value") for each in page.all("input") if each.get("name") == "decline-reason"
    ]
    assert reasons == ["already_open", "not_reached", "she_chose_not_to"]
    assert "nobody is turned away here for papers" in page.text
    for reason in set(Reason) - {Reason(each) for each in reasons}:
        fields = {"reason": reason.value, "next_step": "another_service", "holder": bea}
        said = answer(hana, handoff_id, "decline", words="no local connection", **fields)
        assert said.status_code == 422, reason
    no = answer(hana, handoff_id, "say_not_available", next_step="another_service", holder=bea)
    assert no.status_code == 409
    assert work.handoff(handoff_id).stage is Stage.RECEIVED


def test_the_way_of_a_handoff_by_the_buttons_of_its_pages(
    work: Work, rio: Desk, at_refuge: UUID
) -> None:
    address = f"/tray/{at_refuge}"
    assert steps(rio.page(address)) == [
        "accept", "hold", "ask", "decline", "say_not_available",
    ]  # fmt: skip
    assert answer(rio, at_refuge, "accept").headers["location"] == address
    assert "ask" not in steps(rio.page(address))
    assert answer(rio, at_refuge, "try", words="x").status_code == 422
    assert answer(rio, at_refuge, "try", words="Nobody picked up").status_code == 303
    assert answer(rio, at_refuge, "make_contact").status_code == 303
    assert (
        answer(rio, at_refuge, "settle", outcome="place_taken", words="signposted").status_code
        == 422
    )
    assert work.handoff(at_refuge).stage is Stage.CONTACT_MADE
    said = answer(rio, at_refuge, "settle", outcome="place_taken", words="Came at six")
    assert said.status_code == 303
    handoff = work.handoff(at_refuge)
    assert (handoff.stage, handoff.outcome) == (Stage.OUTCOME, Outcome.PLACE_TAKEN)
    assert handoff.holder == work.town.accounts["Bea"]
    assert steps(rio.page(address)) == ["tell"]
    assert answer(rio, at_refuge, "tell", how="").status_code == 422
    assert answer(rio, at_refuge, "tell", how="by_the_service").status_code == 303
    assert work.handoff(at_refuge).stage is Stage.TOLD


def test_a_step_that_is_not_open_changes_nothing_and_the_page_says_how_it_stands(
    work: Work, rio: Desk, at_refuge: UUID
) -> None:
    for go in ("make_contact", "tell", "close", "withdraw", "", "recall"):
        said = send(rio, f"/tray/{at_refuge}", {"go": go, "tell-how": "at_a_visit"})
        assert (said.status_code, "moved on already" in said.text) == (409, True), go
    assert work.handoff(at_refuge).stage is Stage.RECEIVED


def test_r_09_a_place_is_held_for_some_hours_and_that_is_no_yes(
    work: Work, rio: Desk, at_refuge: UUID
) -> None:
    early = answer(rio, at_refuge, "hold", until_day="2026-01-13", until_time="09:00")
    odd = answer(rio, at_refuge, "hold", until_day="2026-01-13", until_time="noon")
    assert (early.status_code, odd.status_code) == (422, 422)
    held = answer(rio, at_refuge, "hold", until_day="2026-01-13", until_time="14:05")
    assert held.status_code == 303
    handoff = work.handoff(at_refuge)
    assert (handoff.stage, handoff.meanwhile) == (Stage.RECEIVED, Answer.HOLDS)
    assert "held for them until Tuesday 13 January, 14:05" in rio.page(f"/tray/{at_refuge}").text
    council = work.received(HOUSING, DeskKind.HOUSING, "Hana")
    hana = work.desk("Hana")
    late = answer(hana, council, "hold", until_day="2026-01-13", until_time="14:05")
    assert late.status_code == 409


def test_r_09_one_place_that_says_yes_ends_the_others_and_they_read_no_more(work: Work) -> None:
    first = work.received("Refuge", DeskKind.REFUGE, "Rio")
    work.town.service("Refuge B", ServiceKind.REFUGE, "Rae")
    with work.town.database.writing() as db:
        need = db.get_one(HandoffNeed, db.get_one(Handoff, first).need_id)
        other = work.town.received(db, need, "Refuge B", "Rae").id
    rae = work.desk("Rae")
    assert rae.get(f"/tray/{other}").status_code == 200
    assert answer(work.desk("Rio"), first, "accept").status_code == 303
    assert rae.get(f"/tray/{other}").status_code == 404
    assert answer(rae, other, "accept").status_code == 404


def test_r_12_childrens_services_answer_with_a_decision_and_have_no_way_without_a_reason(
    work: Work,
) -> None:
    work.town.service("Children", ServiceKind.CHILDRENS_SOCIAL_CARE, "Cas")
    handoff_id = work.received("Children", DeskKind.CHILDRENS_SOCIAL_CARE, "Cas")
    cas = work.desk("Cas")
    page = cas.page(f"/tray/{handoff_id}")
    assert steps(page) == ["accept", "ask", "decline"]
    assert "Decided: we act on it" in page.text
    work.watch.on(days=2)
    assert "overdue" in work.desk("Cas").page("/tray").text
    assert answer(work.desk("Cas"), handoff_id, "accept").status_code == 303


def test_s_29_where_a_refuge_is_stands_in_nothing_that_it_answers(
    work: Work, rio: Desk, at_refuge: UUID
) -> None:
    def refused(go: str, **fields: str) -> None:
        for door in ("It is at 4 Elm Road", "Come to Rose House", "Ring at ne1 4xy"):
            said = answer(rio, at_refuge, go, **fields, words=door)
            assert (said.status_code, "An area only" in said.text) == (422, True), (go, door)

    bea = str(work.town.accounts["Bea"])
    refused("ask")
    refused("decline", reason="other", next_step="another_service", holder=bea)
    assert answer(rio, at_refuge, "accept").status_code == 303
    refused("settle", outcome="helped")
    refused("try")
    assert answer(rio, at_refuge, "try", words="Twice, at 3 on 14 May").status_code == 303
