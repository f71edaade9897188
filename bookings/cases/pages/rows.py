"""Rows that were written of somebody, as a page shows them: who wrote each, and which of its words
may be better."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from bookings.cases.prompts import prompts_for
from bookings.cases.queries.lists import names_of
from bookings.people.actions.wording import count_phrases
from bookings.people.models import Written
from bookings.people.rules.wording import Prompt
from portal.i18n import now_speaking
from portal.web.forms import Typed, chosen
from portal.web.page import PageRequest

Row = TypeVar("Row", bound=Written)

# Whatever of a row was written in somebody's own words.
WORDS = ("value", "what", "why", "seen", "said", "view", "by_whom", "reasons", "words")


def shown_rows(asked: PageRequest[Any], rows: Sequence[Written]) -> dict[str, Any]:
    """The rows that stand and those that have ended, with the names of those who wrote them, and
    what may be said better in what the reader wrote today."""
    return {
        "rows": [row for row in rows if row.stands],
        "ended": [row for row in rows if not row.stands],
        "names": names_of(asked.db, [row.written_by for row in rows]),
        "prompts": {row.id: prompts_of(row) for row in rows if _is_fresh(asked, row)},
    }


def row_among(rows: Sequence[Row], typed: Typed) -> Row | None:
    """The row that a button stands beside, ended or not; one of another page answers 404."""
    return chosen(typed, "row", rows)


def prompts_of(row: Written) -> list[Prompt]:
    """Which phrases of this row may be said better, each once (C-21)."""
    texts = "\n".join(getattr(row, name, None) or "" for name in WORDS)
    return prompts_for(texts, now_speaking().tag)


def count_prompts(db: Session, row: Written) -> None:
    """After saving: counted in total, and nothing kept of who wrote what."""
    count_phrases(db, [each.phrase for each in prompts_of(row)])


def _is_fresh(asked: PageRequest[Any], row: Written) -> bool:
    own = row.written_by == asked.actor.account_id
    return own and row.stands and row.written_at.date() == asked.now.date()
