"""Interpreters, rooms, creche places and the exit: given once, to one person (C-04, C-09, S-47)."""

import json
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.actions import giving, leaving, things
from bookings.day.actions.arriving import arrive
from bookings.day.actions.giving import IsAvoided, NothingAhead
from bookings.day.actions.things import NotOffered, StillGiven
from bookings.day.models import Attendance, GivenThing, Interpreter, ThingKind
from bookings.day.queries.things import exit_of, given_to, has
from bookings.day.queries.wants import wants_at
from bookings.day.rules.arranged import Lacking
from bookings.people.models import Child
from bookings.visits.actions.change import cancel
from bookings.visits.models import VisitChild
from services_directory.sessions.actions import SlotJustTaken
from services_directory.sessions.models import Claim, Gender
from services_directory.sessions.rules.cells import cell_at
from tests.bookings.day.replan.wednesday import TEN, Wednesday

FIRST = cell_at(TEN)
WANTS_URDU = json.dumps({"typed": {"asks": {"tongue": ["Urdu"], "interpreter_is": ["woman"]}}})


def interpreter(
    wednesday: Wednesday, db: Session, name: str = "Zainab", gender: Gender = Gender.WOMAN
) -> UUID:
    """Somebody on the list who speaks Urdu, and who is with us today."""
    row = Interpreter(
        name=name, language="Urdu", dialect="", gender=gender, from_outside=True, signs=False
    )
    session_id, way = wednesday.id(db), Attendance.PRESENT
    things.list_interpreter(db, session_id, row, way, by=wednesday.by, at=wednesday.now)
    return row.id


def give(wednesday: Wednesday, visit_id: UUID, interpreter_id: UUID) -> None:
    with wednesday.writing() as db:
        visit = wednesday.visit(db, visit_id)
        giving.give_interpreter(db, visit, interpreter_id, by=wednesday.by, at=wednesday.now)


def child_of(wednesday: Wednesday, visit_id: UUID) -> UUID:
    with wednesday.writing() as db:
        child = Child(client_id=wednesday.visit(db, visit_id).client_id, born=True)
        child.age = "4"
        db.add(child)
        db.flush()
        db.add(VisitChild(visit_id=visit_id, child_id=child.id, wants_creche=True))
        return child.id


def creche_of(wednesday: Wednesday, places: int) -> None:
    with wednesday.writing() as db:
        session_id = wednesday.id(db)
        things.set_creche_places(db, session_id, places, by=wednesday.by, at=wednesday.now)


def lacks(wednesday: Wednesday) -> dict[str, tuple[Lacking, ...]]:
    with wednesday.town.reading() as db:
        session_id = wednesday.id(db)
        found = wants_at(db, wednesday.by, session_id, has(db, session_id))
        return {each.person.name: each.lacks for each in found}


def test_c_04_an_interpreter_is_with_one_person_at_a_time(wednesday: Wednesday) -> None:
    robin = wednesday.book("Robin", ("Tom", "10:00"), ("Simran", "10:25"))
    sam = wednesday.book("Sam", ("Farah", "10:25"))
    alex = wednesday.book("Alex", ("Farah", "10:50"))
    with wednesday.writing() as db:
        zainab = interpreter(wednesday, db)
    give(wednesday, robin, zainab)
    with pytest.raises(SlotJustTaken):
        give(wednesday, sam, zainab)
    give(wednesday, alex, zainab)
    with wednesday.town.reading() as db:
        claimed = db.scalars(sa.select(Claim.cell).where(Claim.thing_id == zainab)).all()
        assert len(claimed) == len(set(claimed)) == 12
        assert given_to(db, sam) == []


