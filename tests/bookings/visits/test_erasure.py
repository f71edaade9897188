"""What she typed is gone from the disk once she has left (S-19, S-54)."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from bookings.visits.models import Draft
from portal import sweeping
from portal.db.engine import Database
from portal.sweeping import sweep
from tests.bookings.visits.rows import count
from tests.bookings.visits.town import Watch
from tests.browsing import Browser


def bytes_on_disk(database: Database) -> bytes:
    path = Path(str(database.engine.url.database))
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


def test_the_sealed_journey_is_gone_from_every_file_after_the_exit(
    town: Database, another_phone: Callable[..., Browser]
) -> None:
    phone = another_phone()
    phone.open()
    phone.press("start")
    phone.press()
    phone.press(need=["housing"])
    with town.reading() as db:
        sealed = db.scalars(sa.select(Draft.content_sealed)).one()  # type: ignore[attr-defined]
    if town.is_sqlite:
        assert sealed[16:200] in bytes_on_disk(town), "there was something to erase"
    phone.press("leave")
    with town.reading() as db:
        assert db.scalars(sa.select(Draft.id)).all() == []
    if town.is_sqlite:
        assert sealed[16:200] not in bytes_on_disk(town)


def test_v_21_a_journey_left_behind_is_swept_though_nobody_else_comes(
    town: Database, watch: Watch, another_phone: Callable[..., Browser]
) -> None:
    left, going_on = another_phone(), another_phone("203.0.113.9")
    for phone in (left, going_on):
        phone.open()
        phone.press("start")
    watch.on(minutes=6)
    going_on.press("stay")
    watch.on(minutes=5)
    assert sweep(town, watch) == 1
    assert sweep(town, watch) == 0
    going_on.open()
    left.open()
    assert (going_on.step, left.step) == ("before", "first")


def test_v_21_what_is_swept_is_gone_from_every_file(
    town: Database, watch: Watch, another_phone: Callable[..., Browser]
) -> None:
    """V-21: ten minutes mean ten minutes on the disk too."""
    phone = another_phone()
    phone.open()
    phone.press("start")
    phone.press()
    with town.reading() as db:
        sealed = db.scalars(sa.select(Draft.content_sealed)).one()  # type: ignore[attr-defined]
    watch.on(minutes=11)
    assert sweep(town, watch) == 1
    assert count(town, Draft) == 0
    if town.is_sqlite:
        assert sealed[16:200] not in bytes_on_disk(town)


def test_v_21_the_sweeper_goes_by_itself_and_survives_a_busy_moment(
    town: Database,
    watch: Watch,
    another_phone: Callable[..., Browser],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """V-21: minute by minute, which is shortened here."""
    phone = another_phone()
    phone.open()
    phone.press("start")
    watch.on(minutes=11)
    busy = iter([True])
    swept = threading.Event()

    def first_busy(database: Database, clock: Watch) -> int:
        if swept.is_set():
            return 0
        if next(busy, False):
            raise TimeoutError
        erased = sweep(database, clock)
        swept.set()
        return erased

    monkeypatch.setattr(sweeping, "EVERY_SECONDS", 0.01)
    monkeypatch.setattr(sweeping, "sweep", first_busy)
    stop = sweeping.keep_sweeping(town, watch)
    assert swept.wait(10)
    stop.set()
    assert count(town, Draft) == 0


def test_a_journey_ends_after_two_hours_whatever_is_done(
    watch: Watch, another_phone: Callable[..., Browser]
) -> None:
    phone = another_phone()
    phone.open()
    phone.press("start")
    for _ in range(13):
        watch.on(minutes=9)
        phone.press("stay")
        assert phone.step == "before"
    watch.on(minutes=9)
    phone.open()
    assert phone.step == "first"
