"""News of a message is believed from the provider alone, and moves its state forward only."""

import pytest

from portal.outbox.delivery import tidy
from portal.outbox.models import Message
from portal.outbox.rules.limits import GIVEN_UP
from portal.outbox.rules.outcomes import Busy, Doubtful
from portal.outbox.rules.states import State
from tests.portal.outbox.post import HOUR_LATER
from tests.portal.provider.conftest import Signer


def one(signer: Signer) -> Message:
    return signer.post.one()


@pytest.fixture
def sent(signer: Signer) -> str:
    """The word for a message that was sent."""
    signer.post.queue()
    signer.post.deliver()
    return signer.word()


def test_a_message_that_arrived_is_delivered_and_forgotten_there(signer: Signer, sent: str) -> None:
    assert signer.status(sent, "delivered") == 204
    assert signer.post.states() == ["delivered"]
    tidy(signer.post.room())
    assert signer.post.carrier.told_to_forget == ["SM77"]
    assert one(signer).reference is None


def test_late_double_and_out_of_order_news_is_harmless(signer: Signer, sent: str) -> None:
    for status in ("delivered", "sent", "queued", "delivered", "failed"):
        assert signer.status(sent, status) == 204
    assert signer.post.states() == ["delivered"]
    assert not signer.post.deliver()


def test_forged_news_changes_nothing(signer: Signer, sent: str) -> None:
    path = f"/hook/status/{sent}"
    fields = {"MessageSid": "SM77", "MessageStatus": "delivered"}
    assert signer.status(sent, "delivered", token="somebody else's") == 403
    assert signer.client.post(path, data=fields).status_code == 403, "unsigned"
    assert signer.send(path + "?a=b", fields).status_code == 403, "an address that is not ours"
    signed = signer.send("/hook/said", fields).request.headers["x-twilio-signature"]
    moved = signer.client.post(path, data=fields, headers={"X-Twilio-Signature": signed})
    assert moved.status_code == 403, "a signature of another address"
    assert signer.post.states() == ["sent"]


def test_words_that_are_nobodys_are_not_found(signer: Signer, sent: str) -> None:
    assert signer.status("f" * 64, "delivered") == 404
    assert signer.status(str(one(signer).id), "delivered") == 404
    signer.post.queue()
    assert signer.post.states().count("sent") == 1


def test_a_message_that_was_never_tried_has_no_news(signer: Signer) -> None:
    signer.post.queue(send_after=HOUR_LATER)
    assert signer.status(signer.word(), "delivered") == 404
    assert signer.post.states() == ["queued"]


def test_news_settles_what_was_unclear(signer: Signer) -> None:
    """The answer was lost, and the provider tells later what became of it."""
    signer.post.carrier.answers.append(Doubtful())
    signer.post.queue()
    signer.post.deliver()
    assert signer.post.states() == ["unclear"]
    assert signer.status(signer.word(), "sent") == 204
    assert signer.post.states() == ["sent"]


def test_news_keeps_what_a_refusal_put_back_from_going_again(signer: Signer) -> None:
    """It said that it was busy, and took it all the same."""
    signer.post.carrier.answers.append(Busy(GIVEN_UP))
    signer.post.queue()
    signer.post.deliver()
    assert signer.post.states() == ["queued"]
    assert signer.status(signer.word(), "queued") == 204
    signer.post.watch.on(minutes=10)
    assert not signer.post.deliver()
    assert len(signer.post.carrier.carried) == 1


def test_a_code_that_comes_later_asks_for_the_same(signer: Signer, sent: str) -> None:
    assert signer.status(sent, "undelivered", "30008") == 204
    assert (one(signer).state, one(signer).code) == (State.FAILED, 30008)
    assert one(signer).reason == "ask her whether it came"


def test_what_is_no_news_is_refused_and_breaks_nothing(signer: Signer, sent: str) -> None:
    path = f"/hook/status/{sent}"
    good = {"MessageSid": "SM77", "MessageStatus": "delivered"}
    wrong = [
        {},
        {**good, "MessageStatus": ""},
        {**good, "ErrorCode": "²"},
        {**good, "MessageSid": "/"},
    ]
    for fields in wrong:
        assert signer.send(path, fields).status_code in (400, 415), fields
    assert signer.send(path, {"MessageStatus": "x" * 40_000}).status_code == 413
    answer = signer.client.post(
        path, content=b"{}", headers={"content-type": "application/json", "X-Twilio-Signature": "x"}
    )
    assert answer.status_code == 415
    form = {"content-type": "application/x-www-form-urlencoded", "X-Twilio-Signature": "é"}
    for body in (b"\xff\xfe", b"a=%ff&" * 200, b"=", b"&&&"):
        raw = [(name.encode(), value.encode()) for name, value in form.items()]
        assert signer.client.post(path, content=body, headers=raw).status_code in (400, 403)
    assert signer.status(sent, "no word that it knows") == 204
    assert signer.post.states() == ["sent"]
