"""The welcome's question about the ways to reach her leads on to what is to be said (C-06)."""

from bookings.contact.rules.preference import LIFE, Stop
from portal.access import Role
from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.day.board.morning import BEFORE, Morning
from tests.bookings.day.door.saying import welcome
from tests.bookings.reaching.telling import preference, show, tell


def test_c_06_a_no_at_the_welcome_stops_everything_and_leads_to_her_page(
    morning: Morning, bea: Desk
) -> None:
    robin = morning.book("Robin", "housing", since="10:50")
    tell(morning, robin, bea, when=BEFORE)
    assert bea.post(f"/door/{robin}/here").status_code == 303
    said = {"reply_safe_contact": "no", "words_safe_contact": "He has the phone"}
    answer = welcome(bea, robin, **said)
    assert answer.headers["location"] == f"/session/visit/{robin}/contact"
    assert preference(morning, robin).stops == {Stop.CHOICES_DO_NOT_STAND}
    assert show(bea, robin).status_code == 409
    assert "Robin : everything is stopped" in bea.page("/concerns").text
    page = bea.page(answer.headers["location"])
    assert "At the door: the choices do not stand any more" in page.text


def test_c_06_a_yes_at_the_welcome_is_good_for_28_days_and_leads_back_to_the_door(
    morning: Morning, bea: Desk
) -> None:
    robin = morning.book("Robin", "housing", since="10:50")
    tell(morning, robin, bea, when=BEFORE)
    assert bea.post(f"/door/{robin}/here").status_code == 303
    answer = welcome(bea, robin)
    assert answer.headers["location"] == f"/session/{morning.session_id}/door"
    assert preference(morning, robin).expires_at == morning.watch.now + LIFE
    assert show(bea, robin).status_code == 200


def test_the_way_to_her_page_stands_at_the_door_and_at_her_desk(
    morning: Morning, bea: Desk
) -> None:
    robin = morning.book("Robin", "housing", since="10:50")
    morning.arrive(robin, "10:10")
    address = f"/session/visit/{robin}/contact"
    worker = morning.signed_in(
        Role.DESK_WORKER, worker_id=morning.worker_of(morning.stops(robin)[0])
    )
    receptionist = morning.signed_in(Role.RECEPTIONIST)
    there = [address in d.get(at).text for d, at in (
        (bea, "/door"), (bea, f"/door/{robin}/welcome"), (worker, "/desk"), (receptionist, "/door"),
    )]  # fmt: skip
    assert there == [True, True, True, False]
