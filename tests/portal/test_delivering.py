"""The way out as a deployer puts it together: nothing leaves before somebody chose a carrier."""

import signal
import socket
import threading
from pathlib import Path
from typing import Any

import pytest

from portal import delivering, demo
from portal.__main__ import main
from portal.delivering import carriers_of, deliver_all, keep_delivering, post_room
from portal.keyring import make_keys
from portal.migrations import migrate
from portal.outbox.carriers.console import Console
from portal.outbox.delivery import deliver_next
from portal.outbox.rules.verdicts import Channel
from portal.settings import CarrierChoice, UnsafeSettings, read_settings, secret_in
from tests.portal.outbox.conftest import small_post
from tests.portal.outbox.post import TEXT, TO, Post, send
from tests.portal.settings.refusals import refusal_of

__all__ = ["small_post"]

TWILIO = {
    "PORTAL_CARRIER": "twilio",
    "PORTAL_TWILIO_ACCOUNT": "AC" + "0a" * 16,
    "PORTAL_TWILIO_SENDER": "+447400123456",
}
MAIL = {"PORTAL_SMTP_HOST": "mail.example", "PORTAL_SMTP_SENDER": "desk@mornings.example"}


def test_s_53_a_fresh_portal_sends_nothing_even_where_all_is_allowed(
    small_post: Post, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """S-53 and P-08: the loop runs, no line is opened, no number and no word is printed."""

    def refuse(*_arguments: Any) -> None:
        pytest.fail("a line was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    for channel in Channel:
        small_post.verdict = send(channel=channel)
        small_post.queue()
        assert deliver_next(small_post.room(carriers_of(read_settings({}))))
    assert small_post.states() == ["withheld", "withheld"]
    said = capsys.readouterr().out
    assert said == "would have sent: one text\nwould have sent: one email\n"
    assert TO not in said
    assert TEXT not in said


def test_p_08_no_carrier_is_chosen_until_somebody_chooses_it() -> None:
    """P-08."""
    assert read_settings({}).carrier is CarrierChoice.CONSOLE
    assert all(isinstance(each, Console) for each in carriers_of(read_settings({})).values())


def test_s_53_the_demo_sends_nothing_whatever_its_owner_has_chosen() -> None:
    """S-53: whom it knows is invented, and a number may be somebody's."""
    chosen = demo.settings({**TWILIO, **MAIL, "PORTAL_TWILIO_TOKEN_FILE": "/run/keys/twilio"})
    assert all(isinstance(each, Console) for each in carriers_of(chosen).values())


def test_s_01_nobody_is_allowed_until_it_is_said(small_post: Post) -> None:
    """S-01: what is queued stays here, whoever carries."""
    small_post.queue()
    room = post_room(read_settings({}), small_post.database, small_post.watch)
    assert deliver_next(room)
    assert small_post.one().reason == "nobody is allowed yet"


def test_the_chosen_carriers_carry(tmp_path: Path) -> None:
    token = secret(tmp_path / "token")
    chosen = carriers_of(read_settings({**TWILIO, **MAIL, "PORTAL_TWILIO_TOKEN_FILE": token}))
    names = {channel: type(carrier).__name__ for channel, carrier in chosen.items()}
    assert names == {Channel.TEXT: "Twilio", Channel.EMAIL: "Email"}


def secret(path: Path, mode: int = 0o600, text: str = "not-a-real-token\n") -> str:
    path.write_text(text)
    path.chmod(mode)
    return str(path)


def test_a_secret_that_others_can_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnsafeSettings, match="0600"):
        secret_in(Path(secret(tmp_path / "token", 0o640)))
    (tmp_path / "token").chmod(0o600)
    for text in ("", "\n", "two\nlines"):
        with pytest.raises(UnsafeSettings, match="one line"):
            secret_in(Path(secret(tmp_path / "token", text=text)))
    with pytest.raises(UnsafeSettings, match="cannot be read"):
        secret_in(tmp_path / "none")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORTAL_CARRIER", "pigeon"),
        ("PORTAL_CARRIER", ""),
        ("PORTAL_TWILIO_ACCOUNT", "AC12"),
        ("PORTAL_TWILIO_SENDER", "+15005550006"),
        ("PORTAL_TWILIO_SENDER", "Refuge"),
        ("PORTAL_TWILIO_SENDER", "much too long a name"),
        ("PORTAL_SMTP_SENDER", "not an address"),
        ("PORTAL_SMTP_SENDER", "a@b.example\r\nBcc: c@d.example"),
        ("PORTAL_SMTP_SENDER", "help@refuge.example"),
        ("PORTAL_SMTP_PORT", "0"),
        ("PORTAL_MOST_MESSAGES_A_DAY", "0"),
        ("PORTAL_MOST_MESSAGES_A_NUMBER", "11"),
        ("PORTAL_MOST_MESSAGES_A_VISIT", "3"),
    ],
)
def test_a_wrong_choice_refuses_to_start(name: str, value: str) -> None:
    refusal_of(**{name: value})


def test_a_carrier_that_was_chosen_by_half_refuses_to_start() -> None:
    with pytest.raises(UnsafeSettings) as refusal:
        read_settings({"PORTAL_CARRIER": "twilio", "PORTAL_SMTP_HOST": "mail.example"})
    named = {line.split(":")[0] for line in str(refusal.value).splitlines()}
    assert named == {
        "PORTAL_TWILIO_ACCOUNT",
        "PORTAL_TWILIO_TOKEN_FILE",
        "PORTAL_TWILIO_SENDER",
        "PORTAL_SMTP_SENDER",
    }


def test_an_error_is_logged_without_its_words_and_the_next_look_goes_on(
    small_post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    logged: list[BaseException] = []
    monkeypatch.setattr(delivering, "log_error", logged.append)
    small_post.verdict = ValueError(TO)
    small_post.queue()
    deliver_all(small_post.room(), threading.Event())
    assert [type(error).__name__ for error in logged] == ["Unjudged"]
    small_post.verdict = send()
    small_post.queue()
    deliver_all(small_post.room(), threading.Event())
    assert sorted(small_post.states()) == ["queued", "sent"]


def test_a_thread_delivers_until_it_is_told_to_stop(small_post: Post) -> None:
    small_post.queue()
    went = threading.Event()
    small_post.carrier.meanwhile = went.set
    stop = keep_delivering(small_post.room())
    assert went.wait(20)
    stop.set()


def test_the_command_delivers_and_ends_when_it_is_told_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, logs_as_before: None
) -> None:
    url = f"sqlite:///{tmp_path}/portal.db"
    monkeypatch.setenv("PORTAL_DATABASE_URL", url)
    monkeypatch.setenv("PORTAL_KEYS_FILE", str(tmp_path / "portal.keys"))
    make_keys(tmp_path / "portal.keys")
    assert main(["deliver"]) == 2, "without tables it refuses"
    migrate(url)
    looked: list[str] = []

    def look(_room: Any, _stop: threading.Event) -> None:
        looked.append("once")
        signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr(delivering, "deliver_all", look)
    before = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGINT)}
    try:
        assert main(["deliver"]) == 0
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
    assert looked == ["once"]
