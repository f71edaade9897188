"""Who does something so that somebody is safer: staff and agencies. She is not among them, since
nobody asks her to keep herself or a child safe (S-42, S-62)."""

from datetime import date, datetime
from enum import Enum


class Doer(Enum):
    """Who can be asked to do something."""

    US = "us"
    POLICE = "police"
    HOUSING = "housing"
    CHILDRENS_SOCIAL_CARE = "childrens_social_care"
    ADULT_SOCIAL_CARE = "adult_social_care"
    HEALTH = "health"
    SCHOOL = "school"
    PROBATION = "probation"
    COURT = "court"
    REFUGE = "refuge"
    LEGAL = "legal"
    BEHAVIOUR_PROGRAMME = "behaviour_programme"
    ANOTHER_AGENCY = "another_agency"


def is_overdue(by_when: date, done_at: datetime | None, today: date) -> bool:
    """Whether it should have been done by now."""
    return done_at is None and by_when < today
