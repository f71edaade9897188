"""The page of a packet: nothing but what was passed on, to whoever received it, while it stands."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from bookings.handoffs.actions import drafting, ending, fields, sending
from bookings.handoffs.models import Handoff
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.fields import ALLOWED, PacketField, fields_for
from portal.access import Actor
from services_directory.listings.models import ServiceKind
from tests.bookings.handoffs.receiving.at_work import SHOWN, Work, answer, canary
from tests.browsing import parse

HOUSING = "Northtown housing"
F = PacketField
Does = Callable[[Session, Handoff, Actor], object]


def act(work: Work, handoff_id: UUID, name: str, does: Does) -> None:
    """Somebody does something with it behind the page."""
    with work.town.database.writing() as db:
        does(db, db.get_one(Handoff, handoff_id), work.town.actor(db, name))


def test_r_01_how_she_may_be_reached_stands_first_then_what_must_be_known_then_the_rest(
    work: Work,
) -> None:
    handoff_id = work.received(HOUSING, DeskKind.HOUSING, "Hana")
    page = work.desk("Hana").get(f"/tray/{handoff_id}").text
    first = (F.SAFE_CONTACT, F.DANGERS, F.NOT_SAFE_TO_TALK_TO, F.UNSAFE_FROM)
    then = (F.WANTS, F.TONIGHT, F.HOUSEHOLD, F.LANGUAGE, F.TENURE)
    places = [page.index(canary(each)) for each in (*first, *then)]
    assert places == sorted(places)
    assert page.index("May be rung now, until 12:00") < places[0]


def test_r_02_r_14_s_32_and_s_34_a_page_shows_what_was_ticked_for_this_desk_and_not_a_byte_more(
    work: Work,
) -> None:
    ticked = {F.SAFE_CONTACT, F.WANTS, F.DANGERS, F.TONIGHT}
    handoff_id = work.received(HOUSING, DeskKind.HOUSING, "Hana", ticked)
    hana = work.desk("Hana")
    for address in (f"/tray/{handoff_id}", f"/tray/{handoff_id}/form", "/tray"):
        page = hana.get(address).text
        assert [each for each in F if canary(each) in page and each not in ticked] == []
    assert all(canary(each) in hana.get(f"/tray/{handoff_id}").text for each in ticked)


@pytest.mark.parametrize(
    ("kind", "desk"),
    [
        (ServiceKind.SUBSTANCE_MISUSE, DeskKind.SUBSTANCE_MISUSE),
        (ServiceKind.ISVA, DeskKind.ISVA),
    ],
)
def test_r_14_and_s_34_health_and_sexual_violence_stand_on_their_own_desks_pages_alone(
    work: Work, kind: ServiceKind, desk: DeskKind
) -> None:
    work.town.service("Clinic", kind, "Cleo")
    own = work.received("Clinic", desk, "Cleo")
    shown = work.desk("Cleo").get(f"/tray/{own}").text
    council = work.received(HOUSING, DeskKind.HOUSING, "Hana")
    theirs = work.desk("Hana").get(f"/tray/{council}").text
    detail = {F.SUBSTANCE_USE, F.SEXUAL_VIOLENCE, F.HEALTH, F.MENTAL_HEALTH, F.GP}
    assert {each for each in detail if canary(each) in shown} == detail & ALLOWED[desk]
    assert not any(canary(each) in theirs for each in detail)


def _withdraw(db: Session, handoff: Handoff, by: Actor) -> None:
    ending.withdraw(db, handoff, by=by, at=handoff.since)


def _recall(db: Session, handoff: Handoff, by: Actor) -> None:
    ending.recall(db, handoff, "sent to the wrong one", by=by, at=handoff.since)


@pytest.mark.parametrize("ends", [_withdraw, _recall])
def test_s_36_what_was_withdrawn_or_taken_back_is_not_there_any_more_in_any_way(
    either: Work, ends: Does
) -> None:
    handoff_id = either.received(HOUSING, DeskKind.HOUSING, "Hana")
    hana, address = either.desk("Hana"), f"/tray/{handoff_id}"
    assert hana.get(address).status_code == 200
    act(either, handoff_id, "Bea", ends)
    assert [hana.get(each).status_code for each in (address, f"{address}/form")] == [404, 404]
    posts = (address, f"{address}/number", f"{address}/call", f"{address}/application")
    assert [hana.post(each, go="accept", checked="yes").status_code for each in posts] == [404] * 4
    assert hana.page("/tray").text.count(HOUSING) == 0


def test_s_36_and_r_17_what_has_run_out_is_unreadable_from_that_very_moment(work: Work) -> None:
    handoff_id = work.sent(HOUSING, DeskKind.HOUSING, until=timedelta(hours=1))
    hana, address = work.desk("Hana"), f"/tray/{handoff_id}"
    assert hana.post(f"{address}/receive").status_code == 303
    work.watch.on(minutes=59, seconds=59)
    hana = work.desk("Hana")
    assert hana.get(address).status_code == 200
    work.watch.on(seconds=1)
    assert hana.get(address).status_code == 404


def test_s_36_once_it_is_closed_nobody_there_reads_it(work: Work) -> None:
    handoff_id = work.received(HOUSING, DeskKind.HOUSING, "Hana")
    hana = work.desk("Hana")
    assert answer(hana, handoff_id, "accept").status_code == 303
    assert answer(hana, handoff_id, "make_contact").status_code == 303
    done = answer(hana, handoff_id, "settle", outcome="helped", words="Has a flat")
    assert done.headers["location"] == f"/tray/{handoff_id}"
    assert answer(hana, handoff_id, "tell", how="by_the_service").status_code == 303
    act(work, handoff_id, "Bea", lambda db, it, by: ending.close(db, it, by=by, at=it.since))
    assert hana.get(f"/tray/{handoff_id}").status_code == 404


def test_s_31_an_answer_is_a_new_packet_and_the_one_before_is_read_no_more(work: Work) -> None:
    handoff_id = work.received(HOUSING, DeskKind.HOUSING, "Hana", {F.WANTS, F.TENURE})
    hana = work.desk("Hana")
    assert answer(hana, handoff_id, "ask", words="Where are the children?").status_code == 303
    assert canary(F.TENURE) in hana.get(f"/tray/{handoff_id}").text
    act(work, handoff_id, "Bea", lambda db, it, by: _answered(work, db, it, by))
    page = hana.get(f"/tray/{handoff_id}").text
    assert "Two sons" in page
    assert canary(F.TENURE) not in page


def _answered(work: Work, db: Session, handoff: Handoff, by: Actor) -> None:
    now = work.watch.now
    drafting.draw_up_answer(db, handoff, {F.CHILDREN: "Two sons"}, by=by, at=now)
    fields.answer_field(db, handoff, F.CHILDREN, True, by=by, at=now)
    work.town.agree(db, handoff)
    sending.answer(db, handoff, by=by, at=now)


def test_what_went_without_her_agreement_says_so_once(work: Work) -> None:
    work.town.service("Children", ServiceKind.CHILDRENS_SOCIAL_CARE, "Cas")
    handoff_id = work.received("Children", DeskKind.CHILDRENS_SOCIAL_CARE, "Cas")
    told = work.desk("Cas").page(f"/tray/{handoff_id}").text
    said = "passed on without their agreement: A child is at risk of serious harm"
    assert told.count(said) == 1
    assert "within one working day" in told
    council = work.received(HOUSING, DeskKind.HOUSING, "Hana")
    assert "without their agreement" not in work.desk("Hana").page(f"/tray/{council}").text


def test_r_11_a_check_of_names_has_two_answers_and_no_word_why_and_contacts_nobody(
    work: Work,
) -> None:
    work.town.service("Solicitors", ServiceKind.LEGAL, "Sol")
    sol = work.desk("Sol")
    handoff_id = work.received("Solicitors", DeskKind.CONFLICT_CHECK, "Sol")
    page = sol.get(f"/tray/{handoff_id}")
    assert [each.get("value") for each in parse(page.text).all("button") if each.get("value")] == [
        "accept", "ask", "say_not_available",
    ]  # fmt: skip
    fields = [each.get("name") for each in parse(page.text).all("textarea", "input", "select")]
    assert not any("say_not_available-words" in each for each in fields)
    assert "ring" not in parse(page.text).text.split("What you can do now")[0]
    assert sol.post(f"/tray/{handoff_id}/number", checked="yes").status_code == 404
    bea = str(work.town.accounts["Bea"])
    said = answer(
        sol, handoff_id, "say_not_available", next_step="another_service", holder=bea,
        words="he is our client", reason="other",
    )  # fmt: skip
    assert (said.status_code, said.headers["location"]) == (303, "/tray")
    handoff = work.handoff(handoff_id)
    assert (handoff.reason, handoff.declined) == (None, None)


def test_r_13_a_police_page_says_what_they_agreed_to_and_nothing_of_where_they_come_from(
    work: Work,
) -> None:
    work.town.service("Constabulary", ServiceKind.POLICE, "Pat")
    handoff_id = work.received("Constabulary", DeskKind.POLICE, "Pat")
    page = work.desk("Pat").get(f"/tray/{handoff_id}").text
    assert "Do not ask about immigration" in page
    assert not any(canary(each) in page for each in (F.IMMIGRATION_STATUS, F.NATIONALITY))


def test_every_reading_of_a_packet_is_recorded_even_when_something_is_refused(work: Work) -> None:
    handoff_id = work.received(HOUSING, DeskKind.HOUSING, "Hana")
    hana, address = work.desk("Hana"), f"/tray/{handoff_id}"
    hana.get(address)
    answer(hana, handoff_id, "ask", words="")
    hana.get(f"{address}/form")
    hana.post(f"{address}/number", checked="")
    assert work.recorded("packet read") == [handoff_id] * 4


def test_a_page_shows_no_number_and_says_when_she_may_be_rung(work: Work) -> None:
    handoff_id = work.received(HOUSING, DeskKind.HOUSING, "Hana")
    hana, address = work.desk("Hana"), f"/tray/{handoff_id}"
    assert SHOWN[-6:] not in hana.page(address).text.replace("\u00a0", " ")
    work.tells(hours="tue 14:00-15:00")
    assert "Do not ring before Tuesday 13 January, 14:00" in hana.page(address).text
    work.tells(hours="")
    assert "Do not ring at all now" in hana.page(address).text


def test_every_desk_has_a_page_that_can_be_read(work: Work) -> None:
    kinds = {each: ServiceKind(each.value) for each in DeskKind if each.value != "conflict_check"}
    for desk, kind in kinds.items():
        work.town.service(f"Of {desk.value}", kind, desk.value)
        handoff_id = work.received(f"Of {desk.value}", desk, desk.value)
        page = work.desk(desk.value).get(f"/tray/{handoff_id}").text
        assert all(canary(each) in page for each in fields_for(desk)), desk
        ids = [each.get("id") for each in parse(page).all() if each.get("id")]
        assert len(ids) == len(set(ids)), desk
