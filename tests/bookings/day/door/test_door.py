"""The door: who is expected and here, finding somebody, and what callers are told."""

import pytest

from bookings.visits.models import Visit
from portal.access import Role
from services_directory.sessions.actions.standard import SERVICE_NAMES
from tests.bookings.day.board.at_a_desk import rows
from tests.bookings.day.board.morning import Morning, at
from tests.bookings.day.door.saying import post, recorded, visit
from tests.browsing import parse

SCRIPT = "We don’t say who comes here"


def test_the_door_shows_who_is_expected_by_name_and_time_and_no_surname(morning: Morning) -> None:
    morning.book("Robin Quillfeather", "housing", since="10:50")
    answer = morning.signed_in(Role.RECEPTIONIST).get("/door")
    (line,) = rows(parse(answer.text))
    assert "Robin" in line.text
    assert "10:50" in line.text or "10:55" in line.text or "11:" in line.text
    assert "Quillfeather" not in answer.text
    assert recorded(morning, "door seen") == [morning.session_id]


def test_s_58_whoever_is_at_the_door_never_reads_what_somebody_comes_for(morning: Morning) -> None:
    """S-58: on every page that a receptionist may open, searching and pressing too."""
    robin = morning.book("Robin", "welcome", "housing", "legal", "isva")
    receptionist = morning.signed_in(Role.RECEPTIONIST)
    told = [
        receptionist.get("/door"),
        receptionist.get(f"/session/{morning.session_id}/door/rows"),
        receptionist.get(f"/session/{morning.session_id}/walk-in"),
        post(receptionist, f"/session/{morning.session_id}/door", {"who": "robin"}),
        post(receptionist, f"/door/{robin}/here"),
        receptionist.get("/door"),
        receptionist.get(f"/session/{morning.session_id}/alert"),
    ]
    words = [*SERVICE_NAMES.values(), "housing", "legal", "isva"]
    for answer in told:
        assert answer.status_code in (200, 303)
        assert [word for word in words if word.lower() in answer.text.lower()] == []
    for page in ("welcome", "plan", "next", "phrase"):
        assert receptionist.get(f"/door/{robin}/{page}").status_code == 403
    for page in ("close", "print"):
        assert receptionist.get(f"/session/{morning.session_id}/{page}").status_code == 403


@pytest.mark.parametrize("typed", ["Robin", "ROBIN", " robin ", "rob", "Robyn"])
def test_somebody_is_found_by_her_name_as_it_is_typed(morning: Morning, typed: str) -> None:
    robin = morning.book("Robin", "housing")
    morning.book("Kim", "legal")
    receptionist = morning.signed_in(Role.RECEPTIONIST)
    answer = post(receptionist, f"/session/{morning.session_id}/door", {"who": typed})
    found = next(each for each in parse(answer.text).all("section") if each.get("class") == "found")
    assert [form.get("action") for form in found.all("form")] == [f"/door/{robin}/here"]
    assert "Kim" not in found.text


def test_somebody_is_found_by_her_number(morning: Morning) -> None:
    robin = morning.book("Robin", "housing")
    morning.arrive(robin, "10:10")
    receptionist = morning.signed_in(Role.RECEPTIONIST)
    answer = post(receptionist, f"/session/{morning.session_id}/door", {"who": "1"})
    found = next(each for each in parse(answer.text).all("section") if each.get("class") == "found")
    assert "Robin" in found.text


def test_nobody_of_another_session_is_found(morning: Morning) -> None:
    """P-01: there is no search by name beyond the session in hand."""
    robin = morning.book("Robin", "housing")
    receptionist = morning.signed_in(Role.RECEPTIONIST)
    morning.watch.now = at("10:20").replace(day=28, hour=10)
    page = receptionist  # signed in on Wednesday: too long ago by Saturday
    assert page.get("/door").status_code == 303
    saturday = morning.signed_in(Role.RECEPTIONIST).get("/door")
    assert "Feltham" in saturday.text
    assert str(robin) not in saturday.text


def test_s_27_one_script_stands_on_the_door_whatever_was_looked_for(morning: Morning) -> None:
    """S-27: found or not found, whoever answers the telephone reads the same words."""
    morning.book("Robin", "housing")
    receptionist = morning.signed_in(Role.RECEPTIONIST)
    session = f"/session/{morning.session_id}/door"
    for answer in (
        receptionist.get("/door"),
        post(receptionist, session, {"who": "Robin"}),
        post(receptionist, session, {"who": "Nobody"}),
    ):
        assert answer.text.count(SCRIPT) == 1
        assert "always on the number in the directory" in answer.text


def test_s_27_to_a_caller_no_page_gives_a_phrase_to_a_visit_that_has_one(morning: Morning) -> None:
    """Whoever rings up and says that a visit is theirs gets no new words for it."""
    own, other = morning.book("Robin", "housing"), morning.book("Kim", "legal")
    with morning.town.writing() as db:
        db.get_one(Visit, own).phrase = b"x" * 32
    coordinator = morning.signed_in(Role.COORDINATOR)
    assert coordinator.get(f"/door/{other}/phrase").status_code == 200
    assert coordinator.get(f"/door/{own}/phrase").status_code == 404
    fields = {"words": "apple bread cloud drum", "digits": "5027"}
    assert post(coordinator, f"/door/{own}/phrase", fields).status_code == 404
    assert visit(morning, own).phrase == b"x" * 32


def test_the_lists_are_answered_anew_only_when_something_changed(morning: Morning) -> None:
    robin = morning.book("Robin", "housing")
    receptionist = morning.signed_in(Role.RECEPTIONIST)
    shown = receptionist.get("/door").text
    poll = shown.partition('hx-get="')[2].partition('"')[0]
    assert receptionist.get(poll, scripts=True).status_code == 204
    assert post(morning.signed_in(Role.COORDINATOR), f"/door/{robin}/here").status_code == 303
    part = receptionist.get(poll, scripts=True)
    assert part.status_code == 200
    assert "came at 10:20" in part.text
    assert part.text.strip() in receptionist.get("/door").text
