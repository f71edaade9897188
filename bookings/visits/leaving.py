"""The exit: ends the journey on the server, changes the cookie, and leads to a dull site."""

from starlette.responses import Response

from bookings.visits.actions import drafts
from bookings.visits.steps.step import Asked
from portal.web import cookie
from portal.web.ready import Erased


def leave(asked: Asked) -> Response:
    """An empty page that turns to the exit site by itself (V-05, S-19).

    It is answered with 200 and a Refresh, not with a redirect: browsers apply `form-action` to
    where a form's answer redirects, and the dull site is none of ours.
    """
    drafts.end(asked.db, asked.subject)
    settings = asked.house.settings
    headers = {
        "refresh": f"0; url={settings.exit_url}",
        "clear-site-data": '"cookies", "storage"',
    }
    response = Erased(b"", media_type="text/html; charset=utf-8", headers=headers)
    return cookie.give(response, cookie.NOBODY, settings)
