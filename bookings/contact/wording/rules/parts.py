"""How many parts a text message takes, exactly: more than one arrives as several buzzes."""

from collections.abc import Iterable

# GSM 03.38, the alphabet of plain text messages; the escape to its extension is no character.
BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
# Each of these takes an escape and a septet.
EXTENSION = frozenset("\f^{}\\[~]|€")

SEPTETS, SEPTETS_OF_MANY = 160, 153
UNITS, UNITS_OF_MANY = 70, 67

LAST_OF_ONE_UNIT = 0xFFFF


def is_plain(text: str) -> bool:
    """Whether the GSM alphabet holds all of it; one other character makes the text UCS-2."""
    return set(text) <= BASIC | EXTENSION


def length(text: str) -> int:
    """In septets where `is_plain`, else in 16-bit units."""
    return sum(_weights(text))


def parts(text: str) -> int:
    """How many parts `text` is sent in; none where it is empty (S-14)."""
    whole, each = (SEPTETS, SEPTETS_OF_MANY) if is_plain(text) else (UNITS, UNITS_OF_MANY)
    if length(text) <= whole:
        return 1 if text else 0
    return _filled(_weights(text), each)


def _weights(text: str) -> list[int]:
    if is_plain(text):
        return [2 if sign in EXTENSION else 1 for sign in text]
    return [2 if ord(sign) > LAST_OF_ONE_UNIT else 1 for sign in text]


def _filled(weights: Iterable[int], each: int) -> int:
    """Parts one after the other: neither an escape and its septet nor a pair is torn apart."""
    count, room = 1, each
    for weight in weights:
        if weight > room:
            count, room = count + 1, each
        room -= weight
    return count
