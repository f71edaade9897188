"""Everybody is spoken to in their own language where we have it, and days read as they do there."""

import gettext
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel import Locale, localedata

from portal import i18n
from portal.i18n import Language, choose, load_languages

CATALOGUE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

msgid "Come in"
msgstr "Wejdź"

msgid "One stop"
msgid_plural "%(count)s stops"
msgstr[0] "Jedno miejsce"
msgstr[1] "%(count)s miejsca"
msgstr[2] "%(count)s miejsc"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for tag in ("en", "pl", "ur", "pt_BR"):
        path = tmp_path / tag / "LC_MESSAGES" / "portal.po"
        path.parent.mkdir(parents=True)
        path.write_text(CATALOGUE if tag == "pl" else 'msgid ""\nmsgstr ""\n')
    (tmp_path / "pl" / "words.txt").write_text("klucz  okno\ndrzewo\n")
    return tmp_path


def language(tag: str) -> Language:
    return Language(tag, gettext.NullTranslations(), Locale.parse(tag))


@pytest.mark.parametrize(
    ("accepted", "tag"),
    [
        ("", "en"),
        ("pl", "pl"),
        ("PL-pl", "pl"),
        ("de, fr;q=0.9", "en"),
        ("de, pl;q=0.3, ur;q=0.9", "ur"),
        ("pl;q=0.3,ur; q=0.9", "ur"),
        ("pl ; q=0.9 , ur ; q=0.3", "pl"),
        ("ur;q=0.5, pl;q=0.5", "ur"),
        ("pl;q=0, ur;q=0.1", "ur"),
        ("pl;q=0", "en"),
        ("pt-BR, pl;q=0.5", "pt-BR"),
        ("pt-br", "pt-BR"),
        ("pt, pl;q=0.5", "pl"),
        ("*", "en"),
        ("*;q=0.9, pl;q=0.1", "pl"),
        ("pl;q=high, ur", "ur"),
        ("pl;q=7, ur;q=0.1", "ur"),
        (",,;;=,;q=", "en"),
        ("x" * 5000, "en"),
    ],
)
def test_the_language_liked_best_among_ours_is_chosen(
    folder: Path, accepted: str, tag: str
) -> None:
    assert choose(load_languages(folder), accepted).tag == tag


@pytest.mark.parametrize(
    ("accepted", "tag"),
    [
        ("pa", "pa"),
        ("pa-IN, ur;q=0.5", "pa"),
        ("pa-Guru-PK, ur;q=0.5", "pa"),
        ("pa-GB, ur;q=0.5", "pa"),
        ("pa-Arab, ur;q=0.5", "ur"),
        ("pa-PK, ur;q=0.5", "ur"),
        ("PA-pk", "en"),
        ("pa-Arab-GB", "en"),
        ("sr", "sr"),
        ("sr-RS, en;q=0.5", "sr"),
        ("sr-Latn, pl;q=0.5", "pl"),
        ("sr-ME, pl;q=0.5", "pl"),
        ("uz, pl;q=0.5", "uz"),
        ("uz-UZ, pl;q=0.5", "uz"),
        ("uz-Cyrl, pl;q=0.5", "pl"),
        ("uz-AF, pl;q=0.5", "pl"),
        ("zh-CN, pl;q=0.5", "zh"),
        ("zh-TW, pl;q=0.5", "pl"),
        ("zh-Hant, pl;q=0.5", "pl"),
        ("en-US", "en"),
        ("pl-x-own", "pl"),
        ("ur-419", "ur"),
    ],
)
def test_v_30_nobody_is_given_their_language_in_another_script(accepted: str, tag: str) -> None:
    spoken = {each: language(each) for each in ("en", "pl", "ur", "pa", "sr", "zh", "uz")}
    assert choose(spoken, accepted).tag == tag


def test_v_30_each_script_of_a_language_has_a_catalogue_of_its_own(folder: Path) -> None:
    for tag in ("pa", "pa_Arab"):
        path = folder / tag / "LC_MESSAGES" / "portal.po"
        path.parent.mkdir(parents=True)
        path.write_text('msgid ""\nmsgstr ""\n')
    spoken = load_languages(folder)
    wanted = ("pa", "pa-IN", "pa-Arab", "pa-PK", "pa-Arab-PK")
    found = [choose(spoken, accepted) for accepted in wanted]
    assert [each.tag for each in found] == ["pa", "pa", *["pa-Arab"] * 3]
    assert [each.direction for each in found] == ["ltr", "ltr", *["rtl"] * 3]


@pytest.mark.parametrize(
    ("tag", "comma"), [("en", ", "), ("ur", "، "), ("ar", "، "), ("zh", "、"), ("th", " ")]
)
def test_v_30_the_parts_of_a_list_stand_apart_as_the_language_writes_it(
    tag: str, comma: str
) -> None:
    assert language(tag).comma == comma


