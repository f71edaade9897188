"""What a step is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from bookings.visits.queries.journeys import Opened
from portal.access import Permission
from portal.web.forms import Problems
from portal.web.page import PageRequest

Asked: TypeAlias = PageRequest[Opened]
View: TypeAlias = Callable[[Asked], dict[str, Any]]
Button: TypeAlias = Callable[[Asked, str], None]


class Refused(Exception):
    """The form reads well, but what it asks cannot be: `problems` by field."""

    def __init__(self, **problems: str) -> None:
        super().__init__()
        self.problems = Problems(problems)


def nothing(_asked: Asked) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Step:
    """One screen. `action` moves the journey on; `buttons` are what else can be pressed on it.

    `block` is the part of the step's template that a script swaps in; `secret` keeps an answer
    that shows a secret from being compressed.
    """

    name: str
    form: Any
    action: Callable[[Asked, Any], None]
    needs: Permission
    view: View = nothing
    buttons: Mapping[str, Button] = field(default_factory=dict)
    secret: bool = False
    block: str = "step"

    @property
    def template(self) -> str:
        return f"bookings/visits/steps/{self.name}.html"
