"""Her pages read as a child of nine reads: short sentences, short words (V-02)."""

from pathlib import Path

import pytest
from babel.messages.extract import extract

from portal.i18n import find_folder
from tests.bookings.visits.reading import Sentence, grade, sentences, syllables
from tests.catalogues.extracting import TEMPLATE_OPTIONS

TEMPLATES = find_folder("templates")
OTHERS = ("components/ui.html", "components/signs.html", "layouts/page.html", "error.html")

# Four years at school, at nine; easy read asks for less still.
HARDEST, MOST_WORDS = 4.0, 18
HARDEST_EASY, MOST_WORDS_EASY = 2.0, 15


def of_hers() -> list[Path]:
    steps = sorted((TEMPLATES / "bookings/visits").rglob("*.html"))
    return [*steps, TEMPLATES / "layouts/journey.html", *(TEMPLATES / name for name in OTHERS)]


def said_in(path: Path) -> list[Sentence]:
    """Every sentence that a template can say, whichever way it turns."""
    with path.open("rb") as file:
        found = extract(
            "jinja2", file, keywords={"_": None, "sure": None}, options=TEMPLATE_OPTIONS
        )
        return [each for _, said, _, _ in found for each in sentences(str(said))]


def test_v_02_no_page_of_hers_is_harder_than_a_child_of_nine_reads() -> None:
    assert len(of_hers()) > 40
    read = {path.name: said_in(path) for path in of_hers()}
    assert {name: grade(said) for name, said in read.items() if grade(said) > HARDEST} == {}
    assert sum(map(len, read.values())) > 400


def test_v_02_no_sentence_of_hers_is_long() -> None:
    said = [each for path in of_hers() for each in said_in(path)]
    assert [each.text for each in said if len(each.words) > MOST_WORDS] == []


def test_v_02_easy_read_is_easier_still() -> None:
    pages = [said_in(path) for path in of_hers() if path.name.startswith("easy_")]
    assert len(pages) == 4
    assert [grade(said) for said in pages if grade(said) > HARDEST_EASY] == []
    long = [e.text for said in pages for e in said if len(e.words) > MOST_WORDS_EASY]
    assert long == []


@pytest.mark.parametrize(
    ("word", "count"),
    [("the", 1), ("page", 1), ("typed", 1), ("wanted", 2), ("pages", 2), ("table", 2), ("0808", 1)],
)
def test_syllables_are_counted_as_they_are_said(word: str, count: int) -> None:
    assert syllables(word) == count


def test_what_officials_write_is_seen_as_hard() -> None:
    hard = sentences(
        "Personal information is retained in accordance with applicable legislation. "
        "Appropriate arrangements will subsequently be communicated to the individual concerned."
    )
    assert grade(hard) > 12
