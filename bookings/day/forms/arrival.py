"""The welcome as it is typed: nothing is skipped without saying why (C-06, C-07)."""

from dataclasses import dataclass
from datetime import time
from uuid import UUID

from bookings.day.models import Alone, Question, Reply
from bookings.day.rules.welcome import clock_time
from portal.web.forms import Problems, Typed, as_id, one

LONGEST_WORDS = 240

# Where a reply alone says too little: what was said must stand beside it.
NEED_WORDS = {
    Question.HOW_LONG: (Reply.NOT_ASKED,),
    Question.SAFE_TO_TALK: (Reply.NO, Reply.NOT_ASKED),
    Question.SAFE_CONTACT: (Reply.NO, Reply.NOT_ASKED),
    Question.WHERE_THEY_ARE: (Reply.YES, Reply.NOT_ASKED),
    Question.WHY_WE_ASK: (Reply.NO, Reply.NOT_ASKED),
}


@dataclass(frozen=True, slots=True)
class Welcome:
    """A whole welcome. `gone_by` is a wall time; `plan` the code of one that fits better, or
    "drop" to give up the stops that cannot stay."""

    replies: dict[Question, tuple[Reply, str]]
    gone_by: time | None
    alone: Alone
    why_not_alone: str
    came_with: str
    keep_out: str
    avoided: frozenset[UUID]
    plan: str

    @classmethod
    def read(cls, typed: Typed) -> "Welcome | Problems":
        problems = Problems()
        replies = {each: _reply(typed, each, problems) for each in Question}
        gone_by = _gone_by(typed, replies[Question.HOW_LONG][0], problems)
        came_with = _somebody(typed, "came_with", problems)
        alone, why_not = _alone(typed, problems)
        avoided = _avoided(typed, problems)
        keep_out = _somebody(typed, "keep_out", problems)
        return problems or cls(
            replies, gone_by, alone, why_not, came_with, keep_out, avoided, one(typed, "plan")
        )


def _reply(typed: Typed, question: Question, problems: Problems) -> tuple[Reply, str]:
    words = _words(typed, f"words_{question.value}", problems)
    try:
        reply = Reply(one(typed, f"reply_{question.value}"))
    except ValueError:
        problems[f"reply_{question.value}"] = "reply_missing"
        return Reply.NOT_ASKED, words
    if reply in NEED_WORDS[question] and not words:
        missing = "why_not_asked" if reply is Reply.NOT_ASKED else "what_was_said"
        problems[f"words_{question.value}"] = missing
    return reply, words


def _gone_by(typed: Typed, reply: Reply, problems: Problems) -> time | None:
    if reply is not Reply.YES:
        return None
    gone_by = clock_time(one(typed, "gone_by"))
    if gone_by is None:
        problems["gone_by"] = "time_unreadable"
    return gone_by


def _somebody(typed: Typed, name: str, problems: Problems) -> str:
    """Words about somebody, or that it is nobody; leaving it out is no answer."""
    said = one(typed, f"{name}_is")
    words = _words(typed, name, problems)
    if said == "nobody":
        return ""
    if said != "somebody":
        problems[f"{name}_is"] = "choose_one"
    elif not words:
        problems[name] = "who_is_it"
    return words


def _alone(typed: Typed, problems: Problems) -> tuple[Alone, str]:
    why_not = _words(typed, "why_not_alone", problems)
    if one(typed, "alone") == Alone.ALONE.value:
        return Alone.ALONE, ""
    if one(typed, "alone") != Alone.NOT_ALONE.value:
        problems["alone"] = "choose_one"
    elif not why_not:
        problems["why_not_alone"] = "why_not_alone"
    return Alone.NOT_ALONE, why_not


def _avoided(typed: Typed, problems: Problems) -> frozenset[UUID]:
    said = one(typed, "avoids_is")
    if said == "nobody":
        return frozenset()
    if said != "somebody":
        problems["avoids_is"] = "choose_one"
        return frozenset()
    found = frozenset(filter(None, map(as_id, typed.get("avoids", []))))
    if not found:
        problems["avoids"] = "which_worker"
    return found


def _words(typed: Typed, name: str, problems: Problems) -> str:
    words = " ".join(one(typed, name).split())
    if len(words) > LONGEST_WORDS:
        problems[name] = "too_long"
    return words
