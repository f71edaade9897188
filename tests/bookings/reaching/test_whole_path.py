"""From her booking to the text in her hand and the call after it, by the real client of a provider:
nothing of hers stands where it need not, and what there is to tell reaches her by her own route."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from twilio.request_validator import RequestValidator

from bookings.contact.actions.saying import say_in_person
from bookings.contact.rules.answers import Value
from bookings.contact.rules.fields import Field
from bookings.contact.rules.questions import QUESTIONS, Takes
from bookings.contact.wording.wordbook import wordbook
from bookings.visits.models import Visit
from portal.access import Role
from portal.judging import Judge, flag_hers
from portal.outbox.carriers.twilio import Twilio
from portal.outbox.delivery import Carrier, PostRoom, deliver_next, tidy
from portal.outbox.models import Message
from portal.outbox.queries.due import callback_of
from portal.outbox.rules.verdicts import Channel
from portal.provider.pages import SIGNATURE
from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.day.board.morning import Morning
from tests.bookings.day.door.saying import post
from tests.bookings.reaching.telling import calls, came, show
from tests.bookings.visits.rows import booked_times, dump, holds
from tests.bookings.visits.town import PHONE, open_house
from tests.bookings.visits.walking import LONDON, REACH, Fields, book, walk_to
from tests.browsing import TITLE, Browser
from tests.portal.outbox.post import PLENTY, Notebook
from tests.provider import ACCOUNT, SENDER, TOKEN, Loopback, Provider, provider_on_loopback

HERE = "http://localhost:8000"
HERS = "+447400819373"
ENDING = "819373"

# All that she types on the way, each part such as stands nowhere else.
TYPED: dict[str, Fields] = {
    "asks": {"tongue": "Qorvali", "dialect": "Zembrik", "access": "Wheeltrundle lift"},
    "company": {"companion": "Wexomina", "child_0_age": "7"},
    "name": {"called": "Tibbelwyn Ossarquel"},
}
CANARIES = ("Qorvali", "Zembrik", "Wheeltrundle", "Wexomina", "Tibbelwyn", "Ossarquel", ENDING)
TEXTED = "who is this? Vostrak-5150"


@dataclass
class Way:
    """One person's way, the room that sends, and the provider at the end of the line."""

    morning: Morning
    provider: Provider
    twilio: Twilio

    def deliver(self, at: datetime) -> None:
        self.morning.watch.now = at
        carriers: dict[Channel, Carrier] = {Channel.TEXT: self.twilio, Channel.EMAIL: Notebook()}
        judge = Judge(wordbook(TITLE), LONDON)
        clock = self.morning.watch
        room = PostRoom(self.morning.town, judge, carriers, PLENTY, clock, (flag_hers,))
        while deliver_next(room):
            pass
        tidy(room)

    def told(self, path: str, **fields: str) -> int:
        """Posted and signed as the provider does."""
        signature = RequestValidator(TOKEN).compute_signature(HERE + path, fields)
        phone = self.morning.signed_in(Role.TECHNICIAN).client
        return phone.post(path, data=fields, headers={SIGNATURE: signature}).status_code

    def visit(self) -> UUID:
        with self.morning.town.reading() as db:
            return db.scalars(sa.select(Visit.id)).one()

    def messages(self) -> list[Message]:
        with self.morning.town.reading() as db:
            found = list(db.scalars(sa.select(Message).order_by(Message.queued_at)))
            db.expunge_all()
        return found


@pytest.fixture
def way(morning: Morning, tmp_path: Path) -> Iterator[Way]:
    """Saturday, four days before the session; somebody has chosen a carrier."""
    (tmp_path / "token").touch(0o600)
    (tmp_path / "token").write_text(TOKEN)
    chosen = {
        **PHONE,
        "PORTAL_CARRIER": "twilio",
        "PORTAL_TWILIO_ACCOUNT": ACCOUNT,
        "PORTAL_TWILIO_SENDER": SENDER,
        "PORTAL_TWILIO_TOKEN_FILE": str(tmp_path / "token"),
    }
    morning.watch.now -= timedelta(days=4)
    morning.app = open_house(morning.town, morning.watch, settings=chosen)
    with provider_on_loopback() as provider:
        http = Loopback(provider.port)
        yield Way(morning, provider, Twilio(ACCOUNT, TOKEN, SENDER, f"{HERE}/hook/status/", http))
        if http.session is not None:
            http.session.close()


def books(way: Way, *kinds: str) -> list[str]:
    """She books, types all that can be typed, and allows texts of these kinds; what she saw."""
    phone = Browser(way.morning.app, scripts=True, network="198.18.4.7")
    walk_to(phone, "contact", **TYPED)
    phone.press("by:both")
    phone.press("next", **{**REACH, "reach": HERS})
    phone.press("show", kinds=list(kinds), say=["day", "time"], style="everyday")
    saw = [quote.text for quote in phone.page.all("blockquote")]
    phone.press()
    book(phone, **TYPED)
    return saw


