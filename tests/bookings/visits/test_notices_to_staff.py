"""Notices to staff say how much waits, and nothing else; asked for with what came up, at most one
in an hour, and to nobody who has looked (R-03, P-08, S-50)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from bookings.contact.actions.flagging import flag_number
from bookings.contact.actions.stopping import phone_not_safe
from bookings.visits.models import Visit, WaitingPlace
from portal import noticing, sweeping
from portal.access import OPERATOR, STRANGER, Role
from portal.db.engine import Database
from portal.delivering import carriers_of, post_room
from portal.outbox.delivery import PostRoom, deliver_next
from portal.outbox.models import Message
from portal.outbox.rules.limits import TO_STAFF
from portal.outbox.rules.states import State
from portal.outbox.rules.verdicts import Channel
from portal.settings import read_settings
from portal.staff.actions.notices import set_notices, something_waits
from portal.staff.models import Account
from tests.bookings.visits.full import fill, free_up, join
from tests.bookings.visits.town import Watch
from tests.portal.outbox.post import Notebook
from tests.staffing import account_of

ADDRESS = "desk@lantern.example"
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
ONE = ("1 item waiting", "1 item waiting\n\nAdvice morning\n")


@dataclass
class Office:
    """A coordinator who wants notices, and a carrier that notes what it got."""

    town: Database
    watch: Watch
    account_id: UUID
    carrier: Notebook

    def deliver(self, at: datetime | None = None) -> list[tuple[str, str, str]]:
        """All that has gone by now: to whom, under which subject, and what."""
        self.watch.now = at or self.watch.now
        room = post_room(read_settings({}), self.town, self.watch)
        chosen = dict.fromkeys(Channel, self.carrier)
        room = PostRoom(room.database, room.decide, chosen, room.limits, room.clock, room.flags)
        while deliver_next(room):
            pass
        return [(send.to, send.subject, send.text) for send, _ in self.carrier.carried]

    def stop_one(self) -> None:
        """Somebody who waits says that the phone is not safe."""
        place_id = join(self.town, self.watch)
        with self.town.writing() as db:
            client = db.get_one(WaitingPlace, place_id).client_id
            phone_not_safe(db, client, by=STRANGER, at=self.watch.now)

    def looks(self) -> None:
        with self.town.writing() as db:
            db.get_one(Account, self.account_id).looked_at = self.watch.now

    def rows(self) -> list[Message]:
        with self.town.reading() as db:
            found = list(db.scalars(sa.select(Message).order_by(Message.queued_at)))
            db.expunge_all()
            return found


@pytest.fixture
def office(town: Database, watch: Watch) -> Office:
    account = account_of(Role.COORDINATOR, watch.now)
    account_id = account.id
    with town.writing() as db:
        db.add(account)
        db.flush()
        set_notices(db, account, ADDRESS, is_on=True, by=OPERATOR, at=watch.now)
    return Office(town, watch, account_id, Notebook())


def test_r_03_the_words_are_these_and_no_other() -> None:
    assert noticing.said(1) == "1 item waiting"
    assert noticing.said(2) == "2 items waiting"
    assert noticing.said(2, "cy") == "2 eitem yn aros"


def test_r_03_one_plain_mail_in_working_hours_says_how_much_waits(office: Office) -> None:
    office.stop_one()
    assert office.deliver() == []
    assert office.deliver(MONDAY - timedelta(minutes=1)) == []
    assert office.deliver(MONDAY) == [(ADDRESS, *ONE)]
    assert [each.state for each in office.rows()] == [State.SENT]


def test_s_50_nothing_of_hers_stands_in_the_row(office: Office) -> None:
    """The row knows the account alone: no client, no place, no kind of thing, no address."""
    office.stop_one()
    (row,) = office.rows()
    assert (row.kind, row.client_id, row.about_id) == (
        TO_STAFF,
        office.account_id,
        office.account_id,
    )
    with office.town.reading() as db:
        place = db.scalars(sa.select(WaitingPlace)).one()
        hers = (place.id, place.client_id, place.session_id, "Quillana", "not safe", ADDRESS)
    kept = " ".join(str(value) for value in vars(row).values())
    assert not [each for each in hers if str(each) in kept]
    office.deliver(MONDAY)
    ((send, _),) = office.carrier.carried
    assert not [each for each in hers[:-1] if str(each) in f"{send.subject} {send.text}"]


def test_r_03_at_most_one_in_an_hour_until_they_have_looked(office: Office) -> None:
    office.stop_one()
    office.deliver(MONDAY)
    office.watch.on(minutes=10)
    office.stop_one()
    assert len(office.deliver()) == 1
    assert len(office.deliver(MONDAY + timedelta(minutes=59))) == 1
    sent = office.deliver(MONDAY + timedelta(minutes=61))
    # Two phones that are not safe, and the time that is kept for the second of them.
    assert sent[1:] == [(ADDRESS, "3 items waiting", "3 items waiting\n\nAdvice morning\n")]
    office.watch.on(minutes=1)
    office.looks()
    office.watch.on(minutes=16)
    office.stop_one()
    assert len(office.deliver()) == 3


def test_r_03_whoever_has_looked_meanwhile_is_not_told(office: Office) -> None:
    office.stop_one()
    office.watch.on(minutes=1)
    office.looks()
    assert office.deliver(MONDAY) == []
    assert [each.state for each in office.rows()] == [State.WITHHELD]


def test_r_03_off_by_default_nothing_is_asked_for(town: Database, watch: Watch) -> None:
    with town.writing() as db:
        account = account_of(Role.COORDINATOR, watch.now)
        account.notices_to = ADDRESS
        db.add(account)
    office = Office(town, watch, UUID(int=1), Notebook())
    office.stop_one()
    assert office.rows() == []


def test_p_08_the_console_carries_it_nowhere(office: Office) -> None:
    office.stop_one()
    office.watch.now = MONDAY
    settings = read_settings({})
    room = post_room(settings, office.town, office.watch)
    assert room.carriers.keys() == carriers_of(settings).keys()
    while deliver_next(room):
        pass
    assert [(each.state, each.reason) for each in office.rows()] == [
        (State.WITHHELD, "no provider")
    ]


@pytest.mark.parametrize("cause", ["a number is flagged", "a place is kept", "second words"])
def test_r_03_whatever_needs_a_person_asks_for_one(office: Office, cause: str) -> None:
    town, watch = office.town, office.watch
    if cause == "a number is flagged":
        with town.writing() as db:
            flag_number(db, "+447400123456", 30005, by=STRANGER, at=watch.now)
    elif cause == "a place is kept":
        booked = fill(town, watch.now)
        join(town, watch)
        free_up(town, booked[0], watch.now)
        with town.reading() as db:
            account = db.get_one(Account, office.account_id)
            assert noticing.waiting_for(db, account, watch.now) == 1
    else:
        visit_id = fill(town, watch.now)[0]
        with town.writing() as db:
            db.get_one(Visit, visit_id).second_used_at = watch.now
        sweeping.tell_of_second_phrases(town, watch)
    assert [each.kind for each in office.rows()] == [TO_STAFF]


def test_s_15_notices_take_nothing_from_what_may_reach_her(office: Office) -> None:
    """Three in one day, to one address: they have a limit of their own."""
    for hour in range(3):
        office.watch.now = MONDAY + timedelta(hours=hour, minutes=hour)
        office.stop_one()
        office.deliver()
    assert len(office.carrier.carried) == 3


def test_one_of_which_nobody_knows_whether_it_went_does_not_stand_before_the_next(
    office: Office,
) -> None:
    office.stop_one()
    with office.town.writing() as db:
        db.execute(sa.update(Message).values(state=State.UNCLEAR))
        something_waits(db, at=office.watch.now + timedelta(minutes=1))
    assert [each.state for each in office.rows()] == [State.UNCLEAR, State.QUEUED]
