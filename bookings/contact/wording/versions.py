"""The version of a wording: another exactly when a message could read otherwise (S-09)."""

from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from itertools import product

from babel.dates import format_skeleton

from bookings.contact.wording.rules.terms import ELEMENTS_OF, Channel, Element, Kind, Style
from bookings.contact.wording.templates import MessageTemplates
from portal.i18n import Language

DIGITS = 32

# Weekday, day and month, each as short as the language writes it.
SHORT_DAY = "MMMEd"

# Signs that no catalogue holds: what stands in for a value is told from wording.
STAND_INS: dict[Element, str | bool] = {
    Element.DAY: "\ue000",
    Element.TIME: "\ue001",
    Element.PLACE: "\ue002",
    Element.PHRASE: "\ue003",
    Element.REPLY: True,
}
FIRST_DAY = date(2026, 1, 5)


def short_day(day: date, language: Language) -> str:
    """ "Wed 25 Nov"; with plain spaces, since others would take the text out of its alphabet."""
    return " ".join(format_skeleton(SHORT_DAY, day, locale=language.locale).split())


def digest_of(
    templates: MessageTemplates, kind: Kind, channel: Channel, style: Style, language: Language
) -> str:
    """Over all that the template can say, with signs for values, and over how days are written.

    Not over its source: a comment, or another style's wording, is no reason to ask her again.
    """
    told = sha256()
    for shown in _every_way(kind, style):
        said = templates.say(kind, channel, language, shown)
        told.update(f"{said.subject}\0{said.text}\0".encode())
    for day in _sample_days():
        told.update(f"{short_day(day, language)}\0".encode())
    return told.hexdigest()[:DIGITS]


def _every_way(kind: Kind, style: Style) -> Iterator[dict[str, str | bool]]:
    allowed = [each for each in Element if each in ELEMENTS_OF[kind]]
    for called_off in (False, True) if kind is Kind.CHANGE else (False,):
        for chosen in product((True, False), repeat=len(allowed)):
            given = {each for each, there in zip(allowed, chosen, strict=True) if there}
            shown: dict[str, str | bool] = {"style": style.value, "called_off": called_off}
            for each in Element:
                shown[each.value] = STAND_INS[each] if each in given else ""
            yield shown


def _sample_days() -> Iterator[date]:
    """Every day of a week, and a day of every month."""
    yield from (FIRST_DAY + timedelta(days=number) for number in range(7))
    yield from (date(2026, month, 15) for month in range(1, 13))