def canary_of(field: Field) -> str:
    at = "@quiet.example" if field is Field.EMAIL_ADDRESS else ""
    return f"Gwelbane-{field.value}{at}"


def tells_everything(way: Way, to: Desk) -> None:
    """In person she says of every field that takes words something that stands nowhere else."""
    kept_free = {Field.MOBILE_NUMBER, Field.OTHER_NUMBER, Field.LANGUAGE, Field.STYLE}
    said: dict[Field, Value | None] = {}
    for field, question in QUESTIONS.items():
        if field in kept_free or question.takes not in (Takes.TEXT, Takes.NAMES):
            continue
        is_one = question.takes is Takes.TEXT
        said[field] = canary_of(field) if is_one else (canary_of(field),)
    with way.morning.town.writing() as db:
        client_id = db.scalars(sa.select(Visit.client_id)).one()
        say_in_person(db, client_id, said, by=to.actor, at=way.morning.watch.now)


def test_s_50_nothing_of_hers_stands_anywhere_along_the_way_of_a_message(
    way: Way,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """S-50, S-08, P-07: booked, queued, sent, told of, answered and rung, with something that can
    be found again in every column that is hers: it is in no table in clear, in no log, and in the
    provider's request only her number and the words that she saw."""
    caplog.set_level(logging.DEBUG)
    saw = books(way, "reminder")
    bea = way.morning.signed_in(Role.COORDINATOR)
    tells_everything(way, bea)
    way.deliver(booked_times(way.morning.town)[0][0] - timedelta(hours=47))
    (sent,) = way.messages()
    word = callback_of(sent.id)
    status = {"MessageSid": "SM77", "MessageStatus": "delivered", "To": HERS}
    assert way.told(f"/hook/status/{word}", **status) == 204
    assert way.told("/hook/said", From=HERS, Body=TEXTED, MessageSid="SM88", To=SENDER) == 204
    way.deliver(way.morning.watch.now)
    bea = way.morning.signed_in(Role.COORDINATOR)
    rung = show(bea, way.visit())
    assert ENDING in rung.text.replace("\u00a0", "").replace(" ", ""), "a person rings her"
    assert came(way.morning, bea, "another answered", "Gwelbane-call a man").status_code == 303
    assert bea.get("/concerns").status_code == bea.get("/messages").status_code == 200
    check_provider(way, saw)
    check_kept(way, caplog.text + "".join(capfd.readouterr()))


def check_provider(way: Way, saw: list[str]) -> None:
    (asked,) = way.provider.asked
    assert asked.pop("To") == HERS
    assert " ".join(asked.pop("Body").split()) == saw[0]
    rest = repr(asked)
    assert not [each for each in (*CANARIES, "Gwelbane", TITLE) if each in rest + repr(saw)]
    assert way.provider.deleted == ["SM77"]


def check_kept(way: Way, logged: str) -> None:
    secret = (*CANARIES, "Gwelbane", TEXTED, "Vostrak")
    assert not [each for each in secret if holds(way.morning.town, each)]
    assert holds(way.morning.town, "Hounslow"), "the search finds what does stand in clear"
    assert "/hook/status" in logged, "there is a log"
    assert not [each for each in secret if each in logged]
    stored = repr(dump(way.morning.town)["outbox_messages"])
    assert not [each for each in (*secret, "See you") if each in stored]
    assert len(calls(way.morning)) == 1


def the_day_after(way: Way) -> datetime:
    return booked_times(way.morning.town)[0][0] + timedelta(days=1, hours=1)


def test_v_25_what_there_is_to_hear_reaches_her_by_her_own_route(way: Way) -> None:
    """V-25: after the session she is asked to ring, at her hours, in the words that she saw, which
    say neither what nor who."""
    saw = books(way, "please ring")
    way.morning.arrive(way.visit(), "10:10")
    way.morning.watch.now = the_day_after(way).replace(hour=5)
    bea = way.morning.signed_in(Role.COORDINATOR)
    contact = f"/session/visit/{way.visit()}/contact"
    assert post(bea, contact, {"go": "ring_us"}).status_code == 303
    way.deliver(way.morning.watch.now)
    assert way.provider.asked == [], "not before her hours"
    way.deliver(the_day_after(way))
    (asked,) = way.provider.asked
    assert asked["To"] == HERS
    assert " ".join(asked["Body"].split()) in saw
    assert not [each for each in CANARIES if each in repr(saw)]


def test_v_25_where_she_allowed_none_she_is_told_when_she_next_comes(way: Way) -> None:
    """V-25: nothing goes, whoever presses, and the page says why."""
    books(way, "reminder")
    way.morning.watch.now = the_day_after(way)
    bea = way.morning.signed_in(Role.COORDINATOR)
    contact = f"/session/visit/{way.visit()}/contact"
    assert 'value="ring_us"' not in bea.get(contact).text
    post(bea, contact, {"go": "ring_us"})
    way.deliver(the_day_after(way))
    assert way.provider.asked == []
