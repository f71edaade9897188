"""Where nothing else decides the lot does, and it is the same for everybody who asks."""

from collections import Counter
from uuid import UUID

from sqlalchemy.orm import Session

from portal.db.engine import Database
from services_directory.sessions.actions import plan_sessions
from services_directory.sessions.queries import coming_sessions, free_slots
from services_directory.sessions.rules.lots import lot
from tests.services_directory.scene import MONDAY, lay_scene


def test_the_same_words_draw_the_same_lot_and_others_another() -> None:
    drawn = [lot(name, cell) for name in ("Farah", "Tom") for cell in range(50)]
    assert drawn == [lot(name, cell) for name in ("Farah", "Tom") for cell in range(50)]
    assert len(set(drawn)) == len(drawn)


def test_nobody_has_all_of_the_lots() -> None:
    first = Counter(min(("Farah", "Tom"), key=lambda name: lot(name, n)) for n in range(200))
    assert min(first.values()) > 60


def test_two_equal_sessions_give_the_same_times_in_the_same_order(database: Database) -> None:
    """Their ids differ: neither the reserve nor the order may hang on those (S-57)."""
    with database.writing() as db:
        for name in ("Advice morning", "Another morning"):
            lay_scene(db, name)
        plan_sessions(db, at=MONDAY, weeks=1)
        one, other = (each.id for each in coming_sessions(db, MONDAY, limit=2))
        assert _given(db, one) == _given(db, other)


def _given(db: Session, session_id: UUID) -> list[tuple[int, str, bool]]:
    found = free_slots(db, [session_id], MONDAY, online=False)
    return [(slot.cell, slot.worker_name, slot.for_walk_ins) for slot in found]
