"""Journeys, visits and their stops, and who waits for a morning that is full."""

from bookings.visits.models.visits import (
    OVER_AFTER,
    AgeBand,
    Appointment,
    AppointmentStatus,
    Draft,
    Visit,
    VisitChild,
    VisitHasBegun,
    VisitIsOver,
    VisitNeed,
    VisitStatus,
)
from bookings.visits.models.waiting import (
    STILL_WAITS,
    OfferAnswer,
    WaitingOffer,
    WaitingPlace,
    WaitingState,
)

__all__ = [
    "OVER_AFTER",
    "STILL_WAITS",
    "AgeBand",
    "Appointment",
    "AppointmentStatus",
    "Draft",
    "OfferAnswer",
    "Visit",
    "VisitChild",
    "VisitHasBegun",
    "VisitIsOver",
    "VisitNeed",
    "VisitStatus",
    "WaitingOffer",
    "WaitingPlace",
    "WaitingState",
]
