"""What is typed about a pattern's week, desks, seats and dates (C-01)."""

from collections.abc import Collection
from uuid import UUID

from portal.web.forms import Problems, Typed, one, ticked
from services_directory.sessions.actions.pattern_parts import DateStated, DeskStated, WeekStated
from services_directory.sessions.forms import fields
from services_directory.sessions.models import ExceptionKind, Nation
from services_directory.sessions.rules.dates import WEEKDAYS

LONGEST_NAME = 60
LONGEST_SLOT, LONGEST_GAP, LONGEST_WAY = 180, 60, 240
MOST_PERCENT = 100


def read_week(typed: Typed) -> WeekStated | Problems:
    problems = Problems()
    name = fields.words(typed, "name", problems, longest=LONGEST_NAME)
    days = [code for code in WEEKDAYS if code in typed.get("byday", [])]
    if not days:
        problems["byday"] = "weekday_missing"
    opens = fields.wall(typed, "opens_at", problems)
    closes = fields.wall(typed, "closes_at", problems)
    first = fields.day(typed, "valid_from", problems)
    last = fields.day(typed, "valid_to", problems, needed=False)
    if opens and closes and closes <= opens:
        problems["closes_at"] = "closes_too_early"
    if first and last and last < first:
        problems["valid_to"] = "ends_too_early"
    if problems or not (opens and closes and first):
        return problems
    nation = next((each for each in Nation if each.value == one(typed, "bank_holidays")), None)
    return WeekStated(name, ",".join(days), opens, closes, first, last, nation)


def read_desk(typed: Typed) -> DeskStated | Problems:
    problems = Problems()
    slot = fields.minutes(typed, "slot_minutes", problems, least=5, most=LONGEST_SLOT)
    gap = fields.minutes(typed, "gap_minutes", problems, least=0, most=LONGEST_GAP)
    share = fields.number(typed, "walk_in_percent", problems, least=0, most=MOST_PERCENT)
    way = None
    if ticked(typed, "on_call"):
        way = fields.number(typed, "minutes_to_reach", problems, least=1, most=LONGEST_WAY)
    return problems or DeskStated(slot, gap, share, way)


def read_date(typed: Typed) -> DateStated | Problems:
    problems = Problems()
    kind = next((each for each in ExceptionKind if each.value == one(typed, "kind")), None)
    if kind is None:
        return Problems(kind="choose_one")
    day = fields.day(typed, "day", problems)
    if kind is ExceptionKind.SKIPPED:
        return problems if day is None else DateStated(kind, day, None, None, None)
    is_moved = kind is ExceptionKind.MOVED
    to = fields.day(typed, "moved_to", problems) if is_moved else None
    opens = fields.wall(typed, "opens_at", problems, needed=False)
    closes = fields.wall(typed, "closes_at", problems, needed=False)
    if opens and closes and closes <= opens:
        problems["closes_at"] = "closes_too_early"
    if problems or day is None:
        return problems
    return DateStated(kind, day, to, opens, closes)


def read_seat(typed: Typed, known: Collection[UUID]) -> tuple[UUID, str] | Problems:
    """A worker of those `known`, and the name of a room."""
    problems = Problems()
    room = fields.words(typed, "room", problems, longest=LONGEST_NAME)
    worker = chosen(typed, "worker", known)
    if worker is None:
        problems["worker"] = "choose_one"
    if problems or worker is None:
        return problems
    return worker, room


def chosen(typed: Typed, name: str, known: Collection[UUID]) -> UUID | None:
    """Whichever of those `known` was chosen."""
    return next((each for each in known if str(each) == one(typed, name)), None)