def test_s_47_only_who_is_on_the_sessions_list_interprets(wednesday: Wednesday) -> None:
    """S-47: neither a companion nor a child is on it, whatever id is sent."""
    robin = wednesday.book("Robin", ("Tom", "10:00"))
    child = child_of(wednesday, robin)
    with wednesday.writing() as db:
        zainab = interpreter(wednesday, db)
        client = wednesday.visit(db, robin).client_id
        elsewhere = Interpreter(
            name="Ali", language="Urdu", dialect="", gender=Gender.MAN, from_outside=False,
            signs=False,
        )  # fmt: skip
        db.add(elsewhere)
        db.flush()
        not_listed = elsewhere.id
    for other in (child, client, robin, not_listed, uuid4()):
        with pytest.raises(NotOffered):
            give(wednesday, robin, other)
    give(wednesday, robin, zainab)


def test_s_47_no_column_of_what_is_given_holds_a_word(wednesday: Wednesday) -> None:
    """S-47: there is nowhere to write down a relative: an interpreter is an id on the list."""
    kinds = {column.name: column.type for column in GivenThing.__table__.columns}
    free = [name for name, kind in kinds.items() if isinstance(kind, sa.String | sa.LargeBinary)]
    assert [name for name in free if name != "kind"] == []
    assert isinstance(kinds["kind"], sa.Enum)


def test_c_09_an_interpreter_whom_she_avoids_is_never_given(wednesday: Wednesday) -> None:
    robin = wednesday.book("Robin", ("Tom", "10:00"), asks=WANTS_URDU)
    with wednesday.writing() as db:
        zainab = interpreter(wednesday, db)
    give(wednesday, robin, zainab)
    assert lacks(wednesday) == {"Robin": ()}
    with wednesday.writing() as db:
        visit = wednesday.visit(db, robin)
        giving.avoid_interpreter(db, visit, zainab, by=wednesday.by, at=wednesday.now)
    with pytest.raises(IsAvoided):
        give(wednesday, robin, zainab)
    assert lacks(wednesday) == {"Robin": (Lacking.INTERPRETER,)}
    with wednesday.town.reading() as db:
        session_id = wednesday.id(db)
        (wants,) = wants_at(db, wednesday.by, session_id, has(db, session_id))
        assert wants.could == []


def test_what_was_asked_for_and_is_not_arranged_stands_out(wednesday: Wednesday) -> None:
    robin = wednesday.book("Robin", ("Tom", "10:00"), ("Simran", "10:25"), asks=WANTS_URDU)
    wednesday.book("Sam", ("Farah", "10:00"))
    child = child_of(wednesday, robin)
    assert lacks(wednesday) == {"Robin": (Lacking.INTERPRETER, Lacking.CRECHE), "Sam": ()}
    creche_of(wednesday, 1)
    with wednesday.writing() as db:
        zainab = interpreter(wednesday, db)
        visit, at = wednesday.visit(db, robin), wednesday.now
        giving.give_creche(db, visit, child, FIRST, FIRST + 4, by=wednesday.by, at=at)
    give(wednesday, robin, zainab)
    assert lacks(wednesday)["Robin"] == (Lacking.CRECHE,), "until 10:20 is not until 10:45"
    with pytest.raises(NothingAhead):
        give(wednesday, robin, zainab)


def test_c_04_a_creche_place_is_one_childs_at_a_time(wednesday: Wednesday) -> None:
    creche_of(wednesday, 1)
    robin = wednesday.book("Robin", ("Tom", "10:00"))
    sam = wednesday.book("Sam", ("Farah", "10:00"))
    first, second = child_of(wednesday, robin), child_of(wednesday, sam)

    def give_place(visit_id: UUID, child: UUID, starts: int, ends: int) -> None:
        with wednesday.writing() as db:
            visit = wednesday.visit(db, visit_id)
            giving.give_creche(db, visit, child, starts, ends, by=wednesday.by, at=wednesday.now)

    give_place(robin, first, FIRST, FIRST + 4)
    with pytest.raises(SlotJustTaken):
        give_place(sam, second, FIRST + 3, FIRST + 8)
    with pytest.raises(NotOffered):
        give_place(sam, first, FIRST + 4, FIRST + 8)
    give_place(sam, second, FIRST + 4, FIRST + 8)
    with pytest.raises(StillGiven):
        creche_of(wednesday, 0)


