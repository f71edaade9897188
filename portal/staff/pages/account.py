"""One's own account: how one signs in, and where one is signed in now."""

from typing import Any

from starlette.responses import Response

from portal.staff.actions.attendance import end_all, end_others
from portal.staff.actions.passwords import hashed
from portal.staff.actions.ways_in import (
    WrongCode,
    new_codes,
    secret_from,
    set_app,
    set_password,
)
from portal.staff.forms import NewPassword, read_new_password
from portal.staff.models import Account, SignIn
from portal.staff.pages.door import sign_in_over
from portal.staff.pages.join import app_to_add, near, show_codes
from portal.staff.pages.proof import WRONG, is_proved
from portal.staff.queries.accounts import codes_left, own_account, passkeys_of
from portal.staff.queries.signed_in import sign_ins_of
from portal.web.forms import Problems, one
from portal.web.page import PageRequest

HERE = "/staff/account"
MISSING = Problems({"password": "missing"})


def show_account(asked: PageRequest[Account]) -> Response:
    return show_own(asked)


def show_own(
    asked: PageRequest[Account], problems: Problems | None = None, *, status: int = 422
) -> Response:
    account = asked.subject
    return asked.show(
        "staff/account.html",
        fragment="content",
        status=status if problems else 200,
        secret=True,
        here="account",
        account=account,
        keys=passkeys_of(asked.db, account.id),
        codes_left=codes_left(asked.db, account.id),
        sign_ins=sign_ins_of(asked.db, account.id, asked.now),
        **app_to_add(asked, account, _secret(asked, account)),
        notices_to=_typed_or_kept(asked, account),
        notices_on=_is_on(asked, account),
        spoken=asked.house.staffs_languages.values(),
        problems=problems or {},
    )


def _typed_or_kept(asked: PageRequest[Account], account: Account) -> str:
    typed = asked.typed.get("notices_to")
    return typed[-1] if typed else account.notices_to or ""


def _is_on(asked: PageRequest[Account], account: Account) -> bool:
    if "notices_to" in asked.typed:
        return one(asked.typed, "notices") == "on"
    return account.notices_since is not None


def show_unproved(asked: PageRequest[Account]) -> Response:
    """Nothing was changed; 200, so that the try is counted and the question stays spent."""
    return show_own(asked, WRONG, status=200)


def hash_own_password(asked: PageRequest[None]) -> str | None:
    """The costly part of a new password, while nobody waits for it."""
    account = own_account(asked.db, asked.actor, {})
    if account is None:
        return None
    form = read_new_password(asked.typed, near(asked, account))
    return hashed(form.password) if isinstance(form, NewPassword) else None


def change_own_password(asked: PageRequest[Account]) -> Response:
    """A new password, and an app with it where there is none yet; signed in only here then."""
    if not is_proved(asked):
        return show_unproved(asked)
    account, first = asked.subject, asked.subject.totp is None
    form = read_new_password(asked.typed, near(asked, account))
    hashed_one = asked.known.found
    if isinstance(form, Problems) or hashed_one is None:
        return show_own(asked, form if isinstance(form, Problems) else MISSING)
    try:
        if first:
            _set_own_app(asked)
    except WrongCode:
        return show_own(asked, Problems(code="differs"))
    set_password(asked.db, account, hashed_one, by=asked.actor, at=asked.now)
    return only_here(asked, with_codes=first)


def change_own_app(asked: PageRequest[Account]) -> Response:
    """Another app, beside the password that there is; signed in only here then."""
    if not is_proved(asked):
        return show_unproved(asked)
    if asked.subject.password is None:
        return show_own(asked, MISSING)
    try:
        _set_own_app(asked)
    except WrongCode:
        return show_own(asked, Problems(code="differs"))
    return only_here(asked)


def make_own_codes(asked: PageRequest[Account]) -> Response:
    """Ten new codes to print, shown this once."""
    if not is_proved(asked):
        return show_unproved(asked)
    if asked.subject.password is None:
        return show_own(asked, MISSING)
    codes = new_codes(asked.db, asked.subject, by=asked.actor, at=asked.now)
    return show_codes(asked, codes, HERE)


def end_own_others(asked: PageRequest[Account]) -> Response:
    end_others(asked.db, by=asked.actor, at=asked.now)
    return asked.done(HERE)


def _set_own_app(asked: PageRequest[Account]) -> None:
    secret, code = _secret(asked, asked.subject), one(asked.typed, "code")
    set_app(asked.db, asked.subject, secret, code, by=asked.actor, at=asked.now)


def only_here(asked: PageRequest[Account], *, with_codes: bool = False) -> Response:
    """Signed out everywhere, and in again here under a new token, for no longer than before."""
    own = _own_sign_in(asked)
    since = own.began_at if own else asked.now
    end_all(asked.db, asked.subject.id)
    response = asked.done(HERE)
    if with_codes:
        codes = new_codes(asked.db, asked.subject, by=asked.actor, at=asked.now)
        response = show_codes(asked, codes, HERE)
    return sign_in_over(asked, asked.subject, response, since=since)


def _own_sign_in(asked: PageRequest[Any]) -> SignIn | None:
    return asked.db.get(SignIn, asked.actor.sign_in_id) if asked.actor.sign_in_id else None


def _secret(asked: PageRequest[Account], account: Account) -> str:
    """Another one for each sign-in, and once one is in use, another again."""
    return secret_from(f"own {asked.actor.sign_in_id} {account.totp or ''}")
