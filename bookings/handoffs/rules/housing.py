"""Council housing: asking for help is an application, where she sleeps tonight is answered today,
and a referral goes only with her three consents (R-08, R-05)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.outcomes import says_something
from bookings.handoffs.rules.packs.shape import NationPack, SentBy


class ReferralKind(Enum):
    """Which form it is, by who sends it."""

    DUTY = "duty"
    VOLUNTARY = "voluntary"


def referral_kind(sent_by: SentBy, pack: NationPack) -> ReferralKind:
    """A duty for the public bodies that the law names, else voluntary (R-08)."""
    has_duty = sent_by in pack.bodies_with_a_duty
    return ReferralKind.DUTY if has_duty else ReferralKind.VOLUNTARY


class Consent(Enum):
    """The consents of a referral, each hers to give or not."""

    TO_REFER = "to_refer"
    TO_AUTHORITY = "to_authority"
    TO_GIVE_CONTACT_DETAILS = "to_give_contact_details"


@dataclass(frozen=True, slots=True)
class Consents:
    """What she said to each; None where she has not been asked. The authority is the one that she
    chose, anywhere."""

    to_refer: bool | None
    authority: str = field(repr=False)
    to_give_contact_details: bool | None


def consents_missing(consents: Consents) -> Iterator[Consent]:
    """Which are missing before a referral may go. No to the third is an answer: then it goes
    without a way to reach her, and whoever sends it is asked instead."""
    if consents.to_refer is not True:
        yield Consent.TO_REFER
    if not consents.authority.strip():
        yield Consent.TO_AUTHORITY
    if consents.to_give_contact_details is None:
        yield Consent.TO_GIVE_CONTACT_DETAILS


def may_give_contact_details(consents: Consents) -> bool:
    """Whether the field of safe contact may be ticked at all; not asked is no."""
    return consents.to_give_contact_details is True


class Came(Enum):
    """How it came to the desk."""

    SHE_ASKED = "she_asked"
    SOMEBODY_ASKED_FOR_HER = "somebody_asked_for_her"
    REFERRAL = "referral"


def is_application(came: Came) -> bool:
    """Asking for help is one: in any form, in any area, herself or through somebody. A referral
    alone is none, whoever sends it (R-08)."""
    return came is not Came.REFERRAL


class Interim(Enum):
    """What was found for tonight."""

    GIVEN = "given"
    SHE_HAS_A_SAFE_PLACE = "she_has_a_safe_place"
    SHE_CHOSE_OTHERWISE = "she_chose_otherwise"
    REFUSED = "refused"


class Lack(Enum):
    """What a council desk has not written down yet."""

    TAKEN_AT = "taken_at"
    INTERIM = "interim"
    WHY = "why"
    DECISION_DUE = "decision_due"


@dataclass(frozen=True, slots=True)
class Application:
    """What a council desk writes down. There is no field here for papers, a police reference,
    arrears or a connection with the area: none is a condition."""

    taken_at: datetime | None = None
    interim: Interim | None = None
    why: str = field(default="", repr=False)
    decision_due: date | None = None


def lacking(application: Application) -> Iterator[Lack]:
    """What is not said yet (R-08); where there is nothing for tonight, why not."""
    if application.taken_at is None:
        yield Lack.TAKEN_AT
    if application.interim is None:
        yield Lack.INTERIM
    if application.interim is Interim.REFUSED and not says_something(application.why):
        yield Lack.WHY
    if application.decision_due is None:
        yield Lack.DECISION_DUE


def has_nowhere_tonight(*, said_nowhere: bool, interim: Interim | None) -> bool:
    """Whether this night is still open: then it is due today, and a refusal leaves it so."""
    return said_nowhere and interim in (None, Interim.REFUSED)


def is_threatened(loses_home_on: date, today: date, pack: NationPack) -> bool:
    """Whether the home goes within the days that the nation's law counts, or has gone."""
    return (loses_home_on - today).days <= pack.threatened_within


def goes_as_well_to(age: int | None, *, is_homeless: bool, pack: NationPack) -> list[DeskKind]:
    """Where a homeless young person goes beside housing: children's social care too (V-28)."""
    is_young = is_homeless and age in pack.young
    return [DeskKind.CHILDRENS_SOCIAL_CARE] if is_young else []
