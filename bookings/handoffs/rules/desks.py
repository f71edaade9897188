"""Which kinds of desk something is passed to: what may go there depends on nothing else."""

from enum import Enum


class DeskKind(Enum):
    """The kinds of service by the directory's names, and one beside them: the check of names that a
    solicitor makes before anything else, which is given real names and nothing else. To accept it
    is to say that the names are clear (R-11)."""

    IDVA = "idva"
    HOUSING = "housing"
    LEGAL = "legal"
    CONFLICT_CHECK = "conflict_check"
    REFUGE = "refuge"
    SUBSTANCE_MISUSE = "substance_misuse"
    POLICE = "police"
    CHILDRENS_SOCIAL_CARE = "childrens_social_care"
    ISVA = "isva"
    OTHER = "other"


# What is not a service of the directory.
OF_OUR_OWN = frozenset({DeskKind.CONFLICT_CHECK})

# They may ask where somebody comes from, and may tell the Home Office (R-13, S-33).
MAY_TELL_THE_HOME_OFFICE = frozenset(
    {DeskKind.POLICE, DeskKind.HOUSING, DeskKind.CHILDRENS_SOCIAL_CARE}
)
