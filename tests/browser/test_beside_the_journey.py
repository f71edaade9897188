"""Beside the journey: help from every step, and the calendar file."""

from tests.browser.halfway import every_step, stand_at
from tests.browser.journey import Her
from tests.browser.server import Portal

SHOWN_ON_HELP = ("999", "55", "18000", "0808 2000 247")
TYPED = "Yebblowatt"
BESIDE = ("help",)
# Where something is typed. Without scripts the forms of every step are in test_every_form.py.
TYPED_AT = ("asks", "company", "name", "contact_how", "find")
FIELD = "main input[type=text], main textarea"


def test_help_is_one_tap_from_every_step_and_the_way_back_keeps_what_was_typed(
    her: Her, portal: Portal
) -> None:
    """V-23."""
    for step in every_step() if her.scripts else TYPED_AT:
        if step in BESIDE:
            continue
        her.carries("0" if step == "first" else stand_at(portal, step)).opens()
        typed = types_everywhere(her)
        her.presses("help", comes="help")
        said = " ".join(her.text.split())
        assert all(number in said for number in SHOWN_ON_HELP)
        her.presses("next", comes=step)
        assert values(her) == typed, step


def types_everywhere(her: Her) -> list[str]:
    """Something in every field that can be seen."""
    fields = her.page.locator(f":is({FIELD}):visible")
    for number in range(fields.count()):
        fields.nth(number).fill(f"{TYPED}{number}")
    return values(her)


def values(her: Her) -> list[str]:
    return list(her.page.locator(FIELD).evaluate_all("fields => fields.map(f => f.value)"))


def test_the_calendar_file_comes_only_by_a_tap_and_says_nothing(her: Her, portal: Portal) -> None:
    """V-19, S-16: a dull name, one event, no place, nobody invited, no alarm, no address."""
    saved: list[str] = []
    her.page.on("download", lambda file: saved.append(file.suggested_filename))
    her.carries(stand_at(portal, "visit")).opens()
    assert saved == []
    with her.page.expect_download() as download:
        her.page.locator('button[value="calendar"]').tap()
    text = download.value.path().read_text()
    assert saved == [download.value.suggested_filename] == ["date.ics"]
    assert names_in(text) == EXPECTED
    assert "SUMMARY:Appointment\r\n" in text.replace("\n", "\r\n").replace("\r\r", "\r")
    assert her.step == "visit"


EXPECTED = {
    "BEGIN", "VERSION", "PRODID", "METHOD", "SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID",
    "CLASS", "END",
}  # fmt: skip


def names_in(text: str) -> set[str]:
    return {line.partition(":")[0].partition(";")[0] for line in text.splitlines() if line}
