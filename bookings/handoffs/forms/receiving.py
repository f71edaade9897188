"""What a receiver answers, as it is typed: with a word beside each field that is to be mended."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from bookings.cases.forms.words import choice_in, words_in
from bookings.handoffs.forms.moments import moment_in
from bookings.handoffs.rules import declines
from bookings.handoffs.rules.declines import Decline, NextStep, Reason
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.outcomes import Outcome, ToldHow, says_something
from bookings.handoffs.rules.receiving import outcomes_for
from portal.web.forms import Problems, Typed, as_id, one
from services_directory.places.rules import names_a_door

_FIELD_OF = {
    declines.Lack.REASON: ("reason", "choose_one"),
    declines.Lack.NOT_FOR_THIS_DESK: ("reason", "choose_one"),
    declines.Lack.WHICH: ("words", "say_this"),
    declines.Lack.WORDS: ("words", "say_this"),
    declines.Lack.NEXT_STEP: ("next_step", "choose_one"),
    declines.Lack.HOLDER: ("holder", "choose_one"),
}

Choice = TypeVar("Choice", bound=Enum)


@dataclass(frozen=True, slots=True)
class DeclineForm:
    """Why not, what happens next, and who of those who sent it sees to that (S-44)."""

    decline: Decline

    @classmethod
    def read(cls, typed: Typed, desk: DeskKind) -> "DeclineForm | Problems":
        problems = Problems()
        decline = Decline(
            _chosen(Reason, one(typed, "reason")),
            _chosen(NextStep, one(typed, "next_step")),
            as_id(one(typed, "holder")),
            words_in(typed, "words", problems),
        )
        for lack in declines.lacking(decline, desk):
            name, code = _FIELD_OF[lack]
            problems.setdefault(name, code)
        _refuse_a_door(desk, decline.words, problems)
        return problems or cls(decline)


@dataclass(frozen=True, slots=True)
class NotAvailableForm:
    """What happens next, and who sees to that: and no word why (R-11)."""

    next_step: NextStep
    holder: UUID

    @classmethod
    def read(cls, typed: Typed) -> "NotAvailableForm | Problems":
        problems = Problems()
        next_step = choice_in(typed, "next_step", NextStep, problems)
        holder = as_id(one(typed, "holder"))
        if holder is None:
            problems["holder"] = "choose_one"
        if problems or next_step is None or holder is None:
            return problems
        return cls(next_step, holder)


@dataclass(frozen=True, slots=True)
class WordsForm:
    """A question, or what was tried."""

    words: str

    @classmethod
    def read(cls, typed: Typed, desk: DeskKind) -> "WordsForm | Problems":
        problems = Problems()
        words = _said(typed, problems)
        _refuse_a_door(desk, words, problems)
        return problems or cls(words)


@dataclass(frozen=True, slots=True)
class OutcomeForm:
    """What came of it, in a word and in words (S-43)."""

    outcome: Outcome
    words: str

    @classmethod
    def read(cls, typed: Typed, desk: DeskKind) -> "OutcomeForm | Problems":
        problems = Problems()
        outcome = choice_in(typed, "outcome", Outcome, problems)
        if outcome is not None and outcome not in outcomes_for(desk):
            problems["outcome"] = "choose_one"
        words = _said(typed, problems)
        _refuse_a_door(desk, words, problems)
        if problems or outcome is None:
            return problems
        return cls(outcome, words)


@dataclass(frozen=True, slots=True)
class ToldForm:
    """How they heard what came of it."""

    how: ToldHow

    @classmethod
    def read(cls, typed: Typed) -> "ToldForm | Problems":
        problems = Problems()
        how = choice_in(typed, "how", ToldHow, problems)
        return problems if how is None else cls(how)


@dataclass(frozen=True, slots=True)
class HoldForm:
    """Until when a place is kept."""

    until: datetime

    @classmethod
    def read(cls, typed: Typed, now: datetime, zone: ZoneInfo) -> "HoldForm | Problems":
        problems = Problems()
        until = moment_in(typed, "until_day", "until_time", zone, problems)
        if until is None:
            return problems
        return cls(until) if until > now else Problems(until_day="in_the_past")


def _said(typed: Typed, problems: Problems) -> str:
    """Words that say something: neither none nor a mark."""
    words = words_in(typed, "words", problems)
    if "words" not in problems and not says_something(words):
        problems["words"] = "say_this"
    return words


def _refuse_a_door(desk: DeskKind, words: str, problems: Problems) -> None:
    """Where a refuge is stands in nothing that it answers (S-29)."""
    if desk is DeskKind.REFUGE and names_a_door(words):
        problems["words"] = "only_an_area"


def _chosen(kind: type[Choice], text: str) -> Choice | None:
    """What was chosen; of nothing the rules say what is missing."""
    try:
        return kind(text)
    except ValueError:
        return None
