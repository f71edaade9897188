"""Who is linked with whom, and who is shut out, as it is typed."""

from dataclasses import dataclass
from uuid import UUID

from bookings.cases.forms.words import choice_in
from bookings.people.rules.facts import SaidBy
from bookings.people.rules.links import LinkKind, Standing
from portal.web.forms import Problems, Typed, as_id, one

THIS, OTHER = "this", "other"


@dataclass(frozen=True, slots=True)
class LinkForm:
    """The other case, what is between the two, and which of them is to be kept safe."""

    other: UUID
    kind: LinkKind
    standing: Standing
    said_by: SaidBy
    keeps_this_safe: bool

    @classmethod
    def read(cls, typed: Typed) -> "LinkForm | Problems":
        problems = Problems()
        kind = choice_in(typed, "kind", LinkKind, problems)
        standing = choice_in(typed, "standing", Standing, problems)
        said_by = choice_in(typed, "said_by", SaidBy, problems)
        other, safe = as_id(one(typed, "other")), one(typed, "safe")
        if other is None:
            problems["other"] = "choose_one"
        if safe not in (THIS, OTHER):
            problems["safe"] = "choose_one"
        if problems or other is None or kind is None or standing is None or said_by is None:
            return problems
        return cls(other, kind, standing, said_by, safe == THIS)


@dataclass(frozen=True, slots=True)
class ShutOutForm:
    """Whom, as a list names them, and who said so."""

    whom: str
    said_by: SaidBy

    @classmethod
    def read(cls, typed: Typed) -> "ShutOutForm | Problems":
        problems = Problems()
        said_by = choice_in(typed, "shut_said_by", SaidBy, problems)
        whom = one(typed, "whom")
        if not whom:
            problems["whom"] = "choose_one"
        return problems if problems or said_by is None else cls(whom, said_by)
