"""The real client at a provider on loopback: what is certain is told apart from what is not."""

import logging
import socket
from datetime import timedelta

import pytest

from portal.outbox.carriers.twilio import Twilio
from portal.outbox.rules.outcomes import Accepted, Busy, Doubtful, Meaning, Refused
from portal.outbox.rules.verdicts import Channel
from tests.portal.outbox.post import TEXT, TO, Post, send
from tests.portal.outbox.test_rules import ASKED, CONFIGURED, FLAGGED
from tests.provider import ACCOUNT, ORIGIN, SENDER, TOKEN, Loopback, Provider

WORD = "f00d" * 16
ASKED_FOR = {
    *("Body", "To", "From", "ValidityPeriod", "StatusCallback"),
    *("ContentRetention", "AddressRetention"),
}


def test_s_50_the_provider_learns_number_and_words_and_keeps_neither(
    provider: Provider, twilio: Twilio
) -> None:
    """S-50: nothing else of anybody is in the request, and the account is asked to discard."""
    outcome = twilio.carry(send(minutes=20), WORD)
    assert outcome == Accepted("SM" + "1".zfill(32))
    (asked,) = provider.asked
    assert set(asked) == ASKED_FOR | {""}
    assert (asked["To"], asked["Body"], asked["From"]) == (TO, TEXT, SENDER)
    assert (asked["ContentRetention"], asked["AddressRetention"]) == ("discard", "obfuscate")
    assert asked["ValidityPeriod"] == "1200"
    assert asked["StatusCallback"] == f"{ORIGIN}/hook/status/{WORD}"


def test_a_validity_is_never_longer_than_the_provider_knows_nor_none(
    provider: Provider, twilio: Twilio
) -> None:
    twilio.carry(send(days=3), WORD)
    assert provider.asked[0]["ValidityPeriod"] == "36000"
    assert isinstance(twilio.carry(send(milliseconds=900), WORD), Busy)
    assert len(provider.asked) == 1, "with no time left it does not go"


@pytest.mark.parametrize(
    ("codes", "meaning"),
    [
        (FLAGGED, Meaning.FLAG),
        (ASKED, Meaning.ASK),
        (CONFIGURED, Meaning.CONFIGURATION),
        ((21999,), Meaning.UNKNOWN),
    ],
)
def test_every_code_is_a_certain_refusal(
    provider: Provider, twilio: Twilio, codes: tuple[int, ...], meaning: Meaning
) -> None:
    provider.next.extend(map(str, codes))
    assert [twilio.carry(send(), WORD) for _ in codes] == [Refused(meaning, code) for code in codes]


@pytest.mark.parametrize("how", ["hang", "cut", "500"])
def test_what_may_have_been_taken_is_doubtful(provider: Provider, twilio: Twilio, how: str) -> None:
    provider.next.append(how)
    assert twilio.carry(send(), WORD) == Doubtful()


def test_what_was_certainly_not_taken_may_be_tried_again(
    provider: Provider, twilio: Twilio
) -> None:
    provider.next.append("429")
    assert isinstance(twilio.carry(send(), WORD), Busy)
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    nobody = Twilio(ACCOUNT, TOKEN, SENDER, ORIGIN, Loopback(port, timeout=0.5))
    assert isinstance(nobody.carry(send(), WORD), Busy)


def test_a_slow_answer_is_waited_for(provider: Provider, twilio: Twilio) -> None:
    provider.next.append("slow")
    assert isinstance(twilio.carry(send(), WORD), Accepted)


def test_what_it_has_is_deleted_there_and_what_is_gone_is_gone(
    provider: Provider, twilio: Twilio
) -> None:
    assert twilio.forget("SM1")
    provider.delete_status = 404
    assert twilio.forget("SM2")
    provider.delete_status = 500
    assert not twilio.forget("SM3")
    assert provider.deleted == ["SM1", "SM2", "SM3"]


def test_s_50_the_clients_own_log_says_nothing(
    provider: Provider, twilio: Twilio, caplog: pytest.LogCaptureFixture
) -> None:
    """S-50: at INFO it would tell of each request, headers included."""
    with caplog.at_level(logging.DEBUG):
        for how in ("accept", "21211", "429", "cut"):
            provider.next.append(how)
            twilio.carry(send(), WORD)
    assert [each for each in caplog.records if each.name.startswith("twilio")] == []
    assert TO not in caplog.text
    assert TEXT not in caplog.text
    assert "%2B44" not in caplog.text


def test_an_answer_that_nobody_understands_leaves_the_message_unclear(
    small_post: Post, provider: Provider, twilio: Twilio
) -> None:
    provider.next.append("garbage")
    small_post.queue()
    with pytest.raises(ValueError, match="Expecting value"):
        small_post.deliver({Channel.TEXT: twilio})
    assert small_post.states() == ["unclear"]


def test_each_way_of_the_provider_ends_in_the_state_that_is_true(
    small_post: Post, provider: Provider, twilio: Twilio
) -> None:
    """Accepts, accepts and times out, is busy, refuses: and not one is asked for twice."""
    ways = {"accept": "sent", "hang": "unclear", "429": "queued", "21614": "failed"}
    for how, state in ways.items():
        provider.next.append(how)
        kind = {"accept": "a", "hang": "b", "429": "c", "21614": "d"}[how]
        small_post.queue(kind=kind, useful_until=small_post.watch.now + timedelta(hours=1))
        small_post.deliver({Channel.TEXT: twilio})
        assert small_post.states().count(state) == 1, how
    assert not small_post.deliver({Channel.TEXT: twilio})
    assert len(provider.asked) == len(ways)
    assert small_post.flagged[0][1] == 21614
