"""One language's texts, read from its .po when the first of them is asked for, and which of them
nobody who grew up with the language has read yet."""

import gettext
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from babel import Locale
from babel.messages.pofile import read_po

# Stands on each translation that no native reader has read (a flag of the catalogue's own).
UNREAD = "unread"

# An entry with this context names who has read all of it; empty until somebody has.
READERS = "who has read these pages"

Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Texts:
    """What a catalogue says: by context and source, its forms in order; what is unread, by source;
    and in which files of the sources something unread stands."""

    said: dict[Key, tuple[str, ...]]
    form_of: Callable[[int], int]
    unread: frozenset[str]
    unread_in: frozenset[str]


class Catalogue(gettext.NullTranslations):
    """Compiled files are never shipped, so none can be stale. What lacks is asked of the fallback,
    and last of the source."""

    def __init__(self, path: Path, locale: Locale) -> None:
        super().__init__()
        self._path, self._locale = path, locale

    @cached_property
    def texts(self) -> Texts:
        return _read(self._path, self._path.stat().st_mtime_ns, str(self._locale))

    def gettext(self, message: str) -> str:
        return self._said(None, message) or super().gettext(message)

    def pgettext(self, context: str, message: str) -> str:
        return self._said(context, message) or super().pgettext(context, message)

    def ngettext(self, one: str, many: str, count: int) -> str:
        forms = self.texts.said.get((None, one))
        return forms[self.texts.form_of(count)] if forms else super().ngettext(one, many, count)

    def _said(self, context: str | None, message: str) -> str:
        found = self.texts.said.get((context, message))
        return found[0] if found else ""


# A process reads a catalogue once, for every application that it makes.
@lru_cache(maxsize=64)
def _read(path: Path, _written_at: int, locale: str) -> Texts:
    with path.open("rb") as file:
        # Without its locale a catalogue that does not name its language would lose its plurals.
        found = read_po(file, locale=locale)
    # What is marked fuzzy is nobody's word: as compilers of catalogues do, it is left out.
    entries = [each for each in found if each.id and not each.fuzzy]
    said = {(each.context, _source(each.id)): _forms(each.string) for each in entries}
    unread = [each for each in entries if UNREAD in each.flags]
    return Texts(
        {key: forms for key, forms in said.items() if all(forms)},
        gettext.c2py(found.plural_expr),
        frozenset(_source(each.id) for each in unread),
        frozenset(place for each in unread for place, _line in each.locations),
    )


def _source(ids: str | tuple[str, ...] | list[str]) -> str:
    return ids if isinstance(ids, str) else ids[0]


def _forms(strings: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (strings,) if isinstance(strings, str) else tuple(strings or ("",))
