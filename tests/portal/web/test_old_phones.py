"""Our scripts and styles need nothing that Chrome 90 or Safari 14.0 does not have (V-02, R-18)."""

import json
import subprocess
from pathlib import Path
from typing import TypedDict

import pytest

from portal.web.static import static_folder

PROGRAM = Path(__file__).parents[2] / "web_programs" / "old_phones.js"
FILES = ("a.css", "d.css", "a.js", "d.js", "h.js")

# What an old browser passes over, and what is there all the same.
COMMON = {
    "text-size-adjust": "telephones know it by its older name, which stands before it",
    "overflow-wrap: anywhere": "an older way to break long words stands before it",
    "cursor: pointer": "no arrow points on a telephone",
    "accent-color": "the tick has the browser's own colour",
    ":focus-visible": "the browser's own ring shows where the focus is",
}
SPACES = "the space is a little smaller in Safari before 14.1, which is on no desk of an office"
STICKS = "it does not stay in sight there; it stands at its place"
OWN = "a name of our own or of htmx, which a thing of the browser has too"
ASKED_FOR = "used only where the browser has it"
PASSED_OVER: dict[str, dict[str, str]] = {
    "a.css": {**COMMON, "(forced-colors)": "such a browser has no forced colours"},
    "d.css": {
        **COMMON,
        **dict.fromkeys(
            (
                "gap, but in a grid",
                *("padding-block", "padding-inline"),
                *("margin-block", "margin-inline", "margin-inline: auto"),
            ),
            SPACES,
        ),
        **dict.fromkeys(
            (
                *("inset-block-start", "inset-inline-start", "inset-inline-end"),
                "scroll-padding-block",
            ),
            STICKS,
        ),
        ":has": "nothing is hidden on a narrow screen, and nothing scrolls aside for the board",
        "float: inline-start": "a question stands in the line of its frame",
        "font-family: ui-monospace": "others are named after it",
    },
    "a.js": {},
    "d.js": {
        ".submitter": "the first button of a form is meant then",
        ".day": OWN,
    },
    "h.js": {
        **dict.fromkeys((".moveBefore", ".startViewTransition"), ASKED_FOR),
        **dict.fromkeys(
            (
                *(".changed", ".config", ".delay", ".isError"),
                *(".parameters", ".path", ".queue", ".transition"),
            ),
            OWN,
        ),
    },
}


class Lack(TypedDict):
    """Which browsers lack something, and in which lines it stands."""

    lacking: list[str]
    lines: list[int]


def lacking(*paths: Path) -> dict[str, dict[str, Lack]]:
    """By file, whatever the oldest browsers do not know."""
    command = ["node", str(PROGRAM), *map(str, paths)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, dict[str, Lack]] = json.loads(answer.stdout)
    return found


@pytest.fixture(scope="module")
def ours() -> dict[str, dict[str, Lack]]:
    return lacking(*(static_folder() / name for name in FILES))


@pytest.mark.parametrize("name", FILES)
def test_v_02_nothing_that_an_old_browser_lacks_is_needed(
    name: str, ours: dict[str, dict[str, Lack]]
) -> None:
    """V-02, R-18: but what it may pass over; and each such excuse is still one."""
    lacks = {what: lack for what, lack in ours[name].items() if what not in PASSED_OVER[name]}
    assert lacks == {}
    assert PASSED_OVER[name].keys() - ours[name].keys() == set()


YOUNGER = {
    ".a { inset-inline: 0 }": "inset-inline",
    ".a { display: flex; gap: 4px }": "gap, but in a grid",
    ".a { block-size: 50dvh }": "1dvh",
    ".a { color: color-mix(in srgb, red, blue) }": "color-mix()",
    ".a:has(.b) { color: red }": ":has",
    "@container (inline-size > 20em) { .a { color: red } }": "@container",
    "@media (prefers-contrast: more) { .a { color: red } }": "(prefers-contrast)",
    ".a { overflow: clip }": "overflow: clip",
    ".a { no-such-thing: 1 }": "no-such-thing, which no table knows",
    "[1].at(-1);": ".at",
    "Object.hasOwn({}, 'a');": ".hasOwn",
    "structuredClone({});": "structuredClone",
    "document.addEventListener('scrollend', function () {});": "event scrollend",
    "/(?<=a)b/.test('ab');": "a look behind",
}
OLD = (
    ".a { display: grid; gap: 4px; margin-inline-start: max(1px, 2em) }",
    "@supports (gap: 1px) { .b { inset: 0 } }",
    ".a:not(.b) { color: var(--a); -webkit-appearance: none; block-size: 50vh }",
    "var a = [1].map(function (b) { return b?.c ?? 2; }); a.forEach(fetch);",
    "document.addEventListener('pointerdown', function () {});",
)


def kind_of(text: str) -> str:
    return ".css" if text.startswith((".", "@")) else ".js"


def test_whatever_is_younger_than_the_phone_is_found(tmp_path: Path) -> None:
    """And what is as old as the phone is not."""
    texts = {"young": tuple(YOUNGER), "old": OLD, "broken": ("class A { #b = 1; }",)}
    for name, lines in texts.items():
        for kind in (".css", ".js"):
            mine = (line for line in lines if kind_of(line) == kind)
            (tmp_path / f"{name}{kind}").write_text("\n".join(mine))
    found = lacking(*sorted(tmp_path.iterdir()))
    assert found["young.css"].keys() | found["young.js"].keys() == {*YOUNGER.values()}
    assert found["old.css"] == found["old.js"] == {}
    assert [what.partition(":")[0] for what in found["broken.js"]] == ["syntax"]
