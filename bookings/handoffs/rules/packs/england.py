"""England's values: Housing Act 1996 parts 7 and s.213B, and the priority need of 5 July 2021."""

from datetime import date

from bookings.handoffs.rules.packs.shape import NationPack, Said, SentBy

ENGLAND = NationPack(
    nation="ENG",
    threatened_within=56,
    # Named public bodies and nobody else: what a charity, a landlord or the police send is
    # voluntary.
    bodies_with_a_duty=frozenset(
        {
            SentBy.PRISON,
            SentBy.YOUTH_OFFENDING,
            SentBy.PROBATION,
            SentBy.JOBCENTRE,
            SentBy.SOCIAL_SERVICES,
            SentBy.EMERGENCY_DEPARTMENT,
            SentBy.HOSPITAL_WARD,
            SentBy.DEFENCE,
        }
    ),
    says=tuple(Said),
    young=frozenset({16, 17}),
    automatic_priority_since=date(2021, 7, 5),
)
