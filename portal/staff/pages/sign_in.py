"""Signing in with a password and a code, and signing out."""

from starlette.responses import Response

from portal.limits.actions import Gate, Later, give_back, has_turn, take_turn
from portal.staff.actions.attendance import end
from portal.staff.actions.passwords import Compared, compare
from portal.staff.actions.sign_in import by_password
from portal.staff.forms import read_sign_in
from portal.staff.pages.door import carried, home_of, let_in, show_door
from portal.web import cookie
from portal.web.page import PageRequest


def show_sign_in(asked: PageRequest[str]) -> Response:
    """The door; whoever is signed in already is led on."""
    if asked.actor.account_id is not None:
        return asked.sent_to(home_of(asked.actor))
    return show_door(asked)


def compare_password(asked: PageRequest[None]) -> Compared | None:
    """The costly part, while nobody waits for it; not for whoever must wait for a turn anyhow."""
    form = read_sign_in(asked.typed)
    about = form.address.casefold()
    if not has_turn(
        asked.db, Gate.SIGN_IN, asked.network, at=asked.now, about=about, place=form.place
    ):
        return None
    return compare(asked.db, form.address, form.password)


def sign_in(asked: PageRequest[str]) -> Response:
    """By password and code. Unknown, wrong, ended and not yet joined are answered alike."""
    form = read_sign_in(asked.typed)
    about = form.address.casefold()
    turn = take_turn(
        asked.db, Gate.SIGN_IN, asked.network, at=asked.now, about=about, place=form.place
    )
    if isinstance(turn, Later):
        return show_door(asked, problem="wait", until=turn.until, place=turn.place)
    compared: Compared | None = asked.known
    if compared is None:
        # A turn came up between looking and taking: nothing was compared, so nothing was tried.
        give_back(asked.db, turn)
        return show_door(asked, problem="wait", until=asked.now)
    account = by_password(asked.db, compared, form.code, at=asked.now)
    if account is None:
        return show_door(asked, problem="differs")
    give_back(asked.db, turn)
    return let_in(asked, account)


def stay_here(_asked: PageRequest[str]) -> Response:
    """Somebody touches the page, typing at length perhaps: that they are at work is written down
    for every page that does not ask by itself."""
    return Response(status_code=204)


def leave(asked: PageRequest[str]) -> Response:
    """Sign out here."""
    asked.house.staffs.ends(asked.db, carried(asked), asked.now)
    end(asked.db, carried(asked), by=asked.actor, at=asked.now)
    gone = asked.sent_to("/staff")
    return cookie.give(gone, cookie.NOBODY, asked.house.settings, cookie.STAFFS)
