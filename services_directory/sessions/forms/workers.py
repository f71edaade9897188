"""What is typed about somebody who is to sit at desks."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from portal.web.forms import Problems, Typed, one
from services_directory.sessions.forms import fields
from services_directory.sessions.forms.patterns import LONGEST_NAME, chosen
from services_directory.sessions.models import Gender
from services_directory.sessions.rules.languages import TO_TICK


@dataclass(frozen=True, slots=True)
class WorkerStated:
    """The name that colleagues use, whose worker it is, and whom a visitor would meet."""

    name: str
    organization_id: UUID
    gender: Gender
    spoken: tuple[str, ...]


def read_worker(typed: Typed, organizations: Collection[UUID]) -> WorkerStated | Problems:
    """No worker is without an organisation of those there are, or without a language."""
    problems = Problems()
    name = fields.words(typed, "name", problems, longest=LONGEST_NAME)
    employer = chosen(typed, "organization", organizations)
    gender = next((each for each in Gender if each.value == one(typed, "gender")), None)
    spoken = tuple(code for code in TO_TICK if code in typed.get("spoken", []))
    for field, found in (("organization", employer), ("gender", gender), ("spoken", spoken)):
        if not found:
            problems[field] = "choose_one"
    if problems or employer is None or gender is None:
        return problems
    return WorkerStated(name, employer, gender, spoken)
