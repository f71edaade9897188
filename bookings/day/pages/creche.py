"""The creche's door: who is in, who may come, and with whom each child goes home (S-46)."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bookings.day.actions import creche
from bookings.day.actions.creche import (
    IsNotThere,
    IsThereAlready,
    NeedsAnother,
    NobodyGoes,
    NotNamed,
)
from bookings.day.actions.still_open import SessionIsClosed
from bookings.day.forms.creche import BROUGHT, CrecheForm, NameForm
from bookings.day.pages.todays import show_todays
from bookings.day.queries.board import everybody
from bookings.day.queries.creche import OfCreche, child_at, children_at
from bookings.day.queries.door import open_alert
from bookings.day.queries.things import has
from bookings.day.queries.today import SessionOfTheDay
from bookings.day.rules.stops import Person
from portal.access import Actor
from portal.web.forms import Problems, as_id
from portal.web.page import PageRequest
from services_directory.sessions.actions import SlotJustTaken

CRECHE = "bookings/day/creche.html"
Asked = PageRequest[SessionOfTheDay]

REFUSALS: dict[type[Exception], tuple[str, int]] = {
    SlotJustTaken: ("full", 409),
    IsThereAlready: ("is_there", 409),
    IsNotThere: ("is_not_there", 409),
    NotNamed: ("not_named", 422),
    NeedsAnother: ("needs_another", 409),
    NobodyGoes: ("nobody_goes", 409),
    SessionIsClosed: ("closed", 409),
}


class NotRead(Exception):
    """A name needs mending."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One child, the person whose child it is, as the board calls her, and those whom she named but
    whom a colleague must ask her about first."""

    of: OfCreche
    person: Person | None
    waiting: frozenset[UUID]


def show_todays_creche(asked: PageRequest[Actor]) -> Response:
    """The creche of the session in hand."""
    return show_todays(asked, _shown, here="creche")


def show_creche(asked: Asked) -> Response:
    """The creche of one session. `no` names a child whom somebody unlisted asked for."""
    no = as_id(asked.http.query_params.get("no", ""))
    said = "not_named" if no else ""
    return _shown(asked, asked.subject, said=said)


def press_creche(asked: Asked) -> Response:
    """In, out, somebody named, or somebody refused. Answers 404 for a child not to be seen."""
    form = CrecheForm.read(asked.typed)
    found = form.child_id and child_at(asked.db, asked.actor, asked.subject.id, form.child_id)
    press = PRESSES.get(form.go)
    if not found or press is None:
        raise HTTPException(404)
    try:
        query = press(asked, found, form)
    except NotRead:
        return _shown(asked, asked.subject, status=422, mend=found)
    except tuple(REFUSALS) as refusal:
        said, status = REFUSALS[type(refusal)]
        if said == "not_named":
            asked.note("creche: child refused", found.visit.id)
        return _shown(asked, asked.subject, status=status, said=said)
    return asked.done(f"/creche/{asked.subject.id}{query}")


def _sign_in(asked: Asked, each: OfCreche, _form: CrecheForm) -> str:
    said = _said(asked)
    creche.sign_in(asked.db, each, said.name, fetches=said.fetches, by=asked.actor, at=asked.now)
    return ""


def _release(asked: Asked, each: OfCreche, form: CrecheForm) -> str:
    listed = {str(one.id): one.name or "" for one in each.named}
    if each.there is not None:
        listed[BROUGHT] = each.there.brought_by or ""
    to = listed.get(form.to, "")
    creche.release_child(asked.db, each, to, why=form.why, by=asked.actor, at=asked.now)
    return ""


def _name_somebody(asked: Asked, each: OfCreche, _form: CrecheForm) -> str:
    creche.name_collector(asked.db, each.visit, _said(asked).name, by=asked.actor, at=asked.now)
    return ""


def _confirm(asked: Asked, each: OfCreche, form: CrecheForm) -> str:
    for one in each.named:
        if str(one.id) == form.to:
            creche.confirm_collector(asked.db, each, one, by=asked.actor, at=asked.now)
    return ""


def _refuse(asked: Asked, each: OfCreche, _form: CrecheForm) -> str:
    creche.refuse(asked.db, each, by=asked.actor, at=asked.now)
    return f"?no={each.child.id}"


def _said(asked: Asked) -> NameForm:
    """Raises NotRead."""
    read = NameForm.read(asked.typed)
    if isinstance(read, Problems):
        raise NotRead
    return read


PRESSES: dict[str, Callable[[Asked, OfCreche, CrecheForm], str]] = {
    "in": _sign_in,
    "out": _release,
    "name": _name_somebody,
    "confirm": _confirm,
    "refuse": _refuse,
}


def _waiting(each: OfCreche, actor: Actor) -> frozenset[UUID]:
    return frozenset(one.id for one in each.named if each.waits_for_another(one, actor))


def _shown(
    asked: PageRequest[Actor] | Asked,
    session: SessionOfTheDay,
    *,
    status: int = 200,
    said: str = "",
    mend: OfCreche | None = None,
) -> Response:
    asked.note("creche seen", session.id)
    people = {one.visit_id: one for one in everybody(asked.db, asked.actor, session.id)}
    children = [
        Shown(each, people.get(each.visit.id), _waiting(each, asked.actor))
        for each in children_at(asked.db, asked.actor, session.id)
        if each.wants or each.place or each.stays or each.visit.id in people
    ]
    return asked.show(
        CRECHE,
        fragment="content",
        status=status,
        here="creche",
        session=session,
        alert=open_alert(asked.db, session.id),
        said=said,
        mend=mend.child.id if mend else None,
        there=[each for each in children if each.of.there],
        expected=[each for each in children if not each.of.there and not each.of.stays],
        gone=[each for each in children if each.of.stays and not each.of.there],
        places=len(has(asked.db, session.id).creche),
        brought=BROUGHT,
    )
