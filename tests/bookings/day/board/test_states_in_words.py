"""Whatever the board tells by colour it says in a word too (R-18)."""

import re

from bookings.day.rules.rows import PersonState
from bookings.day.rules.stops import StopState
from portal.i18n import find_folder

ROW = (find_folder("templates") / "bookings/day/board_row.html").read_text("utf-8")


def said_for(of: str) -> dict[str, str]:
    """The words of each state, as the row's template has them."""
    branch = re.compile(rf'if {of}\.state\.value == "(\w+)" %}}(?:<em>)?{{{{ _\("([^"]+)"')
    return dict(branch.findall(ROW))


def test_r_18_every_state_of_a_person_is_a_word_of_its_own() -> None:
    said = said_for("row")
    assert '{%- else %}{{ _("Left") }}' in ROW
    assert {state.value for state in PersonState} - said.keys() == {"left"}
    assert len(set(said.values())) == len(said)


def test_r_18_every_state_of_a_stop_but_one_that_is_to_come_is_a_word_of_its_own() -> None:
    said = said_for("each")
    assert {state.value for state in StopState} - said.keys() == {"planned"}
    assert len(set(said.values())) == len(said)
