"""One's own passkeys: another one, another name for one, and away with one."""

from uuid import UUID

import sqlalchemy as sa
from starlette.exceptions import HTTPException
from starlette.responses import Response

from portal.staff.actions import passkey_answers, passkeys
from portal.staff.actions.passkey_answers import NewKey
from portal.staff.actions.ways_in import LastWayIn, remove_passkey, rename_passkey
from portal.staff.forms import read_answer, read_label
from portal.staff.models import Account, Passkey
from portal.staff.pages.account import HERE, only_here, show_own, show_unproved
from portal.staff.pages.passkeys import ask_for_key, party_of
from portal.staff.pages.proof import is_proved
from portal.web.forms import Problems, one
from portal.web.page import PageRequest


def ask_for_own_key(asked: PageRequest[Account]) -> Response:
    return ask_for_key(asked, asked.subject)


def look_at_own_key(asked: PageRequest[None]) -> NewKey | None:
    if asked.actor.account_id is None:
        return None
    answer, own = read_answer(asked.typed), asked.actor.account_id
    return passkey_answers.look_at_new_key(asked.db, party_of(asked), answer, own, at=asked.now)


def add_own_key(asked: PageRequest[Account]) -> Response:
    if not is_proved(asked):
        return show_unproved(asked)
    added = passkeys.add(
        asked.db,
        asked.subject,
        read_answer(asked.typed),
        asked.known.found,
        read_label(asked.typed),
        by=asked.actor,
        at=asked.now,
    )
    # 200, so that the question stays spent.
    return asked.done(HERE) if added else show_own(asked, Problems(passkey="differs"), status=200)


def change_own_key(asked: PageRequest[Account]) -> Response:
    """Another name for a passkey, or away with it, and with whatever it may have opened."""
    key = _own_key(asked, asked.http.path_params["passkey_id"])
    if not is_proved(asked):
        return show_unproved(asked)
    if one(asked.typed, "go") == "rename":
        rename_passkey(asked.db, key, read_label(asked.typed), by=asked.actor, at=asked.now)
        return asked.done(HERE)
    try:
        remove_passkey(asked.db, asked.subject, key, by=asked.actor, at=asked.now)
    except LastWayIn:
        return show_own(asked, Problems(passkeys="last"))
    return only_here(asked)


def _own_key(asked: PageRequest[Account], passkey_id: UUID) -> Passkey:
    own = sa.select(Passkey).where(Passkey.id == passkey_id, Passkey.account_id == asked.subject.id)
    found = asked.db.scalar(own)
    if found is None:
        raise HTTPException(404)
    return found
