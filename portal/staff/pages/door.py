"""Letting somebody in, and showing the door to whoever is not."""

from datetime import datetime
from typing import Any
from uuid import UUID

from starlette.responses import Response

from portal.access import Actor, Permission
from portal.staff.actions.attendance import begin
from portal.staff.models import Account
from portal.staff.queries.signed_in import left_here
from portal.web import cookie
from portal.web.page import PageRequest

# Where each begins: the first of these that is theirs to see.
HOMES = (
    (Permission.BOARD_SEE, "/board"),
    (Permission.DOOR, "/door"),
    (Permission.DESK_SEE, "/desk"),
    (Permission.ACCOUNTS, "/staff/people"),
    (Permission.OWN_ACCOUNT, "/staff/account"),
)


def home_of(actor: Actor) -> str:
    return next((place for permission, place in HOMES if actor.may(permission)), "/staff")


def show_door(
    asked: PageRequest[Any],
    *,
    problem: str = "",
    until: datetime | None = None,
    place: UUID | None = None,
) -> Response:
    """The door, with what was wrong, if anything: the same for every address (P-03).

    It is answered with 200, so that the try that came to nothing is kept.
    """
    left = left_here(asked.db, carried(asked), asked.now)
    response = asked.show(
        "staff/sign_in.html",
        fragment="content",
        here="sign_in",
        locked=left is not None and asked.actor.account_id is None,
        typed={"address": asked.typed.get("address", [""])},
        problem=problem,
        until=until,
        place=place,
    )
    if cookie.is_there(asked.http, asked.house.settings, cookie.STAFFS):
        return response
    # Without it an old browser could not prove that its first post comes from our page.
    return cookie.give(response, cookie.NOBODY, asked.house.settings, cookie.STAFFS)


def let_in(asked: PageRequest[Any], account: Account, to: str = "") -> Response:
    """Signed in under a new token (no earlier one is worth anything), and on with what they were
    doing when the desk was locked: a page of ours that we wrote down ourselves."""
    return sign_in_over(asked, account, asked.done(to or _place_of(asked, account)))


def sign_in_over(
    asked: PageRequest[Any],
    account: Account,
    response: Response,
    *,
    since: datetime | None = None,
) -> Response:
    """The response, signed in anew in place of whatever this browser carried."""
    asked.house.staffs.ends(asked.db, carried(asked), asked.now)
    left = left_here(asked.db, carried(asked), asked.now)
    if left is not None:
        asked.db.delete(left)
        asked.db.flush()
    token = cookie.new_token()
    begin(asked.db, account, token, at=asked.now, since=since)
    return cookie.give(response, token, asked.house.settings, cookie.STAFFS)


def carried(asked: PageRequest[Any]) -> str:
    return cookie.token(asked.http, asked.house.settings, cookie.STAFFS)


def _place_of(asked: PageRequest[Any], account: Account) -> str:
    left = left_here(asked.db, carried(asked), asked.now)
    if left is not None and left.account_id == account.id and left.place:
        return left.place
    return home_of(Actor(account.role))
