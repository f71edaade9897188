"""Unusual reading is put before the lead: account, day, kind, how many, and nobody who was read."""

from uuid import UUID

import pytest

from bookings.day.models import Closing
from bookings.looking.actions.settling import OwnReading, settle
from bookings.looking.queries.unusual import to_ask_about
from bookings.looking.rules.unusual import Kind, Limits
from portal.access import Role
from portal.settings import read_settings
from tests.bookings.cases.working import ELSEWHERE, Colleague, Office
from tests.browsing import Element

LIMITS = Limits(an_hour=2, a_day=40, near_days=28)
ZONE = read_settings({}).timezone


def raised(page: Element) -> list[str]:
    people = [li for li in page.all("li") if "person" in li.get("class").split()]
    return [li.text for li in people if "left" not in li.get("class").split()]


def press(desk: Colleague, page: Element, words: str = "Asked. A colleague was ill.") -> int:
    of = next(each.get("value") for each in page.all("input") if each.get("name") == "of")
    return desk.write("/reading", of=of, words=words).status_code


def look(desk: Colleague, *visits: UUID) -> None:
    for each in visits:
        assert desk.get(f"/session/visit/{each}/contact").status_code == 200


def test_p_02_on_either_database_many_people_read_outside_their_day_are_raised(
    either: Office,
) -> None:
    names = ("Robin", "Kim", "Alex")
    visits = [either.morning.book(name, "housing") for name in names]
    bea = either.coordinator("Bea")
    look(bea, *visits)
    lead = either.somebody(Role.LEAD, "Lena").actor
    now = either.morning.watch.now
    with either.morning.town.reading() as db:
        assert to_ask_about(db, lead, now, LIMITS, ZONE) == [], "on their own day it is work"
    either.morning.watch.on(days=1)
    look(either.coordinator("Ann"), *visits)
    look(either.coordinator("Cas"), *visits[:2])
    now = either.morning.watch.now
    with either.morning.town.reading() as db:
        found = to_ask_about(db, lead, now, LIMITS, ZONE)
        assert [(each.name, each.what.kind, each.what.how_many) for each in found] == [
            ("Ann", Kind.MANY_AN_HOUR, 3)
        ]


def test_p_02_after_the_session_was_closed_it_is_no_work_of_that_day(
    office: Office, bea: Colleague, lena: Colleague
) -> None:
    visits = [office.morning.book(name, "housing") for name in ("Robin", "Kim", "Alex")]
    office.morning.add(
        Closing(
            session_id=office.morning.session_id,
            at=office.morning.watch.now,
            by=bea.actor.account_id,
        )
    )
    office.morning.watch.on(minutes=5)
    look(bea, *visits)
    with office.morning.town.reading() as db:
        found = to_ask_about(db, lena.actor, office.morning.watch.now, LIMITS, ZONE)
        assert [each.what.kind for each in found] == [Kind.MANY_AN_HOUR]


def test_p_02_the_lead_sees_a_reason_that_was_given_and_never_whose_record_it_opened(
    office: Office, bea: Colleague, lena: Colleague
) -> None:
    case_id = office.opened(bea, "Robin")
    office.morning.watch.on(days=29)
    ann, lead = office.coordinator("Ann"), office.somebody(Role.LEAD, "Lena now")
    assert raised(lead.page("/reading")) == []
    client_id, here = office.client_of(case_id), f"/cases/{case_id}"
    assert ann.write(f"/why/{client_id}", to=here, words="Rang us twice").status_code == 303
    ann.get(here)
    page = lead.page("/reading")
    assert len(raised(page)) == 1
    assert [each.text for each in page.all("a") if each.get("href") == "/reading"] == ["Reading 1"]
    assert "Ann , " in raised(page)[0]
    assert "once beyond their own work, with a reason “ Rang us twice ”" in raised(page)[0]
    whole = lead.get("/reading").text
    for hers in ("Robin", str(case_id), str(client_id)):
        assert hers not in whole
    assert press(lead, page, "") == 422
    assert press(lead, page) == 303
    assert press(lead, page) == 409
    page = lead.page("/reading")
    assert raised(page) == []
    assert "Lena now: “ Asked. A colleague was ill. ”" in page.text
    assert office.recorded("reading settled") == [ann.actor.account_id]
    assert ann.write(f"/why/{client_id}", to=here, words="Again").status_code == 303
    assert len(raised(lead.page("/reading"))) == 1, "what comes after shows again"


def test_p_02_somebody_of_ones_own_name_is_raised_on_their_own_day_too(
    office: Office, bea: Colleague, lena: Colleague
) -> None:
    look(bea, office.morning.book("Kim", "legal"))
    assert raised(lena.page("/reading")) == []
    look(bea, office.morning.book("BEA ", "housing"))
    page = lena.page("/reading")
    assert len(raised(page)) == 1
    assert "somebody of the same name as the account’s" in raised(page)[0]


def test_p_02_reading_somebody_without_a_visit_near_is_raised(
    office: Office, lena: Colleague
) -> None:
    """A page that asks for no reason: who looked."""
    visit_id = office.morning.book("Kim", "legal")
    office.morning.watch.on(days=29)
    ann, lead = office.coordinator("Ann"), office.somebody(Role.LEAD, "Lena now")
    assert ann.get(f"/session/visit/{visit_id}/looked").status_code == 200
    assert "one person without a visit near in time" in raised(lead.page("/reading"))[0]


def test_p_01_a_lead_sees_the_reading_of_their_own_organisation_alone(
    office: Office, bea: Colleague, lena: Colleague
) -> None:
    look(bea, office.morning.book("Bea", "housing"))
    assert len(raised(lena.page("/reading"))) == 1
    theirs = office.somebody(Role.LEAD, "Olga", ELSEWHERE)
    assert raised(theirs.page("/reading")) == []
    assert press(theirs, lena.page("/reading")) == 409
    for role in (Role.COORDINATOR, Role.RECEPTIONIST, Role.DESK_WORKER, Role.TECHNICIAN):
        assert office.somebody(role, f"{role.name} one").get("/reading").status_code == 403


def test_nobody_settles_what_they_read_themselves(office: Office, bea: Colleague) -> None:
    look(bea, office.morning.book("Bea", "housing"))
    lead = office.somebody(Role.LEAD, "Lena")
    with office.morning.town.writing() as db:
        found = to_ask_about(db, lead.actor, office.morning.watch.now, LIMITS, ZONE)
        with pytest.raises(OwnReading):
            settle(db, found[0].what, "x", by=bea.actor, at=office.morning.watch.now)
