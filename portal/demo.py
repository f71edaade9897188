"""A lively morning service to look at: made anew at each start, always about today."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from bookings.visits.actions import book, change, find
from bookings.visits.actions.drafts import begin, end
from bookings.visits.actions.hold import hold
from bookings.visits.models import AgeBand, Draft
from bookings.visits.queries import openings
from bookings.visits.queries.journeys import Opened, actor_of
from bookings.visits.rules.company import ChildComing
from bookings.visits.rules.itinerary import best_plans
from bookings.visits.rules.journey import Journey
from bookings.visits.rules.names import suggest
from bookings.visits.rules.phrase import draw
from bookings.visits.rules.plans import Wish
from bookings.visits.steps.wishes import packed_answers
from portal import i18n
from portal.access import OPERATOR
from portal.db.engine import Database
from portal.demo_cases import write_case
from portal.demo_contact import say
from portal.demo_handoffs import pass_on
from portal.demo_morning import live_through, open_today
from portal.demo_staff import coordinator, employ
from portal.demo_things import bring_children, provide
from portal.migrations import migrate
from portal.settings import Settings, UnsafeSettings, read_settings
from portal.web.cookie import new_token
from services_directory.places.actions.demonstration import offer_places
from services_directory.sessions.actions import SlotJustTaken, plan_sessions
from services_directory.sessions.actions.demonstration import furnish
from services_directory.sessions.queries import ComingSession

FOLDER = Path("var/demo")
WEEKS_BEHIND = 12
WEEKS_AHEAD = 8
SEED = 1010

NEEDS = ("idva", "housing", "legal", "refuge", "childrens_social_care", "substance_misuse", "isva")


def settings(environment: Mapping[str, str]) -> Settings:
    """The demo's settings: its own database and keys, the rest as the environment says.

    Raises UnsafeSettings where the environment names a database: the demo would erase it.
    """
    for name in ("PORTAL_DATABASE_URL", "PORTAL_KEYS_FILE"):
        if name in environment:
            raise UnsafeSettings(f"{name}: the demo makes its own and would erase this; unset it")
    return read_settings(
        {
            "PORTAL_PHONE": "01632 960 010",
            "PORTAL_PHONE_HOURS": "Monday to Friday, 9:30 to 16:30",
            **environment,
            "PORTAL_DATABASE_URL": f"sqlite:///{FOLDER / 'portal.db'}",
            "PORTAL_KEYS_FILE": str(FOLDER / "portal.keys"),
            # Whom the demo knows is invented, and a number may be somebody's.
            "PORTAL_CARRIER": "console",
            "PORTAL_SMTP_HOST": "",
        }
    )


def make_lively(chosen: Settings, *, at: datetime) -> Iterator[str]:
    """Make the database anew and fill it. Gives the lines that say where to look."""
    for old in FOLDER.glob("portal.db*"):
        old.unlink()
    migrate(chosen.database_url)
    database = Database(chosen.database_url)
    with database.writing() as db:
        fill(db, at=at)
        shown = _visit_to_open(db, at)
        colleagues = list(employ(db, at=at))
        live_in(db, at=at)
    database.close()
    yield f"The portal is at {chosen.public_url}"
    yield "  To book: “Choose a time”. To leave no trace: “Leave this page”, at the bottom."
    yield f"  To come back: “I already have a time”, then  {shown.words}  and  {shown.digits}"
    yield f"  Staff: {chosen.public_url}/staff"
    yield from (f"    {line}" for line in colleagues)
    yield "  To stop: Ctrl-C"


def live_in(db: Session, *, at: datetime) -> None:
    """What those who work in a town that was filled have written down, and a morning of theirs."""
    offer_places(db, by=OPERATOR, at=at)
    for happens in (provide, say, write_case, pass_on, live_through, bring_children):
        happens(db, coordinator(db), at=at)


def fill(db: Session, *, at: datetime, weeks_behind: int = WEEKS_BEHIND) -> None:
    """The standard directory, sessions behind and ahead, and people at every stage."""
    began = at - timedelta(weeks=weeks_behind)
    wednesdays, _ = furnish(db, valid_from=began.date())
    open_today(db, wednesdays, at=at)
    plan_sessions(db, at=began, weeks=weeks_behind + WEEKS_AHEAD)
    chance = random.Random(SEED)  # noqa: S311 - a demo's people, no secret
    for session in openings.sessions_ahead(db, began, 0, openings.FARTHEST):
        crowd = _crowd(session, at)
        for _ in range(crowd):
            said_at = session.starts_at - timedelta(days=chance.uniform(0.5, 6))
            _somebody(db, session, chance, at=min(said_at, at))


def _crowd(session: ComingSession, at: datetime) -> int:
    """Busy lately, half full this week, thinner further ahead."""
    weeks_ahead = max(0, (session.starts_at - at).days // 7)
    return 8 if session.starts_at < at else max(0, 4 - weeks_ahead)


def _somebody(db: Session, session: ComingSession, chance: random.Random, *, at: datetime) -> None:
    """One person's visit: mostly booked, sometimes cancelled, sometimes left half-way."""
    needs = tuple(chance.sample(NEEDS, chance.randint(1, 3)))
    draft = _held(db, session, needs, at)
    if draft is None:
        return
    stage = chance.random()
    if stage < 0.08:
        end(db, Opened(draft, Journey()))
        return
    visit = book.book(db, draft, _said(needs, chance), by=actor_of(draft), at=at)
    if stage < 0.18:
        change.cancel(db, visit, by=actor_of(draft), at=at)
    end(db, Opened(draft, Journey()))


