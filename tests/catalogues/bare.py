"""Words in a template that no catalogue knows: between its tags, in what is read out or shown of a
tag, and in its expressions. Every branch is read, also those that no page of a test reaches."""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment, nodes

# What a person sees or hears of a tag, beside the text in it.
SHOWN = {"aria-label", "aria-description", "aria-valuetext", "alt", "title", "placeholder", "label"}

# Stands for what an expression puts there.
FILLED = "\ufffc"
LETTERS = re.compile(r"[^\W\d_]{2,}")
# A sentence, or a word as one begins with: codes, names of files and of fields have neither.
WORDING = re.compile(r"[^\W\d_]\s+[^\W\d_]|^[A-Z][a-z]+\b")

# A macro or a block that stands within a tag: attributes, one after the other, or settings.
WITHIN_A_TAG = re.compile(r'\s*((autofocus|[a-z-]+="[^"]*"|\ufffc)\s*)+|\{".*', re.DOTALL)

# Called so in every language; and what is typed so in every language.
NAMES = frozenset({"Childline"})
TYPED_SO = re.compile(r"(mon|fri|on|never|until|every|day) \d[\d:-]*.*")
# Codes that are more than one word.
CODES = frozenset(
    {
        *("no answer", "another answered", "wrong person"),
        *("hang up", "wrong number", "somebody else's", "do not know"),
    }
)

ASKING = {"_", "gettext", "ngettext", "pgettext", "npgettext", "sure"}


def bare_words(root: Path) -> Iterator[str]:
    """A line for each piece of wording under `root` that would stay English in every language."""
    for path in sorted((root / "templates").rglob("*.*")):
        for text in bare_in(path.read_text("utf-8")):
            yield f"{path.relative_to(root)}: “{text}” is in no catalogue"


def bare_in(source: str) -> Iterator[str]:
    """The words of one template that bypass the catalogues."""
    tree = Environment(extensions=["jinja2.ext.i18n"]).parse(source)
    macros, blocks = tree.find_all(nodes.Macro), tree.find_all(nodes.Block)
    for body in (tree.body, *(each.body for each in macros), *(each.body for each in blocks)):
        text = "".join(_written(body))
        reader = _Reader()
        reader.feed(f"<i {text}>" if WITHIN_A_TAG.fullmatch(text) else text)
        reader.close()
        yield from reader.found
    yield from _said_in_expressions(tree)


def _written(body: Iterable[nodes.Node]) -> Iterator[str]:
    """The text of a template as it stands in it, one branch after the other, without the macros and
    the blocks in it."""
    for node in body:
        if isinstance(node, nodes.TemplateData):
            yield node.data
        elif isinstance(node, nodes.Expr):
            yield FILLED
        elif not isinstance(node, nodes.Macro | nodes.Block):
            yield from _written(node.iter_child_nodes())


class _Reader(HTMLParser):
    """Gathers what is shown of a page and holds words."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._within = tag
        for name, value in attrs:
            if name in SHOWN:
                self._look(value or "")

    def handle_endtag(self, tag: str) -> None:
        self._within = ""

    def handle_data(self, data: str) -> None:
        if self._within not in ("style", "script"):
            self._look(data)

    def _look(self, text: str) -> None:
        said = text.replace(FILLED, " ").strip()
        if LETTERS.search(said) and said not in NAMES and not TYPED_SO.fullmatch(said):
            self.found.append(said)


def _said_in_expressions(node: nodes.Node) -> Iterator[str]:
    """Wording that an expression, a macro or a `set` holds as a text of its own."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        if WORDING.search(node.value) and node.value not in NAMES | CODES:
            yield node.value
    elif _asks(node):
        for given in node.iter_child_nodes(only=("kwargs", "dyn_kwargs")):
            yield from _said_in_expressions(given)
    elif not isinstance(node, nodes.Compare):
        for child in node.iter_child_nodes():
            yield from _said_in_expressions(child)


def _asks(node: nodes.Node) -> bool:
    """Whether this asks a catalogue."""
    asked = node.node if isinstance(node, nodes.Call) else None
    return isinstance(asked, nodes.Name) and asked.name in ASKING
