"""Signing in with a passkey: a question by script, and the device's answer by form."""

from typing import Any
from urllib.parse import urlsplit

from starlette.responses import JSONResponse, Response

from portal.staff.actions import passkey_answers, passkey_questions, passkeys
from portal.staff.actions.passkey_answers import Signed
from portal.staff.actions.passkey_questions import Party
from portal.staff.forms import read_answer
from portal.staff.models import Account
from portal.staff.pages.door import let_in, show_door
from portal.web.cookie import new_token
from portal.web.page import PageRequest


def party_of(asked: PageRequest[Any]) -> Party:
    settings = asked.house.settings
    host = urlsplit(settings.public_url).hostname or ""
    return Party(host, settings.origin, settings.public_name)


def fetch_library(_asked: PageRequest[None]) -> None:
    """So that nobody waits for the first import."""
    passkey_questions.make_ready()


def ask_for_signature(asked: PageRequest[str]) -> Response:
    """What the device of whoever would sign in is asked: the same for everybody."""
    token = new_token()
    question = passkey_questions.ask_to_sign(asked.db, party_of(asked), token, at=asked.now)
    return JSONResponse({"question": token, "ask": question})


def ask_for_key(asked: PageRequest[Any], account: Account) -> Response:
    """What a device is asked that shall make a passkey for this account."""
    token = new_token()
    question = passkey_questions.ask_to_make(
        asked.db, party_of(asked), token, account, at=asked.now
    )
    return JSONResponse({"question": token, "ask": question})


def look_at_signature(asked: PageRequest[None]) -> Signed | None:
    return passkey_answers.look_at_signature(
        asked.db, party_of(asked), read_answer(asked.typed), at=asked.now
    )


def sign_in_by_passkey(asked: PageRequest[str]) -> Response:
    """At no gate: a passkey cannot be guessed, so whoever has one never waits."""
    account = passkeys.sign_in(asked.db, read_answer(asked.typed), asked.known, at=asked.now)
    if account is None:
        return show_door(asked, problem="passkey")
    return let_in(asked, account)
