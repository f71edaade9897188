"""Whoever reviews a language reads every wording of it; nobody has to look for them."""

import pytest

from portal.__main__ import main
from portal.i18n import find_folder, load_languages
from tests.catalogues.extracting import MESSAGES, extract


def read_out(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What the command prints; it must end well."""
    assert main(["messages", *arguments]) == 0
    return capsys.readouterr().out


def test_s_08_the_languages_are_listed_with_their_reviewers(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = read_out(capsys).splitlines()
    assert "en: read by the authors" in lines
    assert "ur: read by nobody; nothing is sent" in lines
    assert len(lines) == len(load_languages(find_folder("locales"), MESSAGES))


def test_s_08_a_reviewer_reads_every_wording_of_the_language(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = read_out(capsys, "pl")
    polish = load_languages(find_folder("locales"), MESSAGES)["pl"].translations
    for message in extract(find_folder("templates").parent, MESSAGES):
        if message.id and not message.context:
            fixed = polish.gettext(str(message.id)).replace("%(when)s", "").strip()
            assert "%" in fixed or fixed in said
    assert "== reminder, bare, text; not reviewed" in said
    assert "too long" not in said


def test_english_is_read_out_without_remark(capsys: pytest.CaptureFixture[str]) -> None:
    said = read_out(capsys, "en")
    assert "== change, bare, text\nNot " in said
    assert ";" not in said


def test_a_language_without_messages_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["messages", "fr"]) == 2
    assert capsys.readouterr().err == "portal: there are no messages in “fr”\n"
