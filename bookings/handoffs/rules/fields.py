"""Which fields a packet may hold at which kind of desk. What a list does not name does not go
there, ticked or not, and for no reason (R-02, R-13, R-14, S-33, S-34).

There is no field for a police reference, proof, papers as a condition, or arrears (R-08), and none
for an address of a refuge (S-29).
"""

from collections.abc import Iterable
from enum import Enum

from bookings.handoffs.rules.desks import DeskKind


class PacketField(Enum):
    """What can be passed on, in the order of a packet: how she may be reached first (R-01)."""

    SAFE_CONTACT = "safe_contact"
    CALLED = "called"
    PRONOUNS = "pronouns"
    WANTS = "wants"
    TONIGHT = "tonight"
    UNSAFE_FROM = "unsafe_from"
    DANGERS = "dangers"
    NOT_SAFE_TO_TALK_TO = "not_safe_to_talk_to"
    SAFE_TO_TALK_TO = "safe_to_talk_to"
    POLICE_WANTED = "police_wanted"
    LANGUAGE = "language"
    ACCESS = "access"
    HOUSEHOLD = "household"
    CHILDREN = "children"
    PREGNANT = "pregnant"
    AREAS_UNSAFE = "areas_unsafe"
    AREAS_SAFE = "areas_safe"
    STAY_OR_LEAVE = "stay_or_leave"
    TENURE = "tenure"
    SANCTUARY = "sanctuary"
    PETS = "pets"
    BY_AND_FOR = "by_and_for"
    SUPPORT_NEEDS = "support_needs"
    FUNDING = "funding"
    CHILD = "child"
    CHILDS_NEEDS = "childs_needs"
    CHILDS_WISHES = "childs_wishes"
    WHO_ACTS_FOR_CHILD = "who_acts_for_child"
    SCHOOL = "school"
    NAME = "name"
    OTHER_NAMES = "other_names"
    BORN_ON = "born_on"
    ADDRESS = "address"
    AFRAID_OF = "afraid_of"
    OTHER_SIDE = "other_side"
    ABUSE = "abuse"
    RISK = "risk"
    EARLIER_CONFERENCE = "earlier_conference"
    ORDERS = "orders"
    LEGAL_MATTER = "legal_matter"
    COURT_DATES = "court_dates"
    GP = "gp"
    HEALTH = "health"
    MENTAL_HEALTH = "mental_health"
    SUBSTANCE_USE = "substance_use"
    SEXUAL_VIOLENCE = "sexual_violence"
    IMMIGRATION_STATUS = "immigration_status"
    NATIONALITY = "nationality"
    DOCUMENTS = "documents"


F = PacketField

# What could have somebody sent out of the country (S-33).
OF_IMMIGRATION = frozenset({F.IMMIGRATION_STATUS, F.NATIONALITY, F.DOCUMENTS})

# Detail that is nobody's business but of the service that treats it (S-34, R-14).
OF_THE_BODY = frozenset({F.HEALTH, F.MENTAL_HEALTH, F.SUBSTANCE_USE, F.SEXUAL_VIOLENCE, F.GP})

_MEETING_HER = frozenset({F.SAFE_CONTACT, F.CALLED, F.PRONOUNS, F.WANTS, F.LANGUAGE, F.ACCESS})
_IN_DANGER = _MEETING_HER | {F.DANGERS, F.NOT_SAFE_TO_TALK_TO}
_WHO_SHE_IS = frozenset({F.NAME, F.BORN_ON})
_A_ROOF = frozenset(
    {
        F.TONIGHT,
        F.UNSAFE_FROM,
        F.HOUSEHOLD,
        F.CHILDREN,
        F.PREGNANT,
        F.AREAS_UNSAFE,
        F.AREAS_SAFE,
        F.PETS,
    }
)
_HARM = frozenset({F.ABUSE, F.RISK, F.AFRAID_OF, F.ORDERS})

ALLOWED = {
    DeskKind.IDVA: (_IN_DANGER | _A_ROOF | _HARM | _WHO_SHE_IS)
    | {F.ADDRESS, F.SAFE_TO_TALK_TO, F.POLICE_WANTED, F.EARLIER_CONFERENCE},
    DeskKind.HOUSING: (_IN_DANGER | _A_ROOF | _WHO_SHE_IS)
    | {F.STAY_OR_LEAVE, F.TENURE, F.SANCTUARY, F.ADDRESS},
    DeskKind.LEGAL: (_IN_DANGER | _WHO_SHE_IS | OF_IMMIGRATION)
    | {F.ADDRESS, F.CHILDREN, F.ABUSE, F.ORDERS, F.LEGAL_MATTER, F.COURT_DATES},
    # Whoever checks names contacts nobody, and reads nothing that a check does not need.
    DeskKind.CONFLICT_CHECK: _WHO_SHE_IS | {F.OTHER_NAMES, F.OTHER_SIDE},
    # No name before there is a place, and never where anybody lives (S-29).
    DeskKind.REFUGE: (_IN_DANGER | _A_ROOF)
    | {F.BY_AND_FOR, F.SUPPORT_NEEDS, F.FUNDING, F.CHILDS_NEEDS, F.ABUSE, F.RISK},
    DeskKind.SUBSTANCE_MISUSE: (_IN_DANGER | _WHO_SHE_IS)
    | {F.SUBSTANCE_USE, F.HEALTH, F.MENTAL_HEALTH, F.GP, F.PREGNANT},
    DeskKind.POLICE: (_IN_DANGER | _HARM | _WHO_SHE_IS)
    | {F.POLICE_WANTED, F.ADDRESS, F.UNSAFE_FROM, F.CHILDREN},
    # One child, one packet: nobody is an attribute of a brother or sister (S-38).
    DeskKind.CHILDRENS_SOCIAL_CARE: (_IN_DANGER | _WHO_SHE_IS)
    | {F.CHILD, F.CHILDS_NEEDS, F.CHILDS_WISHES, F.WHO_ACTS_FOR_CHILD, F.SCHOOL, F.PREGNANT}
    | {F.HOUSEHOLD, F.TONIGHT, F.UNSAFE_FROM, F.ADDRESS, F.AFRAID_OF, F.ABUSE},
    DeskKind.ISVA: (_IN_DANGER | _WHO_SHE_IS)
    | {F.SEXUAL_VIOLENCE, F.HEALTH, F.GP, F.PREGNANT, F.POLICE_WANTED},
    DeskKind.OTHER: _MEETING_HER,
}


def fields_for(desk: DeskKind) -> list[PacketField]:
    """What she is asked about, one by one, before a packet goes to such a desk, in its order."""
    return [field for field in PacketField if field in ALLOWED[desk]]


# Kinds of abuse, by the names that they are written down with, that are themselves such a detail:
# a word for what was done would tell what its own field is not allowed to.
_IS_DETAIL = {
    "sexual": F.SEXUAL_VIOLENCE,
    "fgm": F.SEXUAL_VIOLENCE,
    "immigration": F.IMMIGRATION_STATUS,
}


def abuse_named(desk: DeskKind, kinds: Iterable[str]) -> list[str]:
    """Which kinds of abuse the field of abuse may name at such a desk; the others go in the field
    of their own, where its list has one (S-33, S-34)."""
    allowed = ALLOWED[desk]
    return [kind for kind in kinds if _IS_DETAIL.get(kind, F.ABUSE) in allowed]
