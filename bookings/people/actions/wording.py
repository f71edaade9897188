"""Phrases that were saved are counted in total, and nothing else is kept of them (C-21)."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from bookings.people.models.wording import PhraseCount


def count_phrases(db: Session, phrases: Iterable[str]) -> None:
    """One more of each; two who save at once write one after the other, as whoever notes in the
    record does, so this comes after that."""
    for phrase in set(phrases):
        row = db.get(PhraseCount, phrase, with_for_update=True)
        if row is None:
            db.add(PhraseCount(phrase=phrase, times=1))
        else:
            row.times += 1
    db.flush()
