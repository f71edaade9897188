"""`python -m tests.browser.pseudo_demo` serves the demo in the language of the tests' own, whatever
a browser asks for: what is cut off, stays on its side or was never translated shows at a glance."""

import os
import sys

from portal import __main__ as command
from portal import i18n, keyring, serving
from portal.app import create_app
from portal.db.engine import Database
from portal.settings import read_settings
from portal.web.headers import GuardedApplication
from tests.browser import pseudo


def from_environment() -> GuardedApplication:
    """The application for one process, as the portal's own, but that nothing is sent."""
    settings = read_settings(os.environ)
    keyring.use(keyring.load_keys(settings.keys_file))
    database = Database(settings.database_url)
    return create_app(settings, database, languages={i18n.SOURCE: pseudo.language()})


if __name__ == "__main__":
    serving.FACTORY_ALONE = "tests.browser.pseudo_demo:from_environment"
    sys.exit(command.main(["demo"]))
