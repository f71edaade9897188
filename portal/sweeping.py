"""Erases, minute by minute, the journeys that ended by themselves, from the disk too (V-21), offers
what has come free to whoever waits for it, and has somebody hear of each handoff that is late.

No booking waits for it: whoever takes a time frees what ran out. It is there for the quiet night,
when nobody comes whose visit would sweep.
"""

import threading
from datetime import timedelta

from bookings.day.pages.drawn import forget_old
from bookings.handoffs.actions.escalating import see_to
from bookings.handoffs.queries.late import due_now
from bookings.visits.actions.drafts import clear_left_behind
from bookings.visits.actions.offering import offer_what_is_free
from bookings.visits.queries.journeys import second_used_since
from bookings.visits.queries.waiting import waited_for
from portal.access import OPERATOR
from portal.clock import Clock
from portal.db.engine import Database
from portal.staff.actions.notices import something_waits
from portal.web.log import log_error

EVERY_SECONDS = 60.0

# Two looks back, so that nothing falls between two of them.
LATELY = timedelta(seconds=2 * EVERY_SECONDS)


def sweep(database: Database, clock: Clock) -> int:
    """Erase all that ended, and rows of boards that nobody looks at; says how many journeys."""
    forget_old(database, clock())
    erased = 0
    while found := _some(database, clock):
        erased += found
    offer(database, clock)
    tell_of_second_phrases(database, clock)
    if erased:
        database.forget_what_was_erased()
    return erased


def offer(database: Database, clock: Clock) -> None:
    """Offer what has come free in each session that somebody waits for."""
    with database.reading() as db:
        sessions = waited_for(db)
    for session_id in sessions:
        with database.writing() as db:
            offer_what_is_free(db, session_id, by=OPERATOR, at=clock())


def tell_of_second_phrases(database: Database, clock: Clock) -> None:
    """Ask for notices where a second phrase was typed lately: the look-up itself may not, since it
    would do what no other look-up does (V-14, S-23)."""
    with database.reading() as db:
        was_used = second_used_since(db, clock() - LATELY)
    if was_used:
        with database.writing() as db:
            something_waits(db, at=clock())


def see_to_handoffs(database: Database, clock: Clock) -> None:
    """What has run out comes back, and what is late is told to somebody, each in a transaction of
    its own: one that cannot be seen to keeps no other from it (C-15)."""
    with database.reading() as db:
        found = due_now(db, clock())
    for about in found:
        try:
            with database.writing() as db:
                see_to(db, about, by=OPERATOR, at=clock())
        except Exception as error:  # noqa: BLE001 - the next one is no less late
            log_error(error)


def _some(database: Database, clock: Clock) -> int:
    with database.writing() as db:
        return clear_left_behind(db, at=clock())


def keep_sweeping(database: Database, clock: Clock) -> threading.Event:
    """Sweep in a thread of its own until the event that is given back is set."""
    stop = threading.Event()
    threading.Thread(target=_keep_on, args=(database, clock, stop), daemon=True).start()
    return stop


def _keep_on(database: Database, clock: Clock, stop: threading.Event) -> None:
    while not stop.wait(EVERY_SECONDS):
        for each in (sweep, see_to_handoffs):
            try:
                each(database, clock)
            except Exception as error:  # noqa: BLE001 - a busy moment must not end the sweeping
                log_error(error)
