"""A passkey opens what it was made for, to a question asked once, and nothing else (P-03)."""

import os
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from portal.access import OPERATOR, Role
from portal.db.engine import Database
from portal.staff.actions.accounts import Invited, end_account, invite
from portal.staff.models import Account, Ceremony, Passkey
from portal.web.cookie import new_token
from tests.portal.staff.colleagues import Colleague, spend
from tests.portal.staff.conftest import Hire, NewDesk, Seat
from tests.portal.staff.device import (
    PRESENT,
    Device,
    Fields,
    add_to,
    asked,
    proof_by,
    sign_in,
    text,
)
from tests.portal.staff.house import Watch
from tests.staffing import ORGANIZATION

Spoil = Callable[[Device, Fields], None]


def is_in(browser: TestClient) -> bool:
    return browser.get("/staff/account").status_code == 200


@pytest.fixture
def beth(hire: Hire) -> Colleague:
    return hire()


@pytest.fixture
def device(beth: Colleague, seat: Seat) -> Device:
    """Beth's, in use."""
    browser, made = seat(beth), Device()
    assert add_to(browser, made, label="desk laptop", proof=beth.codes[9]) == 303
    assert "desk laptop" in browser.get("/staff/account").text
    return made


def test_p_03_a_passkey_opens_the_door_without_an_address(desk: NewDesk, device: Device) -> None:
    browser = desk()
    fields = device.sign(asked(browser, "/staff/ceremony"))
    answer = browser.post("/staff/passkey", data=fields)
    assert (answer.status_code, answer.headers["location"]) == (303, "/board")
    assert is_in(browser)


def test_what_devices_are_asked_names_nobody_and_wants_the_user_verified(
    desk: NewDesk, device: Device
) -> None:
    ask = asked(desk(), "/staff/ceremony")["ask"]
    assert ask["userVerification"] == "required"
    assert ask["rpId"] == "localhost"
    assert not ask.get("allowCredentials")


def test_p_03_an_answer_that_was_seen_works_no_second_time(desk: NewDesk, device: Device) -> None:
    browser, thief = desk(), desk()
    fields = device.sign(asked(browser, "/staff/ceremony"))
    assert browser.post("/staff/passkey", data=fields).status_code == 303
    assert thief.post("/staff/passkey", data=fields).status_code == 200
    assert not is_in(thief)
    asked_again = asked(thief, "/staff/ceremony")["question"]
    assert thief.post("/staff/passkey", data={**fields, "question": asked_again}).status_code == 200
    assert not is_in(thief)


def test_p_03_a_question_is_spent_by_a_wrong_answer_too(desk: NewDesk, device: Device) -> None:
    browser = desk()
    told = asked(browser, "/staff/ceremony")
    good = device.sign(told)
    assert browser.post("/staff/passkey", data={**good, "signature": "AAAA"}).status_code == 200
    assert browser.post("/staff/passkey", data=good).status_code == 200
    assert not is_in(browser)


def test_p_03_a_question_stands_for_five_minutes(
    desk: NewDesk, device: Device, watch: Watch
) -> None:
    for minutes, status in ((4, 303), (5, 200)):
        browser = desk()
        fields = device.sign(asked(browser, "/staff/ceremony"))
        watch.on(minutes=minutes)
        assert browser.post("/staff/passkey", data=fields).status_code == status


def without(name: str) -> Spoil:
    def spoil(_device: Device, fields: Fields) -> None:
        fields[name] = []

    return spoil


def noise(name: str) -> Spoil:
    def spoil(_device: Device, fields: Fields) -> None:
        fields[name] = ["!%7B", "Ω" * 40]

    return spoil


def forged(name: str) -> Spoil:
    def spoil(_device: Device, fields: Fields) -> None:
        fields[name] = [text(os.urandom(64))]

    return spoil


NAMES = ("question", "id", "client", "authenticator", "signature", "user")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("spoil", [without, noise, forged])
def test_p_03_nothing_forged_or_left_out_opens(
    desk: NewDesk, device: Device, name: str, spoil: Callable[[str], Spoil]
) -> None:
    browser = desk()
    fields = device.sign(asked(browser, "/staff/ceremony"))
    spoil(name)(device, fields)
    assert browser.post("/staff/passkey", data=fields).status_code == 200
    assert not is_in(browser)
    assert sign_in(browser, device) == 303, "the passkey itself is as good as before"


@pytest.mark.parametrize(
    "claims",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://localhost:8001"},
        {"host": "evil.example"},
        {"flags": PRESENT},
        {"flags": 0},
        {"user": os.urandom(16)},
        {"uses": -1},
    ],
    ids=["origin", "port", "host", "not verified", "not present", "user", "counter"],
)
def test_p_03_what_a_device_must_claim_is_checked(
    desk: NewDesk, device: Device, claims: dict[str, object]
) -> None:
    assert sign_in(desk(), device) == 303
    for name, value in claims.items():
        setattr(device, name, value)
    browser = desk()
    assert sign_in(browser, device) == 200
    assert not is_in(browser)


def test_p_03_another_devices_signature_does_not_open(desk: NewDesk, device: Device) -> None:
    false = Device(credential=device.credential, user=device.user, uses=5)
    assert sign_in(desk(), false) == 200
    assert sign_in(desk(), device) == 303


def test_p_03_whoever_has_left_is_not_let_in_by_a_passkey(
    database: Database, desk: NewDesk, device: Device, beth: Colleague, watch: Watch
) -> None:
    with database.writing() as db:
        account = db.get(Account, beth.account_id)
        assert account is not None
        end_account(db, account, by=OPERATOR, at=watch.now)
    assert sign_in(desk(), device) == 200


