"""The phrase is given once or skipped; nothing that is typed stands anywhere in clear."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from bookings.visits.models import Draft, Visit
from portal.db.engine import Database
from portal.i18n import find_folder, load_languages
from tests.bookings.visits.rows import dump, holds
from tests.bookings.visits.town import Watch, open_house
from tests.bookings.visits.walking import Fields, book, come_back, phrase_on, walk_to
from tests.browsing import Browser

DIGITS = "7193"
TYPED: dict[str, Fields] = {
    "asks": {"tongue": "Qaqarese", "dialect": "Upland-Qaqar", "access": "Zyxw lift and quiet"},
    "company": {"companion": "Zebulonia", "child_0_age": "7", "child_1_age": "unborn"},
    "name": {"called": "Quillana"},
}
SECRETS = ("Qaqarese", "Upland-Qaqar", "Zyxw", "Zebulonia", "Quillana")

# Words that stand nowhere else, so that finding one means that it leaked; six of them are a phrase.
RARE = tuple(f"zy{first}x{second}q" for first in "abcdefghijklmno" for second in "abcdefghijklmno")


def phrase_set(town: Database) -> bool:
    with town.reading() as db:
        return db.scalars(sa.select(Visit.phrase)).one() is not None


def test_v_12_four_words_are_shown_once_and_never_again(phone: Browser) -> None:
    walk_to(phone, "phrase")
    words = phrase_on(phone)
    assert len(set(words.split())) == 4
    phone.press(digits=DIGITS)
    assert words not in phone.page.text
    phone.press(words=words, digits=DIGITS)
    assert phone.step == "done"
    for _ in range(2):
        phone.press("back")
        assert phone.step == "done"
        phone.send({"step": "phrase", "go": "other-words"})
        assert words.split()[0] not in phone.page.text
    phone.press("leave")
    phone.open()
    assert words.split()[0] not in phone.page.text


def test_v_12_other_words_are_given_for_the_asking(
    phone: Browser, another_phone: Callable[..., Browser]
) -> None:
    """And only the last words open the visit."""
    walk_to(phone, "phrase")
    first = phrase_on(phone)
    phone.press("other-words")
    assert phrase_on(phone) != first
    kept = book(phone)
    for words, opens in ((first, False), (kept.words, True)):
        other = another_phone()
        come_back(other, replace(kept, words=words))
        assert (other.step == "visit") is opens


def test_v_12_what_does_not_match_is_told_kindly_and_shown_again(phone: Browser) -> None:
    walk_to(phone, "phrase")
    words = phrase_on(phone)
    phone.press(digits="12")
    assert phone.step == "phrase"
    assert phone.problems == ["Type four digits, for example 5 0 2 7 ."]
    assert phone.shown_fields()["digits"] == ["12"]
    phone.press(digits=DIGITS)
    phone.press(words="apple tree", digits=DIGITS)
    assert phone.step == "phrase_check"
    assert phone.problems == [
        "These are not the words on the page before. You can go back and look again."
    ]
    assert phone.shown_fields()["words"] == ["apple tree"]
    phone.press(words=words, digits="7194")
    assert phone.problems == [
        "These are not the digits that you chose. You can go back and choose again."
    ]
    phone.press("back")
    assert phrase_on(phone) == words
    phone.press(digits="4 4 4 4")
    phone.press(words=" ".join(reversed(words.upper().split())), digits="4444")
    assert phone.step == "done"


@pytest.mark.parametrize("at", ["phrase", "phrase_check"])
def test_v_12_skipping_keeps_the_place_and_no_phrase(
    phone: Browser, town: Database, at: str
) -> None:
    walk_to(phone, "phrase")
    if at == "phrase_check":
        phone.press(digits=DIGITS)
        assert phrase_set(town)
    assert "skip" in phone.buttons("go")
    phone.press("skip")
    assert phone.step == "done"
    assert phone.heading == "You are booked"
    assert not phrase_set(town)


def test_v_12_leaving_without_checking_keeps_the_phrase(
    phone: Browser, another_phone: Callable[..., Browser]
) -> None:
    """The page may go blank between the words and the check: they open the visit all the same."""
    walk_to(phone, "phrase")
    words = phrase_on(phone)
    phone.press(digits=DIGITS)
    phone.press("leave")
    other = another_phone()
    other.open()
    other.press("find")
    other.press(words=words, digits=DIGITS)
    assert other.step == "visit"


def test_v_12_a_language_without_a_list_gets_twelve_digits_in_groups(
    town: Database, watch: Watch
) -> None:
    english = load_languages(find_folder("locales"))["en"]
    languages = {"en": english, "xx": replace(english, tag="xx", words=())}
    app = open_house(town, watch, languages=languages)
    phone = Browser(app, scripts=True, language="xx")
    kept = book(phone)
    groups = kept.words.split()
    assert [len(group) for group in groups] == [4, 4, 4]
    assert kept.words.replace(" ", "").isdecimal()
    elsewhere = Browser(app, scripts=False, network="198.51.100.9")
    come_back(elsewhere, replace(kept, words="-".join(groups)))
    assert elsewhere.step == "visit", "a borrowed phone speaks another language"


def test_v_12_nothing_of_hers_stands_in_the_database_in_clear(
    town: Database, town_url: str, watch: Watch
) -> None:
    """V-12: half-way, when the draft holds it all; after booking; and after the exit."""
    english = load_languages(find_folder("locales"))["en"]
    app = open_house(town, watch, languages={"en": replace(english, words=RARE)})
    phone = Browser(app, scripts=True)
    walk_to(phone, "phrase", **TYPED)
    words = phrase_on(phone)
    phone.press(digits=DIGITS)
    assert len(words.split()) == 6
    assert in_clear(town, town_url, words) == []
    phone.press(words=words, digits=DIGITS)
    assert in_clear(town, town_url, words) == []
    phone.press("leave")
    assert in_clear(town, town_url, words) == []
    assert holds(town, "Hounslow") != [], "the search finds what does stand in clear"


def in_clear(town: Database, url: str, words: str) -> list[str]:
    """Whatever she typed or was given that can be read, in tables or in files."""
    secrets = (*SECRETS, *words.split())
    found = [secret for secret in (*secrets, DIGITS) if holds(town, secret)]
    if town.is_sqlite:
        path = Path(url.removeprefix("sqlite:///"))
        on_disk = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
        found += [secret for secret in secrets if secret.encode() in on_disk]
    return found


def test_v_20_what_she_asked_for_is_read_with_the_key_alone(phone: Browser, town: Database) -> None:
    book(phone, **TYPED)
    with town.reading() as db:
        visit = db.scalars(sa.select(Visit)).one()
        assert all(secret in (visit.asks or "") for secret in ("Qaqarese", "Zyxw", "Zebulonia"))
    stored = repr(dump(town)["visits"])
    assert "Qaqarese" not in stored


def test_once_it_is_booked_the_draft_forgets_what_was_typed(phone: Browser, town: Database) -> None:
    """V-12: words and digits too; but for the name, which the last page says once more."""
    kept = book(phone, **TYPED)
    with town.reading() as db:
        content = db.scalars(sa.select(Draft)).one().content
    assert content
    assert not any(secret in content for secret in SECRETS if secret != "Quillana")
    held = json.dumps([*json.loads(content).values()])
    assert not any(f'"{word}"' in held for word in (*kept.words.split(), kept.digits))
