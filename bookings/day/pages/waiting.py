"""Who waits for a session that is full, what is kept for them, whether a text can tell them of it,
and what they said to it in person or on a call of theirs."""

from collections.abc import Callable
from typing import TypeAlias

from starlette.responses import Response

from bookings.contact.actions.stopping import phone_not_safe
from bookings.day.forms.waiting import WaitingPress, read_press
from bookings.day.pages.telling import tellings
from bookings.day.queries.offers import needs_at
from bookings.day.queries.today import SessionOfTheDay
from bookings.day.queries.waiting import in_line, in_line_at
from bookings.visits.actions import waiting as actions
from bookings.visits.actions.offering import offer_what_is_free
from bookings.visits.actions.waiting import NotWaiting, OfferIsOver
from bookings.visits.models import WaitingPlace
from portal.outbox.actions.queueing import cancel_all_of
from portal.web.forms import Problems, one
from portal.web.page import PageRequest

WAITING = "bookings/day/waiting.html"

Asked: TypeAlias = PageRequest[SessionOfTheDay]
Press: TypeAlias = Callable[[Asked, WaitingPlace, WaitingPress], None]


def show_waiting(asked: Asked) -> Response:
    return _shown(asked)


def press_waiting(asked: Asked) -> Response:
    """One button. What cannot be done any more is said, and nothing has changed."""
    form = read_press(asked.typed)
    if isinstance(form, Problems):
        return _shown(asked, status=422, problems=form)
    try:
        _carry_out(asked, form)
    except (NotWaiting, OfferIsOver) as refusal:
        return _shown(asked, status=409, said=_SAID[type(refusal)])
    return asked.done(f"/session/{asked.subject.id}/waiting")


def _carry_out(asked: Asked, form: WaitingPress) -> None:
    if form.go == "look":
        offer_what_is_free(asked.db, asked.subject.id, by=asked.actor, at=asked.now)
    elif form.go in _PRESSES:
        _PRESSES[form.go](asked, _place(asked, form), form)


def _place(asked: Asked, form: WaitingPress) -> WaitingPlace:
    """Whose button it is. Raises NotWaiting where nobody of that session is meant."""
    session_id = asked.subject.id
    place = form.place_id and in_line_at(asked.db, asked.actor, session_id, form.place_id)
    if not place:
        raise NotWaiting
    return place


def _take(asked: Asked, place: WaitingPlace, form: WaitingPress) -> None:
    if form.offer_id is None:
        raise OfferIsOver
    actions.take_offer(asked.db, place, form.offer_id, by=asked.actor, at=asked.now)


def _decline(asked: Asked, place: WaitingPlace, form: WaitingPress) -> None:
    if form.offer_id is None:
        raise OfferIsOver
    actions.decline_offer(asked.db, place, form.offer_id, by=asked.actor, at=asked.now)


def _again(asked: Asked, place: WaitingPlace, _form: WaitingPress) -> None:
    actions.look_again(asked.db, place, by=asked.actor, at=asked.now)


def _count(asked: Asked, place: WaitingPlace, _form: WaitingPress) -> None:
    actions.count_as_any(asked.db, place, by=asked.actor, at=asked.now)


def _remove(asked: Asked, place: WaitingPlace, form: WaitingPress) -> None:
    actions.stop_waiting(asked.db, place, reason=form.reason, by=asked.actor, at=asked.now)


def _not_safe(asked: Asked, place: WaitingPlace, _form: WaitingPress) -> None:
    """They say so in person, or on a call of theirs: nothing reaches them, and no words open it."""
    actions.end_words(asked.db, place, by=asked.actor, at=asked.now)
    also = (cancel_all_of,)
    phone_not_safe(asked.db, place.client_id, by=asked.actor, at=asked.now, also=also)


_PRESSES: dict[str, Press] = {
    "take": _take,
    "decline": _decline,
    "again": _again,
    "count": _count,
    "remove": _remove,
    "not-safe": _not_safe,
}
_SAID: dict[type[Exception], str] = {NotWaiting: "not_waiting", OfferIsOver: "offer_over"}


def _shown(
    asked: Asked, *, status: int = 200, said: str = "", problems: Problems | None = None
) -> Response:
    """That it was looked at is recorded: the page names people."""
    session = asked.subject
    asked.note("waiting list seen", session.id)
    line = in_line(asked.db, asked.actor, session.id, asked.now)
    return asked.show(
        WAITING,
        fragment="content",
        status=status,
        here="board",
        session=session,
        line=line,
        tellings=tellings(asked.db, line, asked.house.settings, asked.now),
        names=needs_at(asked.db, session.id),
        has_begun=session.starts_at <= asked.now,
        said=said,
        problems=problems or {},
        mending=one(asked.typed, "place"),
    )
