"""A draft begins with what the record knows, and with nothing that its desk may not have."""

from datetime import time, timedelta

import pytest
from sqlalchemy.orm import Session

from bookings.contact.actions.rows import anew, put
from bookings.contact.rules.choices import Route, SaidBy
from bookings.contact.rules.fields import Field
from bookings.contact.rules.hours import Hours, Times, Weekly
from bookings.handoffs.pages.prefilled import prefilled
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.fields import ALLOWED, PacketField
from bookings.people.models import AbuseEntry, CaseFact, CaseRecord, ChildFact
from bookings.people.rules.abuse import AbuseKind, Pattern
from bookings.people.rules.children import ChildFactKind, ChildSaidBy
from bookings.people.rules.facts import FactKind
from bookings.people.rules.facts import SaidBy as Source
from portal import i18n
from portal.web.templates import Templates
from tests.bookings.handoffs.passing import NOW, Town

NUMBER = "07700900123"


@pytest.fixture(scope="module")
def templates() -> Templates:
    return Templates(i18n.find_folder("templates"), {})


def drafted(town: Town, templates: Templates, desk: DeskKind) -> dict[PacketField, str]:
    """What a draft for such a desk begins with."""
    source = i18n.load_languages(i18n.find_folder("locales"))[i18n.SOURCE]
    with town.database.writing() as db, i18n.speaking(source):
        return prefilled(db, town.need(db, desk), templates, NOW)


def fact(db: Session, town: Town, kind: FactKind, value: str) -> CaseFact:
    row = CaseFact(case_id=town.case_id, kind=kind, said_by=Source.THEMSELVES)
    row.value = value
    row.written_at, row.written_by = NOW, town.accounts["Bea"]
    db.add(row)
    db.flush()
    return row


def abuse(db: Session, town: Town, kind: AbuseKind) -> None:
    row = AbuseEntry(case_id=town.case_id, kind=kind, pattern=Pattern.GETTING_WORSE)
    row.written_at, row.written_by = NOW, town.accounts["Bea"]
    db.add(row)
    db.flush()


def said(db: Session, town: Town) -> None:
    """How Ash may be reached: on a mobile, Tuesday mornings, and never a word to Jo."""
    client = db.get_one(CaseRecord, town.case_id).client_id
    heard = anew(SaidBy.IN_PERSON, town.accounts["Bea"], NOW, timedelta(days=28))
    hours = Hours(weekly=frozenset({Weekly(1, Times(time(9, 30), time(12)))}))
    put(db, client, Field.ROUTES, frozenset({Route.MOBILE}), heard)
    put(db, client, Field.MOBILE_NUMBER, NUMBER, heard)
    put(db, client, Field.HOURS, hours, heard)
    put(db, client, Field.CALL_HER, f"Lee {NUMBER}", heard)
    put(db, client, Field.NEVER_SPEAK_TO, ("Jo",), heard)


def test_how_she_may_be_reached_is_in_words_and_holds_no_number(
    plain_town: Town, templates: Templates
) -> None:
    with plain_town.database.writing() as db:
        said(db, plain_town)
    text = drafted(plain_town, templates, DeskKind.REFUGE)[PacketField.SAFE_CONTACT]
    assert text.splitlines() == [
        "Safe ways: their mobile",
        "Tuesdays 09:30–12:00",
        "Call them Lee .",
        "No voicemail.",
        "Do not say who is calling.",
        "Never speak to: Jo",
    ]


def test_facts_come_in_the_fields_that_say_the_same(plain_town: Town, templates: Templates) -> None:
    with plain_town.database.writing() as db:
        fact(db, plain_town, FactKind.LANGUAGE, "Polish")
        fact(db, plain_town, FactKind.ADDRESS, "1 Old Road").unsafe_from = NOW
        fact(db, plain_town, FactKind.ADDRESS, "2 New & Narrow Road")
        fact(db, plain_town, FactKind.CONFIDENTIAL_AREA, "the north")
    found = drafted(plain_town, templates, DeskKind.HOUSING)
    assert found[PacketField.LANGUAGE] == "Polish"
    assert found[PacketField.ADDRESS] == "2 New & Narrow Road"
    assert found[PacketField.CALLED] == "Ash"
    assert found[PacketField.WANTS] == "Somewhere to sleep"
    assert "the north" not in "".join(found.values())


def test_s_34_kinds_of_abuse_are_named_where_they_may_be(
    plain_town: Town, templates: Templates
) -> None:
    with plain_town.database.writing() as db:
        abuse(db, plain_town, AbuseKind.ECONOMIC)
        abuse(db, plain_town, AbuseKind.SEXUAL)
    text = drafted(plain_town, templates, DeskKind.IDVA)[PacketField.ABUSE]
    assert "Economic abuse" in text
    assert "Sexual" not in text
    assert PacketField.ABUSE not in drafted(plain_town, templates, DeskKind.HOUSING)


def test_s_38_a_childs_packet_begins_with_that_child_alone(
    plain_town: Town, templates: Templates
) -> None:
    with plain_town.database.writing() as db:
        row = ChildFact(
            child_id=plain_town.child_id, kind=ChildFactKind.NAME, said_by=ChildSaidBy.SEEN
        )
        row.value = "Kit"
        row.written_at, row.written_by = NOW, plain_town.accounts["Bea"]
        db.add(row)
    found = drafted(plain_town, templates, DeskKind.CHILDRENS_SOCIAL_CARE)
    assert found[PacketField.CHILD] == "Kit"
    assert PacketField.CHILDREN not in found


def test_r_02_no_draft_begins_with_a_field_beyond_its_desk(
    plain_town: Town, templates: Templates
) -> None:
    with plain_town.database.writing() as db:
        said(db, plain_town)
        abuse(db, plain_town, AbuseKind.ECONOMIC)
        for kind in FactKind:
            fact(db, plain_town, kind, "1990-04-23" if kind is FactKind.BORN_ON else "something")
    for desk in DeskKind:
        assert set(drafted(plain_town, templates, desk)) <= ALLOWED[desk], desk
