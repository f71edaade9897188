"""What is known of a child, each a person of their own, born or not (C-20, S-38)."""

from enum import Enum


class ChildFactKind(Enum):
    """Facts of a child; nothing of them stands on a row of an adult."""

    NAME = "name"
    BORN_ON = "born_on"
    DUE_ON = "due_on"
    PRONOUNS = "pronouns"
    SCHOOL = "school"
    GP = "gp"
    LIVES_WITH = "lives_with"
    LAWFULLY_IN_CARE_OF = "lawfully_in_care_of"


CHILD_DAYS = frozenset({ChildFactKind.BORN_ON, ChildFactKind.DUE_ON})


class ChildSaidBy(Enum):
    """Who said a fact of a child; an adult's word is not the child's."""

    THE_CHILD = "the_child"
    PERSON_OF_THE_CASE = "person_of_the_case"
    ANOTHER_AGENCY = "another_agency"
    SOMEBODY_ELSE = "somebody_else"
    SEEN = "seen"


class ChildNoteKind(Enum):
    """What somebody writes of a child: the child's own needs, wishes and feelings."""

    NEEDS = "needs"
    WISHES = "wishes"
    FEELINGS = "feelings"
    LIVED_THROUGH = "lived_through"


class Adult(Enum):
    """To which adult a relation is. No name of whoever does harm stands here (S-35)."""

    THIS_PERSON = "this_person"
    WHOEVER_HARMS = "whoever_harms"
    ANOTHER = "another"


class Relation(Enum):
    """What the adult is to the child."""

    PARENT = "parent"
    STEP_PARENT = "step_parent"
    GRANDPARENT = "grandparent"
    SIBLING = "sibling"
    OTHER_FAMILY = "other_family"
    GUARDIAN = "guardian"
    NOT_RELATED = "not_related"
    NOT_KNOWN = "not_known"
