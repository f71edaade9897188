"""What somebody needs, from where, and what is at stake, as it is typed."""

from dataclasses import dataclass, field
from uuid import UUID

from bookings.cases.forms.words import choice_in, line_in, words_in
from bookings.handoffs.actions.drafting import Place, Wanted
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.limits import Stake
from bookings.handoffs.rules.parallel import Way
from bookings.people.rules.facts import is_area
from portal.web.forms import Problems, Typed, as_id, one, ticked

STAKES = ("life_at_risk", "nowhere_tonight", "is_about_a_child", "is_high_concern")
OUTSIDE = [Way.RUNG, Way.HELPLINE, Way.VACANCY_LIST]


@dataclass(frozen=True, slots=True)
class NeedForm:
    """A need, and the places that are to be asked."""

    wanted: Wanted
    places: list[Place] = field(repr=False)

    @classmethod
    def read(cls, typed: Typed, desk: DeskKind) -> "NeedForm | Problems":
        """One place at a time, but for refuges, of which those that fit can be looked for first
        (R-09); and what goes to the police begins with whether they want that (R-13)."""
        problems = Problems()
        wants = words_in(typed, "wants", problems, needed=True)
        stake = Stake(**{each: ticked(typed, each) for each in STAKES})
        child_id = _child(typed, desk, problems)
        is_refuge = desk is DeskKind.REFUGE
        places = places_in(typed, desk, problems, may_be_none=is_refuge)
        if desk is DeskKind.POLICE and one(typed, "police") not in ("yes", "no"):
            problems["police"] = "choose_one"
        return problems or cls(Wanted(desk, wants, stake, child_id), places)


def places_in(
    typed: Typed, desk: DeskKind, problems: Problems, *, may_be_none: bool = False
) -> list[Place]:
    """Services of the directory, and a place by its name or area (S-29)."""
    found = [Place(each) for each in map(as_id, typed.get("service", [])) if each is not None]
    name = line_in(typed, "place", problems)
    if name:
        found.append(Place(None, name, _way(typed, problems)))
        if not is_area(name):
            problems["place"] = "only_an_area"
    if not found and not may_be_none:
        problems["service"] = "choose_one"
    elif len(found) > 1 and desk is not DeskKind.REFUGE:
        problems["service"] = "one_at_a_time"
    return found


def _way(typed: Typed, problems: Problems) -> Way:
    way = choice_in(typed, "way", Way, problems)
    if way is Way.SENT:
        problems["way"] = "choose_one"
    return way or Way.RUNG


def _child(typed: Typed, desk: DeskKind, problems: Problems) -> UUID | None:
    """Children’s social care is asked for one child at a time (S-38)."""
    if desk is not DeskKind.CHILDRENS_SOCIAL_CARE:
        return None
    child_id = as_id(one(typed, "child"))
    if child_id is None:
        problems["child"] = "choose_one"
    return child_id
