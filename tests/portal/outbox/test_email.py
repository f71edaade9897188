"""Mail goes under verified TLS or not at all, as plain text and nothing else."""

import ssl
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from portal.outbox.carriers.email import Email, MailServer
from portal.outbox.rules.outcomes import Accepted, Busy, Doubtful, Meaning, Outcome, Refused
from portal.outbox.rules.verdicts import Channel, Send
from tests.portal.outbox.mail_server import HOST, Inbox, MailHost, make_certificate, unused_port

FROM = "desk@mornings.example"
MAIL = Send(Channel.EMAIL, "lou@inbox.example", "See you at 10:00", "A note", timedelta(hours=1))


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return make_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def port(inbox: Inbox, certificate: tuple[Path, Path]) -> Iterator[int]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    host = MailHost(inbox, context)
    host.start()
    yield host.port
    host.stop()


@pytest.fixture
def email(port: int, certificate: tuple[Path, Path]) -> Email:
    return Email(server(port, certificate))


def server(port: int, certificate: tuple[Path, Path], password: str = "right") -> MailServer:
    trust = ssl.create_default_context(cafile=str(certificate[0]))
    return MailServer(HOST, port, FROM, "desk", password, trust)


def test_s_16_mail_is_plain_words_without_attachment_or_invitation(
    email: Email, inbox: Inbox
) -> None:
    """S-16."""
    assert email.carry(MAIL, "") == Accepted()
    (mail,) = inbox.taken
    assert (mail["From"], mail["To"], mail["Subject"]) == (FROM, MAIL.to, MAIL.subject)
    assert not mail.is_multipart()
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content().strip() == MAIL.text
    known = {"from", "to", "subject", "message-id", "auto-submitted", "mime-version"}
    assert {name.lower() for name in mail} - known <= {
        "content-type",
        "content-transfer-encoding",
    }
    assert mail["Message-ID"].endswith("@mornings.example>")


def test_other_scripts_arrive_as_they_were_written(email: Email, inbox: Inbox) -> None:
    words = "ਮਿਲਦੇ ਹਾਂ 10:00"
    email.carry(Send(Channel.EMAIL, MAIL.to, words, words, MAIL.valid_for), "")
    assert inbox.taken[0].get_content().strip() == words
    assert inbox.taken[0]["Subject"] == words


def test_without_tls_nothing_goes(inbox: Inbox) -> None:
    host = MailHost(inbox)
    host.start()
    email = Email(MailServer(HOST, host.port, FROM))
    assert email.carry(MAIL, "") == Refused(Meaning.CONFIGURATION)
    host.stop()
    assert inbox.taken == []


def test_a_certificate_of_somebody_else_is_not_believed(port: int, inbox: Inbox) -> None:
    email = Email(MailServer(HOST, port, FROM, "desk", "right"))
    assert email.carry(MAIL, "") == Refused(Meaning.CONFIGURATION)
    assert inbox.taken == []


def test_a_wrong_password_is_a_matter_of_settings(
    port: int, certificate: tuple[Path, Path], inbox: Inbox
) -> None:
    email = Email(server(port, certificate, "wrong"))
    assert email.carry(MAIL, "") == Refused(Meaning.CONFIGURATION, 535)
    assert inbox.taken == []


@pytest.mark.parametrize(
    ("asked", "said", "outcome"),
    [
        ("to_recipient", "550 nobody of that name", Refused(Meaning.FLAG, 550)),
        ("to_recipient", "450 not now", Busy(timedelta(minutes=5))),
        ("to_sender", "553 not from you", Refused(Meaning.CONFIGURATION, 553)),
        ("to_words", "554 no", Refused(Meaning.UNKNOWN, 554)),
        ("to_words", "451 not now", Busy(timedelta(minutes=5))),
    ],
)
def test_what_a_server_refuses_was_certainly_not_sent(
    email: Email, inbox: Inbox, asked: str, said: str, outcome: Outcome
) -> None:
    setattr(inbox, asked, said)
    assert email.carry(MAIL, "") == outcome


def test_a_server_that_is_not_there_is_tried_again(
    inbox: Inbox, certificate: tuple[Path, Path]
) -> None:
    assert isinstance(Email(server(unused_port(), certificate)).carry(MAIL, ""), Busy)


def test_a_server_that_hangs_up_while_it_has_the_words_leaves_doubt(
    email: Email, inbox: Inbox
) -> None:
    for answer in ("hangs up", "not an answer"):
        inbox.to_words = answer
        assert email.carry(MAIL, "") == Doubtful()
