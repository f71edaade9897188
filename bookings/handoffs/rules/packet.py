"""The frozen copy that a receiver reads: what she ticked, or what a lawful reason lets go, and not
a trace of anything else (S-31, S-32, R-02)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from enum import Enum
from hashlib import sha256

from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.fields import ALLOWED, PacketField, fields_for

# Counts the ways in which a packet was ever written, so that an old one can be told from a new one.
WRITTEN_AS = 1


class LawfulReason(Enum):
    """Why a field may go without her agreement (S-32)."""

    CHILD_AT_RISK = "child_at_risk"
    LIFE_AT_RISK = "life_at_risk"
    SERIOUS_HARM_TO_ANOTHER = "serious_harm_to_another"
    COURT_ORDER = "court_order"
    LEGAL_DUTY = "legal_duty"


@dataclass(frozen=True, slots=True)
class Entry:
    """One field that goes: she agreed, or there is a lawful reason, or both."""

    field: PacketField
    value: str = attribute(repr=False)
    is_agreed: bool
    lawful: LawfulReason | None = None


@dataclass(frozen=True, slots=True)
class Packet:
    """What goes to a kind of desk, in order. `text` is the one text that it can be written as, and
    `digest` (64 hex digits) stands for exactly that text."""

    desk: DeskKind
    entries: tuple[Entry, ...]
    text: str = attribute(repr=False)
    digest: str

    @property
    def fields(self) -> tuple[PacketField, ...]:
        """The list that stands in the record of what was shared."""
        return tuple(entry.field for entry in self.entries)

    @property
    def rests_on_agreement(self) -> tuple[PacketField, ...]:
        """What must not be read any more once she withdraws (V-29)."""
        return tuple(entry.field for entry in self.entries if entry.lawful is None)


def freeze(
    desk: DeskKind,
    values: Mapping[PacketField, str],
    answers: Mapping[PacketField, bool],
    lawful: Mapping[PacketField, LawfulReason] | None = None,
) -> Packet:
    """The packet of what she said yes to; not asked is no. A field beyond this desk's list never
    goes, whatever anybody ticked (R-02). What is empty is left out, so that nobody can tell it from
    what she kept back."""
    reasons = lawful or {}
    entries = tuple(
        Entry(each, values[each], answers.get(each) is True, reasons.get(each))
        for each in fields_for(desk)
        if values.get(each, "").strip() and (answers.get(each) is True or each in reasons)
    )
    text = written(desk, entries)
    return Packet(desk, entries, text, sha256(text.encode("ascii")).hexdigest())


def written(desk: DeskKind, entries: tuple[Entry, ...]) -> str:
    """The one text of a packet: no two packets have the same."""
    rows = [_row(entry) for entry in entries]
    return json.dumps([WRITTEN_AS, desk.value, rows], ensure_ascii=True, separators=(",", ":"))


def _row(entry: Entry) -> list[str | bool]:
    lawful = entry.lawful.value if entry.lawful else ""
    return [entry.field.value, entry.value, entry.is_agreed, lawful]


def read_again(text: str) -> Packet:
    """The packet that a stored text holds. Raises ValueError for one that nobody froze: another
    version, a field that this desk may not have by now, or a text that is not the one it would be.
    """
    try:
        version, desk_value, rows = json.loads(text)
        desk = DeskKind(desk_value)
        entries = tuple(_entry(*row) for row in rows)
    except TypeError:
        raise ValueError("no packet was ever written so") from None
    is_frozen = version == WRITTEN_AS and _might_be_frozen(desk, entries)
    if not is_frozen or written(desk, entries) != text:
        raise ValueError("no packet was ever written so")
    return Packet(desk, entries, text, sha256(text.encode("ascii")).hexdigest())


def _entry(name: str, value: str, is_agreed: bool, lawful: str) -> Entry:
    reason = LawfulReason(lawful) if lawful else None
    return Entry(PacketField(name), value, is_agreed is True, reason)


def _might_be_frozen(desk: DeskKind, entries: tuple[Entry, ...]) -> bool:
    named = {entry.field for entry in entries}
    is_allowed = len(named) == len(entries) and named <= ALLOWED[desk]
    return is_allowed and all(each.value.strip() and _may_go(each) for each in entries)


def _may_go(entry: Entry) -> bool:
    return entry.is_agreed or entry.lawful is not None


def replaces(newer: Packet, older: Packet) -> bool:
    """Whether a later packet says something else to the same desk: a change never reaches what was
    sent, it is a new packet, agreed as the first was (S-31)."""
    return newer.desk is older.desk and newer.digest != older.digest
