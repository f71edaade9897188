"""The refuge places for a need, on the page on which another place is asked: who comes and what
they need, what fits today and why not, what is held, and asking the refuge that has it (R-09)."""

from typing import Any

from bookings.handoffs.actions.drafting import set_household
from bookings.handoffs.forms.household import read_household, typed_of
from bookings.handoffs.pages.places import HOLD, LET_GO, household_asked, places_shown, press_place
from bookings.handoffs.queries.seeing import handoffs_of
from bookings.handoffs.queries.sending import Needed, avoided_in
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.household import as_text, household_in
from portal.web.forms import Problems, as_id, one
from portal.web.page import PageRequest
from services_directory.places.queries.rows import KnownPlace, known_place

WRITE, ASK = "household", "ask_place"
PRESSES = frozenset({WRITE, HOLD, LET_GO})

Asked = PageRequest[Needed]


def press_refuges(asked: Asked) -> Problems | str:
    """Write the household down, hold a place, or let it go. Gives what is to be mended, or what is
    to be said of a place that has gone."""
    need = asked.subject.need
    if one(asked.typed, "go") != WRITE:
        return press_place(asked, need.id)
    household = read_household(asked.typed, need.id)
    if isinstance(household, Problems):
        return household
    set_household(asked.db, need, as_text(household), by=asked.actor, at=asked.now)
    return ""


def asked_place(asked: Asked) -> KnownPlace | None:
    """The place whose refuge is to be asked."""
    place_id = as_id(one(asked.typed, "place"))
    return known_place(asked.db, place_id) if place_id else None


def refuges_shown(asked: Asked, problems: Problems, notice: str = "") -> dict[str, Any]:
    """Nothing of it stands on the page of another kind of need."""
    need = asked.subject.need
    if need.desk is not DeskKind.REFUGE:
        return {"household": None, "found": None}
    avoided = avoided_in(asked.db, asked.subject.case)
    household = household_in(need.household, need.id)
    typed = asked.typed if problems else typed_of(household)
    found = places_shown(asked, household, avoided) if household else None
    services = {each.service_id for each in handoffs_of(asked.db, need)}
    return {
        "household": household_asked(typed, problems),
        "found": found,
        "was_asked": _asked_before(found, services) if found else [],
        "place_notice": notice,
    }


def _asked_before(found: dict[str, Any], services: set[Any]) -> list[Any]:
    matches = found["matches"]
    every = (*matches.fits, *matches.ask, *matches.against)
    return [each.known.id for each in every if each.known.service_id in services]


def is_of_refuges(asked: Asked) -> bool:
    """Whether the press is one of this part's own."""
    return one(asked.typed, "go") in PRESSES and asked.subject.need.desk is DeskKind.REFUGE
