"""S-46: whoever writes a name down gives no child to it alone; and while somebody dangerous is here
no child goes, but where a coordinator says why."""

from uuid import UUID

import pytest
import sqlalchemy as sa

from bookings.day.actions import creche
from bookings.day.actions.alerting import raise_alert
from bookings.day.actions.closing import Ended, close, end_visit
from bookings.day.models import Collector, CrecheStay, Ending
from bookings.day.rules.things import needs_another
from portal.access import Role
from tests.bookings.day.replan.at_the_desk import AtTheDesk, at_the_desk
from tests.bookings.day.replan.test_creche import release, sign_in, the_child
from tests.bookings.day.replan.test_things import child_of, creche_of
from tests.bookings.day.replan.wednesday import Wednesday
from tests.bookings.visits.rows import holds


@pytest.fixture
def visit(wednesday: Wednesday) -> UUID:
    creche_of(wednesday, 1)
    return wednesday.book("Robin", ("Tom", "10:00"))


@pytest.fixture
def child(wednesday: Wednesday, visit: UUID) -> UUID:
    """A child whom Robin has brought."""
    child = child_of(wednesday, visit)
    sign_in(wednesday, child)
    return child


def stay(wednesday: Wednesday) -> CrecheStay:
    with wednesday.town.reading() as db:
        found = db.scalars(sa.select(CrecheStay)).one()
        db.expunge(found)
        return found


def button(page: AtTheDesk, words: str) -> list[str]:
    return [b.get("value") for b in page.page("/creche").all("button") if words in b.text]


def collector(wednesday: Wednesday) -> str:
    with wednesday.town.reading() as db:
        return str(db.scalars(sa.select(Collector.id)).one())


@pytest.mark.parametrize(
    ("named_by", "gives", "vouched", "runs", "needs"),
    [
        (1, 1, False, False, True),
        (1, 2, False, False, False),
        (1, 1, True, False, False),
        (1, 1, False, True, False),
        (None, None, False, False, True),
        (None, 1, False, False, True),
    ],
)
def test_s_46_whom_one_alone_wrote_down_needs_another(
    named_by: int | None, gives: int | None, vouched: bool, runs: bool, needs: bool
) -> None:
    assert needs_another(named_by, gives, vouched=vouched, runs=runs) is needs


def test_s_46_whoever_wrote_a_name_down_gives_no_child_to_it_alone(
    wednesday: Wednesday, child: UUID
) -> None:
    one, other = (at_the_desk(wednesday, Role.RECEPTIONIST) for _ in range(2))
    assert one.creche(go="name", child=str(child), name="Mallory").status_code == 303
    mallory = collector(wednesday)
    assert button(one, "Goes with Mallory") == [], "not even offered"
    for go in ("out", "confirm"):
        refused = one.creche(go=go, child=str(child), to=mallory)
        assert refused.status_code == 409
        assert "does not give the child away alone" in refused.text
    assert stay(wednesday).out_at is None
    assert button(other, "Goes with Mallory") == [mallory]
    assert other.creche(go="confirm", child=str(child), to=mallory).status_code == 303
    assert one.creche(go="out", child=str(child), to=mallory).status_code == 303
    assert stay(wednesday).released_to == "Mallory"


def test_s_46_whom_she_names_as_the_child_is_brought_may_fetch_that_child_alone(
    wednesday: Wednesday, visit: UUID
) -> None:
    creche_of(wednesday, 2)
    first, second = (str(child_of(wednesday, visit)) for _ in range(2))
    door = at_the_desk(wednesday, Role.RECEPTIONIST)
    for child, fetches in ((first, "Sam"), (second, "")):
        sent = door.creche(go="in", child=child, name="Robin", fetches=fetches)
        assert sent.status_code == 303
    sam = collector(wednesday)
    assert door.creche(go="out", child=second, to=sam).status_code == 409
    assert door.creche(go="out", child=first, to=sam).status_code == 303


def test_c_10_while_somebody_dangerous_is_here_only_a_coordinator_lets_a_child_go_and_says_why(
    wednesday: Wednesday, child: UUID
) -> None:
    with wednesday.writing() as db:
        raise_alert(db, wednesday.id(db), "", by=wednesday.by, at=wednesday.now)
    door, desk = at_the_desk(wednesday, Role.RECEPTIONIST), at_the_desk(wednesday)
    assert button(door, "Goes with Robin") == []
    sent = {"go": "out", "child": str(child), "to": "brought"}
    for each, why in ((door, "her taxi is here"), (desk, "")):
        refused = each.creche(**sent, why=why)
        assert refused.status_code == 409
        assert "No child goes while somebody dangerous is here." in refused.text
    assert stay(wednesday).out_at is None
    assert desk.creche(**sent, why="by the back door, with two of us").status_code == 303
    assert stay(wednesday).why_in_danger == "by the back door, with two of us"


def test_s_46_at_the_close_the_names_are_erased_and_the_stay_is_kept(
    wednesday: Wednesday, visit: UUID, child: UUID
) -> None:
    with wednesday.writing() as db:
        each = the_child(wednesday, db, child)
        creche.name_collector(db, each.visit, "Marmaduke", by=wednesday.by, at=wednesday.now)
    release(wednesday, child, "Marmaduke")
    desk = at_the_desk(wednesday)
    assert "went with Marmaduke" in desk.page(f"/creche/{desk.session_id}").text
    with wednesday.writing() as db:
        account = wednesday.by.account_id
        assert account is not None
        said = Ended(Ending.SEEN, "seen", "at home", "tomorrow", account, True)
        end_visit(
            db, the_child(wednesday, db, child).visit, said, by=wednesday.by, at=wednesday.now
        )
        close(db, wednesday.id(db), by=wednesday.by, at=wednesday.now)
    kept = stay(wednesday)
    assert (kept.brought_by, kept.released_to) == (None, None)
    assert (kept.in_at, kept.out_seen_by) == (wednesday.now, account)
    assert holds(wednesday.town, "Marmaduke") == []
    with wednesday.town.reading() as db:
        assert db.scalars(sa.select(Collector)).all() == []
    page = desk.page(f"/creche/{desk.session_id}").text
    assert "went home" in page
    assert "Marmaduke" not in page
