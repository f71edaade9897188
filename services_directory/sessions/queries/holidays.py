"""Bank holidays of a nation of the United Kingdom, year by year."""

from datetime import date
from functools import lru_cache

from services_directory.sessions.models import Nation


@lru_cache(maxsize=256)
def bank_holidays(nation: Nation, year: int) -> frozenset[date]:
    """The days on which a nation's offices are closed in a year."""
    # Imported here: few need it, and every start of the portal would pay for it.
    import holidays

    return frozenset(holidays.country_holidays("GB", subdiv=nation.value, years=year))
