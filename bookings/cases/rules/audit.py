"""What an inspector sees of a case: how it was worked, and nothing that tells whose (C-29)."""

from datetime import date

SAMPLE = 6


def age_band(born: bool, day: date | None, years: int | None, today: date) -> str:
    """The bands that inspections ask about, for a child."""
    if not born:
        return "unborn"
    age = _whole_years(day, today) if day else years
    if age is None:
        return "not_known"
    bands = ((1, "under_1"), (8, "1_to_7"), (16, "8_to_15"))
    return next((name for under, name in bands if age < under), "16_or_over")


def _whole_years(day: date, today: date) -> int:
    return today.year - day.year - ((today.month, today.day) < (day.month, day.day))


def days_after(opened: date, day: date) -> int:
    """No date stands in an audit: only how long after the case was opened."""
    return (day - opened).days
