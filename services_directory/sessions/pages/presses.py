"""The buttons of a pattern's page: each reads its form and gives the change that it asks for."""

from collections.abc import Callable, Mapping
from typing import TypeAlias
from uuid import UUID

from portal.web.forms import Problems, as_id, one
from portal.web.page import PageRequest
from services_directory.sessions.actions import pattern_parts as parts
from services_directory.sessions.actions.patterns import Change
from services_directory.sessions.forms import patterns as forms
from services_directory.sessions.models import Purpose, Schedule
from services_directory.sessions.queries import patterns as queries

Asked: TypeAlias = PageRequest[Schedule]
Press: TypeAlias = Callable[[Asked], Change | Problems]


def _week(asked: Asked) -> Change | Problems:
    read = forms.read_week(asked.typed)
    return read if isinstance(read, Problems) else parts.state_week(read)


def _add_desk(asked: Asked) -> Change | Problems:
    read = forms.read_desk(asked.typed)
    service = forms.chosen(
        asked.typed, "service", [s.id for s in queries.services(asked.db, asked.now)]
    )
    purpose = next((p for p in Purpose if p.value == one(asked.typed, "purpose")), None)
    if isinstance(read, Problems) or service is None or purpose is None:
        missing = {"service": service, "purpose": purpose}
        unsaid = {name: "choose_one" for name, found in missing.items() if found is None}
        return Problems(unsaid | (read if isinstance(read, Problems) else {}))
    return parts.add_desk(asked.db, service, purpose, read)


def _desk(asked: Asked) -> Change | Problems:
    read = forms.read_desk(asked.typed)
    return read if isinstance(read, Problems) else parts.state_desk(_about(asked), read)


def _remove_desk(asked: Asked) -> Change | Problems:
    return parts.remove_desk(_about(asked))


def _seat(asked: Asked) -> Change | Problems:
    read = forms.read_seat(asked.typed, [each.id for each in queries.workers(asked.db)])
    if isinstance(read, Problems):
        return read
    return parts.seat(asked.db, _about(asked), *read)


def _unseat(asked: Asked) -> Change | Problems:
    return parts.unseat(_about(asked), _id_in(one(asked.typed, "sitting")))


def _date(asked: Asked) -> Change | Problems:
    read = forms.read_date(asked.typed)
    return read if isinstance(read, Problems) else parts.add_date(asked.db, read, asked.now)


def _remove_date(asked: Asked) -> Change | Problems:
    return parts.remove_date(asked.db, _about(asked), asked.now)


PRESSES: Mapping[str, Press] = {
    "week": _week,
    "add_desk": _add_desk,
    "desk": _desk,
    "remove_desk": _remove_desk,
    "seat": _seat,
    "unseat": _unseat,
    "date": _date,
    "remove_date": _remove_date,
}

# Which field a refusal is told beside.
ALREADY = {"add_desk": "service", "date": "day"}


def _about(asked: Asked) -> UUID:
    return _id_in(one(asked.typed, "about"))


def _id_in(text: str) -> UUID:
    """An id that names nothing where none can be read."""
    return as_id(text) or UUID(int=0)
