"""The refuge places for one need, as a part of the page on which it is sent: what fits, what must
be asked, what does not fit and why; and what is held for it (R-09)."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from bookings.handoffs.queries.places import fitting
from bookings.handoffs.rules.refuge import Household
from portal.web.forms import Problems, Typed, as_id, one
from portal.web.page import PageRequest
from services_directory.places.actions.claims import PlaceJustGone, hold, let_go
from services_directory.places.forms import TICKS
from services_directory.places.rules import COMMUNITIES, Gender

# The buttons of the part; a page that shows it hands these presses on to `press_place`.
HOLD, LET_GO = "hold", "let_go"


def places_shown(
    asked: PageRequest[Any], household: Household, avoided: Collection[UUID]
) -> dict[str, Any]:
    """What the macro `found` of bookings/handoffs/places.html draws: give it to the page's `show`.
    `avoided` are the organisations from which she is to be kept (S-28).

    The macro wants besides the address to which its buttons post, each with `place` and `go`:
    "hold" and "let_go", and "ask_place" where `asks` is true, which the page itself carries out;
    `was_asked` are the ids of places that were asked already.
    """
    found = fitting(asked.db, household, asked.now, avoided=avoided)
    return {"matches": found, "need_id": household.need}


def household_asked(typed: Typed, problems: Problems) -> dict[str, Any]:
    """What the macro `asked` of bookings/handoffs/household.html draws: the fields in which a
    household is typed (`bookings.handoffs.forms.household` reads them), `typed` as it was."""
    return {
        "typed": typed,
        "problems": problems,
        "ticks": TICKS,
        "genders": [each.value for each in Gender],
        "communities": COMMUNITIES,
    }


def press_place(asked: PageRequest[Any], need_id: UUID) -> str:
    """Hold the place that was pressed for this need, or let it go. Gives what is to be said: the
    empty text, or "just_gone" where somebody else was quicker (and nothing was changed)."""
    place_id = as_id(one(asked.typed, "place"))
    if place_id is None:
        return "just_gone"
    try:
        if one(asked.typed, "go") == LET_GO:
            let_go(asked.db, place_id, need_id, by=asked.actor, at=asked.now)
        else:
            hold(asked.db, place_id, need_id, by=asked.actor, at=asked.now)
    except PlaceJustGone:
        return "just_gone"
    return ""
