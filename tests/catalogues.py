"""Every word that a person reads is in every catalogue, and no catalogue breaks a sentence.

`python -m tests.catalogues` names what is wrong; with `--write` it first brings the catalogues up
to what the sources say, and begins one for each language named after it. The catalogue of the
source language holds no translations: it is the list.
"""

import re
import sys
from collections.abc import Iterator
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from portal.i18n import SOURCE

ROOT = Path(__file__).parent.parent
CATALOGUES = "locales/*/LC_MESSAGES/portal.po"

PYTHON = ("portal", "services_directory", "bookings")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "translate": None,
    "ngettext": (1, 2),
    "translate_plural": (1, 2),
    "pgettext": ((1, "c"), 2),
}

# As the portal reads its templates: other white space would make other messages.
TEMPLATE_OPTIONS = {"silent": "false", "trim_blocks": "true", "lstrip_blocks": "true"}

LONE_PERCENT = re.compile(r"(?<!%)(%%)*%(?![%(])")

# Lines of a catalogue's head that change with the day or name a person or a tool.
DATED = re.compile(
    rb'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By'
    rb"|Report-Msgid-Bugs-To|Project-Id-Version):.*\n",
    re.MULTILINE,
)

# Babel reads a line that lacks its closing quote as a shorter sentence.
LINE = re.compile(r'|#.*|(msgctxt|msgid(_plural)?|msgstr(\[\d\])?)? ?"(\\.|[^"\\])*"')

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)[^}]*\}")


def extract(root: Path) -> Catalog:
    """All that the sources under `root` say to a person, without translations."""
    found = Catalog(domain="portal", locale=SOURCE, charset="utf-8", fuzzy=False)
    templates = [("**.html", "jinja2"), ("**.txt", "jinja2")]
    options = {pattern: TEMPLATE_OPTIONS for pattern, _ in templates}
    places = [("templates", templates), *((name, [("**.py", "python")]) for name in PYTHON)]
    for folder, methods in places:
        for file, _line, text, _comments, context in extract_from_dir(
            root / folder, methods, options, keywords=KEYWORDS
        ):
            # Without line numbers: a moved line changes no catalogue.
            found.add(text, locations=[(f"{folder}/{file}", 1)], context=context)
    return found


def problems(root: Path) -> Iterator[str]:
    """A line for each thing that is wrong with a catalogue under `root`."""
    wanted = extract(root)
    paths = sorted(root.glob(CATALOGUES))
    if _path(root, SOURCE) not in paths:
        yield f"{SOURCE}: has no catalogue"
    for path in paths:
        for problem in _problems_of(path, wanted):
            yield f"{path.relative_to(root)}: {problem}"


def _problems_of(path: Path, wanted: Catalog) -> Iterator[str]:
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        if not LINE.fullmatch(line.decode(errors="replace").strip()):
            yield f"line {number} is not as catalogues are written"
    try:
        catalogue = _read(path)
        _compile(catalogue)
    except (PoFileError, ValueError, UnicodeError) as refusal:
        yield f"cannot be compiled: {refusal}"
        return
    if catalogue.plural_forms != Catalog(locale=path.parts[-3]).plural_forms:
        yield "says in its head other plural forms than the language has"
    yield from (f"lacks “{_name(message)}”" for message in _less(wanted, catalogue))
    yield from (
        f"has “{_name(message)}”, which nobody says" for message in _less(catalogue, wanted)
    )
    for message in catalogue:
        if message.id and any(_strings(message)):
            yield from (f"“{_name(message)}”: {fault}" for fault in _faults(message))


def _faults(message: Message) -> Iterator[str]:
    if message.fuzzy:
        yield "is marked fuzzy, so that nobody sees it"
    strings = _strings(message)
    known = {name for text in _ids(message) for name in _placeholders(text)}
    for text in strings:
        if not text:
            yield "is translated in part"
        elif LONE_PERCENT.search(text) and not LONE_PERCENT.search(_name(message)):
            yield "has a lone %, at which the page would break"
        # "One child" may leave the number out; no other sentence may leave anything out.
        elif not (names := _placeholders(text)) <= known:
            yield f"names {sorted(names - known)}, which the source does not give"
        elif names != known and not message.pluralizable:
            yield f"leaves out {sorted(known - names)}"


def _less(these: Catalog, those: Catalog) -> list[Message]:
    pairs = (
        (message, those.get(_name(message), message.context)) for message in these if message.id
    )
    return [here for here, there in pairs if there is None or here.id != there.id]


def _ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _name(message: Message) -> str:
    return _ids(message)[0]


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def _placeholders(text: str) -> set[str]:
    return {match[1] or match[2] or "" for match in PLACEHOLDER.finditer(text)}


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3], domain="portal", abort_invalid=True)


def _compile(catalogue: Catalog) -> GNUTranslations:
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


def write(root: Path, *begun: str) -> None:
    """Bring every catalogue up to what the sources say; `begun` are languages that get one now."""
    wanted = extract(root)
    _save(wanted, _path(root, SOURCE))
    languages = {path.parts[-3] for path in root.glob(CATALOGUES)} | set(begun)
    for tag in languages - {SOURCE}:
        path = _path(root, tag)
        catalogue = _read(path) if path.exists() else Catalog(locale=tag, fuzzy=False)
        catalogue.update(wanted, no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        _save(catalogue, path)


def _path(root: Path, tag: str) -> Path:
    return root / "locales" / tag / "LC_MESSAGES" / "portal.po"


def _save(catalogue: Catalog, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = BytesIO()
    catalogue.header_comment = f"# What the portal says, in {catalogue.locale_identifier}."
    write_po(text, catalogue, width=100, include_lineno=False, sort_by_file=True)
    path.write_bytes(DATED.sub(b"", text.getvalue()))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--write"]:
        write(ROOT, *sys.argv[2:])
    found = list(problems(ROOT))
    sys.stderr.writelines(f"{line}\n" for line in found)
    sys.exit(1 if found else 0)
