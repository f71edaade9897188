"""What was done, by its kind and its pattern. No kind is graver than another by its place in a
list, and none is the one to begin with; what is not said yet has a name of its own (C-18)."""

from enum import Enum


class AbuseKind(Enum):
    """Kinds of abuse. Control comes first, since all else is often part of it."""

    COERCIVE_CONTROL = "coercive_control"
    ECONOMIC = "economic"
    EMOTIONAL = "emotional"
    THREATS = "threats"
    STALKING = "stalking"
    ONLINE = "online"
    THROUGH_CHILDREN = "through_children"
    AFTER_SEPARATION = "after_separation"
    IMMIGRATION = "immigration"
    SEXUAL = "sexual"
    STRANGULATION = "strangulation"
    PHYSICAL = "physical"
    HONOUR_BASED = "honour_based"
    FORCED_MARRIAGE = "forced_marriage"
    FGM = "fgm"
    FAITH = "faith"
    OTHER = "other"
    NOT_TOLD_YET = "not_told_yet"


class Pattern(Enum):
    """How it goes on."""

    ALL_THE_TIME = "all_the_time"
    GETTING_WORSE = "getting_worse"
    AGAIN_AND_AGAIN = "again_and_again"
    ONCE = "once"
    OVER = "over"
    NOT_TOLD_YET = "not_told_yet"


class Happened(Enum):
    """What happened on a day. None of them lowers anything (S-41)."""

    INCIDENT = "incident"
    SEPARATION = "separation"
    POLICE_CALLED = "police_called"
    COURT = "court"
    MOVED = "moved"
    SOUGHT_OUT = "sought_out"
    REFUGE_FULL = "refuge_full"
    OTHER = "other"
