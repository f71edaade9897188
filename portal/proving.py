"""Says whether the record is whole, and where it ends, for whoever keeps that elsewhere.

The chain shows what was changed in it. That it was cut back, or that the whole database is an older
one, shows only beside a mark that was kept where nobody who has the database can write.
"""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from sqlalchemy.orm import Session

from portal.record.queries import followed, head_of
from portal.record.rules import Mark, first_unkept, read_mark


class Refused(Exception):
    """What to compare with cannot be read; the text says why."""


class Proof(NamedTuple):
    """What was found, in a line, and whether it is whole."""

    line: str
    is_whole: bool


def carry_out(db: Session, chosen: Namespace) -> Proof:
    """One of `portal record`'s actions. Raises Refused."""
    if chosen.action == "head":
        return _head(db)
    return verify(db, marks_in(chosen.against) if chosen.against else ())


def verify(db: Session, kept: Sequence[Mark] = ()) -> Proof:
    """The whole record, followed from its first entry, and through each mark that was kept."""
    course = followed(db, {mark.number for mark in kept})
    if course.broken_at is not None:
        return Proof(f"Broken at entry {course.broken_at}: changed, cut or added by hand.", False)
    missed = first_unkept(kept, course.marks)
    if missed is not None:
        return Proof(_other_history(missed, course.end), False)
    beside = f", and goes on from {len(kept)} kept" if kept else ""
    return Proof(f"Whole: {course.end.number} entries{beside}.", True)


def marks_in(text: str) -> list[Mark]:
    """A mark, or a file with one in each line, as `portal record head` prints them."""
    path = Path(text)
    try:
        lines = path.read_text("ascii").splitlines() if path.is_file() else [text]
        marks = [read_mark(line) for line in lines if line.strip()]
    except (OSError, ValueError):
        marks = []
    if not marks:
        raise Refused(f"{text}: neither a file of marks nor one mark, NUMBER:DIGEST")
    return marks


def _head(db: Session) -> Proof:
    try:
        return Proof(str(head_of(db)), True)
    except LookupError:
        return Proof("Broken: the record has lost its head.", False)


def _other_history(missed: Mark, end: Mark) -> str:
    if missed.number > end.number:
        return f"Cut: it ends at entry {end.number}, and had {missed.number} when one was kept."
    return f"Another history: entry {missed.number} is not the one that was kept."
