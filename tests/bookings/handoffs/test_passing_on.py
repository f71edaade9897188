"""What each step asks for and leaves behind; who sees what of it, and to whom it is not there."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.handoffs.actions import agreeing, answering, drafting, ending, sending, teams
from bookings.handoffs.actions.drafting import Place
from bookings.handoffs.models import Handoff, HandoffField, HandoffNeed, HandoffPacket, HandoffStep
from bookings.handoffs.queries import seeing, trays
from bookings.handoffs.queries.attempts import attempts_of
from bookings.handoffs.queries.packets import drawn_up, packet_for, waits_for
from bookings.handoffs.rules import sharing
from bookings.handoffs.rules.agreement import GivenHow
from bookings.handoffs.rules.declines import NextStep, Reason
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.fields import PacketField
from bookings.handoffs.rules.housing import Consent
from bookings.handoffs.rules.outcomes import Outcome, ToldHow, WhyNotTold
from bookings.handoffs.rules.parallel import AlreadyTaken, Answer, Way
from bookings.handoffs.rules.stages import Stage
from bookings.handoffs.rules.state import Lacks, NotDeclared, NotTheirs
from bookings.handoffs.rules.steps import Need, Who
from bookings.looking.queries.hanging import clients_of, ids_about
from bookings.people.models import CaseEvent, CaseRecord, ShutOut
from bookings.people.rules.facts import SaidBy
from portal.access import Actor, Role
from portal.record.models import Entry
from services_directory.listings.models import Service, ServiceKind
from tests.bookings.handoffs.outputs import KEPT
from tests.bookings.handoffs.passing import NOW, USUAL, Town
from tests.bookings.handoffs.test_late import alone


@pytest.fixture
def refuges(plain_town: Town) -> Town:
    """Two refuges: Ann and Abe receive at one, Ben at the other."""
    plain_town.service("North", ServiceKind.REFUGE, "Ann", "Abe", lead="Al")
    plain_town.service("South", ServiceKind.REFUGE, "Ben")
    return plain_town


def needs(db: Session, do: Callable[[], object]) -> tuple[Need, ...]:
    """What a step says it lacks, having changed nothing."""
    entries = sa.select(sa.func.count()).select_from(Entry)
    before = db.scalar(entries)
    with pytest.raises(Lacks) as refused:
        do()
    assert db.scalar(entries) == before, "nothing is written of what did not happen"
    return refused.value.needs


def test_s_31_what_went_is_frozen_and_what_it_was_drawn_up_from_is_gone(refuges: Town) -> None:
    with refuges.database.writing() as db:
        handoff = refuges.sent(db, refuges.need(db, DeskKind.REFUGE), "North")
        assert db.scalar(sa.select(sa.func.count()).select_from(HandoffField)) == 0
        assert db.scalars(sa.select(HandoffPacket)).one().is_replaced is False
        bea = refuges.actor(db, "Bea")
        with pytest.raises(drafting.NotDrawnUp):
            drafting.set_field(db, handoff, PacketField.WANTS, "else", by=bea, at=NOW)


def test_v_29_she_agrees_to_what_she_was_shown_and_to_nothing_else(refuges: Town) -> None:
    with refuges.database.writing() as db:
        bea = refuges.actor(db, "Bea")
        handoff = refuges.draft(db, refuges.need(db, DeskKind.REFUGE), "North")
        seen = drawn_up(db, handoff).digest
        with pytest.raises(drafting.NotDrawnUp):
            refuges.agree(db, handoff)
        drafting.set_field(db, handoff, PacketField.WANTS, "a bed", by=bea, at=NOW)
        drafting.answer_field(db, handoff, PacketField.WANTS, True, by=bea, at=NOW)
        assert drawn_up(db, handoff).digest != seen
        agreeing.show(db, handoff, by=bea, at=NOW)
        assert waits_for(db, handoff, NOW).shares == (sharing.Missing.AGREEMENT,)
        assert needs(db, lambda: sending.send(db, handoff, by=bea, at=NOW)) == (Need.MAY_GO,)
        other = agreed_to("0" * 64)
        with pytest.raises(agreeing.NotWhatSheSaw):
            agreeing.take_agreement(db, handoff, other, by=bea, at=NOW)
        refuges.agree(db, handoff)
        assert waits_for(db, handoff, NOW).may_go
        agreeing.change(db, handoff, by=bea, at=NOW)
        assert not waits_for(db, handoff, NOW).may_go, "what she agreed to is forgotten"


def agreed_to(digest: str) -> agreeing.Agreed:
    """Said of the packet with this digest."""
    until = NOW + timedelta(days=30)
    return agreeing.Agreed(digest, "a place", until, GivenHow.SIGNED, "1", True)


def test_a_field_written_anew_is_asked_anew(refuges: Town) -> None:
    with refuges.database.writing() as db:
        handoff = refuges.draft(db, refuges.need(db, DeskKind.REFUGE), "North")
        bea = refuges.actor(db, "Bea")
        drafting.set_field(db, handoff, PacketField.CALLED, "Lee", by=bea, at=NOW)
        assert drawn_up(db, handoff).fields == (PacketField.WANTS,)


def test_r_04_it_is_received_by_name_and_read_by_that_one_alone(refuges: Town) -> None:
    with refuges.database.writing() as db:
        handoff = refuges.sent(db, refuges.need(db, DeskKind.REFUGE), "North")
        ann, abe = refuges.actor(db, "Ann"), refuges.actor(db, "Abe")
        assert packet_for(db, ann, handoff, Who.RECEIVER, NOW) is None, "an inbox reads nothing"
        answering.receive(db, handoff, by=ann, at=NOW)
        assert packet_for(db, ann, handoff, Who.RECEIVER, NOW) is not None
        assert packet_for(db, abe, handoff, Who.RECEIVER, NOW) is None
        with pytest.raises(NotTheirs):
            answering.accept(db, handoff, by=abe, at=NOW)
        ending.hand_over(db, handoff, refuges.accounts["Abe"], by=abe, at=NOW)
        assert packet_for(db, abe, handoff, Who.RECEIVER, NOW) is not None
        assert packet_for(db, ann, handoff, Who.RECEIVER, NOW) is None
        stranger = refuges.accounts["Ben"]
        lacks = needs(db, lambda: ending.hand_over(db, handoff, stranger, by=abe, at=NOW))
        assert lacks == (Need.HOLDER,)


def test_p_01_r_16_to_whoever_it_was_not_sent_it_is_not_there(refuges: Town) -> None:
    with refuges.database.writing() as db:
        handoff = refuges.received(db, refuges.need(db, DeskKind.REFUGE), "North", "Ann")
        path = {"handoff_id": handoff.id}
        for name in ("Ann", "Abe"):
            assert seeing.received_in(db, refuges.actor(db, name), path) is handoff
        for name in ("Ben", "Al", "Bea", "Dot"):
            assert seeing.received_in(db, refuges.actor(db, name), path) is None, name
        assert seeing.overseen_in(db, refuges.actor(db, "Al"), path) is handoff
        assert seeing.overseen_in(db, refuges.actor(db, "Dot"), path) is None
        assert seeing.sent_in(db, refuges.actor(db, "Cal"), path) is handoff
        twin = Actor(Role.COORDINATOR, account_id=handoff.id, organization_id=handoff.id)
        assert seeing.sent_in(db, twin, path) is None
        assert trays.tray_of(db, refuges.actor(db, "Ben"), NOW).lines == []
        assert trays.overseen_tray(db, refuges.actor(db, "Al"), NOW).lines[0].holder_name == "Ann"


def test_s_28_whoever_is_shut_out_receives_nothing_and_nothing_goes_where_she_avoids(
    refuges: Town,
) -> None:
    with refuges.database.writing() as db:
        need = refuges.need(db, DeskKind.REFUGE)
        handoff = refuges.received(db, need, "North", "Ann")
        south = db.get_one(Service, refuges.services["South"])
        for shut in (
            {"account_id": refuges.accounts["Ann"]},
            {"organization_id": south.organization_id},
        ):
            row = ShutOut(case_id=refuges.case_id, said_by=SaidBy.THEMSELVES, **shut)
            row.written_at, row.written_by = NOW, refuges.accounts["Bea"]
            db.add(row)
        db.flush()
        ann = refuges.actor(db, "Ann")
        assert packet_for(db, ann, handoff, Who.RECEIVER, NOW) is None
        assert seeing.received_in(db, ann, {"handoff_id": handoff.id}) is None
        with pytest.raises(drafting.Avoided):
            refuges.draft(db, need, "South")


def test_s_36_v_29_her_withdrawing_shuts_it_at_once(refuges: Town) -> None:
    with refuges.database.writing() as db:
        handoff = refuges.received(db, refuges.need(db, DeskKind.REFUGE), "North", "Ann")
        ann, bea = refuges.actor(db, "Ann"), refuges.actor(db, "Bea")
        ending.withdraw(db, handoff, by=bea, at=NOW)
        assert packet_for(db, ann, handoff, Who.RECEIVER, NOW) is None
        assert packet_for(db, bea, handoff, Who.SENDER, NOW) is None
        assert seeing.received_in(db, ann, {"handoff_id": handoff.id}) is None
        assert handoff.holder == refuges.accounts["Bea"]


def test_r_17_whoever_leaves_reads_nothing_more(refuges: Town) -> None:
    with refuges.database.writing() as db:
        handoff = refuges.received(db, refuges.need(db, DeskKind.REFUGE), "North", "Ann")
        handoff_id, ann = handoff.id, refuges.actor(db, "Ann")
    refuges.end("Ann")
    with refuges.database.reading() as db:
        handoff = db.get_one(Handoff, handoff_id)
        assert packet_for(db, ann, handoff, Who.RECEIVER, NOW) is None


def test_r_09_one_that_accepts_ends_what_was_sent_to_the_rest(town: Town) -> None:
    for name, who in (("North", "Ann"), ("South", "Ben")):
        town.service(name, ServiceKind.REFUGE, who)
    with town.database.writing() as db:
        need = town.need(db, DeskKind.REFUGE)
        north, south = (town.received(db, need, *each) for each in ONES)
        outside = rung(town, db, north)
        ring = answering.accept(db, north, by=town.actor(db, "Ann"), at=NOW)
        assert [each.id for each in ring] == [outside.id]
        assert (south.stage, outside.stage) == (Stage.RECALLED, Stage.SENT)
        assert need.is_met
        answers = {each.id: each.answer for each in attempts_of(db, need)}
        assert answers[south.id] is Answer.ENDED
        with pytest.raises(NotDeclared):
            answering.accept(db, south, by=town.actor(db, "Ben"), at=NOW)


ONES = (("North", "Ann"), ("South", "Ben"))


def test_r_09_two_yeses_are_one(refuges: Town) -> None:
    """The second one is told that she has a place, and nothing of theirs has changed."""
    with refuges.database.writing() as db:
        need, bea = refuges.need(db, DeskKind.REFUGE), refuges.actor(db, "Bea")
        north = refuges.received(db, need, "North", "Ann")
        outside = rung(refuges, db, north)
        answering.receive(db, outside, outside="Kim", by=bea, at=NOW)
        answering.accept(db, north, by=refuges.actor(db, "Ann"), at=NOW)
        with pytest.raises(AlreadyTaken):
            answering.accept(db, outside, by=bea, at=NOW)
        db.expire_all()
        assert outside.stage is Stage.RECEIVED


def rung(town: Town, db: Session, like: Handoff) -> Handoff:
    """The same need, asked for by phone at a place in no directory."""
    bea = town.actor(db, "Bea")
    place = Place(name="Somewhere in the east", way=Way.RUNG)
    need = seeing.need_in(db, bea, {"need_id": like.need_id})
    assert need is not None
    handoff = drafting.draft(db, need, place, USUAL, by=bea, at=NOW)
    for each in USUAL:
        drafting.answer_field(db, handoff, each, True, by=bea, at=NOW)
    agreeing.show(db, handoff, by=bea, at=NOW)
    town.agree(db, handoff)
    sending.send(db, handoff, by=bea, at=NOW)
    return handoff


def test_r_09_an_attempt_by_phone_is_written_down_as_fully_as_one_inside(refuges: Town) -> None:
    with refuges.database.writing() as db:
        bea = refuges.actor(db, "Bea")
        north = refuges.received(db, refuges.need(db, DeskKind.REFUGE), "North", "Ann")
        outside = rung(refuges, db, north)
        answering.nobody_answered(db, outside, by=bea, at=NOW)
        assert needs(db, lambda: answering.receive(db, outside, by=bea, at=NOW)) == (Need.RECEIVER,)
        answering.receive(db, outside, outside="Kim", by=bea, at=NOW)
        answering.decline(
            db,
            outside,
            Reason.NO_SPACE,
            NextStep.ANOTHER_SERVICE,
            refuges.accounts["Bea"],
            by=bea,
            at=NOW,
        )
        attempt = next(each for each in attempts_of(db, need_of(db, north)) if each.is_outside)
        assert (attempt.spoke_with, attempt.reason) == ("Kim", Reason.NO_SPACE)
        event = db.scalars(sa.select(CaseEvent)).one()
        assert (event.who, event.happened_on) == ("Somewhere in the east", NOW.date())


def need_of(db: Session, handoff: Handoff) -> HandoffNeed:
    return db.get_one(HandoffNeed, handoff.need_id)


def test_s_29_a_place_that_leads_to_a_door_is_refused(refuges: Town) -> None:
    with refuges.database.writing() as db:
        need, bea = refuges.need(db, DeskKind.REFUGE), refuges.actor(db, "Bea")
        for name in ("12 High Street", "Ealing W5", "", "Unit ４"):
            place = Place(name=name, way=Way.RUNG)
            with pytest.raises(drafting.LeadsThere):
                drafting.draft(db, need, place, {}, by=bea, at=NOW)


def test_s_44_no_no_without_reason_next_step_and_holder(refuges: Town) -> None:
    with refuges.database.writing() as db:
        handoff = refuges.received(db, refuges.need(db, DeskKind.REFUGE), "North", "Ann")
        ann = refuges.actor(db, "Ann")

        def no(reason: Reason | None, then: NextStep | None, holder: str) -> None:
            account = refuges.accounts.get(holder)
            answering.decline(db, handoff, reason, then, account, by=ann, at=NOW)

        then = NextStep.ANOTHER_SERVICE
        assert needs(db, lambda: no(None, None, "")) == (Need.REASON, Need.NEXT_STEP, Need.HOLDER)
        assert needs(db, lambda: no(Reason.OTHER, then, "Bea")) == (Need.REASON,)
        # Whoever says no does not keep it: one of those who sent it holds it from then on.
        assert needs(db, lambda: no(Reason.NO_SPACE, then, "Ann")) == (Need.HOLDER,)
        no(Reason.NO_SPACE, then, "Cal")
        assert (handoff.stage, handoff.holder) == (Stage.DECLINED, refuges.accounts["Cal"])


def test_s_43_nothing_closes_before_outcome_reason_holder_and_that_she_was_told(
    refuges: Town,
) -> None:
    with refuges.database.writing() as db:
        handoff = refuges.received(db, refuges.need(db, DeskKind.REFUGE), "North", "Ann")
        ann, bea = refuges.actor(db, "Ann"), refuges.actor(db, "Bea")
        answering.accept(db, handoff, by=ann, at=NOW)
        with pytest.raises(NotDeclared):
            ending.close(db, handoff, by=bea, at=NOW)
        signposted = needs(
            db, lambda: ending.settle(db, handoff, None, "signposted", by=ann, at=NOW)
        )
        assert signposted == (Need.REASON, Need.OUTCOME)
        ending.settle(db, handoff, Outcome.HELPED, "She has a room.", by=ann, at=NOW)
        with pytest.raises(NotDeclared):
            ending.close(db, handoff, by=bea, at=NOW)
        alone = WhyNotTold.WOULD_ENDANGER
        assert needs(db, lambda: ending.say_not_told(db, handoff, alone, by=bea, at=NOW)) == (
            Need.TOLD,
        )
        ending.tell(db, handoff, ToldHow.AT_A_VISIT, by=bea, at=NOW)
        ending.close(db, handoff, by=bea, at=NOW)
        assert (handoff.stage, handoff.due_at) == (Stage.CLOSED, None)
        steps = db.scalars(sa.select(HandoffStep.step).order_by(HandoffStep.number)).all()
        assert len(steps) == handoff.changes == 7


def test_s_31_a_question_is_answered_with_a_new_packet_that_she_agreed_to(refuges: Town) -> None:
    with refuges.database.writing() as db:
        handoff = refuges.received(db, refuges.need(db, DeskKind.REFUGE), "North", "Ann")
        ann, bea = refuges.actor(db, "Ann"), refuges.actor(db, "Bea")
        answering.ask(db, handoff, "How many rooms?", by=ann, at=NOW)
        assert handoff.holder == refuges.accounts["Bea"]
        values = {PacketField.HOUSEHOLD: "two rooms"}
        drafting.draw_up_answer(db, handoff, values, by=bea, at=NOW)
        drafting.answer_field(db, handoff, PacketField.HOUSEHOLD, True, by=bea, at=NOW)
        lacks = needs(db, lambda: sending.answer(db, handoff, by=bea, at=NOW))
        assert lacks == (Need.MAY_GO,)
        refuges.agree(db, handoff)
        sending.answer(db, handoff, by=bea, at=NOW)
        packet = packet_for(db, ann, handoff, Who.RECEIVER, NOW)
        assert packet is not None
        assert packet.fields == (PacketField.HOUSEHOLD,)
        replaced = sa.select(HandoffPacket.is_replaced).order_by(HandoffPacket.number)
        assert list(db.scalars(replaced)) == [True, False]


def test_r_08_council_housing_waits_for_three_consents_of_hers(plain_town: Town) -> None:
    town = plain_town
    town.service("Council", ServiceKind.HOUSING, "Ann")
    with town.database.writing() as db:
        bea = town.actor(db, "Bea")
        handoff = town.draft(db, town.need(db, DeskKind.HOUSING), "Council")
        values = {PacketField.SAFE_CONTACT: "Tuesdays"}
        for each, value in values.items():
            drafting.set_field(db, handoff, each, value, by=bea, at=NOW)
            drafting.answer_field(db, handoff, each, True, by=bea, at=NOW)
        assert waits_for(db, handoff, NOW).consents == tuple(Consent)
        agreeing.write_consents(
            db,
            handoff,
            to_refer=True,
            authority="the one she chose",
            to_give_contact_details=False,
            by=bea,
            at=NOW,
        )
        assert waits_for(db, handoff, NOW).consents == ()
        assert PacketField.SAFE_CONTACT not in drawn_up(db, handoff).fields


def test_s_39_what_went_for_a_childs_safety_stays(plain_town: Town) -> None:

    handoff = alone(plain_town)
    with plain_town.database.writing() as db:
        found, bea = db.get_one(Handoff, handoff.id), plain_town.actor(db, "Bea")
        lacks = needs(db, lambda: ending.withdraw(db, found, by=bea, at=NOW))
        assert lacks == (Need.RESTS_ON_HER,)


def test_p_01_a_team_is_of_ones_own_organisation(refuges: Town) -> None:
    with refuges.database.writing() as db:
        north = db.get_one(Service, refuges.services["North"])
        al = refuges.actor(db, "Al")
        part = teams.Part(receives=True)
        for name in ("Ben", "Bea", "Al"):
            with pytest.raises(teams.NotOfTheTeam):
                teams.name_for(db, north, refuges.accounts[name], part, by=al, at=NOW)
        away = teams.Part(receives=True, rung=1, away_until=NOW + timedelta(days=3))
        row = teams.name_for(db, north, refuges.accounts["Ann"], away, by=al, at=NOW)
        assert row.rung == 1
        teams.name_no_more(db, north, refuges.accounts["Ann"], by=al, at=NOW)
        handoff = refuges.sent(db, refuges.need(db, DeskKind.REFUGE), "North")
        ann = refuges.actor(db, "Ann")
        assert seeing.received_in(db, ann, {"handoff_id": handoff.id}) is None


def test_v_25_rerouted_it_goes_on_with_the_same_need(refuges: Town) -> None:
    with refuges.database.writing() as db:
        north = refuges.received(db, refuges.need(db, DeskKind.REFUGE), "North", "Ann")
        place, bea = Place(refuges.services["South"]), refuges.actor(db, "Bea")
        south = ending.reroute(db, north, place, dict(USUAL), by=bea, at=NOW)
        assert (north.stage, south.stage) == (Stage.REROUTED, Stage.DRAFT)
        assert south.need_id == north.need_id


def test_p_02_what_is_read_of_a_handoff_counts_as_read_of_whom_it_is_of(refuges: Town) -> None:
    """Whoever looks at unusual reading finds these rows by the tables' own keys."""
    with refuges.database.writing() as db:
        handoff = refuges.received(db, refuges.need(db, DeskKind.REFUGE), "North", "Ann")
        client_id = db.get_one(CaseRecord, refuges.case_id).client_id
        packet = db.scalars(sa.select(HandoffPacket)).one()
        ids = {handoff.id, handoff.need_id, packet.id}
        assert ids <= ids_about(db, client_id)
        assert clients_of(db, ids) == dict.fromkeys(ids, client_id)


def test_a_case_that_goes_takes_its_handoffs_along(town: Town) -> None:
    town.service("North", ServiceKind.REFUGE, "Ann")
    with town.database.writing() as db:
        town.received(db, town.need(db, DeskKind.REFUGE), "North", "Ann")
    with town.database.writing() as db:
        db.execute(sa.delete(CaseRecord))
        for kind in KEPT:
            if kind.__tablename__ not in ("service_teams", "service_hours"):
                assert db.scalars(sa.select(kind)).all() == [], kind
