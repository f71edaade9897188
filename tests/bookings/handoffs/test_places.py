"""Whoever sends somebody on sees which refuge places fit today, and why the others do not."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from bookings.handoffs.forms.household import typed_of
from bookings.handoffs.pages.places import HOLD, LET_GO, household_asked, press_place
from bookings.handoffs.queries.places import Matches, fitting
from bookings.handoffs.rules.refuge import Household, Why
from portal import i18n
from portal.access import OPERATOR
from portal.db.engine import Database
from portal.web.forms import Problems
from portal.web.page import PageRequest
from services_directory.listings.models import Service
from services_directory.places.actions.claims import hold
from services_directory.places.actions.stating import add_place, end_place
from services_directory.places.models import Place
from services_directory.places.rules import HOLD_FOR, Funding, Gender
from tests.bookings.visits.town import Watch, open_house
from tests.services_directory.places.refuge import LEAST, another_refuge
from tests.services_directory.scene import MONDAY

SHE = Household(
    UUID(int=51),
    people=3,
    gender=Gender.WOMEN,
    funding=frozenset({Funding.HOUSING_BENEFIT}),
    unsafe_areas=frozenset({"southside"}),
)
FITS: dict[str, Any] = {
    "people": 4,
    "rooms": 2,
    "gender": Gender.WOMEN,
    "funding": "housing_benefit",
}
DAY = timedelta(days=1)


def add(db: Session, service: UUID, *, ago: timedelta = timedelta(0), **said: Any) -> UUID:
    return add_place(db, service, LEAST | FITS | said, by=OPERATOR, at=MONDAY - ago).id


def ids(found: Matches) -> tuple[list[UUID], list[UUID], list[UUID]]:
    kinds = (found.fits, found.ask, found.against)
    fits, ask, against = ([each.known.id for each in kind] for kind in kinds)
    return fits, ask, against


def test_r_09_each_place_stands_where_it_belongs_with_its_reasons(database: Database) -> None:
    with database.writing() as db:
        service = another_refuge(db)
        fits, asked = add(db, service), add(db, service, rooms=None)
        small, stale = add(db, service, people=2), add(db, service, ago=DAY)
        full, near = add(db, service, is_free=False), add(db, service, areas="Southside")
        ended = add(db, service)
        end_place(db, db.get_one(Place, ended), by=OPERATOR, at=MONDAY)
        found = fitting(db, SHE, MONDAY)
    assert ids(found)[:2] == ([fits], [asked])
    assert set(ids(found)[2]) == {small, stale, full, near}
    assert found.ask[0].fit.ask == (Why.ROOMS,)
    why = {each.known.id: each.fit.against for each in found.against}
    assert (why[small], why[stale]) == ((Why.PEOPLE,), (Why.STALE,))
    assert (why[full], why[near]) == ((Why.FULL,), (Why.AREA,))
    assert found.fits[0].known.organization == "Safe Rooms"
    assert found.more == 0


def test_r_09_a_hold_keeps_a_place_for_one_and_shows_the_others_until_when(
    database: Database,
) -> None:
    with database.writing() as db:
        place = add(db, another_refuge(db))
        hold(db, place, SHE.need, by=OPERATOR, at=MONDAY)
        other = replace(SHE, need=UUID(int=52))
        assert ids(fitting(db, SHE, MONDAY)) == ([place], [], [])
        (match,) = fitting(db, other, MONDAY).against
        assert match.fit.against == (Why.HELD,)
        assert ids(fitting(db, other, MONDAY + HOLD_FOR)) == ([place], [], [])


def test_r_09_what_is_not_listed_is_counted_and_one_s_own_hold_always_listed(
    database: Database,
) -> None:
    with database.writing() as db:
        service = another_refuge(db)
        own = add(db, service, ago=2 * DAY)
        hold(db, own, SHE.need, by=OPERATOR, at=MONDAY - 2 * DAY)
        for _ in range(70):
            add(db, service, ago=DAY)
        found = fitting(db, SHE, MONDAY, shown=80)
        assert own in ids(found)[2]
        assert (len(found.against), found.more) == (60, 11)
        few = fitting(db, SHE, MONDAY)
    assert (len(few.against), few.more) == (20, 51)


def test_s_28_nothing_is_seen_of_an_organisation_that_is_avoided(database: Database) -> None:
    with database.writing() as db:
        service, other = another_refuge(db), another_refuge(db, "Other Rooms")
        place, stale = add(db, other), add(db, other, ago=DAY)
        add(db, service), add(db, service, ago=DAY)
        avoided = db.get_one(Service, service).organization_id
        assert len(ids(fitting(db, SHE, MONDAY))[0]) == 2
        found = fitting(db, SHE, MONDAY, avoided=[avoided])
    assert ids(found) == ([place], [], [stale])
    assert found.more == 0


def drawn(database: Database, page: str, **names: Any) -> str:
    """A page with the part in it."""
    app: Any = open_house(database, Watch(MONDAY))
    house = app._app.state.house
    part = '{% import "bookings/handoffs/places.html" as places with context %}'
    with i18n.speaking(i18n.choose(house.languages, "en")):
        template = house.templates._pages.from_string(part + page)
        return " ".join(template.render(now=MONDAY, need_id=SHE.need, **names).split())


def press(db: Session, place: UUID, go: str, need: UUID = SHE.need) -> str:
    """Press a button of the part, as the page that shows it hands it on."""
    nothing: Any = None
    typed = {"place": [str(place)], "go": [go]}
    return press_place(PageRequest(nothing, nothing, db, OPERATOR, MONDAY, typed, None), need)


def test_r_09_a_place_is_held_and_let_go_by_a_press_and_not_for_two(database: Database) -> None:
    other = UUID(int=52)
    with database.writing() as db:
        place = add(db, another_refuge(db))
        assert press(db, place, HOLD) == ""
        assert press(db, place, HOLD, other) == "just_gone"
        assert press(db, place, LET_GO) == press(db, place, HOLD, other) == ""
        assert press(db, UUID(int=7), HOLD) == "just_gone"
        assert ids(fitting(db, replace(SHE, need=other), MONDAY)) == ([place], [], [])


def test_r_09_the_part_tells_what_fits_what_to_ask_and_why_not(database: Database) -> None:
    with database.writing() as db:
        service = another_refuge(db)
        fits, asked = add(db, service), add(db, service, rooms=None, funding=None)
        add(db, service, areas="Southside", people=1)
        hold(db, fits, SHE.need, by=OPERATOR, at=MONDAY)
        found = fitting(db, SHE, MONDAY)
    page = "{{ places.found(matches, need_id, '/here', asks=true, was_asked=was_asked) }}"
    html = drawn(database, page, matches=found, was_asked=[fits])
    for words in (
        "held for this person until",
        "how many rooms; how it can be paid for",
        "in an area that is not safe; too small for so many",
        "said today at",
        "Asked already",
    ):
        assert words in html, words
    assert html.count('value="let_go"') == html.count('value="hold"') == 1
    assert html.count('value="ask_place"') == 1
    assert str(asked) in html


def test_where_nothing_fits_the_part_says_what_to_do_instead(database: Database) -> None:
    page = "{{ places.found(matches, need_id, '/here', notice='just_gone') }}"
    html = drawn(database, page, matches=Matches([], [], [], more=0))
    assert "Ring the helpline" in html
    assert "has just gone" in html


def test_every_reason_has_words_of_its_own(database: Database) -> None:
    place = {"hold": {"until": MONDAY}}
    words = "{{ places.against(why.value, place) }};{{ places.ask(why.value) }}|"
    page = f"{{% for why in whys %}}{words}{{% endfor %}}"
    html = drawn(database, page, whys=list(Why), place=place)
    said = [each.split(";") for each in html.split("|")]
    against = {each[0].strip() for each in said if each[0]}
    assert len(against) == len(Why)
    unsaid = set(Why) - {Why.STALE, Why.FULL, Why.HELD, Why.AREA}
    asked = {each[1] for why, each in zip(Why, said, strict=False) if why in unsaid}
    assert len(asked) == len(unsaid)


def test_the_fields_of_a_household_are_shown_as_they_were_typed(database: Database) -> None:
    typed = {**typed_of(SHE), "boys": ["three"]}
    page = "{{ household.asked(typed, problems, ticks, genders, communities) }}"
    part = '{% import "bookings/handoffs/household.html" as household with context %}'
    asked = household_asked(typed, Problems(boys="ages_unreadable"))
    html = drawn(database, part + page, **asked)
    assert 'name="unsafe_areas" value="southside"' in html
    assert 'value="three"' in html
    assert 'aria-describedby="boys-hint boys-problem" aria-invalid="true"' in html
    assert 'value="women" checked' in html
