"""What becomes of a notice to staff at the moment of sending: how much waits for them, and nothing
else, to the address that they gave for it (R-03, P-08)."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.handoffs.queries.waiting import handoffs_waiting
from bookings.visits.queries.telling import kept_untold
from portal import i18n
from portal.access import Actor, Permission
from portal.outbox.models import Message
from portal.outbox.rules.limits import TO_STAFF
from portal.outbox.rules.verdicts import Channel, Send, Verdict, Wait, Withhold
from portal.staff.actions.attendance import actor_of
from portal.staff.models import Account
from portal.staff.queries.notices import last_look, last_notice
from portal.staff.rules.notices import earliest, next_hour
from portal.staff.rules.times import IDLE
from portal.waiting import to_see_to
from portal.web.templates import Templates
from services_directory.sessions.models import ServiceSession, SessionStatus

WORDS = "staff/notice.txt"
VALID_FOR = timedelta(minutes=30)
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Noticing:
    """Decides about notices for the outbox, in the house's own time, under its own name."""

    public_name: str
    zone: ZoneInfo

    def __call__(self, db: Session, message: Message, at: datetime) -> Verdict:
        """Nobody is told who has looked since it was asked for, or for whom nothing waits; whoever
        is at work sees the number on each page, and is left alone."""
        account = db.get(Account, message.about_id, populate_existing=True)
        if account is None or not _wants(account, at):
            return Withhold("notices are off")
        looked = last_look(db, account)
        if looked is not None and looked > message.queued_at:
            return Withhold("they have looked")
        if looked is not None and at < looked + IDLE:
            return Wait(looked + IDLE, "they may be looking")
        count = waiting_for(db, account, at)
        if not count:
            return Withhold("nothing waits any more")
        since = earliest(at, last_notice(db, account.id), looked)
        when = next_hour(since, self.zone, lambda moment: self._has_session(db, moment))
        if when > at:
            return Wait(when, "waits for its hour")
        subject = said(count, account.language)
        text = f"{subject}\n\n{self.public_name}\n"
        return Send(Channel.EMAIL, account.notices_to or "", text, subject, VALID_FOR)

    def _has_session(self, db: Session, moment: datetime) -> bool:
        day = moment.astimezone(self.zone).date()
        begins = datetime.combine(day, time(0), self.zone)
        ends = datetime.combine(day + A_DAY, time(0), self.zone)
        held = sa.exists().where(
            ServiceSession.status == SessionStatus.PLANNED,
            ServiceSession.starts_at >= begins,
            ServiceSession.starts_at < ends,
        )
        return db.scalar(sa.select(held)) is True


def is_notice(message: Message) -> bool:
    """Whether a message goes to staff."""
    return message.kind == TO_STAFF


def waiting_for(db: Session, account: Account, at: datetime) -> int:
    """How much needs a person that this one may see: what their pages count, handoffs that they
    hold or were told of, and places kept for somebody whom no text tells."""
    actor = replace(actor_of(account), at=at)
    found = handoffs_waiting(db, actor, at) + sum(to_see_to(db, actor, at).values())
    return found + (kept_untold(db, actor, at) if actor.may(Permission.CONCERNS) else 0)


def said(count: int, language: str = "") -> str:
    """All that a notice says, in the language that its reader chose for their pages."""
    spoken = _languages()
    with i18n.speaking(spoken.get(language, spoken[i18n.SOURCE])):
        return _templates().render(WORDS, None, {"count": count}).strip()


def _wants(account: Account, at: datetime) -> bool:
    is_on = account.notices_since is not None and bool(account.notices_to)
    may_see = Actor(account.role).may(Permission.NOTICES)
    return is_on and may_see and account.stands(at)


@cache
def _languages() -> i18n.Languages:
    return i18n.load_staffs_languages(i18n.find_folder("locales"))


@cache
def _templates() -> Templates:
    return Templates(i18n.find_folder("templates"), {})
