"""What a missed visit asks, with what has happened to her numbers since (C-13)."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from bookings.contact.rules.choices import NoShow
from bookings.contact.rules.fields import Field
from bookings.contact.rules.no_show import AfterMiss, what_a_miss_asks
from bookings.contact.rules.preference import Preference
from bookings.contact.rules.verdicts import Withhold
from bookings.reaching.rules.calls import Around, ringing


def what_is_asked(preference: Preference, frozen: Collection[Field], moment: datetime) -> AfterMiss:
    """Her choice as far as it can be followed now; a number that is frozen is not rung, whatever
    she chose before somebody else answered it (C-13, R-07)."""
    asks = what_a_miss_asks(preference, moment)
    if asks.ringing is None:
        return asks
    found = ringing(preference, Around(frozenset(frozen)), moment)
    if isinstance(found, Withhold):
        return AfterMiss(NoShow.NOTHING, why=found.reason)
    return replace(asks, ringing=found)
