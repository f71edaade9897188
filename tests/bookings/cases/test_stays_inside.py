"""Nothing of a case reaches a page of hers, a message, a desk, a screen or a calendar."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent.parent

# All that whoever books, is reached or is welcomed is: and that a client of a case is not erased.
KNOWN_OUTSIDE = {"Client", "Child", "CaseRecord"}
# What keeps people apart, and whoever is shut out outside: of these nothing was said of somebody.
KEEPS_APART = {
    "bookings.people.actions.shut_out",
    "bookings.people.queries.links",
    "bookings.people.queries.shut_out",
}
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
        if module not in KEEPS_APART
    }
    assert read
    assert {name for _, name in read} == KNOWN_OUTSIDE | {"Link", "ShutOut"}
    assert {path for path, name in read if name not in ("Client", "Child")} == {
        "bookings/visits/actions/hold.py",
        "bookings/day/queries/apart.py",
        "bookings/day/queries/avoided.py",
    }


def test_s_26_nothing_on_the_web_can_ask_who_is_linked() -> None:
    """Only coordinators' lists of who waits ask who is shut out; of links nothing there knows."""
    read = {
        (path, module, name)
        for part in ("visits", "contact")
        for path, module, name in imports(f"bookings/{part}")
        if module in KEEPS_APART or name in ("Link", "CaseTurn", "Mark", "ShutOut")
    }
    asks = ("bookings.people.queries.shut_out", "is_shut_out_of")
    assert read == {("bookings/visits/queries/waiting.py", *asks)}


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
