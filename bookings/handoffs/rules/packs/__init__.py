"""What the law of each nation says of housing, as values; its words stand in templates."""

from bookings.handoffs.rules.packs.england import ENGLAND
from bookings.handoffs.rules.packs.shape import NationPack

PACKS = {ENGLAND.nation: ENGLAND}


class NoPack(LookupError):
    """Nobody has written this nation's pack: its law is not guessed from another's."""


def pack_of(nation: str) -> NationPack:
    """The pack of a nation, by its code of ISO 3166-2 (`ENG`). Raises NoPack."""
    try:
        return PACKS[nation]
    except KeyError:
        raise NoPack(nation) from None
