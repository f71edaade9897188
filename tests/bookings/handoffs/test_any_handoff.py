"""Anything happens to handoffs, in any order and broken off anywhere: each is always somebody's, is
never late in silence, and closes only when everything is said."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, time, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy.orm import Session

from bookings.handoffs.actions import agreeing, answering, drafting, ending, sending, teams
from bookings.handoffs.actions.agreeing import Decided
from bookings.handoffs.actions.drafting import Place
from bookings.handoffs.actions.escalating import see_to
from bookings.handoffs.models import Handoff, HandoffNeed, ServiceTeam
from bookings.handoffs.queries.late import due_now
from bookings.handoffs.rules.declines import NextStep, Reason
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.fields import PacketField
from bookings.handoffs.rules.limits import Stake
from bookings.handoffs.rules.outcomes import Outcome, ToldHow, WhyNotTold
from bookings.handoffs.rules.packet import LawfulReason
from bookings.handoffs.rules.parallel import AlreadyTaken, NotAsked, Way
from bookings.handoffs.rules.stages import Stage
from bookings.handoffs.rules.state import Lacks, NotDeclared, NotTheirs
from bookings.handoffs.rules.working_time import office
from portal.access import Actor
from portal.staff.models import Account, Standing
from portal.sweeping import see_to_handoffs
from services_directory.listings.models import Service, ServiceKind
from tests.bookings.handoffs.faults import faults, unheard, unrecorded
from tests.bookings.handoffs.passing import NOW, USUAL, Town

WHICH = st.integers(0, 20)
WHO = st.sampled_from(("Ann", "Abe", "Ben", "Cyd", "Bea", "Cal"))
# Dot never leaves: where everybody has, test_late.py says what is written down.
MAY_LEAVE = st.sampled_from(("Ann", "Abe", "Ben", "Al", "Bea", "Cal"))
PLACES = st.sampled_from(("North", "South", "Children", ""))
STAKES = st.sampled_from((Stake(), Stake(life_at_risk=True), Stake(nowhere_tonight=True)))
# The day before Good Friday, so that holidays lie ahead.
BEGINS = NOW.replace(month=4, day=2)

REFUSED = (
    NotDeclared,
    NotTheirs,
    Lacks,
    AlreadyTaken,
    NotAsked,
    drafting.NotDrawnUp,
    agreeing.NotWhatSheSaw,
    agreeing.NotTheSecond,
)


class Broken(Exception):
    """The machine was switched off before the transaction was kept."""


class AnyHandoff(RuleBasedStateMachine):
    """One case and some services. Whatever is refused has changed nothing: its transaction is
    lost, as is that of whatever breaks off."""

    town: Town

    def __init__(self) -> None:
        super().__init__()
        self.town.now = BEGINS
        with self.town.database.writing() as db:
            db.execute(sa.delete(HandoffNeed))
            db.execute(sa.update(Account).values(standing=Standing.ACTIVE))
            db.execute(sa.update(ServiceTeam).values(away_until=None))
        self.goes_as_it_should("North", Stake(), 0)

    @rule(place=PLACES, stake=STAKES, another=st.booleans(), breaks=st.integers(0, 9))
    def begin(self, place: str, stake: Stake, another: bool, breaks: int) -> None:
        with self.tried(breaks) as db:
            self.draw_up(db, place, stake, another)

    @rule(place=PLACES, stake=STAKES, far=st.integers(0, 4))
    def goes_as_it_should(self, place: str, stake: Stake, far: int) -> None:
        """So that lives come far: sent, received, accepted, settled, told."""
        name = {"North": "Ann", "South": "Ben", "Children": "Cyd", "": "Bea"}[place]
        with self.tried() as db:
            bea, by = self.actor(db, "Bea"), self.actor(db, name)
            handoff = self.draw_up(db, place, stake, False)
            self.send_it(db, handoff)
            if far > 0:
                answering.receive(db, handoff, outside="Kim", by=by, at=self.now)
            if far > 1:
                answering.accept(db, handoff, by=by, at=self.now)
            if far > 2:
                ending.settle(db, handoff, Outcome.HELPED, "a bed", by=by, at=self.now)
            if far > 3:
                ending.tell(db, handoff, ToldHow.AT_A_VISIT, by=bea, at=self.now)

    @rule(which=WHICH, breaks=st.integers(0, 9))
    def show_and_send(self, which: int, breaks: int) -> None:
        with self.tried(breaks) as db:
            if handoff := self.one(db, which):
                self.send_it(db, handoff)

    @rule(which=WHICH, act=st.integers(0, 3))
    def draw_up_more(self, which: int, act: int) -> None:
        with self.tried() as db:
            if handoff := self.one(db, which):
                bea = self.actor(db, "Bea")
                if act == 0:
                    agreeing.show(db, handoff, by=bea, at=self.now)
                elif act == 1:
                    agreeing.change(db, handoff, by=bea, at=self.now)
                elif act == 2:
                    value = f"at {self.now:%H:%M}"
                    field = PacketField.WANTS
                    drafting.set_field(db, handoff, field, value, by=bea, at=self.now)
                    drafting.answer_field(db, handoff, field, True, by=bea, at=self.now)
                else:
                    sending.send(db, handoff, by=bea, at=self.now)

    @rule(which=WHICH, who=WHO, breaks=st.integers(0, 9))
    def receive(self, which: int, who: str, breaks: int) -> None:
        self.act(which, who, breaks, self.received)

    @rule(which=WHICH, who=WHO, breaks=st.integers(0, 9))
    def accept(self, which: int, who: str, breaks: int) -> None:
        self.act(which, who, breaks, lambda db, h, by: answering.accept(db, h, by=by, at=self.now))

    @rule(which=WHICH, who=WHO, said=st.integers(0, 6))
    def answers(self, which: int, who: str, said: int) -> None:
        def say(db: Session, handoff: Handoff, by: Actor) -> None:
            self.said(db, handoff, by, said)

        self.act(which, who, 0, say)

    @rule(which=WHICH)
    def is_answered(self, which: int) -> None:
        """The sender answers a question with a new packet."""
        with self.tried() as db:
            if handoff := self.one(db, which):
                bea = self.actor(db, "Bea")
                values = {PacketField.WANTS: f"a bed, said at {self.now:%d %H:%M}"}
                drafting.draw_up_answer(db, handoff, values, by=bea, at=self.now)
                for each in values:
                    drafting.answer_field(db, handoff, each, True, by=bea, at=self.now)
                self.agree(db, handoff)
                sending.answer(db, handoff, by=bea, at=self.now)

    @rule(which=WHICH, who=WHO, end=st.integers(0, 6), breaks=st.integers(0, 9))
    def ends(self, which: int, who: str, end: int, breaks: int) -> None:
        def finish(db: Session, handoff: Handoff, by: Actor) -> None:
            self.ended(db, handoff, by, end)

        self.act(which, who, breaks, finish)

    @rule(which=WHICH, who=WHO, to=WHO)
    def is_handed_over(self, which: int, who: str, to: str) -> None:
        account = self.town.accounts[to]
        self.act(
            which, who, 0, lambda db, h, by: ending.hand_over(db, h, account, by=by, at=self.now)
        )

    @rule(which=WHICH, place=PLACES)
    def goes_on_elsewhere(self, which: int, place: str) -> None:
        with self.tried(drafting.NotOfThisDesk) as db:
            if handoff := self.one(db, which):
                to, values = self.place(place), dict(USUAL)
                bea = self.actor(db, "Bea")
                ending.reroute(db, handoff, to, values, by=bea, at=self.now)

    @rule(name=MAY_LEAVE, how=st.sampled_from(("leaves", "returns", "is away")))
    def somebody(self, name: str, how: str) -> None:
        with self.tried() as db:
            account_id = self.town.accounts[name]
            if how == "is away":
                away = sa.update(ServiceTeam).where(ServiceTeam.account_id == account_id)
                db.execute(away.values(away_until=self.now + timedelta(days=1)))
            else:
                left = how == "leaves"
                account = db.get_one(Account, account_id)
                account.standing = Standing.ENDED if left else Standing.ACTIVE

    @rule(hours=st.sampled_from((1, 3, 9, 24, 24 * 9, 24 * 40)), breaks_at=st.integers(0, 3))
    def time_passes(self, hours: int, breaks_at: int) -> None:
        """And the clock looks: broken off after some, then once whole."""
        self.town.now += timedelta(hours=hours)
        with self.town.database.reading() as db:
            found = due_now(db, self.now)
        for about in found[:breaks_at]:
            with self.tried(breaks_at) as db:
                see_to(db, about, by=self.actor(db, "Dot"), at=self.now)
        see_to_handoffs(self.town.database, lambda: self.now)
        with self.town.database.reading() as db:
            assert unheard(db, self.now) == []
            assert unrecorded(db) == []
            assert due_now(db, self.now) == [], "and it is seen to once"

    @invariant()
    def nothing_is_wrong(self) -> None:
        with self.town.database.reading() as db:
            assert faults(db, self.now) == []

    @property
    def now(self) -> datetime:
        return self.town.now

    @contextmanager
    def tried(self, breaks: int | type[Exception] = 0, *more: type[Exception]) -> Iterator[Session]:
        """One transaction of its own; one in ten breaks off with everything done and nothing
        kept."""
        refused = (*REFUSED, *more, *([breaks] if isinstance(breaks, type) else []))
        with suppress(Broken, *refused), self.town.database.writing() as db:
            yield db
            if breaks == 9:
                raise Broken

    def act(
        self, which: int, who: str, breaks: int, do: Callable[[Session, Handoff, Actor], object]
    ) -> None:
        with self.tried(breaks) as db:
            if handoff := self.one(db, which):
                do(db, handoff, self.actor(db, who))

    def actor(self, db: Session, name: str) -> Actor:
        return self.town.actor(db, name)

    def one(self, db: Session, which: int) -> Handoff | None:
        every = db.scalars(sa.select(Handoff).order_by(Handoff.made_at, Handoff.id)).all()
        return every[which % len(every)] if every else None

    def place(self, name: str) -> Place:
        if not name:
            return Place(name="Somewhere in the east", way=Way.RUNG)
        return Place(self.town.services[name])

    def draw_up(self, db: Session, place: str, stake: Stake, another: bool) -> Handoff:
        """For a need of its own, or for one that there is already."""
        desk = DeskKind.CHILDRENS_SOCIAL_CARE if place == "Children" else DeskKind.REFUGE
        needs = sa.select(HandoffNeed).where(
            HandoffNeed.desk == desk, sa.true() if another else sa.false()
        )
        need = db.scalars(needs.order_by(HandoffNeed.written_at)).first()
        need = need or self.town.need(db, desk, stake)
        bea = self.actor(db, "Bea")
        return drafting.draft(db, need, self.place(place), USUAL, by=bea, at=self.now)

    def send_it(self, db: Session, handoff: Handoff) -> None:
        """With her agreement; of a child without it."""
        bea = self.actor(db, "Bea")
        if handoff.desk is DeskKind.CHILDRENS_SOCIAL_CARE:
            for each in USUAL:
                reason = LawfulReason.CHILD_AT_RISK
                drafting.give_ground(db, handoff, each, reason, "danger", by=bea, at=self.now)
            said = Decided("nothing less would do", she_knows=True)
            agreeing.decide_without_her(db, handoff, said, by=bea, at=self.now)
        else:
            for each in USUAL:
                drafting.answer_field(db, handoff, each, True, by=bea, at=self.now)
            agreeing.show(db, handoff, by=bea, at=self.now)
            self.agree(db, handoff)
        sending.send(db, handoff, by=bea, at=self.now)

    def agree(self, db: Session, handoff: Handoff) -> None:
        self.town.agree(db, handoff, until=timedelta(days=20))

    def received(self, db: Session, handoff: Handoff, by: Actor) -> None:
        answering.receive(db, handoff, outside="Kim", by=by, at=self.now)

    def said(self, db: Session, handoff: Handoff, by: Actor, said: int) -> None:
        bea, now = self.town.accounts["Bea"], self.now
        if said == 0:
            answering.ask(db, handoff, "how many rooms?", by=by, at=now)
        elif said == 1:
            reason, then = Reason.NO_SPACE, NextStep.ANOTHER_SERVICE
            if handoff.desk is DeskKind.CHILDRENS_SOCIAL_CARE:
                reason = Reason.ALREADY_OPEN
            answering.decline(db, handoff, reason, then, bea, by=by, at=now)
        elif said == 2:
            answering.decline(db, handoff, Reason.OTHER, None, None, by=by, at=now)
        elif said == 3:
            then = NextStep.ANOTHER_SERVICE
            answering.say_not_available(db, handoff, then, bea, by=by, at=now)
        elif said == 4:
            answering.make_contact(db, handoff, by=by, at=now)
        elif said == 5:
            answering.try_contact(db, handoff, "rang once", by=by, at=now)
        else:
            answering.say_holds(db, handoff, now + timedelta(hours=2), by=by, at=now)

    def ended(self, db: Session, handoff: Handoff, by: Actor, end: int) -> None:
        now = self.now
        if end == 0:
            outcome = Outcome.HELPED if handoff.stage is Stage.CONTACT_MADE else Outcome.NOT_HELPED
            ending.settle(db, handoff, outcome, "as they said", by=by, at=now)
        elif end == 1:
            ending.settle(db, handoff, None, "signposted", by=by, at=now)
        elif end == 2:
            ending.tell(db, handoff, ToldHow.AT_A_VISIT, by=by, at=now)
        elif end == 3:
            second = self.town.accounts["Cal"]
            ending.say_not_told(db, handoff, WhyNotTold.WOULD_ENDANGER, second, by=by, at=now)
        elif end == 4:
            ending.close(db, handoff, by=by, at=now)
        elif end == 5:
            ending.withdraw(db, handoff, by=by, at=now)
        else:
            ending.recall(db, handoff, "sent too soon", by=by, at=now)


def lived_in(town: Town) -> Town:
    """Two refuges, one with hours and a lead and one with neither, and children's services."""
    north = town.service("North", ServiceKind.REFUGE, "Ann", "Abe", lead="Al")
    town.service("South", ServiceKind.REFUGE, "Ben")
    town.service("Children", ServiceKind.CHILDRENS_SOCIAL_CARE, "Cyd")
    with town.database.writing() as db:
        hours = office(time(9), time(17)).weekly
        service = db.get_one(Service, north)
        teams.set_hours(db, service, hours, by=town.actor(db, "Dot"), at=BEGINS)
    return town


