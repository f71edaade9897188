"""No wording of the pages of a case assumes who harms whom, or what anybody's gender is (S-61)."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent.parent.parent / "templates/bookings/cases"
WORDING = re.compile(r"""_\(\s*(["'])(.*?)\1""", re.DOTALL)
GENDERED = re.compile(r"\b(?:s?he|him|hers?|his|(?:her|him)self|wom[ae]n|m[ae]n|mother|father)\b")

# What they are to them is an example of an answer, and names all sorts.
EXAMPLES = ("“the husband”",)


def wordings() -> list[str]:
    texts = [path.read_text("utf-8") for path in FOLDER.rglob("*.html")]
    return [found[1] for text in texts for found in WORDING.findall(text)]


def test_s_61_no_string_assumes_who_harms_whom() -> None:
    found = wordings()
    assert len(found) > 100
    told = [each for each in found if not any(example in each for example in EXAMPLES)]
    assert [each for each in told if GENDERED.search(each.lower())] == []


@pytest.mark.parametrize("words", ["What he does", "Ask her", "The mother"])
def test_the_rule_sees_a_gender(words: str) -> None:
    assert GENDERED.search(words.lower())
