"""Many tap at the same moment, at two processes: one gets the last time, the others are told."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import combinations
from pathlib import Path

import pytest
import sqlalchemy as sa

from bookings.visits.actions.drafts import clear_left_behind
from bookings.visits.models import Appointment, Draft, Visit, VisitStatus
from bookings.visits.rules.journey import Journey
from bookings.visits.rules.plans import Plan
from portal import keyring
from portal.clock import utc_now
from portal.db.engine import Database
from services_directory.sessions.models import Claim
from services_directory.sessions.queries import ComingSession
from tests.bookings.visits.consistency import faults
from tests.bookings.visits.racing import Served, Tap, stand, two_processes
from tests.bookings.visits.rows import count
from tests.bookings.visits.starting_line import (
    at_the_times,
    code_of,
    plans_for,
    start_over,
    steps_of,
)
from tests.bookings.visits.town import settle
from tests.schema import every_table

FIFTY = 50
Rounds = Callable[[int, int], int]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def race_url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A database for these races alone; its town's mornings lie ahead of today."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('race') / 'town.db'}"
        return
    cluster = request.getfixturevalue("cluster")
    name = cluster.create()
    yield str(cluster.url(name))
    cluster.drop(name)


@pytest.fixture(scope="module")
def keys_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("keys") / "portal.keys"
    keyring.make_keys(path)
    return path


@pytest.fixture(scope="module")
def served(race_url: str, keys_file: Path) -> Iterator[Served]:
    database = Database(race_url)
    every_table().create_all(database.engine)
    database.close()
    settle(race_url, at=utc_now())
    with two_processes(race_url, keys_file) as served:
        yield served


@pytest.fixture
def town(served: Served, race_url: str, keys_file: Path) -> Iterator[Database]:
    keyring.use(keyring.load_keys(keys_file))
    opened = Database(race_url)
    yield opened
    opened.close()


def test_fifty_phones_want_one_last_time_and_exactly_one_gets_it(
    town: Database, served: Served, rounds: Rounds
) -> None:
    """Each holds its whole plan or nothing; who lost is told, and can choose again."""
    for _ in range(rounds(3, 1_000)):
        with town.writing() as db:
            session = start_over(db)
            plan = plans_for(db, session, "housing")[0]
            cookies = [stand(db, at_the_times("housing")) for _ in range(FIFTY)]
        chosen = {"step": "times", "plan": code_of(session, plan)}
        taps = [Tap(each, f"10.1.{i}.1", chosen) for i, each in enumerate(cookies)]
        told = served.all_at_once(taps)
        assert steps_of(told) == {"name": 1, "times": FIFTY - 1}
        assert sum("That time has just gone" in each.text for each in told) == FIFTY - 1
        assert faults(town) == []
        assert count(town, Visit) == 1


def test_plans_that_overlap_in_part_are_held_whole_or_not_at_all(
    town: Database, served: Served, rounds: Rounds
) -> None:
    """Each pair of three needs, wanted by many; no two of them wait for each other for ever."""
    pairs = list(combinations(("housing", "legal", "idva"), 2))
    for _ in range(rounds(3, 200)):
        with town.writing() as db:
            session = start_over(db)
            wanted = [(pair, plans_for(db, session, *pair)[0]) for pair in pairs] * 6
            cookies = [stand(db, at_the_times(*pair)) for pair, _ in wanted]
        taps = [
            Tap(each, f"10.2.{i}.1", {"step": "times", "plan": code_of(session, plan)})
            for i, (each, (_, plan)) in enumerate(zip(cookies, wanted, strict=True))
        ]
        got = steps_of(served.all_at_once(taps))
        assert got["name"] >= 1
        assert got["name"] + got["times"] == len(taps)
        assert count(town, Visit, Visit.status == VisitStatus.HELD) == got["name"]
        assert faults(town) == []


def test_whoever_moves_and_whoever_books_want_the_same_and_one_gets_it(
    town: Database, served: Served, rounds: Rounds
) -> None:
    """A lost race leaves the moving visit where it was, and no morning waits for another."""
    for _ in range(rounds(3, 200)):
        with town.writing() as db:
            session = start_over(db)
            first, *others = plans_for(db, session, "housing")
        movers = [booked(town, served, session, plan) for plan in others[:2]]
        with town.writing() as db:
            cookies = [stand(db, at_the_times("housing")) for _ in range(10)]
        code = code_of(session, first)
        taps = [Tap(each, "10.3.1.1", {"step": "move", "plan": code}) for each in movers]
        taps += [
            Tap(each, f"10.3.{9 + i}.1", {"step": "times", "plan": code})
            for i, each in enumerate(cookies)
        ]
        got = steps_of(served.all_at_once(taps))
        assert got["visit"] + got["name"] == 1
        assert got["move"] + got["times"] == len(taps) - 1
        assert count(town, Visit, Visit.status == VisitStatus.BOOKED) == len(movers)
        assert faults(town) == []


def booked(town: Database, served: Served, session: ComingSession, plan: Plan) -> str:
    """A visit booked with this plan, by a phone that now stands before moving it all."""
    with town.writing() as db:
        cookie = stand(db, at_the_times("housing"))
    code = code_of(session, plan)
    served.all_at_once([Tap(cookie, "10.4.1.1", {"step": "times", "plan": code})])
    for step in ("name", "contact", "check"):
        served.all_at_once([Tap(cookie, "10.4.1.1", {"step": step})])
    with town.writing() as db:
        visit = db.scalars(sa.select(Visit).order_by(Visit.made_at.desc())).first()
        return stand(db, Journey(step="move", trail=["visit"]), visit)


def test_one_journey_that_taps_twice_at_once_is_served_once(
    town: Database, served: Served, rounds: Rounds
) -> None:
    """Two tabs, or a slow phone that sends twice: one hold and one booking, and no error shown."""
    for _ in range(rounds(5, 300)):
        with town.writing() as db:
            session = start_over(db)
            plans = plans_for(db, session, "housing")
            cookie = stand(db, at_the_times("housing"))
        codes = [code_of(session, plan) for plan in plans[:2]] * 3
        taps = [Tap(cookie, "10.5.1.1", {"step": "times", "plan": code}) for code in codes]
        assert steps_of(served.all_at_once(taps)).keys() <= {"name", "times"}
        assert faults(town) == []
        assert count(town, Visit) == 1
        for step in ("name", "contact"):
            served.all_at_once([Tap(cookie, "10.5.1.1", {"step": step})])
        told = served.all_at_once([Tap(cookie, "10.5.1.1", {"step": "check"})] * 4)
        assert steps_of(told) == {"phrase": 4}
        assert not any('class="problem"' in each.text for each in told)
        assert count(town, Visit, Visit.status == VisitStatus.BOOKED) == 1
        assert faults(town) == []


def test_two_phones_change_one_visit_at_once_and_it_stays_whole(
    town: Database, served: Served, rounds: Rounds
) -> None:
    """Moving one stop, moving it all and cancelling, from three phones at one moment."""
    for _ in range(rounds(5, 300)):
        with town.writing() as db:
            session = start_over(db)
            first, second, *_ = plans_for(db, session, "housing")
        booked(town, served, session, first)
        with town.writing() as db:
            visit = db.scalars(sa.select(Visit)).one()
            stop = db.scalars(sa.select(Appointment)).one()
            one_stop = Journey(step="move_stop", trail=["visit"], stop=stop.id.hex[:8])
            moving = stand(db, one_stop, visit)
            moving_all = stand(db, Journey(step="move", trail=["visit"]), visit)
            cancelling = stand(db, Journey(step="cancel", trail=["visit"]), visit)
        slot = second.stops[0].id.hex[:8]
        taps = [
            Tap(moving, "10.6.1.1", {"step": "move_stop", "slot": slot}),
            Tap(moving, "10.6.1.1", {"step": "move_stop", "slot": slot}),
            Tap(moving_all, "10.6.2.1", {"step": "move", "plan": code_of(session, second)}),
            Tap(cancelling, "10.6.3.1", {"step": "cancel"}),
        ]
        told = served.all_at_once(taps)
        assert "" not in steps_of(told)
        assert faults(town) == []
        assert count(town, Visit, Visit.status == VisitStatus.CANCELLED) == 1
        assert count(town, Claim) == 0


def test_whoever_leaves_and_whoever_begins_do_not_wait_for_each_other(
    town: Database, served: Served, rounds: Rounds
) -> None:
    """Exits free what they hold while new journeys clear away what ended by itself."""
    for _ in range(rounds(3, 200)):
        with town.writing() as db:
            session = start_over(db)
            plans = plans_for(db, session, "housing")
            cookies = [stand(db, at_the_times("housing")) for _ in plans]
        taps = [
            Tap(each, f"10.7.{i}.1", {"step": "times", "plan": code_of(session, plan)})
            for i, (each, plan) in enumerate(zip(cookies, plans, strict=True))
        ]
        held = steps_of(served.all_at_once(taps))["name"]
        assert held >= 1
        with town.writing() as db:
            db.execute(sa.update(Draft).values(seen_at=utc_now() - timedelta(minutes=11)))
            leaving = [stand(db, at_the_times("housing")) for _ in range(4)]
        taps = [Tap(each, "10.7.9.1", {"go": "leave"}) for each in leaving]
        taps += [Tap("0", f"10.7.{20 + i}.1", {"go": "start"}) for i in range(6)]
        statuses = {each.status for each in served.all_at_once(taps)}
        assert statuses == {200}
        with town.writing() as db:
            clear_left_behind(db, at=utc_now())
        assert count(town, Visit) == 0
        assert faults(town) == []
