"""The pages of a new plan, of things and of the creche: what each shows, and to whom."""

from datetime import timedelta
from uuid import uuid4

import pytest

from bookings.day.models import CrecheStay
from portal.access import Role
from portal.record.models import Entry
from tests.bookings.day.replan.at_the_desk import AtTheDesk, at_the_desk, fields_of
from tests.bookings.day.replan.test_things import WANTS_URDU, child_of, creche_of, interpreter
from tests.bookings.day.replan.wednesday import Wednesday
from tests.bookings.visits.rows import count, dump
from tests.browsing import parse

PAGES = ("/session/{}/replan", "/session/{}/things", "/creche/{}")


def shown(wednesday: Wednesday, desk: AtTheDesk, worker: str, late: str) -> str:
    with wednesday.town.reading() as db:
        return (
            f"/session/{desk.session_id}/replan?worker={wednesday.worker(db, worker)}&late={late}"
        )


def test_c_05_old_and_new_stand_side_by_side_and_nothing_is_done(wednesday: Wednesday) -> None:
    robin = wednesday.book("Robin", ("Tom", "10:00"), ("Simran", "10:25"))
    wednesday.book("Sam", ("Farah", "10:00"))
    wednesday.book("Alex", ("Farah", "10:25"))
    wednesday.book("Kim", ("Farah", "10:50"))
    desk = at_the_desk(wednesday)
    page = desk.page(shown(wednesday, desk, "Tom", "20"))
    (beside,) = [each for each in page.all("article") if "beside" in each.get("class")]
    assert "Robin" in beside.text
    assert "10:00 – 10:20 Housing, Tom" in beside.text
    assert "Moved:" in beside.text
    assert "Nothing has changed yet, and nobody has been told." in page.text
    assert wednesday.stops(robin) == [("Tom", "10:00"), ("Simran", "10:25")]


def test_c_05_the_button_does_what_was_shown(wednesday: Wednesday) -> None:
    robin = wednesday.book("Robin", ("Tom", "10:00"))
    wednesday.book("Sam", ("Farah", "10:00"))
    wednesday.book("Alex", ("Farah", "10:25"))
    desk = at_the_desk(wednesday)
    page = desk.page(shown(wednesday, desk, "Tom", "10"))
    address = f"/session/{desk.session_id}/replan"
    answer = desk.post(address, **_confirming(page))
    assert answer.status_code == 303
    assert wednesday.stops(robin) == [("Tom", "10:10")]
    back = desk.page(address)
    assert "Tom sees nobody new before 10:10." in back.text
    (away,) = [each.get("value") for each in back.all("input") if each.get("name") == "away"]
    assert desk.post(f"{address}/back", away=away).status_code == 303
    assert "sees nobody new" not in desk.page(address).text


def _confirming(page: object) -> dict[str, str]:
    for form in page.all("form"):  # type: ignore[attr-defined]
        found = {each.get("name"): each.get("value") for each in form.all("input")}
        if "mark" in found:
            return found
    raise LookupError("nothing to confirm")


def test_c_05_the_second_of_two_sees_a_fresh_plan_and_nothing_is_done(
    wednesday: Wednesday,
) -> None:
    wednesday.book("Robin", ("Tom", "10:00"))
    desk = at_the_desk(wednesday)
    page = desk.page(shown(wednesday, desk, "Tom", "10"))
    wednesday.book("Sam", ("Farah", "10:00"))
    before = {name: rows for name, rows in dump(wednesday.town).items() if "record" not in name}
    answer = desk.post(f"/session/{desk.session_id}/replan", **_confirming(page))
    assert answer.status_code == 409
    assert "Something changed meanwhile, and nothing was done." in answer.text
    after = dump(wednesday.town)
    assert {name: after[name] for name in before if name != "staff_sign_ins"} == {
        name: rows for name, rows in before.items() if name != "staff_sign_ins"
    }
    again = desk.post(f"/session/{desk.session_id}/replan", **_confirming(parse(answer.text)))
    assert again.status_code == 303


def test_c_05_what_does_not_fit_is_named_with_what_there_is_instead(wednesday: Wednesday) -> None:
    wednesday.book("Robin", ("Ioana", "10:00"))
    desk = at_the_desk(wednesday)
    page = desk.page(shown(wednesday, desk, "Ioana", "gone"))
    assert "Does not fit: Refuge." in page.text
    assert "Another week, or wait here for a gap." in page.text
    assert "1 stop does not fit any more." in page.text


def test_the_things_page_gives_and_takes_back(wednesday: Wednesday) -> None:
    robin = wednesday.book("Robin", ("Tom", "10:00"), asks=WANTS_URDU)
    child_of(wednesday, robin)
    desk = at_the_desk(wednesday)
    assert desk.things(go="places", places="2").status_code == 303
    fields = {"name": "Zainab", "language": "Urdu", "gender": "woman", "from_outside": "yes"}
    assert desk.things(go="list", **fields).status_code == 303
    page = desk.page(f"/session/{desk.session_id}/things")
    assert "Not arranged yet: interpreter, creche" in page.text
    for button in ("give", "creche"):
        page = desk.page(f"/session/{desk.session_id}/things")
        pressed = fields_of(page, button)
        answer = desk.things(**{**pressed, "go": button})
        assert answer.status_code == 303, answer.text
    page = desk.page(f"/session/{desk.session_id}/things")
    assert "Not arranged yet" not in page.text
    assert desk.things(**fields_of(page, "back")).status_code == 303
    assert "Not arranged yet" in desk.page(f"/session/{desk.session_id}/things").text


