"""Whether new choices only narrow the old: all that a phrase may do online (S-07).

Whoever holds her phone and her phrase must gain nothing. So each field says what a narrower answer
is, and whatever is not plainly narrower is wider.
"""

from collections.abc import Mapping
from datetime import date

from bookings.contact.rules.answers import Value
from bookings.contact.rules.choices import ALONE
from bookings.contact.rules.fields import Field
from bookings.contact.rules.hours import Hours
from bookings.contact.rules.narrower_hours import no_wider
from bookings.contact.rules.questions import QUESTIONS, Narrows


def is_narrower(old: Mapping[Field, Value], new: Mapping[Field, Value]) -> bool:
    """Whether no field of `new` allows what `old` did not; a field left out is not known. The same
    choices again are narrower too (S-07)."""
    return not widened(old, new)


def widened(old: Mapping[Field, Value], new: Mapping[Field, Value]) -> list[Field]:
    """The fields that wait for a worker, who confirms them with her in person or on a call that
    she made from another phone (S-07)."""
    changed = [field for field in Field if old.get(field) != new.get(field)]
    return [field for field in changed if not _narrows(field, old.get(field), new.get(field))]


def _narrows(field: Field, old: Value | None, new: Value | None) -> bool:
    """Of two answers that differ, None being not known."""
    match QUESTIONS[field].narrows:
        case Narrows.FIXED:
            return False
        case Narrows.GONE:
            return new is None
        case Narrows.TO_NO:
            return new is not True
        case Narrows.TO_YES:
            return new is True or (old is False and new is None)
        case other:
            return _lessens(other, field, old, new)


def _lessens(narrows: Narrows, field: Field, old: Value | None, new: Value | None) -> bool:
    """As `_narrows`, for answers of which one can be less than another."""
    match narrows:
        case Narrows.FEWER:
            return new is None or _members(new) <= _members(old)
        case Narrows.MORE:
            return new is not None and _members(new) >= _members(old)
        case Narrows.HOURS:
            return new is None or _fewer_hours(old, new)
        case Narrows.EARLIER:
            return isinstance(new, date) and (not isinstance(old, date) or new <= old)
        case Narrows.TO_FIRST:
            return new is None or _place(field, new) == 0
        case _:
            return _place(field, new) > _place(field, old) >= 0


def _members(value: Value | None) -> frozenset[object]:
    """What is in a list. To be reached in no way at all is to be in no list of ways."""
    if isinstance(value, (frozenset, tuple)):
        return frozenset[object](value) - ALONE
    return frozenset()


def _fewer_hours(old: Value | None, new: Value) -> bool:
    return isinstance(old, Hours) and isinstance(new, Hours) and no_wider(old, new)


def _place(field: Field, value: Value | None) -> int:
    """How far down its list an answer stands; what is not known is nowhere on it."""
    choices = QUESTIONS[field].choices
    return [*choices].index(value) if choices and isinstance(value, choices) else -1
