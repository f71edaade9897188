"""While somebody writes: which words may be better. It keeps nothing and stops nobody (C-21)."""

from starlette.responses import Response

from bookings.cases.prompts import prompts_for
from portal.access import Actor
from portal.i18n import now_speaking
from portal.web.page import PageRequest

PROMPTS = "bookings/cases/prompts.html"


def press_wording(asked: PageRequest[Actor]) -> Response:
    """The prompts for all that was typed so far."""
    text = "\n".join(each for values in asked.typed.values() for each in values)
    found = prompts_for(text, now_speaking().tag)
    return asked.show(PROMPTS, fragment="prompts", here="cases", found=found)
