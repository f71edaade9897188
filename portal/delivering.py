"""Puts the way out together, and keeps it going: who decides, who carries, in a loop of its own."""

import atexit
import signal
import sys
import threading
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from bookings.contact.wording.wordbook import wordbook
from portal.clock import Clock
from portal.db.engine import Database
from portal.judging import Judge, flag_hers
from portal.noticing import Noticing, is_notice
from portal.outbox.actions.claiming import Decide
from portal.outbox.carriers.console import Console
from portal.outbox.delivery import Carrier, PostRoom, deliver_next, tidy
from portal.outbox.models import Message
from portal.outbox.rules.limits import Limits
from portal.outbox.rules.verdicts import Channel, Verdict
from portal.settings import CarrierChoice, Settings, secret_in
from portal.web.log import log_error

EVERY_SECONDS = 5.0
# A message that is on its way when the server is told to stop is waited for.
LAST_SECONDS = 20.0


def post_room(settings: Settings, database: Database, clock: Clock) -> PostRoom:
    """The way out as the deployer chose it. Raises UnsafeSettings where a secret cannot be read."""
    limits = Limits(
        settings.most_messages_a_day,
        settings.most_messages_a_number,
        settings.most_messages_a_visit,
    )
    judge = Judge(wordbook(settings.public_name), settings.timezone)
    decide = _decider(judge, Noticing(settings.public_name, settings.timezone))
    return PostRoom(database, decide, carriers_of(settings), limits, clock, (flag_hers,))


def _decider(judge: Decide, noticing: Decide) -> Decide:
    """What goes to her is judged by what she said; what goes to staff by what waits for them."""

    def decide(db: Session, message: Message, at: datetime) -> Verdict:
        return (noticing if is_notice(message) else judge)(db, message, at)

    return decide


def carriers_of(settings: Settings) -> Mapping[Channel, Carrier]:
    """Who carries what. Where nothing was chosen the console does, and nothing leaves (S-53)."""
    chosen: dict[Channel, Carrier] = dict.fromkeys(Channel, Console(sys.stdout))
    if settings.carrier is CarrierChoice.TWILIO:
        chosen[Channel.TEXT] = _twilio(settings)
    if settings.smtp_host:
        chosen[Channel.EMAIL] = _email(settings)
    return chosen


def _twilio(settings: Settings) -> Carrier:
    from portal.outbox.carriers.twilio import Twilio
    from portal.provider.routes import STATUS

    token = secret_in(settings.twilio_token_file) if settings.twilio_token_file else ""
    status_url = settings.origin + STATUS
    return Twilio(settings.twilio_account, token, settings.twilio_sender, status_url)


def _email(settings: Settings) -> Carrier:
    from portal.outbox.carriers.email import Email, MailServer

    file = settings.smtp_password_file
    password = secret_in(file) if settings.smtp_user and file else ""
    host, port, sender = settings.smtp_host, settings.smtp_port, settings.smtp_sender
    return Email(MailServer(host, port, sender, settings.smtp_user, password))


def keep_delivering(room: PostRoom) -> threading.Event:
    """Deliver in a thread of its own until the event that is given back is set, or the process
    ends: then the message in hand is still settled."""
    stop = threading.Event()
    thread = threading.Thread(target=deliver_until, args=(room, stop), daemon=True)

    def end() -> None:
        stop.set()
        thread.join(LAST_SECONDS)

    atexit.register(end)
    thread.start()
    return stop


def deliver_alone(room: PostRoom) -> None:
    """Deliver until the process is told to end; the message in hand is still settled."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    deliver_until(room, stop)


def deliver_until(room: PostRoom, stop: threading.Event) -> None:
    """Send whatever is due, look again every few seconds."""
    while not stop.is_set():
        deliver_all(room, stop)
        stop.wait(EVERY_SECONDS)


def deliver_all(room: PostRoom, stop: threading.Event) -> None:
    """All that is due now. An error is logged, by its kind and place alone, and the next look goes
    on after it (S-50)."""
    try:
        while not stop.is_set() and deliver_next(room):
            pass
        tidy(room)
    except Exception as error:  # noqa: BLE001 - one message must not end the sending
        log_error(error)
