"""What is late is told to a named person, and on; what has run out comes back; nobody has to open a
page for it."""

from datetime import datetime, time, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from bookings.handoffs.actions import agreeing, answering, drafting, ending, sending, teams
from bookings.handoffs.actions.agreeing import Decided
from bookings.handoffs.actions.drafting import Place
from bookings.handoffs.actions.escalating import see_to
from bookings.handoffs.models import Handoff, HandoffEscalation, Over
from bookings.handoffs.queries.late import due_now
from bookings.handoffs.queries.packets import decision_of, packet_for
from bookings.handoffs.queries.waiting import handoffs_waiting, to_review
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.limits import Stake
from bookings.handoffs.rules.packet import LawfulReason
from bookings.handoffs.rules.stages import Stage
from bookings.handoffs.rules.steps import Who
from bookings.handoffs.rules.working_time import office
from bookings.people.models import ShutOut
from bookings.people.rules.facts import SaidBy
from portal.outbox.models import Message
from portal.record.models import Entry
from portal.staff.models import Account
from portal.sweeping import see_to_handoffs
from services_directory.listings.models import Service, ServiceKind
from tests.bookings.handoffs.passing import AN_HOUR, NOW, USUAL, Town

A_DAY = timedelta(days=1)


def look(town: Town, at: datetime) -> None:
    """The clock looks once."""
    see_to_handoffs(town.database, lambda: at)


def told(town: Town, over: Over = Over.LATE) -> list[tuple[int, str]]:
    """Who heard of it, on which rung, in order."""
    names = {account: name for name, account in town.accounts.items()}
    with town.database.reading() as db:
        rows = db.execute(
            sa.select(HandoffEscalation.rung, HandoffEscalation.account_id)
            .where(HandoffEscalation.over == over)
            .order_by(HandoffEscalation.at, HandoffEscalation.rung)
        )
        return [(rung, names[who] if who else "nobody") for rung, who in rows]


def stage_of(town: Town, handoff_id: UUID) -> Stage:
    with town.database.reading() as db:
        return db.get_one(Handoff, handoff_id).stage


def at_north(town: Town) -> UUID:
    """Sent to a refuge where Ann receives and Al leads: due in two hours."""
    town.service("North", ServiceKind.REFUGE, "Ann", lead="Al")
    with town.database.writing() as db:
        return town.sent(db, town.need(db, DeskKind.REFUGE), "North").id


@pytest.fixture
def sent(town: Town) -> UUID:
    return at_north(town)


def test_c_15_what_nobody_answers_is_told_to_their_lead_then_to_those_who_sent_it(
    town: Town, sent: UUID
) -> None:
    look(town, NOW + AN_HOUR)
    assert told(town) == []
    look(town, NOW + 2 * AN_HOUR)
    assert told(town) == [(0, "Al")]
    look(town, NOW + 3 * AN_HOUR)
    assert told(town) == [(0, "Al")], "a rung has its time, and hears once"
    look(town, NOW + 6 * AN_HOUR)
    assert told(town) == [(0, "Al"), (1, "Bea")]
    look(town, NOW + 9 * A_DAY)
    last = [name for _, name in told(town)[2:]]
    assert sorted(last) == ["Cal", "Dot"], "none in between is left out"


def test_c_15_a_step_ends_what_was_late(plain_town: Town) -> None:
    town = plain_town
    sent = at_north(town)
    late = NOW + 3 * AN_HOUR
    look(town, late)
    with town.database.writing() as db:
        lead = town.actor(db, "Al")
        assert handoffs_waiting(db, lead, late) == 1
        ann = town.actor(db, "Ann")
        answering.receive(db, db.get_one(Handoff, sent), by=ann, at=late)
        answering.accept(db, db.get_one(Handoff, sent), by=ann, at=late)
        assert handoffs_waiting(db, lead, late) == 0


def test_c_15_where_their_lead_has_left_those_who_sent_it_hear_at_once(plain_town: Town) -> None:
    town = plain_town
    at_north(town)
    town.end("Al")
    look(town, NOW + 2 * AN_HOUR)
    assert {name for _, name in told(town)} == {"Bea"}


def test_c_15_who_heard_and_left_is_not_the_last_who_hears(plain_town: Town) -> None:
    town = plain_town
    at_north(town)
    look(town, NOW + 2 * AN_HOUR)
    town.end("Al")
    look(town, NOW + 2 * AN_HOUR)
    assert told(town) == [(0, "Al"), (0, "Bea")]


def test_c_15_where_nobody_is_left_that_is_written_down_once(plain_town: Town) -> None:
    town = plain_town
    at_north(town)
    for name in ("Ann", "Al", "Bea", "Cal", "Dot"):
        town.end(name)
    for _ in range(2):
        look(town, NOW + 2 * AN_HOUR)
    assert told(town) == [(0, "nobody")]


