"""Names say what a thing is: none is a drawer into which anything fits."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PLACES = ("portal", "services_directory", "bookings", "tests", "benchmarks")

DRAWERS = {
    "dao", "data", "handle", "helper", "helpers", "info", "manager", "process", "util", "utils",
}  # fmt: skip

# Names that a library looks for.
GIVEN = {
    "handle",
    "handle_data",
    "handle_endtag",
    "handle_request",
    "handle_starttag",
    "process_bind_param",
    "process_result_value",
}


DEFINITIONS = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def words_of(name: str) -> set[str]:
    """`HandleVisit` and `handle_visit` are both {"handle", "visit"}."""
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+", name)}


def names_in(path: Path) -> Iterator[str]:
    """The module's own name, and those of its classes and functions but the tests' sentences."""
    yield path.parent.name if path.stem == "__init__" else path.stem
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, DEFINITIONS) and not node.name.startswith("test_"):
            yield node.name


def test_no_name_is_a_drawer() -> None:
    sources = [path for place in PLACES for path in (ROOT / place).rglob("*.py")]
    assert len(sources) > 50
    drawers = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in sources
        for name in names_in(path)
        if name not in GIVEN and words_of(name) & DRAWERS
    ]
    assert drawers == []


def test_the_rule_sees_a_drawer(tmp_path: Path) -> None:
    path = tmp_path / "visit_utils.py"
    path.write_text("class VisitManager:\n    def handle_it(self): ...\n")
    assert [name for name in names_in(path) if words_of(name) & DRAWERS] == [
        "visit_utils",
        "VisitManager",
        "handle_it",
    ]
