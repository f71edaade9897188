"""Nothing on a page moves by itself, whatever somebody's device says of motion."""

import re
from pathlib import Path

STYLES = Path(__file__).parents[2] / "portal/static"
MOVES = re.compile(r"@keyframes|\b(?:animation|transition|view-transition)(?:-[a-z]+)?\s*:|smooth")


def moving(style: str) -> list[str]:
    return [found.group() for found in MOVES.finditer(style)]


def test_nothing_on_a_page_moves() -> None:
    """WCAG 2.3.3, LOOK: so reduced motion is kept for everybody."""
    styles = sorted(STYLES.glob("*.css"))
    assert len(styles) == 2
    assert {style.name: moving(style.read_text()) for style in styles} == {
        style.name: [] for style in styles
    }


def test_the_rule_sees_what_would_move() -> None:
    assert moving("a { transition: color 1s }") == ["transition:"]
    assert moving("@keyframes x {} b { animation-name: x }") == ["@keyframes", "animation-name:"]
    assert moving("html { scroll-behavior: smooth }") == ["smooth"]
