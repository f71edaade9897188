"""Where one's notices by mail go, and whether any do: changed by whoever shows that it is them."""

from starlette.responses import Response

from portal.staff.actions.notices import set_notices
from portal.staff.forms import read_notices
from portal.staff.models import Account
from portal.staff.pages.account import HERE, show_own, show_unproved
from portal.staff.pages.proof import is_proved
from portal.web.forms import Problems
from portal.web.page import PageRequest


def change_own_notices(asked: PageRequest[Account]) -> Response:
    form = read_notices(asked.typed)
    if isinstance(form, Problems):
        return show_own(asked, form)
    if not is_proved(asked):
        return show_unproved(asked)
    set_notices(
        asked.db, asked.subject, form.address, is_on=form.is_on, by=asked.actor, at=asked.now
    )
    return asked.done(HERE)
