"""One account of one's own organisation: another role, an end, a reset by two people."""

from typing import Any

from starlette.responses import Response

from portal.access import Role, may_give
from portal.staff.actions.accounts import NotYoursToGive, change_role, end_account
from portal.staff.actions.resets import (
    NeedsAnother,
    NothingToReset,
    agree_reset,
    ask_reset,
    withdraw_reset,
)
from portal.staff.forms import problems_of_role, read_role
from portal.staff.models import Account
from portal.staff.pages.directory import Directory
from portal.staff.pages.people import roles_to_give, show_address, workers_of
from portal.staff.queries.accounts import reset_asked
from portal.staff.rules.resets import may_agree
from portal.web.cookie import new_token
from portal.web.forms import Problems, as_id, chosen, one
from portal.web.page import PageRequest


class PersonPages:
    """The pages about one account."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def show_person(self, asked: PageRequest[Account]) -> Response:
        return self._show(asked, Problems())

    def change_person(self, asked: PageRequest[Account]) -> Response:
        """Whichever button was pressed; what somebody may not do is refused by the action."""
        buttons = {
            "role": self._change_role,
            "end": self._end,
            "ask": self._ask,
            "withdraw": self._withdraw,
            "agree": self._agree,
        }
        press = buttons.get(one(asked.typed, "go"), self.show_person)
        try:
            return press(asked)
        except NotYoursToGive:
            return self._show(asked, Problems(person="not_yours"))
        except NeedsAnother:
            return self._show(asked, Problems(person="needs_another"))
        except NothingToReset:
            return self._show(asked, Problems(person="nothing"))

    def _change_role(self, asked: PageRequest[Account]) -> Response:
        role, worker_id = read_role(one(asked.typed, "role")), as_id(one(asked.typed, "worker"))
        problems = problems_of_role(role, worker_id, None)
        if role is None or problems:
            return self._show(asked, problems)
        chosen(asked.typed, "worker", workers_of(asked, self._directory))
        change_role(asked.db, asked.subject, role, worker_id, by=asked.actor, at=asked.now)
        return _back(asked)

    def _end(self, asked: PageRequest[Account]) -> Response:
        end_account(asked.db, asked.subject, by=asked.actor, at=asked.now)
        return asked.done("/staff/people")

    def _ask(self, asked: PageRequest[Account]) -> Response:
        ask_reset(asked.db, asked.subject, by=asked.actor, at=asked.now)
        return _back(asked)

    def _withdraw(self, asked: PageRequest[Account]) -> Response:
        withdraw_reset(asked.db, asked.subject, by=asked.actor, at=asked.now)
        return _back(asked)

    def _agree(self, asked: PageRequest[Account]) -> Response:
        token = new_token()
        agree_reset(asked.db, asked.subject, token, by=asked.actor, at=asked.now)
        return show_address(asked, asked.subject, token)

    def _show(self, asked: PageRequest[Account], problems: Problems) -> Response:
        account = asked.subject
        reset = reset_asked(asked.db, account.id, asked.now)
        own, given = asked.actor.account_id, may_give(asked.actor.role, account.role)
        return asked.show(
            "staff/person.html",
            fragment="content",
            status=422 if problems else 200,
            here="people",
            account=account,
            is_own=account.id == own,
            may_change=given and account.id != own,
            may_agree=given
            and reset is not None
            and may_agree(own, asked_by=reset.asked_by, about=account.id),
            reset=reset,
            roles=[role for role in roles_to_give(asked) if role is not Role.COVER],
            workers=workers_of(asked, self._directory),
            problems=problems,
        )


def _back(asked: PageRequest[Any]) -> Response:
    return asked.done(f"/staff/people/{asked.subject.id}")
