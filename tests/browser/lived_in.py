"""A portal that is lived in: the demo's town in the middle of a morning, at a real server."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import sqlalchemy as sa
from playwright.sync_api import Browser, BrowserContext
from sqlalchemy.orm import Session

from bookings.handoffs.actions import drafting
from bookings.handoffs.actions.drafting import Place, Wanted
from bookings.handoffs.models import Handoff
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.limits import Stake
from bookings.handoffs.rules.parallel import Way
from bookings.handoffs.rules.stages import Stage
from bookings.people.actions.writing import write_down
from bookings.people.models import CaseRecord
from bookings.people.models.papers import ConferenceReferral, EvidenceLetter, LetterKind
from bookings.people.rules.conference import Basis, Criterion, PoliceWanted
from bookings.visits.models import Visit, VisitStatus
from portal import demo, i18n
from portal.access import OPERATOR, Role
from portal.db.engine import Database
from portal.demo_staff import COLLEAGUES, Colleague, employ
from portal.staff.actions.accounts import Invited, invite
from portal.staff.actions.attendance import actor_of
from portal.staff.models import Account, SignIn
from portal.staff.queries import fingerprint
from portal.staff.queries.accounts import by_login
from portal.web.cookie import STAFFS, new_token
from services_directory.sessions.models import ServiceSession
from tests.browser.chromium import patient
from tests.browser.server import BEGINS, Portal, standing

# What was months ago shows on no page.
WEEKS_BEHIND = 1
BETH, ASHA, FARAH, IOANA, LENA, MARTA = COLLEAGUES


@dataclass(frozen=True, slots=True)
class LivedIn:
    """The portal, and addresses to which no page leads by a link alone."""

    portal: Portal
    also: list[str] = field(default_factory=list)
    # What was received by name and is open.
    packets: list[str] = field(default_factory=list)

    def sits_down(self, chromium: Browser, who: Colleague, locale: str) -> BrowserContext:
        """A browser at which this colleague has just signed in."""
        token = new_token()
        with self.portal.database.writing() as db:
            account, now = by_login(db, who.address), self.portal.clock()
            assert account
            began = {"account_id": account.id, "began_at": now, "seen_at": now}
            db.add(SignIn(token=fingerprint(token), **began))
        context = patient(chromium.new_context(locale=locale))
        context.add_cookies([{"name": STAFFS, "value": token, "url": self.portal.address}])
        return context


_RECEIVED = sa.select(Handoff.id).where(Handoff.stage == Stage.RECEIVED)


@contextmanager
def lived_in(
    database_url: str, exit_url: str, languages: i18n.Languages | None = None
) -> Iterator[LivedIn]:
    """The demo's people and colleagues, all that was written of them, and a server before it."""
    database = Database(database_url)
    with database.writing() as db:
        demo.fill(db, at=BEGINS, weeks_behind=WEEKS_BEHIND)
        list(employ(db, at=BEGINS))
        demo.live_in(db, at=BEGINS)
        also = [*_of_a_case(db), *_of_visits(db), _of_a_newcomer(db)]
        packets = [f"/tray/{each}" for each in db.scalars(_RECEIVED)]
    with standing(database, database_url, exit_url, languages) as portal:
        yield LivedIn(portal, also, packets)


def _of_a_case(db: Session) -> Iterator[str]:
    """A draft, what went of something that was sent, a referral to a conference and a letter."""
    sent = db.scalars(sa.select(Handoff.id).where(Handoff.stage == Stage.SENT).limit(1)).one()
    yield f"/handed-on/{sent}/shown"
    case = db.scalars(sa.select(CaseRecord)).one()
    by = actor_of(db.get_one(Account, case.holder))
    wanted = Wanted(DeskKind.LEGAL, "To know where I stand.", Stake())
    need = drafting.write_need(db, case, wanted, by=by, at=BEGINS)
    draft = drafting.draft(db, need, Place(None, "A law centre", Way.RUNG), {}, by=by, at=BEGINS)
    referral = ConferenceReferral(
        case_id=case.id,
        criterion=Criterion.JUDGEMENT,
        is_aware=True,
        consents=True,
        police=PoliceWanted.NOT_ASKED,
        recipient="The conference of Thamesbrook",
        basis=Basis.AGREEMENT,
    )
    letter = EvidenceLetter(case_id=case.id, kind=LetterKind.SUPPORT)
    for row in (referral, letter):
        write_down(db, row, "case written", case.id, by=by, at=BEGINS)
    yield from (f"/handed-on/{draft.id}/{page}" for page in ("draft", "without", "second"))
    yield f"/cases/{case.id}/conference/{referral.id}"
    yield f"/cases/{case.id}/letters/{letter.id}"


def _of_visits(db: Session) -> Iterator[str]:
    """Somebody who comes next week: a phrase for them, and another session."""
    ahead = (
        sa.select(Visit.id)
        .join(ServiceSession, ServiceSession.id == Visit.session_id)
        .where(Visit.status == VisitStatus.BOOKED, Visit.phrase.is_(None))
        .where(ServiceSession.starts_at > BEGINS + timedelta(days=3))
    )
    visit_id = db.scalars(ahead.limit(1)).one()
    yield from (f"/door/{visit_id}/{page}" for page in ("phrase", "apart"))


def _of_a_newcomer(db: Session) -> str:
    """Somebody was invited and has not joined yet."""
    employer = by_login(db, BETH.address)
    assert employer
    asked = Invited("Nia", "nia@lantern.example", Role.DESK_WORKER, employer.organization_id)
    token = new_token()
    invite(db, asked, token, by=OPERATOR, at=BEGINS)
    return f"/staff/join/{token}"