def test_c_15_who_has_left_holds_nothing_late_or_not(plain_town: Town) -> None:
    town = plain_town
    at_north(town)
    town.end("Bea")
    look(town, NOW + timedelta(minutes=1))
    assert told(town) == [(0, "Al")]


def test_c_15_who_is_not_of_the_team_any_more_holds_nothing_either(plain_town: Town) -> None:
    town = plain_town
    sent, soon = at_north(town), NOW + timedelta(minutes=1)
    with town.database.writing() as db:
        found = db.get_one(Handoff, sent)
        answering.receive(db, found, by=town.actor(db, "Ann"), at=NOW)
        north = db.get_one(Service, town.services["North"])
        lead = town.actor(db, "Al")
        teams.name_no_more(db, north, town.accounts["Ann"], by=lead, at=NOW)
    for _ in range(2):
        look(town, soon)
    assert told(town) == [(0, "Al")]


def test_s_28_whoever_is_shut_out_hears_of_nothing(plain_town: Town) -> None:
    town = plain_town
    at_north(town)
    with town.database.writing() as db:
        row = ShutOut(
            case_id=town.case_id, said_by=SaidBy.THEMSELVES, account_id=town.accounts["Al"]
        )
        row.written_at, row.written_by = NOW, town.accounts["Bea"]
        db.add(row)
    look(town, NOW + 2 * AN_HOUR)
    assert {name for _, name in told(town)} == {"Bea"}


def test_s_36_what_carried_it_is_over_and_it_comes_back(town: Town) -> None:
    town.service("North", ServiceKind.REFUGE, "Ann")
    with town.database.writing() as db:
        handoff = town.draft(db, town.need(db, DeskKind.REFUGE), "North")
        bea, ann = town.actor(db, "Bea"), town.actor(db, "Ann")
        agreeing.show(db, handoff, by=bea, at=NOW)
        town.agree(db, handoff, until=AN_HOUR)
        sending.send(db, handoff, by=bea, at=NOW)
        answering.receive(db, handoff, by=ann, at=NOW)
        handoff_id = handoff.id
        assert packet_for(db, ann, handoff, Who.RECEIVER, NOW)
        # Before any clock looks: the packet is asked about at every request.
        assert packet_for(db, ann, handoff, Who.RECEIVER, NOW + AN_HOUR) is None
    look(town, NOW + timedelta(minutes=59))
    assert stage_of(town, handoff_id) is Stage.RECEIVED
    for _ in range(2):
        look(town, NOW + AN_HOUR)
    assert stage_of(town, handoff_id) is Stage.EXPIRED


def alone(town: Town) -> Handoff:
    """Bea alone decides: a child may be seriously hurt."""
    town.service("Children", ServiceKind.CHILDRENS_SOCIAL_CARE, "Ann")
    with town.database.writing() as db:
        need = town.need(db, DeskKind.CHILDRENS_SOCIAL_CARE, Stake(is_about_a_child=True))
        bea = town.actor(db, "Bea")
        handoff = drafting.draft(db, need, Place(town.services["Children"]), USUAL, by=bea, at=NOW)
        for each in USUAL:
            reason = LawfulReason.CHILD_AT_RISK
            drafting.give_ground(db, handoff, each, reason, "they are in danger", by=bea, at=NOW)
        said = Decided("nothing less would do", she_knows=True)
        agreeing.decide_without_her(db, handoff, said, by=bea, at=NOW)
        sending.send(db, handoff, by=bea, at=NOW)
        db.expunge_all()
        return handoff


def test_c_23_what_one_person_decided_alone_is_looked_at_by_another_within_a_day(
    town: Town,
) -> None:
    handoff = alone(town)
    with town.database.writing() as db:
        cal, bea = town.actor(db, "Cal"), town.actor(db, "Bea")
        assert [each.id for each in to_review(db, cal)] == [handoff.id]
        assert to_review(db, bea) == [], "whoever decided does not look at it themselves"
    look(town, NOW + A_DAY - timedelta(minutes=1))
    assert told(town, Over.REVIEW) == []
    look(town, NOW + A_DAY)
    assert told(town, Over.REVIEW) == [(0, "Cal")]
    look(town, NOW + A_DAY + 4 * AN_HOUR)
    assert told(town, Over.REVIEW) == [(0, "Cal"), (1, "Dot")]


