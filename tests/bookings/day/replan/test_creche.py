"""S-46: a child goes with who brought the child, or whom she named that day, and nobody else."""

from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.actions import creche
from bookings.day.actions.creche import IsNotThere, IsThereAlready, NotNamed
from bookings.day.actions.giving import take_back
from bookings.day.actions.things import StillGiven
from bookings.day.models import CrecheStay
from bookings.day.queries.creche import OfCreche, child_at
from bookings.day.queries.things import given_to
from bookings.visits.actions.change import cancel
from portal.record.models import Entry
from services_directory.sessions.actions import SlotJustTaken
from tests.bookings.day.replan.test_things import child_of, creche_of
from tests.bookings.day.replan.wednesday import Wednesday
from tests.bookings.visits.rows import dump, holds


def the_child(wednesday: Wednesday, db: Session, child: UUID) -> OfCreche:
    found = child_at(db, wednesday.by, wednesday.id(db), child)
    assert found is not None
    return found


def sign_in(wednesday: Wednesday, child: UUID, by: str = "Robin") -> None:
    with wednesday.writing() as db:
        each = the_child(wednesday, db, child)
        creche.sign_in(db, each, by, by=wednesday.by, at=wednesday.now)


def release(wednesday: Wednesday, child: UUID, to: str) -> None:
    with wednesday.writing() as db:
        each = the_child(wednesday, db, child)
        creche.release_child(db, each, to, by=wednesday.by, at=wednesday.now)


@pytest.fixture
def child(wednesday: Wednesday) -> UUID:
    """A child whom Robin has brought."""
    creche_of(wednesday, 1)
    child = child_of(wednesday, wednesday.book("Robin", ("Tom", "10:00")))
    sign_in(wednesday, child)
    return child


def test_s_46_a_child_goes_home_with_who_brought_the_child(
    wednesday: Wednesday, child: UUID
) -> None:
    release(wednesday, child, "Robin")
    with wednesday.town.reading() as db:
        stay = db.scalars(sa.select(CrecheStay)).one()
        assert (stay.brought_by, stay.released_to) == ("Robin", "Robin")
        assert stay.in_seen_by == stay.out_seen_by == wednesday.by.account_id
        assert (stay.in_at, stay.out_at) == (wednesday.now, wednesday.now)
        assert given_to(db, stay.visit_id) == [], "the place is free again"
    with pytest.raises(IsNotThere):
        release(wednesday, child, "Robin")


@pytest.mark.parametrize("other", ["", "Sam", "robin's brother", "The father"])
def test_s_46_a_parent_who_is_not_on_the_list_gets_no_child(
    wednesday: Wednesday, child: UUID, other: str
) -> None:
    before = dump(wednesday.town)
    with pytest.raises(NotNamed):
        release(wednesday, child, other)
    assert dump(wednesday.town) == before


def test_s_46_whom_she_named_today_may_take_her_child_and_no_other(
    wednesday: Wednesday, child: UUID
) -> None:
    creche_of(wednesday, 2)
    other = child_of(wednesday, wednesday.book("Alex", ("Farah", "10:00")))
    sign_in(wednesday, other, "Alex")
    with wednesday.writing() as db:
        visit = the_child(wednesday, db, child).visit
        creche.name_collector(db, visit, "Sam", by=wednesday.by, at=wednesday.now)
    with pytest.raises(NotNamed):
        release(wednesday, other, "Sam")
    release(wednesday, child, "Sam")
    with wednesday.town.reading() as db:
        assert the_child(wednesday, db, child).there is None
        assert the_child(wednesday, db, other).there is not None


def test_a_child_is_in_the_creche_once(wednesday: Wednesday, child: UUID) -> None:
    with pytest.raises(IsThereAlready):
        sign_in(wednesday, child)


def test_c_04_a_full_creche_takes_no_further_child(wednesday: Wednesday, child: UUID) -> None:
    other = child_of(wednesday, wednesday.book("Alex", ("Farah", "10:00")))
    with pytest.raises(SlotJustTaken):
        sign_in(wednesday, other)
    release(wednesday, child, "Robin")
    sign_in(wednesday, other)


def test_every_coming_and_going_is_recorded_and_no_name_is_read_off_the_disk(
    wednesday: Wednesday, child: UUID
) -> None:
    with wednesday.writing() as db:
        each = the_child(wednesday, db, child)
        creche.name_collector(db, each.visit, "Marmaduke", by=wednesday.by, at=wednesday.now)
        creche.refuse(db, each, by=wednesday.by, at=wednesday.now)
    release(wednesday, child, "Marmaduke")
    with wednesday.town.reading() as db:
        about = sa.select(Entry.verb).where(Entry.verb.like("creche:%")).order_by(Entry.number)
        assert db.scalars(about).all() == [
            "creche: child in",
            "creche: somebody named",
            "creche: child refused",
            "creche: child out",
        ]
    assert holds(wednesday.town, "Marmaduke") == []


def test_a_child_who_is_there_keeps_the_place_whatever_becomes_of_the_visit(
    wednesday: Wednesday, child: UUID
) -> None:
    other = child_of(wednesday, wednesday.book("Alex", ("Farah", "10:00")))
    with wednesday.writing() as db:
        visit = the_child(wednesday, db, child).visit
        cancel(db, visit, by=wednesday.by, at=wednesday.now)
    with pytest.raises(SlotJustTaken):
        sign_in(wednesday, other)
    with wednesday.writing() as db:
        mine = given_to(db, the_child(wednesday, db, child).visit.id)
        with pytest.raises(StillGiven):
            take_back(db, mine, by=wednesday.by, at=wednesday.now)
    release(wednesday, child, "Robin")
    sign_in(wednesday, other)
