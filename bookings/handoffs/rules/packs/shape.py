"""What a nation's pack must say."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class SentBy(Enum):
    """Which kind of body sends a referral."""

    PRISON = "prison"
    YOUTH_OFFENDING = "youth_offending"
    PROBATION = "probation"
    JOBCENTRE = "jobcentre"
    SOCIAL_SERVICES = "social_services"
    EMERGENCY_DEPARTMENT = "emergency_department"
    HOSPITAL_WARD = "hospital_ward"
    DEFENCE = "defence"
    POLICE = "police"
    COUNCIL_HOUSING = "council_housing"
    HOUSING_ASSOCIATION = "housing_association"
    SPECIALIST_CHARITY = "specialist_charity"
    OTHER = "other"


class Said(Enum):
    """What the law gives her, and a page says; the templates of the nation hold the words."""

    ASKING_IS_APPLYING = "asking_is_applying"
    ANY_FORM_ANY_AREA = "any_form_any_area"
    AUTOMATIC_PRIORITY_NEED = "automatic_priority_need"
    NO_POLICE_REPORT_OR_PROOF = "no_police_report_or_proof"
    NOBODY_ASKS_THE_ABUSER = "nobody_asks_the_abuser"
    INTERIM_TONIGHT = "interim_tonight"
    REFERRAL_IS_NO_APPLICATION = "referral_is_no_application"
    SHE_CHOOSES_THE_AUTHORITY = "she_chooses_the_authority"


@dataclass(frozen=True, slots=True)
class NationPack:
    """One nation's values. `threatened_within` is in days; `young` are the ages at which somebody
    homeless goes to children's services as well."""

    nation: str
    threatened_within: int
    bodies_with_a_duty: frozenset[SentBy]
    says: tuple[Said, ...]
    young: frozenset[int]
    automatic_priority_since: date
