"""What is typed of how somebody's morning ended (C-27)."""

from collections.abc import Collection
from uuid import UUID

from bookings.day.actions.closing import Ended
from bookings.day.models import Ending
from bookings.day.rules.closing import CAME, Lacking, lacking
from portal.web.forms import Problems, Typed, one

LONGEST = {"reason": 240, "tonight": 240, "safe_until": 60}


def read_ended(
    typed: Typed, *, endings: Collection[str], holders: Collection[UUID]
) -> Ended | Problems:
    """What was typed of one visit, for `endings` that it can have and `holders` that there are."""
    ending = one(typed, "ending") if one(typed, "ending") in endings else ""
    holder = next((each for each in holders if str(each) == one(typed, "held_by")), None)
    words = {name: " ".join(one(typed, name).split()) for name in LONGEST}
    problems = Problems(_too_long(words))
    number = one(typed, "number_given")
    for each in lacking(ending, **words, has_holder=holder is not None, number=number):
        problems[each.value] = _WORDS_FOR.get(each, "say_this")
    if problems or holder is None:
        return problems
    said = words if ending in CAME else {**words, "tonight": "", "safe_until": ""}
    return Ended(Ending(ending), **said, held_by=holder, number_given=number == "yes")


_WORDS_FOR = {
    Lacking.ENDING: "ending_missing",
    Lacking.HELD_BY: "holder_missing",
    Lacking.NUMBER_GIVEN: "number_missing",
}


def _too_long(words: dict[str, str]) -> dict[str, str]:
    return {name: "too_long" for name, text in words.items() if len(text) > LONGEST[name]}
