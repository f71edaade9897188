"""What becomes of a message at the moment of sending: what she said, what it would tell and the
words that she allowed, put before the one decision (S-01 to S-17)."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bookings.contact.actions.flagging import flag_number
from bookings.contact.actions.stopping import stop_word
from bookings.contact.numbers import NotANumber, dialled
from bookings.contact.queries import is_flagged, preference_of
from bookings.contact.rules import verdicts
from bookings.contact.rules.choices import Channel, Kind
from bookings.contact.rules.decision import decide
from bookings.contact.rules.fields import Field
from bookings.contact.rules.outgoing import Outgoing
from bookings.contact.rules.preference import Preference, Wording
from bookings.contact.wording.rules.terms import (
    Chosen,
    NotSayable,
    Problem,
    Style,
    Values,
)
from bookings.contact.wording.today import is_reviewed
from bookings.contact.wording.wordbook import Wordbook
from bookings.people.models import Client
from bookings.reaching.queries.outgoing import ADDRESSES
from bookings.reaching.queries.telling import Told, told_by, tries_about
from portal.access import STRANGER
from portal.outbox.actions.queueing import cancel_all_of
from portal.outbox.models import Message
from portal.outbox.rules import verdicts as outbox

# What is wrong with a message where nothing was approved that it could be.
NO_WORDS = outbox.Withhold(verdicts.Reason.WORDS_NOT_APPROVED.value)
CANNOT_BE_SAID = outbox.Withhold("the words cannot be said")


@dataclass(frozen=True, slots=True)
class Drafted:
    """A message by one way, in the words that would go, beside what the decision asks of it."""

    chosen: Chosen
    values: Values
    outgoing: Outgoing


@dataclass(frozen=True, slots=True)
class Judge:
    """Decides for the outbox. It holds the words and the clock's zone, and no way around any of
    the rules (S-17)."""

    wordbook: Wordbook
    zone: ZoneInfo

    def __call__(self, db: Session, message: Message, at: datetime) -> outbox.Verdict:
        """By text, where she approved one for this; else by mail. The first way that may go now is
        taken, else the first that may go later."""
        preference = preference_of(db, message.client_id, at)
        told = told_by(db, message)
        kinds = [Kind(message.kind)] if message.kind in {kind.value for kind in Kind} else []
        found: list[outbox.Verdict] = [
            self._judged(db, message, preference, told, wording, (kind, channel), at)
            for kind in kinds
            for channel in Channel
            if (wording := preference.approved.get((kind, channel))) is not None
        ]
        return min(found, key=_least_hindered, default=NO_WORDS)

    def _judged(
        self,
        db: Session,
        message: Message,
        preference: Preference,
        told: Told,
        wording: Wording,
        way: tuple[Kind, Channel],
        at: datetime,
    ) -> outbox.Verdict:
        values = self._values(db, message, preference, told)
        drafted = self._drafted(db, message, preference, told, wording, way, values)
        match decide(preference, drafted.outgoing, at):
            case verdicts.Send(until=until):
                return self._said(drafted, until, at)
            case verdicts.Wait(until=until, reason=reason):
                return outbox.Wait(until, reason.value)
            case verdicts.Withhold(reason=reason):
                return outbox.Withhold(reason.value)

    def _said(self, drafted: Drafted, until: datetime, at: datetime) -> outbox.Verdict:
        try:
            said = self.wordbook.render(drafted.chosen, drafted.values)
        except NotSayable:
            return CANNOT_BE_SAID
        carrier = outbox.Channel[drafted.outgoing.channel.name]
        return outbox.Send(carrier, drafted.outgoing.to, said.text, said.subject, until - at)

    def _drafted(
        self,
        db: Session,
        message: Message,
        preference: Preference,
        told: Told,
        approved: Wording,
        way: tuple[Kind, Channel],
        values: Values,
    ) -> Drafted:
        kind, channel = way
        style = Style(approved.style)
        chosen = Chosen(kind, channel, style, approved.elements, approved.language)
        version = self.wordbook.version_of(kind, channel, style, approved.language)
        preview = self.wordbook.preview(chosen, values)
        to = preference.text(ADDRESSES[channel])
        outgoing = Outgoing(
            kind=kind,
            channel=channel,
            to=to,
            wording=Wording(version, approved.language, approved.style, approved.elements),
            is_reviewed=is_reviewed([preview]),
            fits_one_part=Problem.TOO_LONG not in preview.problems,
            useful_until=message.useful_until,
            begins_at=told.begins_at,
            stands=told.stands,
            sent_so_far=tries_about(db, message.about_id),
            number_is_flagged=bool(to) and channel is Channel.TEXT and is_flagged(db, to),
            alert_is_on=told.alert_is_on,
        )
        return Drafted(chosen, values, outgoing)

    def _values(self, db: Session, message: Message, preference: Preference, told: Told) -> Values:
        begins = told.begins_at.astimezone(self.zone) if told.begins_at else None
        client = db.get(Client, message.client_id)
        return Values(
            day=begins.date() if begins else None,
            at=begins.time() if begins else None,
            place=told.place,
            phrase=preference.text(Field.OUR_PHRASE),
            called_off=told.is_called_off,
            never=preference.never_used(client.chosen_name if client else None),
        )


def _least_hindered(verdict: outbox.Verdict) -> tuple[int, float]:
    match verdict:
        case outbox.Send():
            return 0, 0.0
        case outbox.Wait(until=until):
            return 1, until.timestamp()
        case outbox.Withhold():
            return 2, 0.0


def flag_hers(db: Session, client_id: UUID, code: int | None, at: datetime) -> None:
    """The provider refused her number: it is not tried again until a person has spoken with her.
    Where she has said another since, that one waits too: better one text too few."""
    number = preference_of(db, client_id, at).text(Field.MOBILE_NUMBER)
    if number and not is_flagged(db, number):
        flag_number(db, number, code or 0, by=STRANGER, at=at)


def end_texts(db: Session, number: str, at: datetime) -> None:
    """A stop word came from a number: whoever said that it is theirs has no text any more."""
    with suppress(NotANumber):
        stop_word(db, dialled(number), by=STRANGER, at=at, also=(cancel_all_of,))
