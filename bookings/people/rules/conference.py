"""A referral to a risk conference (MARAC): what it must say, and what lacks (C-17)."""

from collections.abc import Mapping
from enum import Enum


class Criterion(Enum):
    """Why the case is put before a conference; judgement is enough."""

    JUDGEMENT = "judgement"
    VISIBLE_HIGH_RISK = "visible_high_risk"
    ESCALATION = "escalation"
    REPEAT = "repeat"


class Basis(Enum):
    """What lets it be shared. Where it is not agreement, it says in words why it is necessary."""

    AGREEMENT = "agreement"
    SERIOUS_HARM = "serious_harm"
    A_CHILD_AT_RISK = "a_child_at_risk"
    COURT_ORDER = "court_order"


class PoliceWanted(Enum):
    """Asked of them, since police may have to record a crime that they read of."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"


class Item(Enum):
    """What a conference looks for in a referral."""

    WANTS = "wants"
    NAME = "name"
    BORN_ON = "born_on"
    ADDRESS = "address"
    SAFE_PHONE = "safe_phone"
    LANGUAGE = "language"
    PREGNANT = "pregnant"
    AFRAID_OF = "afraid_of"
    SAFE_TO_TALK_TO = "safe_to_talk_to"
    NOT_SAFE_TO_TALK_TO = "not_safe_to_talk_to"
    EARLIER_CONFERENCE = "earlier_conference"
    ABUSE = "abuse"
    RISK = "risk"
    HARMER = "harmer"
    HARMER_NAME = "harmer_name"
    HARMER_BORN_ON = "harmer_born_on"
    HARMER_ADDRESS = "harmer_address"
    HARMER_BEHAVIOUR = "harmer_behaviour"
    CHILD_NAME = "child_name"
    CHILD_DAY = "child_day"
    CHILD_SCHOOL = "child_school"
    CHILD_RELATIONS = "child_relations"


def lacking(found: Mapping[Item, bool]) -> list[Item]:
    """What a referral does not say, in the order in which a conference looks for it. What is not
    in `found` was not asked of it: a child's school where there is no child."""
    return [item for item in Item if found.get(item) is False]
