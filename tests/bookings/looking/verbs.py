"""Every verb that the code writes into the record, found where it is written down."""

import ast
from collections.abc import Iterable, Iterator
from enum import Enum
from pathlib import Path

from bookings.day.rules.running import Step
from bookings.handoffs.rules.parallel import Answer
from bookings.handoffs.rules.steps import Step as HandoffStep
from bookings.reaching.rules.calls import Came

ROOT = Path(__file__).parent.parent.parent.parent
PARTS = ("bookings", "portal", "services_directory")
# Where a verb is made of a word of a choice, all of its words.
MADE_OF: dict[tuple[str, str], Iterable[Enum]] = {
    ("stop: ", "step"): Step,
    ("call: ", "came"): Came,
    ("handoff: ", "step"): HandoffStep,
    ("handoff: ", "answer"): (Answer.HOLDS, Answer.NOBODY_ANSWERED),
}
VERB = "verb"


def verbs_written() -> set[str]:
    """Of each call of something that takes a `verb`, the verb; whatever only hands it on is such a
    thing itself."""
    trees = [ast.parse(path.read_text()) for part in PARTS for path in (ROOT / part).rglob("*.py")]
    everywhere = {name: at for tree in trees for name, at in _takers(tree) if name[0] != "_"}
    found: set[str] = set()
    for tree in trees:
        takers = {**everywhere, **dict(_takers(tree))}
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            found.update(_said_in(call, takers))
    return found


def _takers(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Functions that take a verb, and which argument it is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [each.arg for each in node.args.args if each.arg != "self"]
            if VERB in names:
                yield node.name, names.index(VERB)


def _said_in(call: ast.Call, takers: dict[str, int]) -> Iterator[str]:
    is_method = isinstance(call.func, ast.Attribute)
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)
    if name not in takers or (is_method and name != "note"):
        return
    place = 0 if is_method else takers[name]
    if name == "note" and not is_method:
        place = 1
    if len(call.args) > place and not (is_method and len(call.args) == 1):
        yield from _words(call.args[place])


def _words(said: ast.expr) -> Iterator[str]:
    if isinstance(said, ast.Constant):
        yield str(said.value)
    elif isinstance(said, ast.IfExp):
        yield from (*_words(said.body), *_words(said.orelse))
    elif isinstance(said, ast.JoinedStr):
        before, made = said.values
        assert isinstance(before, ast.Constant)
        assert isinstance(made, ast.FormattedValue)
        choice = MADE_OF[str(before.value), ast.unparse(made.value).partition(".")[0]]
        yield from (f"{before.value!s}{each.value}" for each in choice)
    else:
        assert ast.unparse(said).endswith(VERB), (
            f"a verb that is found nowhere: {ast.unparse(said)}"
        )