def test_c_04_what_somebody_has_already_is_said_to_be_taken(wednesday: Wednesday) -> None:
    robin = wednesday.book("Robin", ("Tom", "10:00"))
    sam = wednesday.book("Sam", ("Farah", "10:00"))
    with wednesday.writing() as db:
        zainab = str(interpreter(wednesday, db))
    desk = at_the_desk(wednesday)
    assert desk.things(go="give", visit=str(robin), thing=zainab).status_code == 303
    answer = desk.things(go="give", visit=str(sam), thing=zainab)
    assert answer.status_code == 409
    assert "Somebody else has that then." in answer.text


@pytest.mark.parametrize("field", ["thing", "name", "interpreter"])
def test_s_47_a_name_that_is_typed_makes_nobody_an_interpreter(
    wednesday: Wednesday, field: str
) -> None:
    robin = wednesday.book("Robin", ("Tom", "10:00"))
    desk = at_the_desk(wednesday)
    answer = desk.things(go="give", visit=str(robin), **{field: "her sister"})
    assert answer.status_code == 422
    assert "This session does not have that." in answer.text


def test_s_46_at_the_creche_a_child_goes_with_whom_the_list_names_alone(
    wednesday: Wednesday,
) -> None:
    creche_of(wednesday, 1)
    child = child_of(wednesday, wednesday.book("Robin", ("Tom", "10:00")))
    door = at_the_desk(wednesday, Role.RECEPTIONIST)
    assert door.creche(go="in", child=str(child), name="Robin", fetches="Sam").status_code == 303
    for other in ("", "Sam", "The father", str(uuid4())):
        answer = door.creche(go="out", child=str(child), to=other)
        assert answer.status_code == 422
        assert "No child goes." in answer.text
        assert "get the coordinator, then ring 999" in answer.text
    assert count(wednesday.town, CrecheStay, CrecheStay.out_at.is_(None)) == 1
    assert count(wednesday.town, Entry, Entry.verb == "creche: child refused") == 4
    page = door.page(f"/creche/{door.session_id}")
    (sam,) = [b.get("value") for b in page.all("button") if "Goes with Sam" in b.text]
    assert door.creche(go="out", child=str(child), to=sam).status_code == 303
    assert "went with Sam" in door.page("/creche").text


def test_s_46_somebody_who_is_not_listed_is_recorded_and_the_page_says_what_to_do(
    wednesday: Wednesday,
) -> None:
    creche_of(wednesday, 1)
    child = child_of(wednesday, wednesday.book("Robin", ("Tom", "10:00")))
    door = at_the_desk(wednesday, Role.RECEPTIONIST)
    door.creche(go="in", child=str(child), name="Robin")
    answer = door.creche(go="refuse", child=str(child))
    assert answer.status_code == 303
    assert "No child goes." in door.page(answer.headers["location"]).text
    assert count(wednesday.town, Entry, Entry.verb == "creche: child refused") == 1


def test_s_58_the_creche_says_nothing_of_services(wednesday: Wednesday) -> None:
    child_of(wednesday, wednesday.book("Robin", ("Tom", "10:00"), ("Ioana", "10:25")))
    text = at_the_desk(wednesday, Role.RECEPTIONIST).page("/creche").text
    assert "Robin" in text
    assert "Housing" not in text
    assert "Refuge" not in text


def test_a_page_that_is_looked_at_is_in_the_record(wednesday: Wednesday) -> None:
    desk = at_the_desk(wednesday)
    for page in PAGES:
        desk.page(page.format(desk.session_id))
    for verb in ("plan seen", "things seen", "creche seen"):
        assert count(wednesday.town, Entry, Entry.verb == verb) == 1


def test_a_worker_of_nowhere_and_a_child_of_nobody_are_not_found(wednesday: Wednesday) -> None:
    desk = at_the_desk(wednesday)
    nobody = f"/session/{desk.session_id}/replan?worker={uuid4()}&late=10"
    assert desk.browser.get(nobody).status_code == 404
    assert desk.creche(go="in", child=str(uuid4()), name="Robin").status_code == 404


def test_with_scripts_the_part_is_a_part_of_the_page(wednesday: Wednesday) -> None:
    wednesday.book("Robin", ("Tom", "10:00"))
    desk = at_the_desk(wednesday)
    for address in (
        shown(wednesday, desk, "Tom", "10"),
        *(p.format(desk.session_id) for p in PAGES),
    ):
        whole = desk.browser.get(address).text
        part = desk.browser.get(address, headers={"HX-Request": "true"}).text
        assert part in whole


def test_late_from_a_time_on_counts_from_then(wednesday: Wednesday) -> None:
    robin = wednesday.book("Robin", ("Tom", "10:00"))
    sam = wednesday.book("Sam", ("Tom", "11:15"))
    wednesday.now -= timedelta(minutes=30)
    desk = at_the_desk(wednesday)
    page = desk.page(f"{shown(wednesday, desk, 'Tom', 'gone')}&since=11:00")
    fields = {**_confirming(page)}
    assert desk.post(f"/session/{desk.session_id}/replan", **fields).status_code == 303
    assert wednesday.stops(robin) == [("Tom", "10:00")]
    assert wednesday.stops(sam) == [("Farah", "11:15")]
