"""What the sources say to a person, found by reading them."""

from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir

from portal.i18n import SOURCE

# Messages have catalogues of their own: a language may have them before her pages are in it.
PAGES, MESSAGES = "portal", "messages"
DOMAINS = (PAGES, MESSAGES)

PYTHON = ("portal", "services_directory", "bookings")
OF_MESSAGES = "messages/**.txt"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "translate": None,
    "ngettext": (1, 2),
    "translate_plural": (1, 2),
    "pgettext": ((1, "c"), 2),
    "translate_in": ((1, "c"), 2),
}

# As the portal reads its templates: other white space would make other messages.
TEMPLATE_OPTIONS = {"silent": "false", "trim_blocks": "true", "lstrip_blocks": "true"}


def extract(root: Path, domain: str = PAGES) -> Catalog:
    """All that the sources under `root` say to a person, without translations."""
    found = Catalog(domain=domain, locale=SOURCE, charset="utf-8", fuzzy=False)
    options = dict.fromkeys((OF_MESSAGES, "**.html", "**.txt"), TEMPLATE_OPTIONS)
    for folder, methods in _places(domain):
        for file, _line, text, _comments, context in extract_from_dir(
            root / folder, methods, options, keywords=KEYWORDS
        ):
            # Without line numbers: a moved line changes no catalogue.
            found.add(text, locations=[(f"{folder}/{file}", 1)], context=context)
    return found


def _places(domain: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Folders, and how their files are read: the first pattern that fits a file counts."""
    if domain == MESSAGES:
        return [("templates", [(OF_MESSAGES, "jinja2")])]
    pages = [(OF_MESSAGES, "ignore"), ("**.html", "jinja2"), ("**.txt", "jinja2")]
    return [("templates", pages), *((name, [("**.py", "python")]) for name in PYTHON)]