def test_s_43_s_44_c_15_whatever_happens_no_handoff_is_lost(
    town: Town, rounds: Callable[[int, int], int]
) -> None:
    """R-04, R-05, S-36, S-43, S-44, C-15, on both databases."""

    class HandoffHere(AnyHandoff):
        pass

    HandoffHere.town = lived_in(town)
    any_order = settings(
        max_examples=rounds(4, 600),
        stateful_step_count=rounds(20, 60),
        phases=[Phase.generate, *[Phase.shrink] * rounds(0, 1)],
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(HandoffHere, settings=any_order)


HARMS = {
    "UPDATE handoffs SET holder = :other": "held by nobody",
    "UPDATE handoffs SET due_at = NULL": "no time",
    "UPDATE handoffs SET stage = 'closed', due_at = NULL": "closed without a word",
    "UPDATE handoffs SET stage = 'declined'": "came back open",
    "UPDATE handoffs SET changes = changes + 1": "steps lost",
    "UPDATE handoff_needs SET is_met = true": "met or not",
}


@pytest.mark.parametrize(("harm", "told"), HARMS.items())
def test_the_search_for_faults_sees_each_kind(plain_town: Town, harm: str, told: str) -> None:
    """A search that has never found anything is no evidence."""
    town = lived_in(plain_town)
    with town.database.writing() as db:
        town.received(db, town.need(db, DeskKind.REFUGE), "North", "Ann")
        assert faults(db, town.now) == []
        db.execute(sa.text(harm), {"other": town.accounts["Dot"].hex} if ":" in harm else {})
        db.expire_all()
        assert [each for each in faults(db, town.now) if told in each]


def test_the_search_for_what_is_late_sees_it(plain_town: Town) -> None:
    town = lived_in(plain_town)
    with town.database.writing() as db:
        town.sent(db, town.need(db, DeskKind.REFUGE), "South")
        late = town.now + timedelta(hours=2)
        assert unheard(db, late - timedelta(minutes=1)) == []
        assert unheard(db, late) == ["late: sent"]
