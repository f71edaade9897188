"""Whether words about a refuge lead to its door: a number, a postcode, a street, a house by name, a
page that shows one (S-29). Rather one word too many is refused than one that leads there."""

import re
from functools import lru_cache

# Wherever they stand, and whatever stands before them; in Welsh too.
_STREET = re.compile(
    r"""(?<!\w)(?:
        street|str|road|rd|lane|ln|avenue|ave|crescent|terrace|mews|boulevard|alley|cul[ -]de[ -]sac
        |heol|stryd|ffordd|lôn|rhodfa
        |post[ ]?code|what[ ]?three[ ]?words
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)

# Ordinary words by themselves; after a name, each with a capital, the end of an address.
_HOUSE = re.compile(
    r"""(?<!\w)[A-Z][\w'’]*\s+(?:
        (?:House|Court|Cottage|Lodge|Villas?|Flats?|Hostel|Building|Mansions?|Manor|Hall|Wharf
          |Close|Drive|Way|Gardens|Square|Place|Row|Walk|Yard)(?!\w)
        |St\.?\s*(?:,|$)
    )""",
    re.VERBOSE | re.MULTILINE,
)

# An address of another kind: mail, a page, three words of a map.
_ELSEWHERE = re.compile(r"@|://|///|www\.|\w\.\w+\.\w")


@lru_cache(maxsize=4096)
def leads_to_a_door(words: str) -> bool:
    """Whether these words say more of where a refuge is than its area. A digit of any script does:
    house numbers and postcodes have one."""
    if any(each.isnumeric() for each in words):
        return True
    return any(sign.search(words) for sign in (_STREET, _HOUSE, _ELSEWHERE))


# Of the kind that is written in this country; a date or an hour is none.
_POSTCODE = re.compile(r"(?<!\w)[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}(?!\w)", re.IGNORECASE)


def names_a_door(words: str) -> bool:
    """The same of what a refuge says of anything else, in which days and hours have their numbers:
    a street, a house by name, a postcode, a page."""
    return any(sign.search(words) for sign in (_STREET, _HOUSE, _ELSEWHERE, _POSTCODE))
