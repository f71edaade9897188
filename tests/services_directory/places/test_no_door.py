"""No word that leads to a refuge's door is taken, kept or shown (S-29, R-10)."""

import logging
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from portal.access import OPERATOR
from portal.db.engine import Database
from portal.web.forms import Problems
from services_directory.places.actions.stating import add_place
from services_directory.places.forms import NO_DOOR, read_place
from services_directory.places.models import Place, PlaceHold
from services_directory.places.rules import NotAnArea, leads_to_a_door
from services_directory.places.rules.texts import as_areas
from tests.bookings.visits.rows import dump
from tests.services_directory.places.refuge import LEAST, TYPED, Refuge, another_refuge
from tests.services_directory.scene import MONDAY
from tests.services_directory.sessions.planning_desk import words

DOORS = (
    *("14 Elm Road", "TW3 0ZY", "SE10", "Flat b, Mill Lane", "mill lane", "Haus Ⅷ", "٣ East"),
    *("Elm House", "Hounslow, Oak Court", "Bridge St, Feltham", "Stryd Fawr", "Elm Close"),
    *("harbour@example.org", "www.example.org", "filled.count.soap", "Postcode on request"),
)
AREAS = (
    *("Northside", "West London", "St Albans", "Bury St Edmunds", "Y Fenni", "Notting Hill"),
    *("King’s Cross, London", "Berkshire", "Stoke-on-Trent", "روچڈیل"),
)
NOTES = (
    *("Staff are there by day and on call at night.", "Boys over twelve: ask first."),
    *("Close to a school. A house with a garden.", "No way in without a buzzer; pets in the yard."),
)
# What text a table about places may hold at all. Any other column is looked at first.
CLOSED = {"access", "funding", "support", "languages", "only_for", "by_and_for"}
CHECKED = {"code", "areas", "note"}


@pytest.mark.parametrize("text", DOORS)
def test_s_29_words_that_lead_to_a_door_are_known(text: str) -> None:
    assert leads_to_a_door(text)


@pytest.mark.parametrize("text", [*AREAS, *NOTES])
def test_s_29_areas_and_plain_words_are_taken(text: str) -> None:
    assert not leads_to_a_door(text)


@pytest.mark.parametrize("field", ["areas", "note"])
def test_s_29_each_field_of_words_is_read_so(field: str) -> None:
    for text in DOORS:
        typed = {**_listed(TYPED), field: [text]}
        assert read_place(typed) == Problems({field: NO_DOOR[field]}), text
    assert not isinstance(read_place(_listed(TYPED)), Problems)


def test_what_is_left_out_is_not_said_and_none_is_not_nothing() -> None:
    said = read_place({"areas": ["Northside"], "is_free": ["no"], "no_access": ["yes"]})
    assert not isinstance(said, Problems)
    unsaid = {name for name, value in said.items() if value is None}
    assert unsaid == {
        *("people", "rooms", "boys_until", "gender", "funding", "support", "languages"),
        *("takes_pets", "is_self_contained"),
    }
    assert (said["access"], said["only_for"], said["is_free"]) == ("", "", False)


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"areas": " , "}, "areas", "missing"),
        ({"areas": "North" * 30}, "areas", "too_long"),
        ({"is_free": "perhaps"}, "is_free", "choose_one"),
        ({"people": "0"}, "people", "number_unfit"),
        ({"boys_until": "19"}, "boys_until", "number_unfit"),
        ({"no_access": "yes"}, "access", "some_or_none"),
    ],
)
def test_what_cannot_be_read_is_told_beside_its_field(
    change: dict[str, Any], field: str, code: str
) -> None:
    assert read_place(_listed({**TYPED, **change})) == Problems({field: code})


def test_areas_are_kept_from_the_small_to_the_large_none_twice() -> None:
    assert as_areas(" Northside , The  North,Northside,") == ("Northside", "The North")


def test_s_29_what_is_refused_is_told_kindly_and_stands_nowhere(
    refuge: Refuge, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    place = refuge.add()
    canary = "Quillfeather Lane"
    for address in ("/places/new", f"/places/{place}"):
        for field in ("areas", "note"):
            answer = refuge.browser.post(address, data={**TYPED, field: canary, "seen": "1"})
            assert answer.status_code == 422
            assert f'id="{field}-problem"' in answer.text
            assert f'aria-describedby="{field}-hint {field}-problem"' in answer.text
            assert "where the refuge is stands nowhere" in words(answer)
            assert canary in answer.text, "what was typed is kept, to be mended"
    assert "Quillfeather" not in repr(dump(refuge.town))
    assert "Quillfeather" not in caplog.text
    assert "Quillfeather" not in refuge.browser.get("/places").text


def test_s_29_the_row_itself_and_the_database_refuse_a_door(database: Database) -> None:
    with database.writing() as db:
        service = another_refuge(db)
        for field in ("areas", "note"):
            with pytest.raises(NotAnArea):
                add_place(db, service, {**LEAST, field: "Elm House"}, by=OPERATOR, at=MONDAY)
        place_id = add_place(db, service, LEAST, by=OPERATOR, at=MONDAY).id
    late = sa.update(Place).where(Place.id == place_id)
    for values in ({"code": "SE1"}, {"areas": "SE1"}, {"note": "SE1"}, {"areas": ""}):
        with pytest.raises(IntegrityError), database.writing() as db:
            db.execute(late.values(values))


def test_r_10_no_column_about_places_can_hold_an_address() -> None:
    for table in (Place.__table__, PlaceHold.__table__):
        assert isinstance(table, sa.Table)
        checks = " ".join(
            str(each.sqltext) for each in table.constraints if isinstance(each, sa.CheckConstraint)
        )
        texts = {c.name for c in table.columns if type(c.type) in (sa.String, sa.Text)}
        assert texts <= CLOSED | CHECKED
        for name in texts - CLOSED:
            assert all(f"{name} NOT LIKE '%{digit}%'" in checks for digit in range(10)), name


def _listed(typed: dict[str, Any]) -> dict[str, list[str]]:
    return {name: [each] if isinstance(each, str) else each for name, each in typed.items()}
