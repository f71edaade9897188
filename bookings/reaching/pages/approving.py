"""Each message to the letter, shown to her in person before she allows it (V-16, S-09)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from starlette.responses import Response

from bookings.contact.actions.approving import approve, unapprove
from bookings.contact.rules.choices import Channel, Element, Kind, Route
from bookings.contact.rules.fields import Field
from bookings.contact.rules.preference import Preference, Wording
from bookings.contact.wording.rules import terms
from bookings.contact.wording.rules.terms import Chosen, Preview
from bookings.contact.wording.today import STYLES, can_be_said, is_reviewed
from bookings.contact.wording.wordbook import Wordbook, wordbook
from bookings.reaching.forms.answers import read_how
from bookings.reaching.pages.contact import HEARD, contact_path, shown_with
from bookings.reaching.pages.in_words import values_of
from bookings.reaching.queries.calls import ringing_of
from bookings.visits.actions.reminding import remind_as_allowed
from bookings.visits.models import Visit
from portal.i18n import SOURCE
from portal.web.forms import Problems, one
from portal.web.page import PageRequest

MESSAGES = "bookings/reaching/messages.html"
Asked = PageRequest[Visit]


@dataclass(frozen=True, slots=True)
class Shown:
    """One kind by one way: all that would be said, and whether it stands approved just so."""

    kind: Kind
    channel: Channel
    previews: tuple[Preview, ...]
    wording: Wording
    is_approved: bool

    @property
    def key(self) -> str:
        return f"{self.kind.value}, {self.channel.value}"

    @property
    def is_reviewed(self) -> bool:
        return is_reviewed(self.previews)

    @property
    def can_be_said(self) -> bool:
        return can_be_said(self.previews)


def show_messages(asked: Asked) -> Response:
    """What would be sent, in the style, language and elements that stand."""
    return _page(asked)


def press_messages(asked: Asked) -> Response:
    """What is ticked is allowed in just these words; what is not ticked is allowed no more."""
    problems = Problems()
    how, shown = read_how(asked.typed, problems), _shown(asked)
    if problems:
        return _page(asked, problems=problems)
    if one(asked.typed, "seen") != _seen(shown):
        return _page(asked, changed=True)
    hers, by, at = asked.subject.client_id, asked.actor, asked.now
    for each in shown:
        if each.key in asked.typed.get("allowed", []) and each.can_be_said:
            kind, channel, said_by = each.kind, each.channel, HEARD[how]
            approve(asked.db, hers, kind, channel, each.wording, said_by=said_by, by=by, at=at)
        else:
            unapprove(asked.db, hers, each.kind, each.channel, by=by, at=at)
    remind_as_allowed(asked.db, asked.subject, at=at)
    return asked.done(contact_path(asked.subject))


def _shown(asked: Asked) -> list[Shown]:
    preference, _ = ringing_of(asked.db, asked.subject, asked.now)
    channels = [Channel.TEXT, *([Channel.EMAIL] if preference.allows(Route.EMAIL) else [])]
    return [_drawn(asked, preference, kind, channel) for channel in channels for kind in Kind]


def _drawn(asked: Asked, preference: Preference, kind: Kind, channel: Channel) -> Shown:
    book = wordbook(asked.house.settings.public_name)
    chosen = _chosen(book, preference, kind, channel)
    values = values_of(asked.db, asked.subject, preference, asked.house.settings.timezone)
    version = book.version_of(chosen.kind, chosen.channel, chosen.style, chosen.language)
    elements = frozenset(Element(each.value) for each in chosen.elements)
    wording = Wording(version, chosen.language, chosen.style.value, elements)
    is_approved = preference.approved.get((kind, channel)) == wording
    return Shown(kind, channel, book.previews(chosen, values), wording, is_approved)


def _chosen(book: Wordbook, preference: Preference, kind: Kind, channel: Channel) -> Chosen:
    """As she said, or the plainest there is."""
    style, language = preference.text(Field.STYLE), preference.text(Field.LANGUAGE)
    return Chosen(
        terms.Kind(kind.value),
        terms.Channel(channel.value),
        terms.Style(style) if style in STYLES else terms.Style.NEUTRAL,
        frozenset(terms.Element(each.value) for each in preference.choices(Field.ELEMENTS)),
        language if language in book.reviewers() else SOURCE,
    )


def _seen(shown: Iterable[Shown]) -> str:
    """Stands for all that was shown: approved is only what was seen just so."""
    said = [(each.key, each.wording.version, each.previews) for each in shown]
    return sha256(repr(said).encode()).hexdigest()[:24]


def _page(
    asked: Asked, *, problems: Mapping[str, str] | None = None, changed: bool = False
) -> Response:
    asked.note("contact seen", asked.subject.id)
    shown = _shown(asked)
    return asked.show(
        MESSAGES,
        fragment="content",
        status=422 if problems else 409 if changed else 200,
        **shown_with(asked, asked.subject),
        shown=shown,
        seen=_seen(shown),
        changed=changed,
        problems=problems or {},
        allowed=asked.typed.get("allowed", []) if problems else None,
    )
