"""What sort of number somebody said. Knows nothing of whose it is."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, PhoneNumberType

from bookings.contact.rules.choices import PhoneKind

HERE = "GB"


class NotANumber(ValueError):
    """No telephone anywhere has this number."""


def dialled(text: str) -> str:
    """The number as it is kept: with a plus and its country. One without is of this country.
    Raises NotANumber."""
    number = _parsed(text)
    if number is None or not phonenumbers.is_possible_number(number):
        raise NotANumber
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def kind_of(text: str) -> PhoneKind:
    """Whether a text to it would reach a mobile of this country, and nothing else (S-05). Personal
    numbers (070), pagers (076) and the islands' mobiles are others."""
    if not text:
        return PhoneKind.NO_NUMBER
    number = _parsed(text)
    if number is None or not phonenumbers.is_valid_number_for_region(number, HERE):
        return PhoneKind.OTHER
    is_mobile = phonenumbers.number_type(number) == PhoneNumberType.MOBILE
    return PhoneKind.UK_MOBILE if is_mobile else PhoneKind.OTHER


def _parsed(text: str) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(text, HERE)
    except NumberParseException:
        return None
