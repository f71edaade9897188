"""Transactions begin and end in one place, so that no change can be half kept."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PACKAGES = ("portal", "services_directory", "bookings")
ENDINGS = {"commit", "rollback"}
ONE_WAY_IN = (ROOT / "portal/db/engine.py", ROOT / "portal/web/page.py")


def endings_in(source: str) -> Iterator[int]:
    """The lines on which a transaction is ended by hand."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in ENDINGS:
            yield node.lineno


def test_no_module_but_the_one_way_in_ends_a_transaction() -> None:
    sources = {path for name in PACKAGES for path in (ROOT / name).rglob("*.py")}
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sources.difference(ONE_WAY_IN)
        for line in endings_in(path.read_text())
    ]
    assert found == []


def test_the_rule_sees_an_ending() -> None:
    assert all(list(endings_in(path.read_text())) for path in ONE_WAY_IN)
