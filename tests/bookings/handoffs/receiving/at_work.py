"""Somebody who receives, at a browser; and what is passed on to them with every field filled in."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

import sqlalchemy as sa
from httpx2 import Response

from bookings.contact.actions.saying import say_in_person
from bookings.contact.rules.answers import read
from bookings.contact.rules.fields import Field
from bookings.handoffs.actions import agreeing, answering, drafting, fields, sending
from bookings.handoffs.actions.agreeing import Decided
from bookings.handoffs.actions.drafting import Place
from bookings.handoffs.models import Handoff
from bookings.handoffs.queries.packets import fields_of
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.fields import PacketField, fields_for
from bookings.handoffs.rules.limits import Stake
from bookings.handoffs.rules.packet import LawfulReason
from bookings.people.models import CaseRecord
from portal.access import Actor
from portal.record.models import Entry
from portal.staff.models import Account, SignIn
from portal.staff.queries import fingerprint
from portal.web.headers import GuardedApplication
from services_directory.listings.models import ServiceKind
from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.handoffs.passing import Town
from tests.bookings.visits.town import Watch, open_house

NUMBER, SHOWN = "07400 123456", "07400 123 456"

# Tuesdays from nine to noon; the town's time is a Tuesday at ten.
SAID = {
    "routes": "mobile",
    "mobile_number": NUMBER,
    "mobile_call": "yes",
    "hours": "tue 09:00-12:00",
    "her_phrase": "blue kettle",
}


def canary(which: PacketField) -> str:
    """What a field says here: a word that stands nowhere else, and in no other of these words."""
    return f"canary-{which.value.replace('_', '-')}-sings"


@dataclass
class Work:
    """The town with its pages."""

    town: Town
    watch: Watch
    app: GuardedApplication = field(init=False)

    def __post_init__(self) -> None:
        self.app = open_house(self.town.database, self.watch)

    def desk(self, name: str) -> Desk:
        """Somebody of the town, signed in."""
        token, now = f"{name}-{uuid4()}", self.watch.now
        with self.town.database.writing() as db:
            account = db.get_one(Account, self.town.accounts[name])
            row = SignIn(token=fingerprint(token), account_id=account.id, began_at=now, seen_at=now)
            db.add(row)
            actor = self.town.actor(db, name)
        return Desk(self.app, token, actor)

    def tells(self, **changed: str) -> None:
        """Ash says how they may be reached."""
        said = {Field(name): text for name, text in {**SAID, **changed}.items()}
        with self.town.database.writing() as db:
            say_in_person(
                db,
                db.get_one(CaseRecord, self.town.case_id).client_id,
                {each: read(each, text) if text else None for each, text in said.items()},
                by=self.town.actor(db, "Bea"),
                at=self.watch.now,
            )

    def sent(
        self,
        service: str,
        desk: DeskKind,
        ticked: Collection[PacketField] | None = None,
        *,
        stake: Stake | None = None,
        until: timedelta = timedelta(days=30),
    ) -> UUID:
        """Every field of the desk is filled in, and Ash said yes to the `ticked` ones: without a
        word, to all."""
        with self.town.database.writing() as db:
            bea = self.town.actor(db, "Bea")
            need = self.town.need(db, desk, stake)
            place = Place(self.town.services[service])
            values = {each: canary(each) for each in fields_for(desk)}
            made = drafting.draft(db, need, place, values, by=bea, at=self.watch.now)
            for each in fields_for(desk):
                yes = ticked is None or each in ticked
                fields.answer_field(db, made, each, yes, by=bea, at=self.watch.now)
            self._send(made, desk, until)
            return made.id

    def _send(self, made: Handoff, desk: DeskKind, until: timedelta) -> None:
        db = sa.orm.object_session(made)
        assert db is not None
        bea = self.town.actor(db, "Bea")
        if desk is DeskKind.HOUSING:
            agreeing.write_consents(
                db,
                made,
                to_refer=True,
                authority="Northtown",
                to_give_contact_details=True,
                by=bea,
                at=self.watch.now,
            )
        if desk is DeskKind.CHILDRENS_SOCIAL_CARE:
            self._decide(made, bea)
        else:
            agreeing.show(db, made, by=bea, at=self.watch.now)
            self.town.agree(db, made, until)
        sending.send(db, made, by=bea, at=self.watch.now)

    def _decide(self, made: Handoff, bea: Actor) -> None:
        """What goes for a child rests on a reason in law, field by field (S-39)."""
        db, now = sa.orm.object_session(made), self.watch.now
        assert db is not None
        for each in fields_of(db, made):
            if each.answer:
                reason = LawfulReason.CHILD_AT_RISK
                fields.give_ground(db, made, each.field, reason, "in danger", by=bea, at=now)
                fields.answer_field(db, made, each.field, None, by=bea, at=now)
        decided = Decided("nothing less would do", she_knows=True)
        agreeing.decide_without_her(db, made, decided, by=bea, at=now)

    def received(
        self,
        service: str,
        desk: DeskKind,
        name: str,
        ticked: Collection[PacketField] | None = None,
        *,
        stake: Stake | None = None,
    ) -> UUID:
        """Sent, and received by name."""
        handoff_id = self.sent(service, desk, ticked, stake=stake)
        with self.town.database.writing() as db:
            handoff = db.get_one(Handoff, handoff_id)
            answering.receive(db, handoff, by=self.town.actor(db, name), at=self.watch.now)
        return handoff_id

    def handoff(self, handoff_id: UUID) -> Handoff:
        with self.town.database.reading() as db:
            found = db.get_one(Handoff, handoff_id)
            db.expunge(found)
            return found

    def recorded(self, verb: str) -> list[UUID]:
        """What an entry of this verb is about, in order."""
        with self.town.database.reading() as db:
            of_verb = sa.select(Entry.about).where(Entry.verb == verb)
            return list(db.scalars(of_verb.order_by(Entry.number)))


def answer(desk: Desk, handoff_id: UUID | str, go: str, **fields: str) -> Response:
    """Press the button of one step, with its fields by their own names."""
    named = {f"{go}-{name}": text for name, text in fields.items()}
    return send(desk, f"/tray/{handoff_id}", {"go": go, **named})


def send(desk: Desk, address: str, fields: Mapping[str, str]) -> Response:
    """Send a form as a browser without scripts does."""
    return desk.client.post(address, data=dict(fields))


def council(work: Work) -> None:
    """Northtown's housing desk: Hana and Hugo receive, Lena leads."""
    work.town.service("Northtown housing", ServiceKind.HOUSING, "Hana", "Hugo", lead="Lena")


def refuge(work: Work) -> None:
    """A refuge where Rio and Ravi receive."""
    work.town.service("Refuge", ServiceKind.REFUGE, "Rio", "Ravi", lead="Lou")
