"""Every page mirrors by the direction of its language alone: nothing in a style sheet, a template
or a script says left or right (V-30)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
STYLES = sorted((ROOT / "portal" / "static").glob("*.css"))
SCRIPTS = [ROOT / "portal" / "static" / name for name in ("a.js", "d.js")]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
DECLARATION = re.compile(r"([a-z-]+)\s*:\s*([^;{}]+)[;}]")
BOTH_SIDES = re.compile(r"\bleft: ([^;]+);\s*right: \1;")
SIDE = re.compile(r"\b(left|right)\b")
# Four lengths go round by the clock: the second is the right side, the fourth the left one. Corners
# that differ have names of their own.
AROUND = {"margin", "padding", "inset", "border-width", "border-style", "border-color"}
# A length, with what stands in its brackets.
PART = re.compile(r"(?:[^\s(]|\((?:[^()]|\([^()]*\))*\))+")

# What points or opens to a side, and no browser turns it: brackets and quotes it does turn.
ARROW = re.compile("[←→↔⇐⇒⟵⟶➔➜▶◀▸◂►◄⏵⏴⮕⭢]")
MARKUP = re.compile(r"""<[^>]*\b(align|dir)=["'](?!auto)(\w+)["'][^>]*>""")
# Of a script: the one place that asks for a side asks for the direction, too.
ASKED = "rtl ? box.right - x : x - box.left"


def sides_in_style(source: str) -> Iterator[str]:
    """The declarations that would stay on their side, whichever way the page runs. As far from the
    one as from the other is no side: Safari 14.0 has no word of its own for that."""
    for name, value in DECLARATION.findall(BOTH_SIDES.sub("", COMMENT.sub("", source))):
        if name == "direction" or SIDE.search(f"{name} {value}") or _is_lopsided(name, value):
            yield f"{name}: {value}"


def _is_lopsided(name: str, value: str) -> bool:
    """Whether this means another thing in a mirror, without naming a side."""
    lengths = PART.findall(value)
    if name in AROUND:
        return len(lengths) == 4 and lengths[1] != lengths[3]
    if name == "border-radius":
        return len(lengths) > 1
    if name in ("transform", "translate", "rotate"):
        return value != "none"
    return name.startswith("background") and "url(" in value


def sides_in_markup(source: str) -> Iterator[str]:
    """Signs that point to a side; and directions that are said of anything but a number."""
    yield from (found[0] for found in ARROW.finditer(source))
    for found in MARKUP.finditer(source):
        is_number = found[2] == "ltr" and ("number" in found[0] or "numeric" in found[0])
        if not (is_number or "spelled" in found[0]):
            yield found[0]


def sides_in_script(source: str) -> Iterator[str]:
    for line in source.replace(ASKED, "").splitlines():
        if re.search(r"\.(left|right|offsetLeft|scrollLeft|marginLeft)\b|Arrow(Left|Right)", line):
            yield line.strip()


def test_v_30_no_style_names_a_side() -> None:
    assert len(STYLES) == 2
    found = [f"{path.name}: {each}" for path in STYLES for each in sides_in_style(path.read_text())]
    assert found == []


def test_v_30_no_template_points_to_a_side() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {each}"
        for path in TEMPLATES
        for each in sides_in_markup(path.read_text("utf-8"))
    ]
    assert found == []


def test_v_30_no_script_measures_from_a_side_without_asking_the_direction() -> None:
    assert ASKED in SCRIPTS[1].read_text("utf-8")
    assert [each for path in SCRIPTS for each in sides_in_script(path.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    "rule",
    [
        "margin-left: 4px",
        "text-align: right",
        "float: left",
        "border-top-left-radius: 4px",
        "left: 0",
        "padding: 0 4px 0 8px",
        "border-width: 0 0 0 4px",
        "border-radius: 6px 0 0 6px",
        "border-radius: 6px 0",
        "transform: translateX(4px)",
        "background: url(arrow.svg) 0 0",
        "direction: ltr",
    ],
)
def test_the_rule_sees_each_side_in_a_style(rule: str) -> None:
    assert list(sides_in_style(f"a {{ color: red; {rule}; }}")) == [rule]
    assert list(sides_in_style(f"a {{ {rule} }}"))


@pytest.mark.parametrize(
    "rule",
    [
        "margin-inline-start: 4px",
        "padding: 8px 16px calc(8px + env(safe-area-inset-bottom))",
        "margin: 0 auto 4px auto",
        "border-start-start-radius: 6px",
        "text-align: start",
        "float: inline-start",
        "background: var(--card)",
    ],
)
def test_what_mirrors_by_itself_is_fine(rule: str) -> None:
    assert list(sides_in_style(f"a {{ {rule}; }}")) == []


@pytest.mark.parametrize(
    "markup", ["<p>a → b</p>", '<td align="left">', '<p dir="ltr">words</p>', '<p dir="rtl">']
)
def test_the_rule_sees_each_side_in_markup(markup: str) -> None:
    assert list(sides_in_markup(markup))
    assert not list(sides_in_markup('<bdi class="number" dir="ltr">{{ n }}</bdi> <p dir="auto">'))
