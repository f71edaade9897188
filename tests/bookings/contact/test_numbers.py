"""Which numbers may ever have a text, and which are no numbers at all (S-05)."""

import pytest

from bookings.contact.numbers import NotANumber, dialled, kind_of
from bookings.contact.rules.choices import PhoneKind


@pytest.mark.parametrize("number", ["07400 123456", "+44 7400 123456", "(07400) 123-456"])
def test_s_05_a_uk_mobile_is_one_however_it_was_typed(number: str) -> None:
    assert dialled(number) == "+447400123456"
    assert kind_of(number) is kind_of(dialled(number)) is PhoneKind.UK_MOBILE


@pytest.mark.parametrize(
    "number",
    [
        "020 8943 1234",
        "070 1234 5678",
        "07640 123456",
        "07600 123456",
        "07624 123456",
        "07781 123456",
        "+33 6 12 34 56 78",
        "0800 800 1234",
        "07700 900123",
        "07400 12345",
        "not a number",
        "999",
    ],
)
def test_s_05_landlines_personal_numbers_pagers_and_others_have_no_text(number: str) -> None:
    """S-05: nor those of the islands, abroad or of plays; a carrier reads some of them aloud."""
    assert kind_of(number) is PhoneKind.OTHER


def test_no_number_is_no_number() -> None:
    assert kind_of("") is PhoneKind.NO_NUMBER


@pytest.mark.parametrize("number", ["", "ring me", "12", "0" * 40])
def test_what_nobody_can_dial_is_refused(number: str) -> None:
    with pytest.raises(NotANumber):
        dialled(number)
