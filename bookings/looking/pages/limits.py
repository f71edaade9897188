"""What the deployer calls unusual, as the rules take it."""

from bookings.looking.rules.unusual import Limits
from portal.settings import Settings


def limits_of(settings: Settings) -> Limits:
    return Limits(settings.most_read_an_hour, settings.most_read_a_day, settings.read_near_days)
