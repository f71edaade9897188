"""Journeys that stand at any step, so that each can be looked at without walking there."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic, sleep
from typing import Protocol

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.visits.actions import book, drafts
from bookings.visits.actions.hold import hold
from bookings.visits.actions.waiting import Joining, join
from bookings.visits.forms import AGES
from bookings.visits.models import AgeBand, Draft
from bookings.visits.queries import openings
from bookings.visits.queries.journeys import Opened, actor_of, fingerprint
from bookings.visits.rules.itinerary import best_plans
from bookings.visits.rules.journey import Journey
from bookings.visits.rules.plans import Wish
from bookings.visits.rules.waiting import Wanted
from bookings.visits.steps.table import STEPS
from bookings.visits.steps.wishes import packed_answers
from portal.db.engine import Database
from portal.web.cookie import new_token
from services_directory.sessions.models import Claim
from services_directory.sessions.queries import ComingSession
from tests.browser.journey import CANARIES, WORDS
from tests.browser.server import Portal

NEEDS = ("idva", "housing")
HELD = ("name", "contact", "contact_how", "contact_words", "check")
BOOKED = (
    "phrase",
    "phrase_check",
    "done",
    "visit",
    "move",
    "move_stop",
    "cancel",
    "contact_less",
    "contact_stop",
    "not_safe",
)

# Each step that can be wrong, with what is wrong on it.
TO_MEND = {
    "hours": {"gone_by": "gone_before_coming"},
    "asks": {"tongue": "which_language", "dialect": "too_long", "access": "too_long"},
    "company": {"companion": "too_long"},
    "name": {"called": "too_long"},
    "contact_how": {
        "reach": "number_unreadable",
        "till_0": "times_alike",
        "until": "day_unreadable",
    },
    "contact_words": {"kinds": "kind_missing"},
    "contact_less": {"never": "day_unreadable"},
    "phrase": {"digits": "four_digits"},
    "phrase_check": {"words": "not_these_words", "digits": "not_these_digits"},
    "find": {"words": "no_such_visit", "digits": "four_digits"},
    "wait": {"called": "too_long"},
    "wait_phrase": {"digits": "four_digits"},
    "wait_check": {"words": "not_these_words", "digits": "not_these_digits"},
}
IN_LINE = ("wait_check", "place", "stop_waiting")
NOTICED = {
    "contact_words": "anew",
    "times": "time_gone",
    "move": "time_gone",
    "move_stop": "time_gone",
    "visit": "moved",
    "place": "declined",
}

TYPED = {
    "needs": {"need": list(NEEDS)},
    "asks": {"interpreter": ["yes"], **{n: [CANARIES[n]] for n in ("tongue", "dialect", "access")}},
    "company": {
        "companion": [CANARIES["companion"]],
        "row": ["0", "1", "2"],
        "child_0_age": [AGES[0]],
        "child_1_age": ["7"],
    },
    "name": {"called": [CANARIES["called"]]},
    "contact_how": {
        "reach": ["07400 123456"],
        "elsewhere": ["no"],
        "recorded": ["no"],
        "whose": ["hers"],
        "line": ["0", "1"],
        "days_0": ["0", "2"],
        "since_0": ["09:00"],
        "till_0": ["17:00"],
        "until": ["2026-12-01"],
    },
    "contact_words": {"kinds": ["reminder"], "say": ["day", "time"]},
    "find": {"words": [" ".join(WORDS)], "digits": ["5027"]},
    "phrase_check": {"words": [" ".join(WORDS)], "digits": ["5027"]},
}


def every_step() -> tuple[str, ...]:
    """The first page, which has no journey yet, and every step of the table."""
    return ("first", *STEPS)


class Town(Protocol):
    """Where a journey can stand: a database, and the time it is there."""

    @property
    def database(self) -> Database: ...

    @property
    def clock(self) -> Callable[[], datetime]: ...


def stand_at(portal: Town, step: str, *, mending: bool = False) -> str:
    """A journey at this step, with much typed already; the answer is what its cookie holds.

    With `mending`, all that can be wrong on the step is shown as wrong, and what can be noticed
    is noticed.
    """
    token, at = new_token(), portal.clock()
    with portal.database.writing() as db:
        opened = Opened(None, _journey(step, at, mending=mending))
        draft = drafts.begin(db, opened, token, at=at)
        if step in (*HELD, *BOOKED):
            _take(db, draft, at, booked=step in BOOKED)
            opened.journey.stop = _a_stop(db, draft)
        session = openings.sessions_ahead(db, at, 0, 1)[0]
        opened.journey.morning = session.id.hex[:8]
        if step in IN_LINE:
            _wait(db, draft, session, at, offered=mending)
        drafts.keep(opened, at=at)
    return token


def _journey(step: str, at: datetime, *, mending: bool) -> Journey:
    return Journey(
        step=step,
        trail=["before", "needs"],
        typed={name: dict(typed) for name, typed in TYPED.items()},
        problems=dict(TO_MEND.get(step, {})) if mending else {},
        notice=NOTICED.get(step, "") if mending else "",
        needs=list(NEEDS),
        phrase=list(WORDS),
        name_suggested="Robin",
        ways="both",
        until=(at + timedelta(minutes=5)).isoformat() if step == "waiting" else "",
    )


def _take(db: Session, draft: Draft, at: datetime, *, booked: bool) -> None:
    """Hold the first whole visit that there is, and book it where it should be booked."""
    for session in openings.sessions_ahead(db, at, 0, openings.FARTHEST):
        free = openings.free_times(db, [session.id], at, own_visit=None).get(session.id, [])
        plans = best_plans([each.opening for each in free], Wish(NEEDS))
        if plans and not plans[0].missing:
            by_id = {each.slot.id: each.slot for each in free}
            db.flush()
            hold(db, draft, session, [by_id[stop.id] for stop in plans[0].stops], at=at)
            break
    if booked:
        asks = packed_answers(Journey(needs=list(NEEDS)))
        said = book.Particulars(CANARIES["called"], NEEDS, AgeBand.ADULT, (), None, asks)
        book.book(db, draft, said, by=actor_of(draft), at=at)


def _wait(
    db: Session, draft: Draft, session: ComingSession, at: datetime, *, offered: bool
) -> None:
    """Stand in line; `offered` for what is free, else for what this morning does not have."""
    needs = NEEDS if offered else ("nothing-of-the-kind",)
    wanted = Wanted(needs, Wish(needs))
    db.flush()
    said = Joining(CANARIES["called"], wanted, packed_answers(Journey()), secrets.token_bytes(32))
    join(db, draft, session, said, set_aside=False, by=actor_of(draft), at=at)


def _a_stop(db: Session, draft: Draft) -> str:
    visit = draft.visit_id
    return openings.planned_stops(db, visit)[-1].appointment_id.hex[:8] if visit else ""


def is_kept(portal: Portal, token: str) -> bool:
    """Whether the server still has the journey of this cookie."""
    with portal.database.reading() as db:
        found = db.scalar(sa.select(Draft.id).where(Draft.token == fingerprint(token)))
    return found is not None


def has_ended(portal: Portal, token: str) -> bool:
    """Whether it has ended by now, or does in a moment: a page leaves without waiting for that."""
    patience = monotonic() + 10
    while is_kept(portal, token):
        if monotonic() > patience:
            return False
        sleep(0.05)
    return True


def held_cells(portal: Portal) -> int:
    """How many five-minute cells are held and not booked."""
    held = sa.select(sa.func.count()).select_from(Claim).where(Claim.held_until.is_not(None))
    with portal.database.reading() as db:
        return db.scalar(held) or 0
