"""What is known of somebody who does harm; apart from all that is known of whom they harm (S-35).
Nothing here assumes who that is or what gender they have (S-61)."""

from enum import Enum


class HarmFactKind(Enum):
    """Facts of somebody who does harm: what they do comes first (C-19)."""

    BEHAVIOUR = "behaviour"
    ORDER = "order"
    WARNING = "warning"
    NAME = "name"
    OTHER_NAMES = "other_names"
    PRONOUNS = "pronouns"
    BORN_ON = "born_on"
    ADDRESS = "address"
    NUMBER = "number"
    LOOKS = "looks"
    WORK = "work"


# Lists are shown in this order: what is done, what stands in its way, what to beware of.
FIRST = (HarmFactKind.BEHAVIOUR, HarmFactKind.ORDER, HarmFactKind.WARNING)
