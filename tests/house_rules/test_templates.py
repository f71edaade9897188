"""Every template escapes what it is given: there is no way around it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

TEMPLATES = Path(__file__).parent.parent.parent / "templates"


def ways_around(source: str) -> Iterator[str]:
    """The lines of a template that would put text on a page as it came."""
    tree = Environment(autoescape=True, extensions=["jinja2.ext.i18n"]).parse(source)
    for node in tree.find_all((nodes.Filter, nodes.ScopedEvalContextModifier)):
        if not isinstance(node, nodes.Filter) or node.name == "safe":
            yield f"line {node.lineno}"


def test_no_template_goes_around_the_escaping() -> None:
    paths = list(TEMPLATES.rglob("*.html"))
    assert paths
    found = [
        f"{path.relative_to(TEMPLATES)}, {line}"
        for path in paths
        for line in ways_around(path.read_text("utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "{{ name|safe }}",
        "{{ (name|upper)|safe }}",
        "{% filter safe %}{{ name }}{% endfilter %}",
        "{% autoescape false %}{{ name }}{% endautoescape %}",
    ],
)
def test_the_rule_sees_each_way_around(source: str) -> None:
    assert list(ways_around(source))
    assert not list(ways_around("{{ name|upper }}"))
