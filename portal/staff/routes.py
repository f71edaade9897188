"""The staff's addresses outside the morning: the door, one's own account, those of others."""

from portal.access import Permission
from portal.staff.models import Account
from portal.staff.pages import (
    access,
    account,
    join,
    own_language,
    own_notices,
    own_passkeys,
    passkeys,
    sign_in,
)
from portal.staff.pages.directory import DeskChoice, Directory, WorkerChoice
from portal.staff.pages.people import PeoplePages, join_path
from portal.staff.pages.person import PersonPages
from portal.staff.pages.proof import looking
from portal.staff.queries.accounts import account_to_see_to, nothing_to_find, own_account
from portal.web.page import Beforehand, Handler, PageRoute, page, staff_page

__all__ = ["DeskChoice", "Directory", "WorkerChoice", "join_path", "routes"]

DOOR, OWN, OTHERS = Permission.SIGN_IN, Permission.OWN_ACCOUNT, Permission.ACCOUNTS


def routes(directory: Directory) -> list[PageRoute]:
    """The pages; `directory` says which workers and desks there are."""
    return [*_door(), *_joining(), *_own(), *_others(directory)]


def _door() -> list[PageRoute]:
    return [
        _look(DOOR, "/staff", sign_in.show_sign_in),
        _look(DOOR, "/staff/access", access.show_access),
        _change(DOOR, "/staff", sign_in.sign_in, sign_in.compare_password),
        _change(DOOR, "/staff/leave", sign_in.leave),
        _change(DOOR, "/staff/stay", sign_in.stay_here),
        _change(DOOR, "/staff/ceremony", passkeys.ask_for_signature, passkeys.fetch_library),
        _change(DOOR, "/staff/passkey", passkeys.sign_in_by_passkey, passkeys.look_at_signature),
    ]


def _joining() -> list[PageRoute]:
    here = "/staff/join/{token}"
    return [
        _look(DOOR, here, join.show_join),
        _change(DOOR, here, join.join_by_password, join.hash_joining),
        _change(DOOR, f"{here}/ceremony", join.ask_to_join, passkeys.fetch_library),
        _change(DOOR, f"{here}/passkey", join.join_by_passkey, join.look_at_joining_key),
    ]


def _own() -> list[PageRoute]:
    here = "/staff/account"
    return [
        staff_page("GET", here, account.show_account, OWN, own_account),
        _own_change(f"{here}/ceremony", own_passkeys.ask_for_own_key, passkeys.fetch_library),
        _own_change(
            f"{here}/passkeys", own_passkeys.add_own_key, looking(own_passkeys.look_at_own_key)
        ),
        _own_change(here + "/passkeys/{passkey_id:uuid}", own_passkeys.change_own_key, looking()),
        _own_change(
            f"{here}/password", account.change_own_password, looking(account.hash_own_password)
        ),
        _own_change(f"{here}/app", account.change_own_app, looking()),
        _own_change(f"{here}/codes", account.make_own_codes, looking()),
        _own_change(f"{here}/others", account.end_own_others),
        _own_change(f"{here}/language", own_language.change_own_language),
        _own_change(
            f"{here}/notices", own_notices.change_own_notices, looking(), Permission.NOTICES
        ),
    ]


def _others(directory: Directory) -> list[PageRoute]:
    people, person = PeoplePages(directory), PersonPages(directory)
    here = "/staff/people/{account_id:uuid}"
    found = account_to_see_to
    return [
        _look(OTHERS, "/staff/people", people.show_people),
        _change(OTHERS, "/staff/people", people.invite_somebody),
        staff_page("GET", here, person.show_person, OTHERS, found),
        staff_page("POST", here, person.change_person, OTHERS, found),
    ]


def _look(needs: Permission, path: str, handler: Handler[str]) -> PageRoute:
    return staff_page("GET", path, handler, needs, nothing_to_find)


def _change(
    needs: Permission,
    path: str,
    handler: Handler[str],
    beforehand: Beforehand | None = None,
) -> PageRoute:
    return page(
        path,
        handler,
        method="POST",
        needs=needs,
        subject=nothing_to_find,
        staffs=True,
        beforehand=beforehand,
    )


def _own_change(
    path: str,
    handler: Handler[Account],
    beforehand: Beforehand | None = None,
    needs: Permission = OWN,
) -> PageRoute:
    return page(
        path,
        handler,
        method="POST",
        needs=needs,
        subject=own_account,
        staffs=True,
        beforehand=beforehand,
    )
