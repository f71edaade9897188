"""What a refuge place is, as a value; how long what was said of it counts; that no word leads to
its door."""

from services_directory.places.rules.doors import leads_to_a_door, names_a_door
from services_directory.places.rules.values import (
    COMMUNITIES,
    FRESH_FOR,
    HOLD_FOR,
    Access,
    Funding,
    Gender,
    Hold,
    NotAnArea,
    RefugePlace,
    Support,
    held_from,
    is_fresh,
    is_held_for_another,
)

__all__ = [
    "COMMUNITIES",
    "FRESH_FOR",
    "HOLD_FOR",
    "Access",
    "Funding",
    "Gender",
    "Hold",
    "NotAnArea",
    "RefugePlace",
    "Support",
    "held_from",
    "is_fresh",
    "is_held_for_another",
    "leads_to_a_door",
    "names_a_door",
]