def test_c_23_a_colleague_hears_of_what_waits_for_them_before_it_goes(plain_town: Town) -> None:
    town = plain_town
    town.service("North", ServiceKind.REFUGE, "Ann")
    with town.database.writing() as db:
        bea, cal = town.actor(db, "Bea"), town.actor(db, "Cal")
        account = db.get_one(Account, town.accounts["Cal"])
        account.notices_to, account.notices_since = "cal@example.org", NOW
        handoff = town.draft(db, town.need(db, DeskKind.REFUGE), "North")
        for each in USUAL:
            reason = LawfulReason.SERIOUS_HARM_TO_ANOTHER
            drafting.give_ground(db, handoff, each, reason, "somebody is", by=bea, at=NOW)
        said = Decided("nothing less would do", she_knows=True)
        agreeing.decide_without_her(db, handoff, said, by=bea, at=NOW)
        assert set(db.scalars(sa.select(Message.about_id))) == {cal.account_id}
        assert [handoffs_waiting(db, each, NOW) for each in (bea, cal)] == [0, 1]
        ending.recall(db, handoff, "It goes another way", by=bea, at=NOW)
        assert handoffs_waiting(db, cal, NOW) == 0
    look(town, NOW + A_DAY)
    assert told(town, Over.REVIEW) == [], "nothing went at which anybody must look"


def test_c_23_a_review_ends_it_and_only_somebody_elses(plain_town: Town) -> None:
    town = plain_town
    handoff = alone(town)
    with town.database.writing() as db:
        row = decision_of(db, db.get_one(Handoff, handoff.id))
        assert row is not None
        with pytest.raises(agreeing.NotTheSecond), db.begin_nested():
            agreeing.review(db, handoff, row, "right", by=town.actor(db, "Bea"), at=NOW)
        with pytest.raises(ValueError, match="says what"), db.begin_nested():
            agreeing.review(db, handoff, row, "n/a", by=town.actor(db, "Cal"), at=NOW)
        agreeing.review(db, handoff, row, "It was right.", by=town.actor(db, "Cal"), at=NOW)
        assert to_review(db, town.actor(db, "Cal")) == []
    look(town, NOW + 2 * A_DAY)
    assert told(town, Over.REVIEW) == []


def test_broken_off_at_any_moment_the_next_look_goes_on(town: Town, sent: UUID) -> None:
    """Each is one transaction: what was not kept is found again, and what was kept is not done
    twice."""
    late = NOW + 2 * AN_HOUR
    with town.database.writing() as db:
        (found,) = due_now(db, late)
        nothing_kept = db.begin_nested()
        see_to(db, found, by=town.actor(db, "Bea"), at=late)
        nothing_kept.rollback()
    assert told(town) == []
    look(town, late)
    look(town, late)
    assert told(town) == [(0, "Al")]
    with town.database.reading() as db:
        verbs = list(db.scalars(sa.select(Entry.verb).where(Entry.about == sent)))
    assert verbs.count("handoff escalated") == 1


def test_r_03_a_notice_counts_what_waits_for_whoever_receives(plain_town: Town) -> None:
    town = plain_town
    town.service("North", ServiceKind.REFUGE, "Ann", "Ben")
    with town.database.writing() as db:
        for name in ("Ann", "Bea"):
            account = db.get_one(Account, town.accounts[name])
            account.notices_to, account.notices_since = f"{name}@example.org", NOW
        handoff = town.sent(db, town.need(db, DeskKind.REFUGE), "North")
        queued = set(db.scalars(sa.select(Message.about_id)))
        assert queued == {town.accounts["Ann"], town.accounts["Bea"]}
        ann, ben = town.actor(db, "Ann"), town.actor(db, "Ben")
        assert [handoffs_waiting(db, each, NOW) for each in (ann, ben)] == [1, 1]
        answering.receive(db, handoff, by=ann, at=NOW)
        assert [handoffs_waiting(db, each, NOW) for each in (ann, ben)] == [1, 0]
        answering.accept(db, handoff, by=ann, at=NOW)
        assert [handoffs_waiting(db, each, NOW) for each in (ann, ben)] == [0, 0]


def test_c_14_a_place_has_its_own_hours_and_holidays(plain_town: Town) -> None:
    town = plain_town
    service_id = town.service("North", ServiceKind.REFUGE, "Ann")
    with town.database.writing() as db:
        service = db.get_one(Service, service_id)
        hours = office(time(9), time(17)).weekly
        teams.set_hours(db, service, hours, by=town.actor(db, "Dot"), at=NOW)
        # The Thursday before Good Friday, four in the afternoon of London's summer.
        town.now = NOW.replace(month=4, day=2, hour=15)
        handoff = town.sent(db, town.need(db, DeskKind.REFUGE), "North")
        # One hour of that day, and one of the Tuesday after Easter Monday.
        assert handoff.due_at == NOW.replace(month=4, day=7, hour=9)
