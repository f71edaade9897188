"""Where catalogues are, and how they are read and written."""

import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po

from portal.i18n import SOURCE
from tests.catalogues.extracting import DOMAINS, MESSAGES, PAGES, STAFFS, extract

TELLING_HEAD = "# Words that may stand in no message in this language, beside those of English.\n"
HEADS = {
    PAGES: "What pages say to whoever books",
    STAFFS: "What the staff's pages say",
    MESSAGES: "What messages say",
}

# Lines of a catalogue's head that change with the day or name a person or a tool.
DATED = re.compile(
    rb'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By'
    rb"|Report-Msgid-Bugs-To|Project-Id-Version):.*\n",
    re.MULTILINE,
)


def paths_of(root: Path, domain: str) -> list[Path]:
    return sorted(root.glob(f"locales/*/LC_MESSAGES/{domain}.po"))


def path_of(root: Path, tag: str, domain: str) -> Path:
    return root / "locales" / tag / "LC_MESSAGES" / f"{domain}.po"


def telling_of(root: Path, tag: str) -> Path:
    """The words that may stand in no message of a language."""
    return root / "locales" / tag / "telling.txt"


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3], domain=path.stem, abort_invalid=True)


def write(root: Path, *begun: str) -> None:
    """Bring every catalogue up to what the sources say. `begun` get one now: `pl` is her pages
    in a language, `staff/pl` the staff's, `messages/pl` the messages."""
    for domain in DOMAINS:
        wanted = extract(root, domain)
        save(wanted, path_of(root, SOURCE, domain))
        languages = {path.parts[-3] for path in paths_of(root, domain)} - {SOURCE}
        for tag in languages | _begun(domain, begun):
            path = path_of(root, tag, domain)
            catalogue = read(path) if path.exists() else Catalog(locale=tag, fuzzy=False)
            catalogue.update(wanted, no_fuzzy_matching=True, update_creation_date=False)
            catalogue.obsolete.clear()
            save(catalogue, path)
    for path in paths_of(root, MESSAGES):
        list_of = telling_of(root, path.parts[-3])
        if not list_of.exists():
            list_of.write_text(TELLING_HEAD, "utf-8")


def _begun(domain: str, begun: Iterable[str]) -> set[str]:
    split = [name.rpartition("/") for name in begun]
    return {tag for said, _, tag in split if (said or PAGES) == domain}


def save(catalogue: Catalog, path: Path) -> None:
    """Write it as catalogues are written here: with no day, no person and no tool in its head."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = BytesIO()
    catalogue.header_comment = f"# {HEADS[path.stem]}, in {catalogue.locale_identifier}."
    write_po(text, catalogue, width=100, include_lineno=False, sort_by_file=True)
    path.write_bytes(DATED.sub(b"", text.getvalue()))
