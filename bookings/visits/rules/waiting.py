"""Who waits for a morning that is full: to whom a free time is offered, what of it, how long."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeAlias
from uuid import UUID

from bookings.visits.rules.company import ChildComing
from bookings.visits.rules.itinerary import best_plans
from bookings.visits.rules.plans import Opening, Plan, Wish

# Judgement: somebody who is watched may not get to a phone more than once a day.
OFFERED_FOR = timedelta(hours=24)

# What nobody took by then is everybody's again, while there is still time to set out.
FREE_AGAIN_BEFORE = timedelta(hours=2)

# Nobody could answer an offer that is shorter.
SHORTEST_OFFER = timedelta(minutes=30)

Hours: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody waits for: of all the `needs` the `wish` holds those that the morning could
    meet; `part` where less than them is enough, `young` at 16 or 17."""

    needs: tuple[str, ...]
    wish: Wish
    part: bool = False
    young: bool = False
    children: tuple[ChildComing, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """One who waits, and since when. `refused` are arrival and end of what they did not want."""

    id: UUID
    since: datetime
    wish: Wish
    part: bool = False
    set_aside: bool = False
    is_offered: bool = False
    refused: frozenset[Hours] = frozenset()


def offer_ends(at: datetime, starts_at: datetime) -> datetime | None:
    """Until when an offer made `at` is held: a day, and never past two hours before the session.

    None where too little time is left for an answer, and so for a session that has begun.
    """
    ends = min(at + OFFERED_FOR, starts_at - FREE_AGAIN_BEFORE)
    return ends if ends - at >= SHORTEST_OFFER else None


def next_offer(
    waiting: Iterable[Waiting], openings: Sequence[Opening]
) -> tuple[Waiting, Plan] | None:
    """Who is offered which visit next; None where what is free suits nobody, and stays free.

    Whoever has waited longest goes first, among those for whom all fits that they wait for; after
    them those for whom a part is enough. Nobody with an open offer gets another, and nobody what
    they did not want. Those set aside for a person to look at come behind all others (S-57).
    """
    ready = sorted((each for each in waiting if not each.is_offered), key=_order)
    for parts in (False, True):
        for each in ready:
            plan = _plan(each, openings, parts=parts) if each.part or not parts else None
            if plan is not None:
                return each, plan
    return None


def worth_waiting_for(
    wish: Wish, everything: Sequence[Opening], free: Sequence[Opening]
) -> Wish | None:
    """The wish as far as this morning could meet it were nobody booked there.

    None where that much is free now, or where the morning could meet nothing of it at all: nobody
    is asked to wait in vain.
    """
    best, now = (next(iter(best_plans(each, wish, most=1)), None) for each in (everything, free))
    met = () if best is None else tuple(need for need in wish.needs if need not in best.missing)
    if best is None or not met or (now is not None and now.missing == best.missing):
        return None
    return replace(wish, needs=met)


def _order(each: Waiting) -> tuple[bool, datetime, UUID]:
    return each.set_aside, each.since, each.id


def _plan(each: Waiting, openings: Sequence[Opening], *, parts: bool) -> Plan | None:
    """The best visit that is enough, out of hours that were not refused: else the same times came
    again with a few minutes more before them."""
    left = [other for other in openings if not _was_refused(other, each.refused)]
    plan = next(iter(best_plans(left, each.wish, most=1)), None)
    if plan is None:
        return None
    is_enough = len(plan.missing) < len(each.wish.needs) if parts else not plan.missing
    return plan if is_enough else None


def _was_refused(opening: Opening, refused: Iterable[Hours]) -> bool:
    return any(opening.starts < leave and arrive < opening.ends for arrive, leave in refused)


def write_wanted(wanted: Wanted) -> str:
    """As text, to be sealed as one."""
    wish = wanted.wish
    values = {
        "all": wanted.needs,
        "needs": wish.needs,
        "not_before": wish.not_before,
        "gone_by": wish.gone_by,
        "gender": wish.gender,
        "language": wish.language,
        "welcome": wish.welcome,
        "part": wanted.part,
        "young": wanted.young,
        "children": [(each.age, each.wants_creche) for each in wanted.children],
    }
    return json.dumps(values, separators=(",", ":"), ensure_ascii=False)


def read_wanted(text: str) -> Wanted:
    """What `write_wanted` wrote."""
    values = json.loads(text)
    wish = Wish(
        tuple(values["needs"]),
        not_before=values["not_before"],
        gone_by=values["gone_by"],
        gender=values["gender"],
        language=values["language"],
        welcome=values["welcome"],
    )
    children = tuple(ChildComing(age, creche) for age, creche in values["children"])
    return Wanted(tuple(values["all"]), wish, values["part"], values["young"], children)
