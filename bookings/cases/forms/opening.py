"""Opening a case for somebody, or joining their visit to one, as it is typed."""

from dataclasses import dataclass
from uuid import UUID

from bookings.cases.forms.words import words_in
from portal.web.forms import Problems, Typed, as_id, one, ticked


@dataclass(frozen=True, slots=True)
class OpeningForm:
    """What they want, in their own words; empty where they have not said it yet."""

    wants: str

    @classmethod
    def read(cls, typed: Typed) -> "OpeningForm | Problems":
        problems = Problems()
        wants = words_in(typed, "wants", problems, needed=not ticked(typed, "not_yet"))
        return problems or cls(wants)


@dataclass(frozen=True, slots=True)
class JoiningForm:
    """To which case, and that they said so themselves."""

    case_id: UUID

    @classmethod
    def read(cls, typed: Typed) -> "JoiningForm | Problems":
        problems = Problems()
        if not ticked(typed, "said_by_them"):
            problems["said_by_them"] = "say_this"
        case_id = as_id(one(typed, "case"))
        if case_id is None:
            return Problems(**problems, case="choose_one")
        return problems or cls(case_id)
