"""Reaching somebody, by people: who may use which address."""

from uuid import UUID

from starlette.routing import BaseRoute

from bookings.contact.rules.questions import Group
from bookings.day.queries.named import visit_in
from bookings.day.queries.today import anybody
from bookings.looking.pages.why import with_reason
from bookings.reaching.pages import approving, calls, concerns, group, words
from bookings.reaching.pages.contact import ContactPages
from bookings.reaching.queries.calls import own_call
from bookings.reaching.queries.said import booked_in, group_in
from bookings.visits.models import Visit
from portal.access import Permission
from portal.web.page import page

_CALL, _SEE, _CHANGE = Permission.CALL, Permission.CONTACT_SEE, Permission.CONTACT_CHANGE
_SETTLE = Permission.CONCERNS
_CONTACT = "/session/visit/{visit_id:uuid}/contact"
_WORDS = "/session/visit/{visit_id:uuid}/phrase"
_MESSAGES = "/session/visit/{visit_id:uuid}/messages"
_GROUP = f"{_CONTACT}/{{group}}"


def _of_group(subject: tuple[Visit, Group]) -> UUID:
    return subject[0].client_id


def routes(contact: ContactPages) -> list[BaseRoute]:
    """Every address. `contact` has been told what else holds something for her."""
    return [
        page("/calls", calls.show_calls, needs=_CALL, subject=anybody, staffs=True),
        page(
            "/calls/{visit_id:uuid}",
            calls.press_show,
            method="POST",
            needs=_CALL,
            subject=visit_in,
            staffs=True,
        ),
        page(
            "/calls/of/{call_id:uuid}",
            calls.press_came,
            method="POST",
            needs=_CALL,
            subject=own_call,
            staffs=True,
        ),
        page("/concerns", concerns.show_concerns, needs=_SETTLE, subject=anybody, staffs=True),
        page(
            "/concerns",
            concerns.press_settled,
            method="POST",
            needs=_SETTLE,
            subject=anybody,
            staffs=True,
        ),
        page(
            _CONTACT, with_reason(contact.show_contact), needs=_SEE, subject=visit_in, staffs=True
        ),
        page(
            _CONTACT,
            with_reason(contact.press_contact),
            method="POST",
            needs=_CHANGE,
            subject=visit_in,
            staffs=True,
        ),
        page(
            _MESSAGES,
            with_reason(approving.show_messages),
            needs=_CHANGE,
            subject=booked_in,
            staffs=True,
        ),
        page(
            _MESSAGES,
            with_reason(approving.press_messages),
            method="POST",
            needs=_CHANGE,
            subject=booked_in,
            staffs=True,
        ),
        page(_WORDS, with_reason(words.show_words), needs=_CHANGE, subject=booked_in, staffs=True),
        page(
            _WORDS,
            with_reason(words.press_words),
            method="POST",
            needs=_CHANGE,
            subject=booked_in,
            staffs=True,
        ),
        page(
            _GROUP,
            with_reason(group.show_group, whose=_of_group),
            needs=_CHANGE,
            subject=group_in,
            staffs=True,
        ),
        page(
            _GROUP,
            with_reason(group.press_group, whose=_of_group),
            method="POST",
            needs=_CHANGE,
            subject=group_in,
            staffs=True,
        ),
    ]
