"""A whole morning in real Chromium: eight services, twenty-five people, and all that goes wrong on
one. After every step the tables are read, and nothing in them may contradict itself."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bookings.day.rules.stops import StopState
from portal import keyring
from tests.browser.busy_day import (
    BOOKED,
    DOES_NOT_COME,
    EVERYBODY,
    WALK_INS,
    Day,
)
from tests.browser.closing_time import everybody_is_seen_at_every_desk, it_closes
from tests.browser.colleagues import (
    House,
    arrows_to,
    drags,
    looks_every_two_seconds,
    looks_slowly,
    tabs_to,
)
from tests.browser.morning import Morning, at, clocks, hex_of, of_state
from tests.browser.server import OtherSite, Portal, SlowClock, serving
from tests.conftest import TEST_KEYS


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """On SQLite and on PostgreSQL."""
    if "served" in metafunc.fixturenames:
        metafunc.parametrize("served", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def served(
    request: pytest.FixtureRequest, fresh_file: Path, tmp_path: Path, dull_site: OtherSite
) -> Iterator[Portal]:
    """A portal of the test's own, whose time goes on with the morning alone. On PostgreSQL the
    morning is lived in the soak: what differs there the state machine has gone through."""
    if request.param == "sqlite":
        url = f"sqlite:///{shutil.copyfile(fresh_file, tmp_path / 'portal.db')}"
    elif request.config.getoption("--soak"):
        url = request.getfixturevalue("fresh_postgres")
    else:
        pytest.skip("a whole morning on PostgreSQL: part of the soak")
    keyring.use(TEST_KEYS)
    exit_url = f"{dull_site.address}/weather"
    with serving(url, exit_url, clock=SlowClock(), weeks=1) as portal:
        yield portal


@pytest.fixture
def day(served: Portal, chromium: Browser) -> Iterator["Day"]:
    """Fifteen have booked, one of them has cancelled, and four colleagues sit down."""
    morning = Morning.of(served)
    for name, needs, since, gone_by in BOOKED:
        morning.book(name, needs, since, gone_by)
    morning.until("09:45")
    house = House(chromium, morning)
    yield Day(morning, house)
    house.go_home()


@pytest.mark.timeout(300)
def test_a_whole_morning_and_nothing_contradicts_itself_at_any_step(day: Day) -> None:
    """C-01 to C-07, C-13, C-27: from the first arrival to the last outcome."""
    for page, rows in ((day.beth, "#rows"), (day.farah, "#rows"), (day.lena, "#lists")):
        looks_every_two_seconds(page, rows)
    for clock in clocks("09:50", "12:30"):
        day.morning.until(clock)
        for name, needs, gone_by in WALK_INS.get(clock, ()):
            day.walks_in(name, needs, gone_by)
        for happens in HAPPENS.get(clock, ()):
            happens(day)
        day.goes_on()
    assert len(day.morning.known) == EVERYBODY
    everybody_is_seen_at_every_desk(day)
    it_closes(day)
    assert day.house.complaints == []


def somebody_is_put_down_as_missed_and_it_is_undone(day: Day) -> None:
    """C-13: and then she is missed all the same; it costs her nothing."""
    dee = day.by_name[DOES_NOT_COME]
    for step, state in (
        ("miss", StopState.MISSED),
        ("undo", StopState.PLANNED),
        ("miss", StopState.MISSED),
    ):
        stop = day.morning.person(dee).stops[0]
        page = day.look(day.beth, f"/session/stop/{stop.id}")
        day.morning.submits(page.locator(f"#{step}-{hex_of(stop.id)}"))
        assert day.morning.person(dee).stops[0].state is state


def two_coordinators_press_at_once(day: Day) -> None:
    """The second sees what the first did, and overwrites nothing; nor is what she is told lost
    where a look is answered between."""
    person, stop = day.somebody(here=True)
    day.look(day.beth, day.board)
    day.look(day.asha, day.board)
    with looks_slowly(day.asha) as answer:
        day.morning.takes_step(day.beth, "call", stop)
        with day.morning.step(day.asha, changed=False):
            day.asha.press(f"#miss-{hex_of(stop.id)}", "Enter")
            answer()
    notice = day.asha.locator("#notice")
    expect(notice).to_contain_text(f"{person.name} was changed meanwhile")
    expect(notice).to_contain_text("by Beth")
    expect(notice).to_contain_text("What you pressed was not done.")
    expect(day.asha.locator(f"#p{hex_of(person.visit_id)} .now")).to_contain_text("Called")
    after = next(each for each in day.morning.person(person.visit_id).stops if each.id == stop.id)
    assert after.state is StopState.CALLED
    day.morning.takes_step(day.asha, "miss", after)
    expect(day.beth.locator(f"#p{hex_of(person.visit_id)} .stop.missed")).to_have_count(1)
    day.morning.takes_step(day.beth, "undo", after)


def a_desk_is_late(day: Day) -> None:
    """C-05: whoever is there stays longer, and whoever comes next must not wait for it."""
    worker = day.whom_it_would_move(20)
    day.runs_until[worker] = at("10:50")
    replanned(day, worker, "20")


def a_worker_has_gone(day: Day) -> None:
    replanned(day, day.whom_it_would_move(None), "gone")


def replanned(day: Day, worker: str, late: str) -> None:
    """Old and new stand side by side; nothing is changed until it is confirmed (C-05)."""
    page = day.look(day.beth, day.board)
    page.get_by_role("link", name="A worker is late or has gone").press("Enter")
    page.wait_for_url("**/replan")
    page.select_option("#worker", str(day.morning.worker(worker)))
    page.select_option("#late", late)
    before = day.morning.people()
    with page.expect_navigation():
        page.get_by_role("button", name="Show what would change").press("Enter")
    concerned = page.locator(".beside .old").count()
    assert concerned == page.locator(".beside .new").count() > 0
    assert day.morning.people() == before
    day.morning.holds(changed=False)
    day.morning.submits(page.get_by_role("button", name="Change it so"))
    assert day.morning.people() != before


def a_stop_is_moved_by_keyboard(day: Day) -> None:
    person, stop = day.somebody(moves=True)
    page = day.look(day.beth, day.board)
    tabs_to(page, "#rows .person *")
    arrows_to(page, f"#p{hex_of(person.visit_id)}")
    tabs_to(page, f"#move-{hex_of(stop.id)}")
    page.keyboard.press("Enter")
    page.wait_for_url("**/session/stop/*")
    tabs_to(page, "#offered button")
    chosen = page.evaluate("document.activeElement.value")
    assert chosen == str(day.morning.fitting(stop)[0].slot.id)
    wanted = day.morning.fitting(stop)[0].slot
    day.morning.submits(page.locator("#offered button:focus"))
    assert day.morning.stands_at(person.visit_id, wanted)


def a_stop_is_dragged(day: Day) -> None:
    person, stop = day.somebody(moves=True)
    page, fitting = day.look(day.asha, day.board), day.morning.fitting(stop)
    wanted = fitting[-1].slot
    with day.morning.step(page):
        drags(page, f"#s{hex_of(stop.id)}", len(fitting) - 1)
    assert day.morning.stands_at(person.visit_id, wanted)


def somebody_leaves_early(day: Day) -> None:
    """What she had still to come is free for others."""
    person, stop = of_state(day.morning.people(), StopState.PLANNED)[0]
    left = day.lena.locator(f"form[action='/door/{person.visit_id}/left'] button")
    day.morning.submits(left)
    assert stop.id not in {each.id for each in day.morning.person(person.visit_id).stops}
    day.leaves_early.append(person.visit_id)


HAPPENS = {
    "10:10": (somebody_is_put_down_as_missed_and_it_is_undone,),
    "10:20": (two_coordinators_press_at_once,),
    "10:30": (a_desk_is_late, a_stop_is_moved_by_keyboard),
    "10:40": (a_stop_is_dragged,),
    "10:50": (a_worker_has_gone,),
    "11:00": (somebody_leaves_early,),
}
