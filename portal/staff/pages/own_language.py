"""In which language one's own pages are: kept with the account, for every browser."""

from starlette.responses import Response

from portal.staff.actions.accounts import choose_language
from portal.staff.models import Account
from portal.staff.pages.account import HERE
from portal.web.forms import one
from portal.web.page import PageRequest


def change_own_language(asked: PageRequest[Account]) -> Response:
    """One of those that there are; any other counts as none, and the browser decides."""
    found = asked.house.staffs_languages.get(one(asked.typed, "language").lower())
    language = found.tag if found else ""
    choose_language(asked.db, asked.subject, language, by=asked.actor, at=asked.now)
    return asked.done(HERE)
