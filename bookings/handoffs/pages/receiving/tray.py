"""The tray of a team: what is due, overdue, unread, by what silence would cost; and nothing of her
(R-04, C-14, S-31)."""

from hashlib import sha256
from typing import Any
from uuid import UUID

from starlette.responses import Response

from bookings.handoffs.actions.answering import receive
from bookings.handoffs.actions.ending import hand_over
from bookings.handoffs.models import Handoff
from bookings.handoffs.queries.receiving import organizations_named, services_named
from bookings.handoffs.queries.staffed import receiving_for
from bookings.handoffs.queries.trays import Line, tray_of
from bookings.handoffs.rules.stages import HELD_BY, Side, Stage
from bookings.handoffs.rules.state import Lacks, NotDeclared, NotTheirs
from bookings.handoffs.rules.steps import Who
from portal.access import Actor
from portal.web.forms import as_id, one
from portal.web.page import PageRequest

TRAY, CHANGED = "bookings/handoffs/receiver_tray.html", "bookings/handoffs/receiver_changed.html"
TAKEN, WHOM = "taken", "whom"


def show_tray(asked: PageRequest[Actor]) -> Response:
    """What lies with the services that this one receives for, the worst silence first."""
    return _tray(asked)


def show_changed(asked: PageRequest[Actor]) -> Response:
    """That the tray is not what the page shows any more, asked for by the page itself: it moves
    nothing under somebody's hands."""
    found = tray_of(asked.db, asked.actor, asked.now, page=number_of_page(asked))
    if _version(found.lines) == asked.http.query_params.get("was", ""):
        return Response(status_code=204)
    return asked.show(CHANGED, fragment="changed", here="tray")


def press_receive(asked: PageRequest[Handoff]) -> Response:
    """From now on it bears one's own name (R-04)."""
    try:
        receive(asked.db, asked.subject, by=asked.actor, at=asked.now)
    except (NotDeclared, NotTheirs, Lacks):
        return _tray(asked, said=TAKEN)
    return asked.sent_to(f"/tray/{asked.subject.id}")


def press_hand_over(asked: PageRequest[Handoff]) -> Response:
    """A colleague has it from now on; or oneself, where the colleague who had it cannot."""
    to = as_id(one(asked.typed, "to"))
    if to is None:
        return _tray(asked, said=WHOM)
    by, at = asked.actor, asked.now
    try:
        hand_over(asked.db, asked.subject, to, by=by, at=at, side=Who.RECEIVER)
    except Lacks:
        return _tray(asked, said=WHOM)
    except (NotDeclared, NotTheirs):
        return _tray(asked, said=TAKEN)
    return asked.sent_to("/tray")


def number_of_page(asked: PageRequest[Any]) -> int:
    """Which part of a long list was asked for, 0 first."""
    text = asked.http.query_params.get("page", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0


def is_with_them(line: Line) -> bool:
    """Whether the receiving side has something to do with it."""
    return line.stage is Stage.SENT or HELD_BY[line.stage] is Side.RECEIVER


def _tray(asked: PageRequest[Any], *, said: str = "") -> Response:
    page = number_of_page(asked)
    tray = tray_of(asked.db, asked.actor, asked.now, page=page)
    ours = [each for each in tray.lines if is_with_them(each)]
    status = {"": 200, WHOM: 422}.get(said, 409)
    return asked.show(
        TRAY,
        fragment="content",
        status=status,
        here="tray",
        ours=ours,
        theirs=[each for each in tray.lines if not is_with_them(each)],
        page=page,
        version=_version(tray.lines),
        has_more=tray.has_more,
        colleagues=receiving_for(asked.db, _services(tray.lines)),
        services=services_named(asked.db, _services(tray.lines)),
        organizations=organizations_named(asked.db, {each.organization_id for each in tray.lines}),
        said=said,
        of=asked.subject.id if said else None,
    )


def _version(lines: list[Line]) -> str:
    """Another one wherever a row came, went, or went on."""
    rows = [f"{each.id} {each.stage.value} {each.holder} {each.standing.value}" for each in lines]
    return sha256("\n".join(rows).encode()).hexdigest()[:16]


def _services(lines: list[Line]) -> set[UUID]:
    return {each.service_id for each in lines if each.service_id is not None}