def _held(
    db: Session, session: ComingSession, needs: tuple[str, ...], at: datetime
) -> Draft | None:
    free = openings.free_times(db, [session.id], at, own_visit=None).get(session.id, [])
    plans = best_plans([each.opening for each in free], Wish(needs))
    if not plans:
        return None
    by_id = {each.slot.id: each.slot for each in free}
    draft = begin(db, Opened(None, Journey()), new_token(), at=at)
    db.flush()
    try:
        hold(db, draft, session, [by_id[stop.id] for stop in plans[0].stops], at=at)
    except SlotJustTaken:
        return None
    return draft


def _said(needs: tuple[str, ...], chance: random.Random) -> book.Particulars:
    ages = [None, *range(15)]
    children = [
        ChildComing(age, age is not None and chance.random() < 0.6)
        for age in chance.sample(ages, chance.choice((0, 0, 1, 1, 2)))
    ]
    return book.Particulars(
        chosen_name=suggest(chance.choice),
        needs=needs,
        age_band=AgeBand.SIXTEEN_OR_SEVENTEEN if chance.random() < 0.05 else AgeBand.ADULT,
        children=tuple(children),
        gone_by=None,
        asks=packed_answers(Journey(needs=list(needs))),
    )


def _words() -> tuple[str, ...]:
    """The same four in every demo, whatever becomes of the list."""
    known = i18n.load_languages(i18n.find_folder("locales"))[i18n.SOURCE].words
    return draw(known, random.Random(SEED).choice)  # noqa: S311


@dataclass(frozen=True, slots=True)
class Shown:
    """What opens one visit of the demo."""

    words: str
    digits: str


def _visit_to_open(db: Session, at: datetime) -> Shown:
    """One visit ahead with a phrase that can be printed, since nobody's life hangs on it."""
    words = _words()
    for session in openings.sessions_ahead(db, at, 0, openings.FARTHEST):
        draft = _held(db, session, ("idva", "housing"), at)
        if draft is not None:
            said = _said(("idva", "housing"), random.Random(SEED))  # noqa: S311
            visit = book.book(db, draft, said, by=actor_of(draft), at=at)
            find.set_phrase(db, visit, words, "5027", by=actor_of(draft), at=at)
            break
    return Shown(" ".join(words), "5027")
