"""What links two people, how sure it is, and which of them is moved where they would meet: the one
thought to do harm, never whom they harm (C-08, S-26). Nobody is assumed to be either (S-61)."""

from collections.abc import Hashable, Iterable
from enum import Enum
from typing import NamedTuple


class LinkKind(Enum):
    """What the other one is to the person who said it, or of whom it was said."""

    HARMED_BY = "harmed_by"
    AFRAID_OF = "afraid_of"
    RELATIVE_OF = "relative_of"


class Standing(Enum):
    """How sure it is: likely, said by somebody, or looked into by the one safeguarding lead who
    sees both sides (S-55). All keep people apart alike."""

    SUSPECTED = "suspected"
    SETTLED = "settled"
    ASSESSED = "assessed"


class Said(NamedTuple):
    """One link: who is to be kept safe, and from whom."""

    safe: Hashable
    other: Hashable
    kind: LinkKind
    standing: Standing


_SURENESS = {each: place for place, each in enumerate(Standing)}
_GRAVITY = {LinkKind.RELATIVE_OF: 0, LinkKind.AFRAID_OF: 1, LinkKind.HARMED_BY: 2}


def who_moves(links: Iterable[Said]) -> Hashable | None:
    """Who of two is moved, by all that was said between them. None where each says it of the
    other and it stands alike: then a person decides, and nobody is moved before."""
    best = max((_weight(each) for each in links), default=None)
    if best is None:
        return None
    others = {each.other for each in links if _weight(each) == best}
    return others.pop() if len(others) == 1 else None


def _weight(link: Said) -> tuple[int, int]:
    return _SURENESS[link.standing], _GRAVITY[link.kind]
