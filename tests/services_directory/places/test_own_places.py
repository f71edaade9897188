"""A refuge's worker says what its places can take, on a phone, in one press each."""

from datetime import timedelta
from uuid import uuid4

import sqlalchemy as sa

from portal.access import Role
from portal.record.models import Entry
from services_directory.listings.models import Organization, Service
from services_directory.places.actions.claims import hold
from services_directory.places.models import Place, PlaceHold
from services_directory.places.rules import FRESH_FOR, Gender
from tests.services_directory.places.refuge import TYPED, Refuge, another_refuge
from tests.services_directory.sessions.planning_desk import words

DAY = timedelta(days=1)


def test_r_09_a_place_is_added_with_all_that_it_can_take(refuge: Refuge) -> None:
    answer = refuge.browser.post("/places/new", data=TYPED)
    place = refuge.only()
    assert (answer.status_code, answer.headers["location"]) == (303, f"/places#{place.code}")
    assert (place.areas, place.people, place.rooms) == ("Northside, The North", 4, 2)
    assert (place.boys_until, place.gender, place.access) == (14, Gender.WOMEN, "step_free")
    assert (place.funding, place.support) == ("housing_benefit no_recourse", "")
    assert (place.languages, place.by_and_for, place.only_for) == ("en pl", "deaf", "")
    assert (place.takes_pets, place.is_self_contained, place.is_free) == (False, None, True)
    page = words(refuge.browser.get("/places"))
    assert "4 people at most 2 rooms Boys up to 14 Women By and for: Deaf Step-free" in page
    assert "you are asked each time: self-contained or shared" in page
    assert "Free · said today at 13:00" in page
    form = refuge.browser.get(f"/places/{place.id}").text
    assert form.count(" checked") == 11, "what was ticked is ticked still"


def test_r_10_a_code_is_letters_and_tells_nothing(refuge: Refuge) -> None:
    codes = {refuge.place(refuge.add()).code for _ in range(4)}
    assert len(codes) == 4
    assert all(len(code) == 5 and code.isalpha() and code.isupper() for code in codes)


def test_r_09_what_is_still_so_is_said_in_one_press(refuge: Refuge) -> None:
    first, second = refuge.add(ago=DAY), refuge.add(ago=DAY, is_free=False)
    page = refuge.browser.get("/places")
    assert "Counts as no space until you say that it is still free" in words(page)
    assert "Places 1 " in words(page), "the way to the page says how many"
    assert refuge.press(first, "still") == 303
    assert refuge.place(first).confirmed_at == refuge.watch.now
    assert refuge.place(second).confirmed_at == refuge.watch.now - DAY
    seen = page.text.partition('name="seen" value="')[2].partition('"')[0]
    assert refuge.browser.post("/places", data={"seen": seen}).status_code == 409
    seen = str(int(seen) + 1)
    assert refuge.browser.post("/places", data={"seen": seen}).status_code == 303
    assert refuge.place(second).confirmed_at == refuge.watch.now


def test_r_09_free_and_taken_are_one_press_and_taken_ends_the_hold(refuge: Refuge) -> None:
    place = refuge.add()
    with refuge.town.writing() as db:
        hold(db, place, uuid4(), by=refuge.worker, at=refuge.watch.now)
    assert "Held for somebody until 15:00" in words(refuge.browser.get("/places"))
    assert refuge.press(place, "taken") == 303
    with refuge.town.reading() as db:
        assert db.scalars(sa.select(PlaceHold)).all() == []
    assert not refuge.place(place).is_free
    assert refuge.press(place, "free") == 303
    assert refuge.place(place).is_free


def test_nobody_overwrites_a_place_unseen(refuge: Refuge) -> None:
    place = refuge.add()
    assert refuge.press(place, "save", **TYPED, seen="1") == 303
    assert refuge.place(place).people == 4
    late = refuge.browser.post(f"/places/{place}", data={**TYPED, "people": "9", "seen": "1"})
    assert late.status_code == 409
    assert 'value="9"' in late.text
    assert refuge.place(place).people == 4


def test_a_place_that_has_ended_is_nobodys_to_see(refuge: Refuge) -> None:
    place = refuge.add()
    assert refuge.press(place, "end") == 303
    assert "No place stands here yet" in words(refuge.browser.get("/places"))
    assert refuge.browser.get(f"/places/{place}").status_code == 404
    assert refuge.press(place, "still") == 404


def test_every_change_is_recorded(refuge: Refuge) -> None:
    place = refuge.add()
    for go in ("still", "taken", "free", "end"):
        refuge.press(place, go)
    with refuge.town.reading() as db:
        verbs = db.scalars(sa.select(Entry.verb).filter_by(about=place).order_by(Entry.number))
        assert list(verbs) == [
            *("refuge place added", "refuge place confirmed", "refuge place taken"),
            *("refuge place free", "refuge place ended"),
        ]


def test_r_16_no_organisation_sees_or_changes_the_places_of_another(refuge: Refuge) -> None:
    own = refuge.add()
    with refuge.town.writing() as db:
        service = another_refuge(db)
        owner = db.get_one(Service, service).organization_id
    others = refuge.sign_in(Role.DESK_WORKER, owner)
    assert refuge.browser.get(f"/places/{own}").status_code == 200
    assert others.get(f"/places/{own}").status_code == 404
    for go in ("still", "free", "taken", "end", "save"):
        assert others.post(f"/places/{own}", data={**TYPED, "go": go}).status_code == 404
    assert "Northside" not in others.get("/places").text
    assert others.post("/places/new", data={**TYPED, "service": str(refuge.service_id)}).is_redirect
    with refuge.town.reading() as db:
        assert db.scalars(sa.select(Place.service_id).where(Place.id != own)).one() == service
    assert refuge.place(own).changes == 1


def test_p_01_only_desk_workers_of_a_refuge_say_what_it_can_take(refuge: Refuge) -> None:
    owner = refuge.worker.organization_id
    assert owner is not None
    for role in (Role.COORDINATOR, Role.LEAD, Role.RECEPTIONIST, Role.TECHNICIAN, Role.COVER):
        other = refuge.sign_in(role, owner)
        assert other.get("/places").status_code == 403, role
        assert other.post("/places/new", data=TYPED).status_code == 403, role


def test_an_organisation_without_a_refuge_has_no_such_page_and_no_way_to_it(
    refuge: Refuge,
) -> None:
    owner = refuge.worker.organization_id or uuid4()
    with refuge.town.reading() as db:
        council = sa.select(Organization.id).where(Organization.name == "Thamesbrook Council")
        browser = refuge.sign_in(Role.DESK_WORKER, db.scalars(council).one())
    assert browser.get("/places").status_code == 404
    assert browser.post("/places/new", data=TYPED).status_code == 404
    assert 'href="/places"' not in browser.get("/staff/account").text
    assert 'href="/places"' not in refuge.sign_in(Role.LEAD, owner).get("/staff/account").text
    assert 'href="/places"' in refuge.browser.get("/staff/account").text


def test_r_09_what_was_said_a_day_ago_is_no_space_any_more(refuge: Refuge) -> None:
    place = refuge.add(ago=FRESH_FOR - timedelta(seconds=1))
    assert "<strong>Free</strong>" in refuge.browser.get("/places").text
    refuge.watch.on(seconds=1)
    assert "<strong>Free</strong>" not in refuge.browser.get("/places").text
    assert refuge.place(place).is_free
