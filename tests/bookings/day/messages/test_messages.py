"""Messages that wait are seen with why and until when, and called off; none is sent by a press."""

import re
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa

from bookings.contact.rules.verdicts import Reason
from bookings.day.models import AvoidedWorker
from bookings.day.routes.messages import routes
from bookings.visits.models import Visit
from portal.access import STAFF, Role
from portal.judging import CANNOT_BE_SAID, NO_WORDS
from portal.outbox.models import Message, ShutWay
from portal.outbox.rules.outcomes import Doubtful, Meaning, Outcome, Refused
from portal.outbox.rules.states import State
from portal.outbox.rules.verdicts import Channel, Wait, Withhold
from portal.record.models import Entry
from tests.bookings.day.messages.waiting import Messages

ADDRESSES = {
    ("GET", "/messages"),
    ("POST", "/messages/{message_id:uuid}/call-off"),
    ("POST", "/messages/{message_id:uuid}/looked-at"),
    ("POST", "/messages/texts/{text_id:uuid}/seen-to"),
    ("POST", "/messages/ways/{channel}/open"),
}


def test_c_11_each_message_says_why_it_waits_and_until_when(messages: Messages) -> None:
    """C-11."""
    messages.queue(messages.book("Robin"), send_after=messages.morning.watch.now)
    now = messages.morning.watch.now
    messages.verdict = Wait(now + timedelta(hours=2))
    messages.deliver()
    page = messages.coordinator().get("/messages").text
    assert "Robin" in page
    assert "It waits for an hour that they said is safe." in page
    assert "at 12:20, useful until" in page
    assert "at 13:20." in page


def test_c_11_every_reason_is_told_in_words_for_whoever_reads_them(messages: Messages) -> None:
    """C-11 and S-61: none as the code has it, and none that takes anybody for a woman."""
    visit, at = messages.book("Robin"), messages.morning.watch.now
    for number, reason in enumerate((*Reason, NO_WORDS, CANNOT_BE_SAID)):
        told = reason.value if isinstance(reason, Reason) else reason.reason
        messages.queue(visit, kind=f"kind {chr(97 + number)}", send_after=at)
        messages.verdict = Withhold(told)
        messages.deliver()
    page = messages.coordinator().page("/messages").text
    assert page.count("Robin") == len(Reason) + 2
    assert not [each.value for each in Reason if each.value in page]
    assert not re.search(r"\b(she|her|hers)\b", page, re.IGNORECASE)


def test_c_11_whoever_calls_it_off_stops_it(messages: Messages) -> None:
    """C-11: from then on it goes no more, whatever is decided."""
    message = messages.queue(messages.book("Robin"), send_after=messages.morning.watch.now)
    beth = messages.coordinator()
    assert beth.post(f"/messages/{message}/call-off").status_code == 303
    messages.deliver()
    assert messages.all()[message].state is State.CANCELLED
    assert messages.carrier.carried == []
    with messages.morning.town.reading() as db:
        verbs = list(db.scalars(sa.select(Entry.verb).where(Entry.about == message)))
    assert verbs == ["message called off"]


def test_what_is_on_its_way_may_arrive_all_the_same_and_says_so(messages: Messages) -> None:
    message = messages.queue(messages.book("Robin"))
    with messages.morning.town.writing() as db:
        db.execute(sa.update(Message).values(state=State.IN_FLIGHT, claimed_at=now(messages)))
    beth = messages.coordinator()
    assert f"/messages/{message}/call-off" not in beth.get("/messages").text
    answer = beth.post(f"/messages/{message}/call-off")
    assert "may arrive all the same" in answer.text


def now(messages: Messages) -> datetime:
    return messages.morning.watch.now


def test_c_11_there_is_no_way_to_send_one_anyway(messages: Messages) -> None:
    """C-11 and S-17: of all addresses, none makes a message go, or go sooner."""
    found = {(next(iter(each.methods or ())), each.path) for each in routes if each.methods}
    posts = {(method, path) for method, path in ADDRESSES if method == "POST"}
    assert posts <= found
    assert len(routes) == len(ADDRESSES)
    visit = messages.book("Robin")
    held = messages.queue(visit, send_after=now(messages))
    messages.verdict = Withhold("her phone is not safe")
    messages.deliver()
    waits = messages.queue(visit, kind="change")
    before = {key: (each.state, each.send_after) for key, each in messages.all().items()}
    for role in sorted(STAFF, key=lambda each: each.name):
        desk = messages.morning.signed_in(role)
        for go in ("looked-at", "send", "send-anyway", "now", "retry"):
            for message in (held, waits):
                desk.post(f"/messages/{message}/{go}", go=go, anyway="yes", state="queued")
        desk.post("/messages", go="send", anyway="yes")
    assert {key: (each.state, each.send_after) for key, each in messages.all().items()} == before
    messages.deliver()
    assert messages.carrier.carried == []


