"""Her language: catalogues read from .po at start, dates for people, direction of writing."""

import gettext
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global
from babel.dates import format_date

from portal.catalogue import READERS, Catalogue

SOURCE = "en"

# Who has read the source.
AUTHORS = "the authors"

# How a language orders weekday, day and month where no year is said, the fullest first.
WITHOUT_YEAR = ("MMMMEEEEd", "MMMMEd", "MMMEd")
# How it sets the parts of a list apart: in some of these with a word, which fits no list of facts.
LISTS = ("standard", "unit", "unit-short", "unit-narrow")
WEEKDAY, MONTH = re.compile(r"E+|c{3,}"), re.compile(r"M{3,}|L{3,}")

# How many signs a tag's part has that names a script or a place; places are numbers, too.
SCRIPT, PLACE = 4, (2, 3)

WISH = re.compile(r"([A-Za-z0-9-]{1,35})\s*(?:;\s*q=([01](?:\.[0-9]{0,3})?))?")


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

    def day_of_year(self, moment: date) -> str:
        """ "25 November 2026", as her language writes it."""
        return format_date(moment, "long", locale=self.locale)

    def read_now(self) -> None:
        """So that a broken catalogue stops the start, and no person waits for it to be read."""
        if isinstance(self.translations, Catalogue):
            self.translations.texts  # noqa: B018

    @property
    def own_name(self) -> str:
        """The language in itself, as it begins a line: "Polski"."""
        return _own_name(self.tag)

    def is_read(self, message: str) -> bool:
        """Whether somebody who grew up with the language has read this text in it."""
        found = self.translations
        return not isinstance(found, Catalogue) or message not in found.texts.unread

    def is_read_in(self, *templates: str) -> bool:
        """Whether they have read all that these templates say."""
        found = self.translations
        if not isinstance(found, Catalogue):
            return True
        return found.texts.unread_in.isdisjoint(f"templates/{name}" for name in templates)

    @property
    def readers(self) -> str:
        """Who has read all pages in it; the empty text while nobody has."""
        found = self.translations
        if not isinstance(found, Catalogue):
            return AUTHORS
        said = found.pgettext(READERS, AUTHORS)
        return "" if said == AUTHORS else said

    @property
    def comma(self) -> str:
        """What stands between the parts of a list: another sign, another space, or none."""
        known = self.locale.list_patterns
        middles = (known[name]["middle"] for name in LISTS if "middle" in known.get(name, {}))
        between = [each.replace("{0}", "").replace("{1}", "") for each in middles]
        signs = ["".join(sign for sign in each if not sign.isalpha()) for each in between]
        pairs = zip(between, signs, strict=True)
        return next((sign for each, sign in pairs if sign.strip() or sign == each), ", ")

    @property
    def _pattern(self) -> str:
        known = self.locale.datetime_skeletons
        order = next(str(known[name]) for name in WITHOUT_YEAR if name in known)
        return MONTH.sub("MMMM", WEEKDAY.sub("EEEE", order))


# Asked of fifteen languages on each page of hers.
@lru_cache(maxsize=64)
def _own_name(tag: str) -> str:
    name = str(Locale.parse(tag, sep="-").get_display_name() or tag)
    return name[:1].upper() + name[1:]


Languages = Mapping[str, Language]


def only_the_source() -> Languages:
    plain = gettext.NullTranslations()
    return {SOURCE: Language(SOURCE, plain, Locale.parse(SOURCE + "_GB"))}


def load_languages(folder: Path, domain: str = "portal") -> dict[str, Language]:
    """Every language with a `<tag>/LC_MESSAGES/<domain>.po` below `folder`, the source always.

    A language is found by its tag as browsers send it, in small letters.
    """
    source = only_the_source()[SOURCE]
    found = {SOURCE: replace(source, words=_words(folder, SOURCE))}
    for path in sorted(folder.glob(f"*/LC_MESSAGES/{domain}.po")):
        name = path.parts[-3]
        tag = name.replace("_", "-")
        if tag != SOURCE:
            locale = Locale.parse(tag, sep="-")
            found[tag.lower()] = Language(
                tag, Catalogue(path, locale), locale, _words(folder, name)
            )
    return found


def load_staffs_languages(folder: Path) -> dict[str, Language]:
    """The languages of the staff's pages; what these share with hers is said by her catalogue."""
    hers, found = load_languages(folder), load_languages(folder, "staff")
    for tag in found.keys() & hers.keys() - {SOURCE}:
        found[tag].translations.add_fallback(hers[tag].translations)
    return found


def _words(folder: Path, tag: str) -> tuple[str, ...]:
    path = folder / tag / "words.txt"
    return tuple(path.read_text("utf-8").split()) if path.is_file() else ()


def choose(languages: Languages, accepted: str) -> Language:
    """The language that an Accept-Language header likes best among ours; the source where none.

    One that is known by its first part alone is offered only where it is written in the same
    script: Panjabi of Pakistan is not read by whoever reads that of India.
    """
    for tag in _in_order(accepted[:200]):
        alone, script = tag.split("-")[0], _script(tag)
        for candidate in (tag, f"{alone}-{script}", alone):
            if candidate in languages and _script(candidate) == script:
                return languages[candidate]
    return languages[SOURCE]


@lru_cache(maxsize=256)
def _script(tag: str) -> str:
    """The script that a tag names, or in which its language is most often written there: the empty
    text where nobody knows."""
    parts = tag.split("-")
    named = next((each for each in parts[1:] if len(each) == SCRIPT), "")
    if named:
        return named
    place = next((each for each in parts[1:] if len(each) in PLACE), "").upper()
    known = get_global("likely_subtags")
    likely = known.get(f"{parts[0]}_{place}") or known.get(parts[0]) or ""
    return next((each for each in likely.lower().split("_")[1:] if len(each) == SCRIPT), "")


# Anybody can send any header: what is remembered of them has an end.
@lru_cache(maxsize=256)
def _in_order(accepted: str) -> tuple[str, ...]:
    """The tags of an Accept-Language header, the best liked first, without those refused."""
    wishes: list[tuple[float, int, str]] = []
    for part in accepted.split(","):
        wish = WISH.fullmatch(part.strip())
        if wish is not None and float(wish[2] or 1) > 0:
            wishes.append((-float(wish[2] or 1), len(wishes), wish[1].lower()))
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


def translate_in(context: str, message: str) -> str:
    return _speaking.get().translations.pgettext(context, message)


def translate_plural(one: str, many: str, count: int) -> str:
    return _speaking.get().translations.ngettext(one, many, count)


def clock_time(moment: datetime, zone: ZoneInfo) -> str:
    """ "10:05" in every language: short times default to twelve hours in some."""
    return moment.astimezone(zone).strftime("%H:%M")


def local_day(moment: datetime, zone: ZoneInfo) -> str:
    return _speaking.get().day(moment.astimezone(zone).date())


def local_date(moment: date, zone: ZoneInfo) -> str:
    """A date with its year: the day of a moment in that zone, or a day as it is."""
    day = moment.astimezone(zone).date() if isinstance(moment, datetime) else moment
    return _speaking.get().day_of_year(day)
