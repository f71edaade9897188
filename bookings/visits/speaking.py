"""Her choice of a language: kept with the journey and nowhere on the phone (V-30, S-20)."""

from starlette.responses import Response

from bookings.visits.steps.contact import AGREEING, may_agree
from bookings.visits.steps.step import Asked
from portal.i18n import now_speaking


def chosen(asked: Asked, tag: str) -> str:
    """The tag of one of her pages' languages; the one being spoken where there is none such."""
    found = asked.house.languages.get(tag.lower())
    return found.tag if found else now_speaking().tag


def speak(asked: Asked, tag: str) -> None:
    """From here on in that language. A yes is not given in words that nobody has read."""
    language, journey = chosen(asked, tag), asked.subject.journey
    asked.subject.kept.language = language
    if journey.step in AGREEING and not may_agree(asked.house.languages[language.lower()]):
        journey.go_to("contact")


def whole_page(asked: Asked) -> Response:
    """The page anew, since which way it runs is said at its very beginning. To a script: load it
    again where it is, which adds no line to the history."""
    if asked.wants_fragment:
        return Response(headers={"HX-Refresh": "true"})
    return asked.done("/")
