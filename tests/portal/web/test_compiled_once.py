"""A template is compiled once in a process, and by its words: what was changed is compiled anew."""

from pathlib import Path

import pytest

from portal.web.templates import Templates


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "components").mkdir()
    for name in ("components/ui.html", "components/desk.html"):
        (tmp_path / name).write_text("")
    return tmp_path


def test_a_second_application_shows_the_words_as_they_are_now(folder: Path) -> None:
    page = folder / "page.html"
    for words in ("Come at ten", "Come at ten", "Come at eleven"):
        page.write_text(f"<p>{words}, {{{{ name }}}}</p>")
        shown = Templates(folder, {}).render("page.html", None, {"name": "Robin"})
        assert shown == f"<p>{words}, Robin</p>"


def test_two_folders_with_pages_of_one_name_are_not_confused(folder: Path) -> None:
    other = folder / "other"
    (other / "components").mkdir(parents=True)
    for name in ("components/ui.html", "components/desk.html"):
        (other / name).write_text("")
    for place in (folder, other):
        (place / "page.html").write_text(f"<p>{place.name}</p>")
    for place in (folder, other):
        assert Templates(place, {}).render("page.html", None, {}) == f"<p>{place.name}</p>"
