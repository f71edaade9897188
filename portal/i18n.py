"""Her language: catalogues read from .po at start, dates for people, direction of writing."""

import gettext
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = "en"

# The year in a full date's pattern, first or last, with the word or comma that ties it on.
WITHOUT_YEAR = re.compile(r"^y+[\s,،]*|(\s*'[^']*')?[\s,،]*y+(\s*'[^']*')?\.?$")


def find_folder(name: str) -> Path:
    """`templates` or `locales`: inside the installed package, else in the checkout."""
    package = Path(__file__).parent
    packed = package / "_data" / name
    return packed if packed.is_dir() else package.parent / name


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its catalogue, its names of days and months, which way it runs, and plain
    words for a phrase (none where it has no list)."""

    tag: str
    translations: gettext.NullTranslations
    locale: Locale
    words: tuple[str, ...] = ()

    @property
    def direction(self) -> str:
        return "rtl" if self.locale.text_direction == "rtl" else "ltr"

    def day(self, moment: date) -> str:
        """ "Wednesday 25 November", as her language writes it."""
        return format_date(moment, self._pattern, locale=self.locale)

    @property
    def _pattern(self) -> str:
        known = self.locale.datetime_skeletons.get("MMMMEEEEd")
        return str(known or WITHOUT_YEAR.sub("", self.locale.date_formats["full"].pattern))


Languages = Mapping[str, Language]


def load_languages(folder: Path) -> dict[str, Language]:
    """Every language with a `<tag>/LC_MESSAGES/portal.po` below `folder`, the source always."""
    source = Locale.parse(SOURCE + "_GB")
    plain = gettext.NullTranslations()
    found = {SOURCE: Language(SOURCE, plain, source, _words(folder, SOURCE))}
    for path in sorted(folder.glob("*/LC_MESSAGES/portal.po")):
        tag = path.parts[-3]
        if tag != SOURCE:
            found[tag] = Language(tag, _compiled(path), Locale.parse(tag), _words(folder, tag))
    return found


def _words(folder: Path, tag: str) -> tuple[str, ...]:
    path = folder / tag / "words.txt"
    return tuple(path.read_text("utf-8").split()) if path.is_file() else ()


def _compiled(path: Path) -> gettext.GNUTranslations:
    """The catalogue compiled in memory: compiled files are never shipped, so none can be stale."""
    with path.open("rb") as file:
        catalogue = read_po(file)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def choose(languages: Languages, accepted: str) -> Language:
    """The language that an Accept-Language header likes best among ours; the source where none."""
    for tag in _in_order(accepted):
        for candidate in (tag, tag.split("-")[0]):
            if candidate in languages:
                return languages[candidate]
    return languages[SOURCE]


@cache
def _in_order(accepted: str) -> tuple[str, ...]:
    wishes: list[tuple[float, int, str]] = []
    for part in accepted[:200].split(","):
        tag, _, quality = part.strip().partition(";q=")
        weight = quality if quality.replace(".", "", 1).isdecimal() else "1"
        wishes.append((-float(weight), len(wishes), tag.lower()))
    return tuple(tag for _, _, tag in sorted(wishes))


_speaking: ContextVar[Language] = ContextVar("speaking")


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Within this block, `gettext` and its kind answer in `language`."""
    token = _speaking.set(language)
    try:
        yield
    finally:
        _speaking.reset(token)


def now_speaking() -> Language:
    return _speaking.get()


def translate(message: str) -> str:
    return _speaking.get().translations.gettext(message)


def translate_plural(one: str, many: str, count: int) -> str:
    return _speaking.get().translations.ngettext(one, many, count)


def clock_time(moment: datetime, zone: ZoneInfo) -> str:
    """ "10:05" in every language: short times default to twelve hours in some."""
    return moment.astimezone(zone).strftime("%H:%M")


def local_day(moment: datetime, zone: ZoneInfo) -> str:
    return _speaking.get().day(moment.astimezone(zone).date())
