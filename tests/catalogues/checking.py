"""What is wrong with a catalogue: what lacks, what nobody says, what would break a sentence."""

import re
from collections.abc import Iterator
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError

from portal.catalogue import READERS, UNREAD
from portal.i18n import SOURCE
from tests.catalogues.extracting import DOMAINS, MESSAGES, PAGES, STAFFS, extract
from tests.catalogues.files import path_of, paths_of, read, telling_of

# Entries with these contexts name a reader, and are empty until there is one.
REVIEWER = "reviewer of messages"
OF_READERS = (REVIEWER, READERS)

# Where each translation says whether somebody who grew up with the language has read it.
MARKED = (PAGES, STAFFS)

LONE_PERCENT = re.compile(r"(?<!%)(%%)*%(?![%(])")

# Babel reads a line that lacks its closing quote as a shorter sentence.
LINE = re.compile(r'|#.*|(msgctxt|msgid(_plural)?|msgstr(\[\d\])?)? ?"(\\.|[^"\\])*"')

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)[^}]*\}")


def problems(root: Path) -> Iterator[str]:
    """A line for each thing that is wrong with a catalogue under `root`."""
    for domain in DOMAINS:
        wanted = extract(root, domain)
        paths = paths_of(root, domain)
        if path_of(root, SOURCE, domain) not in paths:
            yield f"{SOURCE}: has no catalogue {domain}.po"
        for path in paths:
            for problem in _problems_of(path, wanted):
                yield f"{path.relative_to(root)}: {problem}"
    for path in paths_of(root, MESSAGES):
        if (tag := path.parts[-3]) != SOURCE and not _has_words(telling_of(root, tag)):
            yield f"{tag}: no word is listed that tells in a message"


def _has_words(path: Path) -> bool:
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return any(line.strip() and not line.startswith("#") for line in lines)


def _problems_of(path: Path, wanted: Catalog) -> Iterator[str]:
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        if not LINE.fullmatch(line.decode(errors="replace").strip()):
            yield f"line {number} is not as catalogues are written"
    try:
        catalogue = read(path)
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
    if path.parts[-3] != SOURCE:
        yield from _problems_of_translations(catalogue)


def _problems_of_translations(catalogue: Catalog) -> Iterator[str]:
    """Nothing may lack: English in the middle of a page is no answer."""
    texts = [each for each in catalogue if each.id and each.context not in OF_READERS]
    is_read = any(each.string for each in catalogue if each.context == READERS)
    for message in texts:
        if not any(_strings(message)):
            yield f"“{_name(message)}”: is not translated"
            continue
        for fault in _faults(message):
            yield f"“{_name(message)}”: {fault}"
        if catalogue.domain in MARKED and not is_read and UNREAD not in message.flags:
            yield f"“{_name(message)}”: is not marked as {UNREAD}, and nobody is named who read it"


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


def _compile(catalogue: Catalog) -> GNUTranslations:
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
