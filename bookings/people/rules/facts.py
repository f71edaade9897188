"""Which facts there are, what each takes, and which address may be written to (S-30)."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from typing import NamedTuple


class FactKind(Enum):
    """What can be known of somebody. Nothing here is asked before a service needs it, but the
    first: what they want, in their own words."""

    WANTS = "wants"
    PRONOUNS = "pronouns"
    NAME = "name"
    OTHER_NAMES = "other_names"
    BORN_ON = "born_on"
    ADDRESS = "address"
    CONFIDENTIAL_AREA = "confidential_area"
    LANGUAGE = "language"
    GP = "gp"
    PREGNANT = "pregnant"
    AFRAID_OF = "afraid_of"
    SAFE_TO_TALK_TO = "safe_to_talk_to"
    NOT_SAFE_TO_TALK_TO = "not_safe_to_talk_to"
    POLICE_WANTED = "police_wanted"
    EARLIER_CONFERENCE = "earlier_conference"


class SaidBy(Enum):
    """Who said it; it may be nobody's word but what we saw."""

    THEMSELVES = "themselves"
    ANOTHER_AGENCY = "another_agency"
    SOMEBODY_ELSE = "somebody_else"
    SEEN = "seen"


# These need no reason: they are about what somebody wants and how to speak with them.
NEEDS_NO_REASON = frozenset({FactKind.WANTS, FactKind.PRONOUNS})

# Only the person themselves can say these.
ONLY_THEMSELVES = frozenset({FactKind.WANTS, FactKind.PRONOUNS})

# A new one takes the place of the one before; of the others several stand side by side.
ONE_AT_A_TIME = frozenset(
    {
        FactKind.WANTS,
        FactKind.PRONOUNS,
        FactKind.NAME,
        FactKind.BORN_ON,
        FactKind.CONFIDENTIAL_AREA,
        FactKind.GP,
        FactKind.PREGNANT,
        FactKind.POLICE_WANTED,
    }
)


class Address(NamedTuple):
    """An address as far as it matters for post."""

    value: str
    is_safe_for_post: bool
    unsafe_from: datetime | None
    ended_at: datetime | None


def where_to_write(addresses: Iterable[Address]) -> str | None:
    """The one address that post may go to; None where nothing may be posted (S-30).

    One that was marked unsafe is never it, nor one of which they have not said that it is safe; and
    where two would do, it is unclear which, so neither.
    """
    found = [each.value for each in addresses if _may_be_used(each)]
    return found[0] if len(found) == 1 else None


def _may_be_used(address: Address) -> bool:
    stands = address.unsafe_from is None and address.ended_at is None
    return stands and address.is_safe_for_post


def is_area(text: str) -> bool:
    """Whether this is an area and leads to no door: it holds no digit of any script (S-29)."""
    return not any(character.isnumeric() for character in text)


def day_in(text: str) -> date | None:
    """The day that a text says as 1990-04-23; None where it says none."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
