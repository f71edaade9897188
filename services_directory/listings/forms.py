"""What is typed about an entry of the directory."""

from portal.web.forms import Problems, Typed, one, ticked
from services_directory.listings.models import Location

LONGEST = {"name": 80, "remit": 300, "eligibility": 300, "hours": 120, "spoken": 120}
LONGEST_PLACE = {"name": 80, "description": 200, "address_1": 80, "city": 60, "postal_code": 10}
LONGEST_AREA = 60


def read_words(typed: Typed, *names: str) -> dict[str, str] | Problems:
    """The named fields, each on one line; the name must be there."""
    said = {name: " ".join(one(typed, name).split()) for name in names}
    problems = Problems({n: "too_long" for n, text in said.items() if len(text) > LONGEST[n]})
    if "name" in said and not said["name"]:
        problems["name"] = "missing"
    return problems or said


def read_location(typed: Typed) -> Location | Problems:
    """A place. Of a confidential one nothing is taken but an area without a number (S-29)."""
    area = " ".join(one(typed, "area").split())
    said = {name: " ".join(one(typed, name).split()) or None for name in LONGEST_PLACE}
    confidential = ticked(typed, "confidential")
    limits = {n: "too_long" for n, most in LONGEST_PLACE.items() if len(said[n] or "") > most}
    problems = Problems(limits)
    if not area or len(area) > LONGEST_AREA:
        problems["area"] = "too_long" if area else "missing"
    if confidential:
        problems |= {name: "area_only" for name, text in said.items() if text}
        if any(each.isdigit() for each in area):
            problems["area"] = "area_only"
    elif not said["name"]:
        problems["name"] = "missing"
    return problems or Location(area=area, confidential=confidential, **said)
