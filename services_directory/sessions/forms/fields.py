"""Days, times and minutes as they are typed; what cannot be read is noted beside its field."""

from datetime import date, time

from portal.web.forms import Problems, Typed, one
from services_directory.sessions.rules.cells import MINUTES_IN_A_CELL

# Beyond these a day is a slip of the finger, and no calendar of holidays knows it.
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 1, 1)


def day(typed: Typed, name: str, problems: Problems, *, needed: bool = True) -> date | None:
    """A day such as 2026-06-03, or None where nothing was typed."""
    text = one(typed, name)
    if not text:
        if needed:
            problems[name] = "day_missing"
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = FIRST_DAY
    if FIRST_DAY < found < LAST_DAY:
        return found
    problems[name] = "day_unreadable"
    return None


def wall(typed: Typed, name: str, problems: Problems, *, needed: bool = True) -> time | None:
    """A time such as 9:30, on a multiple of five minutes, or None where nothing was typed."""
    text = one(typed, name).replace(".", ":")
    if not text and not needed:
        return None
    hours, _, minutes = text.partition(":")
    if not (_is_number(hours) and _is_number(minutes) and int(hours) < 24 and int(minutes) < 60):
        problems[name] = "time_unreadable"
        return None
    if int(minutes) % MINUTES_IN_A_CELL:
        problems[name] = "not_in_fives"
        return None
    return time(int(hours), int(minutes))


def minutes(typed: Typed, name: str, problems: Problems, *, least: int, most: int) -> int:
    """Minutes in fives from `least` to `most`."""
    found = number(typed, name, problems, least=least, most=most)
    if found % MINUTES_IN_A_CELL:
        problems[name] = "not_in_fives"
    return found


def number(typed: Typed, name: str, problems: Problems, *, least: int, most: int) -> int:
    """A whole number from `least` to `most`."""
    text = one(typed, name)
    if not _is_number(text) or not least <= int(text) <= most:
        problems[name] = "number_unfit"
        return least
    return int(text)


def words(typed: Typed, name: str, problems: Problems, *, longest: int) -> str:
    """Some words on one line."""
    text = " ".join(one(typed, name).split())
    if not text:
        problems[name] = "missing"
    elif len(text) > longest:
        problems[name] = "too_long"
    return text


def _is_number(text: str) -> bool:
    return 0 < len(text) <= 4 and text.isascii() and text.isdigit()
