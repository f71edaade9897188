"""How one person may be reached: what stands and who said it, what would reach them now, and what
only a person can do about it. No button here insists on anything (S-17)."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from bookings.contact.actions.confirming import confirm
from bookings.contact.actions.flagging import spoken_with
from bookings.contact.actions.stopping import StopAll, lift, phone_not_safe, withdraw
from bookings.contact.queries import standing, value_of
from bookings.contact.rules.choices import SaidBy
from bookings.contact.wording.wordbook import wordbook
from bookings.day.queries.door import open_alert
from bookings.reaching.actions.asking import ask_to_ring
from bookings.reaching.actions.calls import NUMBER_OF
from bookings.reaching.forms.answers import How, read_how
from bookings.reaching.pages.in_words import in_words
from bookings.reaching.queries.calls import ringing_of
from bookings.reaching.queries.outgoing import WouldBe, one_reason, would_go
from bookings.reaching.queries.people import somebody
from bookings.reaching.queries.said import groups_of, stop_of, stops_of
from bookings.reaching.queries.standing import frozen_numbers
from bookings.reaching.queries.telling import is_asked_to_ring
from bookings.visits.actions.reminding import remind_as_allowed
from bookings.visits.models import Visit
from portal.outbox.actions.queueing import cancel_all_of
from portal.web.forms import Problems, one
from portal.web.page import PageRequest
from services_directory.sessions.actions import mark_changed

CONTACT = "bookings/reaching/contact.html"
HEARD = {How.HERE: SaidBy.IN_PERSON, How.RANG: SaidBy.ON_HER_CALL}
NUMBERS = frozenset(NUMBER_OF.values())

Asked = PageRequest[Visit]


def contact_path(visit: Visit) -> str:
    return f"/session/visit/{visit.id}/contact"


@dataclass(frozen=True, slots=True)
class ContactPages:
    """The pages of one person. `let_go` are asked to let go of what is queued when she stops."""

    let_go: Collection[StopAll] = (cancel_all_of,)

    def show_contact(self, asked: Asked) -> Response:
        return self._page(asked)

    def press_contact(self, asked: Asked) -> Response:
        """One button. What needs her to have said it asks how, each time."""
        press = self._presses().get(one(asked.typed, "go"))
        problems = Problems()
        if press is not None:
            press(asked, problems)
        if problems:
            return self._page(asked, problems=problems)
        mark_changed(asked.db, asked.subject.session_id)
        return asked.done(contact_path(asked.subject))

    def _presses(self) -> Mapping[str, Callable[[Asked, Problems], None]]:
        return {
            "confirm": _confirm,
            "stop": self._stop,
            "not_safe": self._not_safe,
            "lift": _lift,
            "spoken": _spoken,
            "ring_us": _ring_us,
        }

    def _stop(self, asked: Asked, _problems: Problems) -> None:
        hers = asked.subject.client_id
        withdraw(asked.db, hers, by=asked.actor, at=asked.now, also=self.let_go)

    def _not_safe(self, asked: Asked, _problems: Problems) -> None:
        hers = asked.subject.client_id
        phone_not_safe(asked.db, hers, by=asked.actor, at=asked.now, also=self.let_go)

    def _page(self, asked: Asked, problems: Problems | None = None) -> Response:
        visit = asked.subject
        asked.note("contact seen", visit.id)
        preference, ringing = ringing_of(asked.db, visit, asked.now)
        messages = would_go(asked.db, visit, preference, asked.now, _would_be(asked))
        return asked.show(
            CONTACT,
            fragment="content",
            status=422 if problems else 200,
            **shown_with(asked, visit),
            ringing=ringing,
            messages=messages,
            is_asked=is_asked_to_ring(asked.db, visit),
            one_reason=one_reason(ringing, messages),
            counts_until=preference.expires_at,
            stops=stops_of(asked.db, visit),
            frozen=bool(frozen_numbers(asked.db, [visit.client_id])),
            groups=groups_of(asked.db, asked.actor, visit, asked.now),
            problems=problems or {},
            pressed=one(asked.typed, "go") if problems else "",
        )


def _would_be(asked: Asked) -> WouldBe:
    settings = asked.house.settings
    return in_words(wordbook(settings.public_name), settings.timezone)


def _confirm(asked: Asked, problems: Problems) -> None:
    """All still stands, for 28 days: she was asked and said so (C-06)."""
    read_how(asked.typed, problems)
    if not problems:
        confirm(asked.db, asked.subject.client_id, by=asked.actor, at=asked.now)
        remind_as_allowed(asked.db, asked.subject, at=asked.now)


def _ring_us(asked: Asked, _problems: Problems) -> None:
    """Asked for here, decided when it is due: the button insists on nothing (S-17)."""
    ask_to_ring(asked.db, asked.subject, by=asked.actor, at=asked.now)


def _lift(asked: Asked, problems: Problems) -> None:
    """Only in person: on the telephone nobody sees who stands beside her."""
    if read_how(asked.typed, problems) is not How.HERE:
        problems["how"] = "in_person"
    found = stop_of(asked.db, asked.subject, one(asked.typed, "stop"))
    if not problems and found is not None:
        lift(asked.db, found, by=asked.actor, at=asked.now)
        remind_as_allowed(asked.db, asked.subject, at=asked.now)


def _spoken(asked: Asked, problems: Problems) -> None:
    """A person has spoken with her about the number on which somebody else answered (R-07)."""
    read_how(asked.typed, problems)
    if problems:
        return
    for row in standing(asked.db, asked.subject.client_id):
        if row.field in NUMBERS:
            spoken_with(asked.db, str(value_of(row)), by=asked.actor, at=asked.now)


def shown_with(asked: PageRequest[Any], visit: Visit) -> dict[str, Any]:
    """What every page about one person's contact begins with."""
    return {
        "here": "calls",
        "visit": visit,
        "who": somebody(asked.db, visit),
        "alert": open_alert(asked.db, visit.session_id),
    }
