"""What is said with a step of the sender's, as it is typed: as fully for a place outside as for one
inside (S-43, S-44, R-09)."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta, tzinfo
from uuid import UUID

from bookings.cases.forms.words import choice_in, line_in, words_in
from bookings.handoffs.rules.declines import NextStep, Reason
from bookings.handoffs.rules.outcomes import Outcome, ToldHow, WhyNotTold, says_something
from portal.web.forms import Problems, Typed, as_id, one


@dataclass(frozen=True, slots=True)
class NoForm:
    """A no of a place outside: why, what happens next, and who answers for that."""

    reason: Reason | None
    next_step: NextStep
    holder: UUID
    words: str = field(repr=False)

    @classmethod
    def read(cls, typed: Typed, prefix: str, *, says_why: bool) -> "NoForm | Problems":
        problems = Problems()
        reason = choice_in(typed, "declined", Reason, problems) if says_why else None
        words = words_in(typed, f"{prefix}-words", problems)
        if reason in (Reason.SUPPORT_NEED, Reason.OTHER) and not says_something(words):
            problems[f"{prefix}-words"] = "say_this"
        step = choice_in(typed, f"{prefix}-next", NextStep, problems)
        holder = as_id(one(typed, f"{prefix}-holder"))
        if holder is None:
            problems[f"{prefix}-holder"] = "choose_one"
        if problems or step is None or holder is None:
            return problems
        return cls(reason, step, holder, words)


@dataclass(frozen=True, slots=True)
class OutcomeForm:
    """What came of it, why, and who tells them."""

    outcome: Outcome
    words: str = field(repr=False)
    holder: UUID | None

    @classmethod
    def read(cls, typed: Typed) -> "OutcomeForm | Problems":
        problems = Problems()
        outcome = choice_in(typed, "outcome", Outcome, problems)
        words = said_in(typed, "outcome-words", problems)
        if problems or outcome is None:
            return problems
        return cls(outcome, words, as_id(one(typed, "outcome-holder")))


@dataclass(frozen=True, slots=True)
class ToldForm:
    """How they heard of it; or why they do not, and who agrees to that beside the writer."""

    how: ToldHow | None
    why_not: WhyNotTold | None
    second: UUID | None

    @classmethod
    def read(cls, typed: Typed) -> "ToldForm | Problems":
        problems = Problems()
        if one(typed, "go") == "tell":
            how = choice_in(typed, "told", ToldHow, problems)
            return problems or cls(how, None, None)
        why_not = choice_in(typed, "why_not", WhyNotTold, problems)
        return problems or cls(None, why_not, as_id(one(typed, "told-second")))


def said_in(typed: Typed, name: str, problems: Problems) -> str:
    """Words that say something: neither blank nor a mark (S-43)."""
    words = words_in(typed, name, problems, needed=True)
    if name not in problems and not says_something(words):
        problems[name] = "say_this"
    return words


def name_in(typed: Typed, name: str, problems: Problems) -> str:
    """The name of whoever answered."""
    return line_in(typed, name, problems, needed=True)


def today_at(
    typed: Typed, name: str, problems: Problems, now: datetime, zone: tzinfo
) -> datetime | None:
    """The next moment at which the clock on the wall shows the time that was typed as 17:30."""
    try:
        wall = time.fromisoformat(one(typed, name))
    except ValueError:
        problems[name] = "not_a_time"
        return None
    local = now.astimezone(zone)
    day = local.date() if wall > local.time() else local.date() + timedelta(days=1)
    return datetime.combine(day, wall, zone).astimezone(UTC)
