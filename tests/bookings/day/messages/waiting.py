"""Messages about people of a morning, as a test puts them there, and what became of them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.visits.models import Visit
from portal.access import Role
from portal.outbox.actions.hearing import hear
from portal.outbox.actions.queueing import queue
from portal.outbox.delivery import PostRoom, deliver_next
from portal.outbox.models import InboundText, Message
from portal.outbox.rules.limits import Limits
from portal.outbox.rules.verdicts import Channel, Send, Verdict
from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.day.board.morning import Morning
from tests.portal.outbox.post import Notebook


class Messages:
    """A morning's messages, a coordinator who looks at them, and a carrier that would carry all."""

    def __init__(self, morning: Morning) -> None:
        self.morning = morning
        self.carrier = Notebook()
        self.verdict: Verdict = Send(Channel.TEXT, "+447400999001", "See you", "", timedelta(1))

    def coordinator(self, **of: Any) -> Desk:
        return self.morning.signed_in(Role.COORDINATOR, **of)

    def book(self, name: str) -> UUID:
        return self.morning.book(name, "housing")

    def queue(self, visit_id: UUID, **given: Any) -> UUID:
        """A reminder that is asked about in an hour, unless something else is given."""
        now = self.morning.watch.now
        row = {
            "kind": "reminder",
            "about_id": visit_id,
            "send_after": now + timedelta(hours=1),
            "useful_until": now + timedelta(hours=3),
            "at": now,
        }
        with self.morning.town.writing() as db:
            client = db.get_one(Visit, visit_id).client_id
            made = queue(db, client_id=client, **{**row, **given})
        assert made is not None
        return made

    def hear(self, words: str, told_as: str = "SM1") -> None:
        with self.morning.town.writing() as db:
            hear(db, "+447400999001", words, told_as, self.morning.watch.now)

    def _decide(self, _db: Session, _message: Message, _at: Any) -> Verdict:
        return self.verdict

    def deliver(self) -> None:
        """Everything that is due, by a carrier that takes it all."""
        carriers = dict.fromkeys(Channel, self.carrier)
        limits = Limits(100, 100, 2)
        clock = self.morning.watch
        room = PostRoom(self.morning.town, self._decide, carriers, limits, clock)
        while deliver_next(room):
            pass

    def all(self) -> dict[UUID, Message]:
        with self.morning.town.reading() as db:
            found = {message.id: message for message in db.scalars(sa.select(Message))}
            db.expunge_all()
            return found

    def texts(self) -> list[InboundText]:
        with self.morning.town.reading() as db:
            found = list(db.scalars(sa.select(InboundText)))
            db.expunge_all()
            return found
