"""Several forms of one page: the fields of each bear the name of its step, so that none is taken
for another's and each keeps what was typed into it."""

from collections.abc import Mapping
from typing import TypeVar

from portal.web.forms import Typed

Value = TypeVar("Value")


def of_step(typed: Typed, step: str) -> dict[str, list[str]]:
    """The fields of one step, by their own names."""
    begins = f"{step}-"
    own = (each for each in typed if each.startswith(begins))
    return {each.removeprefix(begins): typed[each] for each in own}


def on_the_page(step: str, fields: Mapping[str, Value]) -> dict[str, Value]:
    """The same by the names that they have on the page."""
    return {f"{step}-{name}": value for name, value in fields.items()}
