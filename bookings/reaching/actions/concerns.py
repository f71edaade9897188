"""Somebody has seen to what needed a person, and says what was done."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bookings.reaching.models import SettledConcern
from bookings.reaching.queries.happened import Concern
from bookings.reaching.rules.concerns import NOT_BY_WORDS
from portal.access import Actor
from portal.record.actions import note


class NotByWords(Exception):
    """This goes only when what it is about is over."""


class SeenToAlready(Exception):
    """A colleague was quicker."""


def settle(db: Session, concern: Concern, words: str, *, by: Actor, at: datetime) -> None:
    """Take it off the list, with what was done. What it is about is not changed by it: a stop
    stands until it is lifted, and a missed visit closes nothing (S-45).

    Raises NotByWords, SeenToAlready; LookupError for whoever has no account.
    """
    if by.account_id is None:
        raise LookupError("only somebody with an account settles anything")
    if concern.who is None or concern.about in NOT_BY_WORDS:
        raise NotByWords
    row = SettledConcern(
        about=concern.about,
        about_id=concern.about_id,
        visit_id=concern.who.visit_id,
        at=at,
        by=by.account_id,
    )
    row.words = words
    try:
        with db.begin_nested():
            db.add(row)
    except IntegrityError:
        raise SeenToAlready from None
    note(db, "concern settled", concern.about_id, by=by, at=at)