def test_no_language_of_any_sets_parts_apart_with_a_word() -> None:
    tags = localedata.locale_identifiers()
    assert [tag for tag in tags if any(map(str.isalpha, language(tag).comma))] == []


def test_what_is_remembered_of_headers_has_an_end(folder: Path) -> None:
    """Anybody can send any header, a new one each time."""
    languages = load_languages(folder)
    for number in range(2000):
        choose(languages, f"x-{number}, pl")
    assert i18n._in_order.cache_info().currsize <= 256


def test_a_catalogue_is_compiled_as_it_is_read(folder: Path) -> None:
    polish = load_languages(folder)["pl"]
    with i18n.speaking(polish):
        assert i18n.translate("Come in") == "Wejdź"
        said = [i18n.translate_plural("One stop", "%(count)s stops", n) for n in (1, 3, 5)]
    assert said == ["Jedno miejsce", "%(count)s miejsca", "%(count)s miejsc"]
    assert polish.words == ("klucz", "okno", "drzewo")
    assert [*folder.rglob("*.mo")] == []


def test_what_is_not_translated_is_said_in_the_source_language(folder: Path) -> None:
    with i18n.speaking(load_languages(folder)["pl"]):
        assert i18n.translate("Never translated") == "Never translated"
        assert i18n.translate_plural("One", "Many", 2) == "Many"
    with i18n.speaking(load_languages(Path("/nowhere"))["en"]):
        assert i18n.translate("Come in") == "Come in"


def test_one_language_is_spoken_at_a_time(folder: Path) -> None:
    languages = load_languages(folder)
    with i18n.speaking(languages["en"]):
        with i18n.speaking(languages["pl"]):
            assert i18n.now_speaking().tag == "pl"
        assert i18n.now_speaking().tag == "en"
    with pytest.raises(LookupError):
        i18n.now_speaking()


def test_a_broken_catalogue_stops_the_start(folder: Path) -> None:
    path = folder / "pl" / "LC_MESSAGES" / "portal.po"
    path.write_bytes(b'msgid "Come in"\nmsgstr "Wejd\xff"\n')
    with pytest.raises(UnicodeDecodeError):
        load_languages(folder)["pl"].read_now()


@pytest.mark.parametrize(
    ("tag", "direction"),
    [("en", "ltr"), ("pl", "ltr"), ("pa", "ltr"), ("ne", "ltr"), ("ur", "rtl"), ("ar", "rtl")],
)
def test_writing_runs_the_way_of_its_language(tag: str, direction: str) -> None:
    assert language(tag).direction == direction


@pytest.mark.parametrize(
    ("tag", "day"),
    [
        ("en_GB", "Wednesday 25 November"),
        ("ur", "بدھ، 25 نومبر"),
        ("pl", "środa, 25 listopada"),
        ("cy", "Dydd Mercher, 25 Tachwedd"),
        ("ar", "الأربعاء، 25 نوفمبر"),
        ("pa", "ਬੁੱਧਵਾਰ, 25 ਨਵੰਬਰ"),
        ("so", "Arbaco, Noofeembar 25"),
        ("pt", "quarta-feira, 25 de novembro"),
        ("ne", "नोभेम्बर 25, बुधबार"),
        ("tr", "25 Kasım Çarşamba"),
        ("ru", "среда, 25 ноября"),
    ],
)
def test_a_day_reads_as_its_language_writes_it(tag: str, day: str) -> None:
    assert language(tag).day(date(2026, 11, 25)) == day


def test_no_language_of_any_says_the_year() -> None:
    tags = localedata.locale_identifiers()
    assert len(tags) > 500
    said = {tag: language(tag).day(date(2031, 11, 25)) for tag in tags}
    assert {tag: day for tag, day in said.items() if "31" in day} == {}


@pytest.mark.parametrize("tag", ["en", "pa", "ur", "ar", "so"])
def test_a_time_is_told_by_24_hours_in_every_language(tag: str) -> None:
    with i18n.speaking(language(tag)):
        winter = datetime(2026, 11, 25, 14, 5, tzinfo=UTC)
        summer = datetime(2026, 6, 3, 8, 5, tzinfo=UTC)
        london = ZoneInfo("Europe/London")
        assert i18n.clock_time(winter, london) == "14:05"
        assert i18n.clock_time(summer, london) == "09:05"


def test_a_day_is_the_day_where_the_session_is() -> None:
    late = datetime(2026, 6, 2, 23, 30, tzinfo=UTC)
    with i18n.speaking(language("en_GB")):
        assert i18n.local_day(late, ZoneInfo("Europe/London")) == "Wednesday 3 June"


@pytest.mark.parametrize("name", ["templates", "locales"])
def test_wording_is_found_in_the_checkout(name: str) -> None:
    assert i18n.find_folder(name) == Path(__file__).parent.parent.parent / name