def test_p_03_a_passkey_waits_at_no_gate(
    database: Database, desk: NewDesk, device: Device, beth: Colleague, watch: Watch
) -> None:
    browser = desk(network="198.51.100.7")
    spend(database, "198.51.100.7", watch.now)
    assert "There were many tries" in beth.sign_in(browser, beth.codes[1]).text
    assert sign_in(browser, device) == 303


def test_p_03_a_desk_is_unlocked_by_passkey_and_goes_on(
    desk: NewDesk, device: Device, watch: Watch
) -> None:
    browser = desk()
    sign_in(browser, device)
    browser.get("/staff/people")
    watch.on(minutes=15)
    assert browser.get("/board").status_code == 303
    fields = device.sign(asked(browser, "/staff/ceremony"))
    assert browser.post("/staff/passkey", data=fields).headers["location"] == "/staff/people"


def test_p_03_a_question_for_one_account_makes_no_key_for_another(
    hire: Hire, beth: Colleague, database: Database, seat: Seat
) -> None:
    lena = hire()
    bethes, lenas = seat(beth), seat(lena)
    fields = Device().make(asked(bethes, "/staff/account/ceremony"))
    fields["proof"] = [lena.codes[0]]
    assert (
        "has a passkey of yours already" in lenas.post("/staff/account/passkeys", data=fields).text
    )
    with database.reading() as db:
        assert not db.scalars(sa.select(Passkey)).all()


def test_p_03_a_question_to_sign_in_makes_no_key(
    beth: Colleague, database: Database, seat: Seat
) -> None:
    browser = seat(beth)
    told = asked(browser, "/staff/ceremony")
    told["ask"]["user"] = {"id": text(beth.account_id.bytes)}
    fields = {**Device().make(told), "proof": [beth.codes[0]]}
    assert browser.post("/staff/account/passkeys", data=fields).status_code == 200
    with database.reading() as db:
        assert not db.scalars(sa.select(Passkey)).all()


def test_a_key_is_kept_once(device: Device, hire: Hire, seat: Seat) -> None:
    lena = hire()
    assert add_to(seat(lena), device, proof=lena.codes[0]) == 200
    assert add_to(seat(lena), Device(), proof=lena.codes[1]) == 303


def test_p_03_a_removed_passkey_opens_nothing_and_ends_what_was_open(
    database: Database, desk: NewDesk, device: Device, beth: Colleague, seat: Seat
) -> None:
    stolen, browser = desk(), seat(beth)
    assert sign_in(stolen, device) == 303
    with database.reading() as db:
        key = db.scalars(sa.select(Passkey.id)).one()
    path = f"/staff/account/passkeys/{key}"
    assert (
        browser.post(
            path, data={"go": "rename", "label": "old one", "proof": beth.codes[0]}
        ).status_code
        == 303
    )
    assert "old one" in browser.get("/staff/account").text
    assert browser.post(path, data={"go": "remove", "proof": beth.codes[1]}).status_code == 303
    assert (is_in(browser), is_in(stolen)) == (True, False)
    assert sign_in(desk(), device) == 200


def test_nobody_changes_the_passkey_of_another(
    database: Database, desk: NewDesk, device: Device, hire: Hire, seat: Seat
) -> None:
    lena = hire()
    browser = seat(lena)
    with database.reading() as db:
        key = db.scalars(sa.select(Passkey.id)).one()
    for go in ("rename", "remove"):
        sent = {"go": go, "proof": lena.codes[0]}
        assert browser.post(f"/staff/account/passkeys/{key}", data=sent).status_code == 404
    assert sign_in(desk(), device) == 303


def test_whoever_is_invited_joins_by_passkey_and_keeps_that_one_way_in(
    database: Database, desk: NewDesk, watch: Watch
) -> None:
    token, browser, device = new_token(), desk(), Device()
    with database.writing() as db:
        who = Invited("Ines", "ines@example.org", Role.RECEPTIONIST, ORGANIZATION)
        invite(db, who, token, by=OPERATOR, at=watch.now)
    fields = device.make(asked(browser, f"/staff/join/{token}/ceremony"))
    answer = browser.post(f"/staff/join/{token}/passkey", data={**fields, "label": "tablet"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/staff/account")
    assert sign_in(desk(), device) == 303
    assert desk().get(f"/staff/join/{token}").status_code == 404
    with database.reading() as db:
        key = db.scalars(sa.select(Passkey.id)).one()
    refused = browser.post(
        f"/staff/account/passkeys/{key}", data={"go": "remove", **proof_by(browser, device)}
    )
    assert refused.status_code == 422
    assert "the only way into your account" in refused.text
    assert sign_in(desk(), device) == 303


def test_an_invitation_survives_a_device_that_did_not_answer(
    database: Database, desk: NewDesk, watch: Watch
) -> None:
    token, browser = new_token(), desk()
    with database.writing() as db:
        who = Invited("Ines", "ines@example.org", Role.RECEPTIONIST, ORGANIZATION)
        invite(db, who, token, by=OPERATOR, at=watch.now)
    fields = Device(origin="https://evil.example").make(
        asked(browser, f"/staff/join/{token}/ceremony")
    )
    assert browser.post(f"/staff/join/{token}/passkey", data=fields).status_code == 200
    assert not is_in(browser)
    assert browser.get(f"/staff/join/{token}").status_code == 200


def test_questions_nobody_answered_are_swept(
    database: Database, desk: NewDesk, watch: Watch
) -> None:
    asked(desk(), "/staff/ceremony")
    watch.on(minutes=5)
    asked(desk(), "/staff/ceremony")
    with database.reading() as db:
        assert len(db.scalars(sa.select(Ceremony)).all()) == 1