def test_what_did_not_go_is_shown_until_somebody_looked(messages: Messages) -> None:
    visit = messages.book("Robin")
    ends: dict[str, Outcome] = {"reminder": Doubtful(), "change": Refused(Meaning.ASK, 30008)}
    for kind, outcome in ends.items():
        message = messages.queue(visit, kind=kind, send_after=now(messages))
        messages.carrier.answers.append(outcome)
        messages.deliver()
    beth = messages.coordinator()
    page = beth.get("/messages").text
    assert "Nobody can tell whether it was sent. It is not sent again by itself." in page
    assert "It may not have come. Ask when you next speak." in page
    for message in messages.all():
        assert beth.post(f"/messages/{message}/looked-at").status_code == 303
    assert "None of the last two weeks." in beth.get("/messages").text
    messages.deliver()
    assert len(messages.carrier.carried) == 2, "looking sends nothing"


def test_what_waits_cannot_be_put_away_by_looking(messages: Messages) -> None:
    message = messages.queue(messages.book("Robin"))
    messages.coordinator().post(f"/messages/{message}/looked-at")
    assert messages.all()[message].seen_at is None


def test_c_12_a_text_that_came_in_may_not_be_hers_and_waits_for_a_person(
    messages: Messages,
) -> None:
    """C-12: it is told with that, nobody's name beside it, and no number that could be rung."""
    messages.book("Robin")
    messages.hear("who is this? <b>")
    messages.hear("STOP", "SM2")
    beth = messages.coordinator()
    page = beth.get("/messages").text
    assert page.count("· may not be them") == 2
    assert "who is this? &lt;b&gt;" in page
    assert "asks us to stop" in page
    assert "ends in 001" in page
    assert "7400999001" not in page
    assert "Robin" not in page
    for text in messages.texts():
        with messages.morning.town.reading() as db:
            read = list(db.scalars(sa.select(Entry.verb).where(Entry.about == text.id)))
        assert read == ["text read"]
        assert beth.post(f"/messages/texts/{text.id}/seen-to").status_code == 303
    assert "may not be them" not in beth.get("/messages").text
    assert beth.post(f"/messages/texts/{text.id}/seen-to").status_code == 404


def test_whom_she_avoids_sees_no_message_of_hers(messages: Messages) -> None:
    """C-09: of another visit either, where she said nothing of it."""
    visit = messages.book("Robin")
    message = messages.queue(visit)
    asha = messages.morning.worker("Asha")
    messages.morning.add(AvoidedWorker(visit_id=visit, worker_id=asha))
    another = messages.book("Alex")
    with messages.morning.town.writing() as db:
        hers = db.get_one(Visit, visit).client_id
        db.get_one(Visit, another).client_id = hers
    avoided = messages.coordinator(worker_id=asha)
    assert "Robin" not in avoided.get("/messages").text
    assert avoided.post(f"/messages/{message}/call-off").status_code == 404
    assert messages.all()[message].state is State.QUEUED
    assert "Robin" in messages.coordinator().get("/messages").text


def test_s_37_whose_messages_were_seen_is_recorded(messages: Messages) -> None:
    """S-37."""
    visit = messages.book("Robin")
    messages.queue(visit)
    messages.coordinator().get("/messages")
    with messages.morning.town.reading() as db:
        client = db.get_one(Visit, visit).client_id
        seen = db.scalars(sa.select(Entry.verb).where(Entry.about == client))
        assert list(seen) == ["messages seen"]


def test_a_way_that_is_shut_is_shown_and_opened_by_whoever_mended_it(messages: Messages) -> None:
    message = messages.queue(messages.book("Robin"), send_after=now(messages))
    messages.carrier.answers.append(Refused(Meaning.CONFIGURATION, 20003))
    messages.deliver()
    beth = messages.coordinator()
    page = beth.get("/messages").text
    assert "the provider refuses our settings" in page
    assert "20003" in page
    assert beth.post("/messages/ways/email/open").status_code == 404
    assert beth.post("/messages/ways/pigeon/open").status_code == 404
    assert beth.post("/messages/ways/text/open").status_code == 303
    with messages.morning.town.reading() as db:
        assert db.get(ShutWay, Channel.TEXT) is None
    messages.morning.watch.on(minutes=10)
    messages.deliver()
    assert messages.all()[message].state is State.SENT


def test_p_01_coordinators_alone_see_messages(messages: Messages) -> None:
    """P-01."""
    messages.queue(messages.book("Robin"))
    nobodys = str(uuid4())
    for role in sorted(STAFF, key=lambda each: each.name):
        desk = messages.morning.signed_in(role)
        for method, path in ADDRESSES:
            status = desk.client.request(method, re.sub("{.*?}", nobodys, path)).status_code
            assert (status == 403) == (role is not Role.COORDINATOR), (role, path)


@pytest.mark.parametrize("scripts", [True, False])
def test_the_page_says_what_would_be_there(messages: Messages, scripts: bool) -> None:
    page = messages.coordinator().get("/messages", scripts=scripts).text
    assert "answered by nobody" in page
    assert "Whatever is to be sent shows here first" in page
    assert ("<!doctype html>" in page) != scripts
