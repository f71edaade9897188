"""Whoever reads a requirement's number finds in the README what it asks for."""

import re
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PLACES = ("portal", "services_directory", "bookings", "templates", "tests", "benchmarks")
KINDS = {".py", ".html", ".css", ".js"}

NAMED = re.compile(r"\b([VCRPS])[-_](\d\d)\b")
IN_A_NAME = re.compile(r"(?<=_)([vcrps])_(\d\d)(?=_)")


def named_in(text: str) -> set[str]:
    """`V-07` as it stands in prose, and `test_v_07_…` in a test's name."""
    found = (*NAMED.findall(text), *IN_A_NAME.findall(text))
    return {f"{letter.upper()}-{number}" for letter, number in found}


def defined_in(readme: str) -> set[str]:
    """The numbers that a line of the README's table explains."""
    return set(re.findall(r"^\| ([VCRPS]-\d\d) \| \S.{10,} \|$", readme, re.MULTILINE))


def is_ours(path: Path) -> bool:
    return path.suffix in KINDS and path.is_file() and "node_modules" not in path.parts


def sources() -> Iterable[Path]:
    return (path for place in PLACES for path in (ROOT / place).rglob("*") if is_ours(path))


def test_every_number_that_is_named_is_explained() -> None:
    defined = defined_in((ROOT / "README.md").read_text("utf-8"))
    unknown = {
        f"{number} in {path.relative_to(ROOT)}"
        for path in sources()
        for number in named_in(path.read_text("utf-8"))
        if number not in defined
    }
    assert unknown == set()


def test_every_number_that_is_explained_is_named_somewhere() -> None:
    defined = defined_in((ROOT / "README.md").read_text("utf-8"))
    named = set().union(*(named_in(path.read_text("utf-8")) for path in sources()))
    assert len(defined) > 30
    assert defined - named == set()


def test_the_rule_sees_both_ways_of_naming() -> None:
    assert named_in('def test_v_07_x(): """S-57, C-04."""') == {"V-07", "S-57", "C-04"}
    assert defined_in("| V-07 | Nothing that shows tells. |\n| V-08 |  |\nS-57") == {"V-07"}
