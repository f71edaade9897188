"""The accounts of one's own organisation (P-01): who has one, and inviting somebody."""

from typing import Any

from starlette.responses import Response

from portal.access import STAFF, Role, may_give
from portal.staff.actions.accounts import AddressTaken, Invited, NotYoursToGive, invite
from portal.staff.forms import InviteForm, read_invite
from portal.staff.models import Account
from portal.staff.pages.directory import DeskChoice, Directory
from portal.staff.pages.drawing import square_of
from portal.staff.queries.accounts import visible_to
from portal.web.cookie import new_token
from portal.web.forms import Problems, Typed, chosen
from portal.web.page import PageRequest


class PeoplePages:
    """The pages for whoever sees to accounts."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def show_people(self, asked: PageRequest[str]) -> Response:
        return self._show(asked, {}, Problems())

    def invite_somebody(self, asked: PageRequest[str]) -> Response:
        """A new account. Its one-time address is shown this once, to be handed over in person."""
        form = read_invite(asked.typed)
        if isinstance(form, Problems):
            return self._show(asked, asked.typed, form)
        desk = self._desk(asked, form)
        if not self._is_known(asked, form, desk):
            return self._show(asked, asked.typed, Problems(role="missing"))
        token = new_token()
        try:
            account = invite(
                asked.db, _invited(asked, form, desk), token, by=asked.actor, at=asked.now
            )
        except AddressTaken:
            return self._show(asked, asked.typed, Problems(address="taken"))
        except NotYoursToGive:
            return self._show(asked, asked.typed, Problems(role="not_yours"))
        return show_address(asked, account, token)

    def _desk(self, asked: PageRequest[str], form: InviteForm) -> DeskChoice | None:
        ahead = self._directory.desks_ahead(asked.db, asked.now)
        return next((desk for desk in ahead if desk.id == form.desk_id), None)

    def _is_known(self, asked: PageRequest[str], form: InviteForm, desk: DeskChoice | None) -> bool:
        """Whether the desk is one that is ahead. A worker of another organisation answers 404."""
        chosen(asked.typed, "worker", workers_of(asked, self._directory))
        return form.role is not Role.COVER or desk is not None

    def _show(self, asked: PageRequest[str], typed: Typed, problems: Problems) -> Response:
        accounts = asked.db.scalars(visible_to(asked.actor)).all()
        return asked.show(
            "staff/people.html",
            fragment="content",
            status=422 if problems else 200,
            here="people",
            accounts=sorted(accounts, key=lambda account: (account.name or "").casefold()),
            roles=roles_to_give(asked),
            workers=workers_of(asked, self._directory),
            desks=self._directory.desks_ahead(asked.db, asked.now),
            typed=typed,
            problems=problems,
        )


def roles_to_give(asked: PageRequest[Any]) -> list[Role]:
    return [role for role in Role if role in STAFF and may_give(asked.actor.role, role)]


def workers_of(asked: PageRequest[Any], directory: Directory) -> list[Any]:
    own = asked.actor.organization_id
    return list(directory.workers_of(asked.db, own)) if own else []


def join_path(token: str) -> str:
    """Where an invitation is accepted."""
    return f"/staff/join/{token}"


def show_address(asked: PageRequest[Any], account: Account, token: str) -> Response:
    """The way in, this once: it is handed over in person or said over the telephone, not sent."""
    address = asked.house.settings.origin + join_path(token)
    return asked.show(
        "staff/address.html",
        fragment="content",
        secret=True,
        here="people",
        account=account,
        address=address,
        square=square_of(address),
    )


def _invited(asked: PageRequest[str], form: InviteForm, desk: DeskChoice | None) -> Invited:
    own = asked.actor.organization_id
    if own is None:
        raise NotYoursToGive
    return Invited(
        form.name,
        form.address,
        form.role,
        own,
        worker_id=form.worker_id,
        desk_id=desk.id if desk else None,
        session_ends_at=desk.ends_at if desk else None,
    )
