"""What axe-core finds wrong with a page for whoever cannot see it, or cannot use a mouse."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

PROGRAM = Path(__file__).parents[1] / "web_programs/node_modules/axe-core/axe.min.js"
WHOLE = {
    "type": "tag",
    "values": [
        *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"),
        "best-practice",
    ],
}
COLOURS = {"type": "rule", "values": ["color-contrast"]}

LOOK = """
async only => {
  const found = await axe.run(document, {
    runOnly: only, resultTypes: ['violations'], iframes: false, elementRef: false,
  });
  return found.violations.map(rule => rule.id + ': '
    + rule.nodes.map(node => node.html.slice(0, 120) + ' ' + node.target).join(' | '));
}
"""


@cache
def _source() -> str:
    return PROGRAM.read_text(encoding="utf-8")


def faults(page: Page, *, closely: bool = True) -> list[str]:
    """A line for each rule that is broken, and where: by day and, in its colours alone, by night.

    WCAG 2.2 up to AA and axe's own good practice; `closely` looks by night as well.
    """
    page.evaluate(_source())
    found = _look(page, WHOLE)
    if closely:
        page.emulate_media(color_scheme="dark")
        found += [f"by night, {each}" for each in _look(page, COLOURS)]
        page.emulate_media(color_scheme="light")
    return found


def _look(page: Page, only: dict[str, Any]) -> list[str]:
    return list(page.evaluate(LOOK, only))
