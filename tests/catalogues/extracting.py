"""What the sources say to a person, found by reading them."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir

from portal.i18n import SOURCE

# Her pages, the staff's, and messages: a language may have one without the others. What her pages
# and the staff's share stands with hers.
PAGES, STAFFS, MESSAGES = "portal", "staff", "messages"
DOMAINS = (PAGES, STAFFS, MESSAGES)

PYTHON = ("portal", "services_directory", "bookings")
OF_MESSAGES = "messages/**.txt"
HERS = (
    "templates/bookings/visits/",
    "templates/components/signs.html",
    "templates/components/ui.html",
    "templates/error.html",
    "templates/layouts/base.html",
    "templates/layouts/journey.html",
    "templates/layouts/page.html",
    "bookings/visits/",
)
Text: TypeAlias = str | tuple[str, ...]

KEYWORDS = {
    "_": None,
    "sure": None,
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
    said = list(_said(root, domain))
    hers = {(text, context) for place, text, context in said if place.startswith(HERS)}
    found = Catalog(domain=domain, locale=SOURCE, charset="utf-8", fuzzy=False)
    for place, text, context in said:
        if domain == MESSAGES or ((text, context) in hers) == (domain == PAGES):
            # Without line numbers: a moved line changes no catalogue.
            found.add(text, locations=[(place, 1)], context=context)
    return found


def _said(root: Path, domain: str) -> Iterator[tuple[str, Text, str | None]]:
    """Each text with the file that says it and its context."""
    options = dict.fromkeys((OF_MESSAGES, "**.html", "**.txt"), TEMPLATE_OPTIONS)
    for folder, methods in _places(domain):
        for file, _line, text, _comments, context in extract_from_dir(
            root / folder, methods, options, keywords=KEYWORDS
        ):
            yield f"{folder}/{file}", text, context


def _places(domain: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Folders, and how their files are read: the first pattern that fits a file counts."""
    if domain == MESSAGES:
        return [("templates", [(OF_MESSAGES, "jinja2")])]
    pages = [(OF_MESSAGES, "ignore"), ("**.html", "jinja2"), ("**.txt", "jinja2")]
    return [("templates", pages), *((name, [("**.py", "python")]) for name in PYTHON)]
