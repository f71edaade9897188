"""A lost race for a time is told, keeps everything that she said, and shows the closest times."""

from collections.abc import Callable

from portal.db.engine import Database
from services_directory.sessions.queries import coming_sessions, free_slots
from tests.bookings.visits.rows import held
from tests.bookings.visits.town import Watch
from tests.bookings.visits.walking import Fields, choose_first, offers, walk_to
from tests.browsing import Browser

NEEDS: Fields = {"need": ["legal", "housing"]}
GONE = "That time has just gone"


def test_a_lost_race_holds_nothing_says_so_and_keeps_everything_typed(
    phone: Browser, another_phone: Callable[..., Browser], town: Database
) -> None:
    """Two look at the same times; the second is a tap too late."""
    typed: dict[str, Fields] = {
        "needs": NEEDS,
        "hours": {"gone_by": "11:45"},
        "asks": {"worker": "woman", "access": "a quiet room"},
        "company": {"child_0_age": "4", "child_0_creche": "yes", "companion": "a friend"},
    }
    walk_to(phone, "times", **typed)
    code = offers(phone)[0].code
    other = another_phone()
    walk_to(other, "times", **typed)
    other.choose("plan", code)
    assert other.step == "name"
    phone.choose("plan", code)
    assert GONE in phone.page.text
    assert held(town) == 1
    assert len(offers(phone)) > 0
    for step, fields in reversed(typed.items()):
        phone.press("back")
        shown = phone.shown_fields()
        assert phone.step == ("order" if step == "needs" else step)
        if step != "needs":
            assert {name: shown[name] for name in fields} == {
                name: [value] for name, value in fields.items()
            }


def test_after_a_lost_race_the_closest_time_is_among_those_shown(
    phone: Browser, another_phone: Callable[..., Browser], town: Database, watch: Watch
) -> None:
    """Though by itself it is none of the three best of that morning."""
    wish: dict[str, Fields] = {"needs": {"need": "legal"}, "asks": {"no_welcome": "yes"}}
    walk_to(phone, "times", **wish)
    last = max(offers(phone), key=lambda each: (-each.arrive.toordinal(), each.arrive))
    other = another_phone()
    walk_to(other, "times", **wish)
    other.choose("plan", last.code)
    phone.choose("plan", last.code)
    with town.reading() as db:
        ahead = coming_sessions(db, watch.now, limit=9)
        session = next(each for each in ahead if each.starts_at <= last.arrive < each.ends_at)
        free = free_slots(db, [session.id], watch.now, online=True)
    starts = [slot.starts_at for slot in free if slot.kind.value == "legal"]
    closest = min(starts, key=lambda start: abs(start - last.arrive))
    assert closest in [each.arrive for each in offers(phone)]


def test_a_hold_that_another_took_is_told_and_everything_else_is_kept(
    phone: Browser, another_phone: Callable[..., Browser], town: Database, watch: Watch
) -> None:
    code = choose_first(phone, needs=NEEDS)
    watch.on(minutes=6)
    phone.press(called="Robin")
    phone.press()
    watch.on(minutes=6)
    other = another_phone()
    walk_to(other, "times", needs=NEEDS)
    other.choose("plan", code)
    phone.open()
    assert phone.heading == GONE
    phone.press()
    assert phone.step == "times"
    assert GONE in phone.page.text
    phone.choose("plan", offers(phone)[0].code)
    assert phone.shown_fields()["called"] == ["Robin"]
    assert held(town) == 2


def test_moving_a_stop_of_a_hold_that_another_took_is_told_too(
    phone: Browser, another_phone: Callable[..., Browser], watch: Watch
) -> None:
    code = choose_first(phone, needs=NEEDS)
    walk_to(phone, "check")
    phone.press(next(go for go in phone.buttons("go") if go.startswith("stop:")))
    assert phone.step == "move_stop"
    watch.on(minutes=6)
    phone.fetch("POST", data={"go": "stay"})
    watch.on(minutes=6)
    other = another_phone()
    walk_to(other, "times", needs=NEEDS)
    other.choose("plan", code)
    phone.open()
    assert phone.heading == GONE
    phone.send({"step": "move_stop", "slot": "00000000"})
    assert phone.heading == GONE
    phone.press()
    assert phone.step == "times"


def test_a_lost_race_while_choosing_again_leaves_the_first_hold(
    phone: Browser, another_phone: Callable[..., Browser], town: Database
) -> None:
    choose_first(phone, needs=NEEDS)
    phone.press("back")
    wanted = offers(phone)[-1].code
    other = another_phone()
    walk_to(other, "times", needs=NEEDS)
    other.choose("plan", wanted)
    phone.choose("plan", wanted)
    assert GONE in phone.page.text
    assert held(town) == 2
