"""What somebody texts goes to a person: it is never answered and never changes anything."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session
from starlette.applications import Starlette
from starlette.testclient import TestClient

from portal.access import OPERATOR, Role
from portal.outbox.models import InboundText
from portal.outbox.rules.limits import TO_STAFF
from portal.provider.pages import Listener
from portal.provider.routes import routes
from portal.staff.actions.notices import set_notices
from tests.bookings.visits.rows import dump
from tests.portal.outbox.post import Post
from tests.portal.provider.conftest import Signer
from tests.staffing import account_of

CANARY = "canary-words-5150"


def texts(signer: Signer) -> list[InboundText]:
    with signer.post.database.reading() as db:
        found = list(db.scalars(sa.select(InboundText)))
        db.expunge_all()
        return found


def test_s_13_a_text_is_answered_by_nothing_and_changes_nothing_else(signer: Signer) -> None:
    """S-13: neither words nor a status that depends on who wrote."""
    signer.post.queue()
    before = dump(signer.post.database)
    fields = {"From": "+447400999001", "Body": f"Who is this? {CANARY}", "MessageSid": "SM88"}
    answer = signer.send("/hook/said", fields)
    assert (answer.status_code, answer.content) == (204, b"")
    assert signer.said("CANCEL my visit", "SM89") == 204
    after = dump(signer.post.database)
    assert {name for name in after if after[name] != before[name]} == {"inbound_texts"}
    assert signer.post.carrier.carried == []


def test_c_12_every_text_waits_for_a_person_sealed(signer: Signer) -> None:
    """C-12."""
    signer.said(f"Who is this? {CANARY}")
    (text,) = texts(signer)
    assert text.words == f"Who is this? {CANARY}"
    assert text.number == "+447400999001"
    assert (text.seen_at, text.asks_to_stop) == (None, False)
    stored = repr(dump(signer.post.database)["inbound_texts"])
    assert CANARY not in stored
    assert "7400999001" not in stored


def test_what_is_told_twice_is_kept_once(signer: Signer) -> None:
    assert [signer.said("hello") for _ in range(3)] == [204] * 3
    assert len(texts(signer)) == 1


def test_whoever_is_not_the_provider_tells_nothing(signer: Signer) -> None:
    fields = {"From": "+447400999001", "Body": "hello", "MessageSid": "SM88"}
    assert signer.client.post("/hook/said", data=fields).status_code == 403
    assert signer.send("/hook/said", fields, token="another").status_code == 403
    assert texts(signer) == []


def test_what_is_no_text_is_refused(signer: Signer) -> None:
    good = {"From": "+447400999001", "Body": "hello", "MessageSid": "SM88"}
    for name, value in (
        ("From", ""),
        ("From", "+" * 41),
        ("MessageSid", ""),
        ("MessageSid", "S" * 65),
    ):
        assert signer.send("/hook/said", {**good, name: value}).status_code == 400
    assert signer.send("/hook/said", {**good, "Body": "x" * 40_000}).status_code == 413
    assert texts(signer) == []
    assert signer.said("") == 204, "a picture without words is a text too"


def test_words_are_signed_as_they_were_written(signer: Signer) -> None:
    """Trimmed or composed before, a genuine text would look like a forged one."""
    assert signer.said("  cafe\u0301\u00a0 \r\n😀 ") == 204
    assert texts(signer)[0].words == "café\u00a0 \n😀"


def test_s_13_a_stop_word_ends_the_route_and_is_answered_no_more_than_others(post: Post) -> None:
    """S-13: who keeps routes is told, in the same transaction."""
    ended: list[tuple[str, datetime]] = []

    def end(_db: Session, number: str, at: datetime) -> None:
        ended.append((number, at))

    listener = Listener(lambda *_signed: True, endings=(end,))
    app = Starlette(routes=routes(listener))
    app.state.house = post
    with TestClient(app) as client:
        for number, (words, opted) in enumerate((("STOP", ""), ("hello", ""), ("gwag", "STOP"))):
            fields = {"From": f"+4474009990{number:02}", "Body": words, "OptOutType": opted}
            answer = client.post(
                "/hook/said",
                data={**fields, "MessageSid": f"SM{number}"},
                headers={"X-Twilio-Signature": "x"},
            )
            assert (answer.status_code, answer.content) == (204, b"")
    assert ended == [("+447400999000", post.watch.now), ("+447400999002", post.watch.now)]


def test_r_03_whoever_wants_notices_is_told_that_something_waits_and_not_what(
    signer: Signer,
) -> None:
    """R-03: asked for with the text, once however many come."""
    now = signer.post.watch.now
    with signer.post.database.writing() as db:
        account = account_of(Role.COORDINATOR, now)
        account_id = account.id
        db.add(account)
        set_notices(db, account, "desk@lantern.example", is_on=True, by=OPERATOR, at=now)
    for told_as in ("SM88", "SM88", "SM89"):
        assert signer.said(CANARY, told_as) == 204
    message = signer.post.one()
    assert (message.kind, message.client_id, message.about_id) == (
        TO_STAFF,
        account_id,
        account_id,
    )
    assert CANARY not in str(vars(message))
