"""Nothing of a case reaches a page of hers, a message, a desk, a screen or a calendar."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent.parent

# All that whoever books, is reached or is welcomed is: and that a client of a case is not erased.
KNOWN_OUTSIDE = {"Client", "Child", "CaseRecord"}
OUTSIDE = ("visits", "contact", "day", "feeds", "reaching")


def imports(folder: str) -> Iterator[tuple[str, str, str]]:
    """Path, module and name of each import below a folder."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                where = path.relative_to(ROOT).as_posix()
                yield from ((where, node.module or "", alias.name) for alias in node.names)


def test_s_62_s_35_nothing_outside_the_pages_of_cases_knows_what_is_written_in_them() -> None:
    read = {
        (path, name)
        for part in OUTSIDE
        for path, module, name in imports(f"bookings/{part}")
        if module.startswith(("bookings.people", "bookings.cases"))
    }
    assert read
    assert {name for _, name in read} == KNOWN_OUTSIDE
    assert {path for path, name in read if name == "CaseRecord"} == {
        "bookings/visits/actions/hold.py"
    }


def test_s_62_nothing_that_is_written_of_somebody_can_queue_a_message() -> None:
    modules = {
        module
        for folder in ("bookings/people", "bookings/cases")
        for _, module, _ in imports(folder)
    }
    assert "portal.record.actions" in modules
    assert {each for each in modules if each.startswith("portal.outbox")} == {
        "portal.outbox.models"
    }
