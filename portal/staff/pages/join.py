"""An invitation is accepted: with a passkey, or with a password and an app."""

from typing import Any

from starlette.responses import Response

from portal.access import Actor, Permission
from portal.staff.actions import passkey_answers, passkeys
from portal.staff.actions.accounts import InvitationUsed, join
from portal.staff.actions.passkey_answers import NewKey
from portal.staff.actions.passwords import hashed
from portal.staff.actions.ways_in import (
    WrongCode,
    address_for_app,
    new_codes,
    secret_from,
    set_app,
    set_password,
)
from portal.staff.forms import NewPassword, read_answer, read_label, read_new_password
from portal.staff.models import Account
from portal.staff.pages.door import home_of, let_in, sign_in_over
from portal.staff.pages.drawing import square_of
from portal.staff.pages.passkeys import ask_for_key, party_of
from portal.staff.queries.accounts import invited
from portal.web.forms import Problems, one
from portal.web.page import PageRequest


def show_join(asked: PageRequest[str]) -> Response:
    account = _invited(asked)
    return _over(asked) if account is None else _show(asked, account)


def ask_to_join(asked: PageRequest[str]) -> Response:
    """What the device is asked that shall make a passkey for whoever was invited."""
    account = _invited(asked)
    return _over(asked) if account is None else ask_for_key(asked, account)


def hash_joining(asked: PageRequest[None]) -> str | None:
    """The costly part of a new password, while nobody waits for it."""
    account = _invited(asked)
    if account is None:
        return None
    form = read_new_password(asked.typed, near(asked, account))
    return hashed(form.password) if isinstance(form, NewPassword) else None


def join_by_password(asked: PageRequest[str]) -> Response:
    """With a password and a code from the app. The printed codes are shown this once."""
    account = _invited(asked)
    if account is None:
        return _over(asked)
    form = read_new_password(asked.typed, near(asked, account))
    if isinstance(form, Problems) or asked.known is None:
        return _show(asked, account, form if isinstance(form, Problems) else Problems())
    who = Actor(account.role, account_id=account.id)
    try:
        code = one(asked.typed, "code")
        set_app(asked.db, account, _secret(asked), code, by=who, at=asked.now)
        set_password(asked.db, account, asked.known, by=who, at=asked.now)
        join(asked.db, account, at=asked.now)
    except WrongCode:
        return _show(asked, account, Problems(code="differs"))
    except InvitationUsed:
        return _over(asked)
    codes = new_codes(asked.db, account, by=who, at=asked.now)
    return sign_in_over(asked, account, show_codes(asked, codes, home_of(who)))


def look_at_joining_key(asked: PageRequest[None]) -> NewKey | None:
    account = _invited(asked)
    if account is None:
        return None
    answer = read_answer(asked.typed)
    return passkey_answers.look_at_new_key(
        asked.db, party_of(asked), answer, account.id, at=asked.now
    )


def join_by_passkey(asked: PageRequest[str]) -> Response:
    account = _invited(asked)
    if account is None:
        return _over(asked)
    who, answer = Actor(account.role, account_id=account.id), read_answer(asked.typed)
    label = read_label(asked.typed)
    if not passkeys.add(asked.db, account, answer, asked.known, label, by=who, at=asked.now):
        # 200, so that the question stays spent.
        return _show(asked, account, Problems(passkey="differs"), status=200)
    try:
        join(asked.db, account, at=asked.now)
    except InvitationUsed:
        return _over(asked)
    to = "/staff/account" if who.may(Permission.OWN_ACCOUNT) else home_of(who)
    return let_in(asked, account, to)


def show_codes(asked: PageRequest[Any], codes: list[str], onward: str) -> Response:
    """The printed codes, this once: only their fingerprints are kept."""
    return asked.show(
        "staff/codes.html",
        fragment="content",
        secret=True,
        here="account",
        codes=codes,
        onward=onward,
    )


def near(asked: PageRequest[Any], account: Account) -> tuple[str, ...]:
    """What a password of this account is not made of."""
    return (account.name or "", account.email or "", asked.house.settings.public_name)


def app_to_add(asked: PageRequest[Any], account: Account, secret: str) -> dict[str, Any]:
    """What a page needs that tells an app of this account: the secret, and a square of it."""
    address = address_for_app(secret, account, asked.house.settings.public_name)
    return {"secret_typed": secret, "square": square_of(address)}


def _show(
    asked: PageRequest[Any],
    account: Account,
    problems: Problems | None = None,
    *,
    status: int = 422,
) -> Response:
    return asked.show(
        "staff/join.html",
        fragment="content",
        status=status if problems else 200,
        secret=True,
        here="join",
        account=account,
        token=asked.http.path_params["token"],
        **app_to_add(asked, account, _secret(asked)),
        problems=problems or {},
    )


def _over(asked: PageRequest[Any]) -> Response:
    return asked.show("staff/join_over.html", fragment="content", status=404, here="join")


def _invited(asked: PageRequest[Any]) -> Account | None:
    return invited(asked.db, asked.http.path_params["token"], asked.now)


def _secret(asked: PageRequest[Any]) -> str:
    return secret_from(f"join {asked.http.path_params['token']}")
