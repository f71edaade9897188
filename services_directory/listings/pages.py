"""The directory's pages: what there is, when it was last confirmed, and what is stale (P-09)."""

from typing import Any
from uuid import UUID

from starlette.responses import Response

from portal.access import Actor
from portal.web.forms import Problems, one
from portal.web.page import PageRequest
from services_directory.listings import actions, queries
from services_directory.listings.forms import LONGEST, read_location, read_words
from services_directory.listings.models import Service, ServiceKind
from services_directory.listings.rules import is_stale

DIRECTORY, SERVICE = (
    "services_directory/listings/directory.html",
    "services_directory/listings/service.html",
)
ENTRY = ("remit", "eligibility", "hours", "spoken")


def show_directory(asked: PageRequest[Actor]) -> Response:
    return _directory(asked)


def press_directory(asked: PageRequest[Actor]) -> Response:
    """Add an organisation, a service or a place, or say what is missing."""
    go = one(asked.typed, "go")
    add = {"organization": _organization, "service": _service, "location": _location}.get(go)
    problems = add(asked) if add else Problems()
    return _directory(asked, problems) if problems else asked.done("/directory")


def show_service(asked: PageRequest[Service]) -> Response:
    return _entry(asked)


def press_service(asked: PageRequest[Service]) -> Response:
    """What the service says of itself now; it counts as confirmed."""
    said = read_words(asked.typed, "name", *ENTRY)
    if isinstance(said, Problems):
        return _entry(asked, problems=said)
    seen = one(asked.typed, "seen")[:6]
    number, service_id = int(seen) if seen.isdecimal() else -1, asked.subject.id
    try:
        actions.confirm_service(asked.db, service_id, number, said, by=asked.actor, at=asked.now)
    except actions.EntryChanged:
        asked.db.refresh(asked.subject)
        return _entry(asked, notice="changed_meanwhile")
    return asked.done(f"/directory/{service_id}")


def _organization(asked: PageRequest[Any]) -> Problems:
    said = read_words(asked.typed, "name")
    if isinstance(said, Problems):
        return said
    try:
        actions.add_organization(asked.db, said["name"], by=asked.actor, at=asked.now)
    except actions.NameTaken:
        return Problems(name="already_there")
    return Problems()


def _service(asked: PageRequest[Any]) -> Problems:
    said = read_words(asked.typed, "name")
    kind = next((each for each in ServiceKind if each.value == one(asked.typed, "kind")), None)
    owner = _owner(asked)
    problems = said if isinstance(said, Problems) else Problems()
    if kind is None or owner is None or isinstance(said, Problems):
        unsaid = {"kind": kind, "organization": owner}
        return Problems(problems | {n: "choose_one" for n, each in unsaid.items() if each is None})
    service = Service(organization_id=owner, name=said["name"], kind=kind)
    actions.add_service(asked.db, service, by=asked.actor, at=asked.now)
    return Problems()


def _owner(asked: PageRequest[Any]) -> UUID | None:
    chosen = one(asked.typed, "organization")
    known = queries.organizations(asked.db)
    return next((each.id for each in known if str(each.id) == chosen), None)


def _location(asked: PageRequest[Any]) -> Problems:
    read = read_location(asked.typed)
    if isinstance(read, Problems):
        return read
    actions.add_location(asked.db, read, by=asked.actor, at=asked.now)
    return Problems()


def _directory(asked: PageRequest[Any], problems: Problems | None = None) -> Response:
    found = queries.services(asked.db, asked.actor)
    return asked.show(
        DIRECTORY,
        fragment="content",
        status=422 if problems else 200,
        here="plan",
        services=[(each, is_stale(each.confirmed_at, asked.now)) for each in found],
        organizations=queries.organizations(asked.db),
        locations=queries.locations(asked.db),
        kinds=list(ServiceKind),
        at=one(asked.typed, "go") if problems else "",
        typed=asked.typed,
        problems=problems or {},
    )


def _entry(
    asked: PageRequest[Service], *, problems: Problems | None = None, notice: str = ""
) -> Response:
    return asked.show(
        SERVICE,
        fragment="content",
        status=422 if problems else 409 if notice else 200,
        here="plan",
        service=asked.subject,
        stale=is_stale(asked.subject.confirmed_at, asked.now),
        longest=LONGEST,
        typed=asked.typed,
        problems=problems or {},
        notice=notice,
    )