def test_c_04_a_quiet_room_is_free_of_desks_and_of_others(wednesday: Wednesday) -> None:
    robin = wednesday.book("Robin", ("Tom", "10:00"))
    with wednesday.town.reading() as db:
        toms_room = wednesday.free(db, "Tom")[0].room_id
    with wednesday.writing() as db:
        things.offer_room(db, wednesday.id(db), toms_room, by=wednesday.by, at=wednesday.now)

    def give_room(starts: int, ends: int) -> None:
        with wednesday.writing() as db:
            visit = wednesday.visit(db, robin)
            giving.give_room(db, visit, toms_room, starts, ends, by=wednesday.by, at=wednesday.now)

    with pytest.raises(SlotJustTaken):
        give_room(FIRST + 3, FIRST + 6)
    give_room(FIRST + 5, FIRST + 9)
    with wednesday.town.reading() as db:
        free = {f"{slot.starts_at:%H:%M}" for slot in wednesday.free(db, "Tom")}
    assert "10:25" not in free
    assert "10:50" in free


def test_what_a_cancelled_visit_had_is_free_for_the_next(wednesday: Wednesday) -> None:
    robin = wednesday.book("Robin", ("Tom", "10:25"))
    sam = wednesday.book("Sam", ("Farah", "10:25"))
    with wednesday.writing() as db:
        zainab = interpreter(wednesday, db)
    give(wednesday, robin, zainab)
    with wednesday.writing() as db:
        cancel(db, wednesday.visit(db, robin), by=wednesday.by, at=wednesday.now)
    give(wednesday, sam, zainab)


def test_c_05_interpreter_and_creche_go_along_with_a_new_plan(wednesday: Wednesday) -> None:
    creche_of(wednesday, 1)
    robin = wednesday.book("Robin", ("Tom", "10:00"))
    child = child_of(wednesday, robin)
    for name, wall in (("Sam", "10:00"), ("Alex", "10:25"), ("Kim", "10:50")):
        wednesday.book(name, ("Farah", wall))
    with wednesday.writing() as db:
        zainab = interpreter(wednesday, db)
        visit = wednesday.visit(db, robin)
        giving.give_creche(db, visit, child, FIRST, FIRST + 4, by=wednesday.by, at=wednesday.now)
    give(wednesday, robin, zainab)
    wednesday.replan("Tom", 10)
    with wednesday.town.reading() as db:
        hours = {each.kind: (each.cell, each.cells) for each in given_to(db, robin)}
        bound = set(db.scalars(sa.select(Claim.cell).where(Claim.thing_id == zainab)))
    assert hours == {
        ThingKind.INTERPRETER: (FIRST + 2, 4),
        ThingKind.CRECHE_PLACE: (FIRST, 6),
    }
    assert bound == set(range(FIRST + 2, FIRST + 6))


def test_c_10_everybody_leaves_one_after_another(wednesday: Wednesday) -> None:
    names = ("Robin", "Sam", "Alex")
    visits = [
        wednesday.book(name, (worker, "10:00"))
        for name, worker in zip(names, ("Tom", "Farah", "Simran"), strict=True)
    ]
    with wednesday.writing() as db:
        for visit_id in visits:
            arrive(db, wednesday.visit(db, visit_id), by=wednesday.by, at=wednesday.now)
        wednesday.visit(db, visits[2]).gone_by = TEN + timedelta(minutes=20)
    for _ in range(2):
        with wednesday.writing() as db:
            leaving.stagger(db, wednesday.id(db), 10, by=wednesday.by, at=wednesday.now)
    with wednesday.town.reading() as db:
        cells = [given_to(db, visit_id)[0].cell - FIRST for visit_id in visits]
        door = sa.select(Claim.cell).where(Claim.thing_id == exit_of(wednesday.id(db)))
        assert len(db.scalars(door).all()) == 6
    assert cells[2] == 4, "who must be gone soonest leaves first"
    assert sorted(cells) == [4, 6, 8]
