"""Nothing is sent in a language whose messages nobody has read, or that has gaps."""

from datetime import date, time

import pytest

from bookings.contact.wording.rules.terms import (
    Channel,
    Chosen,
    Element,
    Kind,
    NotSayable,
    Problem,
    Style,
    Values,
)
from bookings.contact.wording.wordbook import Wordbook
from portal.i18n import load_languages
from tests.bookings.contact.wording.copies import Copy

VALUES = Values(date(2026, 11, 25), time(10), "Town hall", "Blue door")


def reminder(tag: str, *elements: Element) -> Chosen:
    return Chosen(Kind.REMINDER, Channel.TEXT, Style.NEUTRAL, frozenset(elements), tag)


def test_s_08_only_english_has_been_read_and_by_whom_is_said(wordbook: Wordbook) -> None:
    reviewers = dict(wordbook.reviewers())
    assert reviewers.pop("en") == "the authors"
    assert len(reviewers) == 14
    assert set(reviewers.values()) == {""}


def test_s_08_an_unread_language_is_shown_and_not_sent(wordbook: Wordbook) -> None:
    chosen = reminder("pl", Element.TIME)
    preview = wordbook.preview(chosen, VALUES)
    assert preview.text == "Przypomnienie\n10:00"
    assert not preview.approved
    with pytest.raises(NotSayable) as refusal:
        wordbook.render(chosen, VALUES)
    assert refusal.value.problems == (Problem.NOT_REVIEWED,)


def test_s_08_with_a_reviewer_named_it_is_sent(copied: Copy) -> None:
    copied.review("pl")
    wordbook = copied.wordbook()
    assert wordbook.reviewers()["pl"] == "Ewa Lis"
    assert wordbook.preview(reminder("pl"), VALUES).approved
    assert wordbook.render(reminder("pl"), VALUES).text == "Przypomnienie"
    with pytest.raises(NotSayable):
        wordbook.render(reminder("ro"), VALUES)


def test_s_08_a_reviewer_who_is_marked_fuzzy_is_none(copied: Copy) -> None:
    copied.review("pl")
    context = 'msgctxt "reviewer of messages"'
    copied.rewrite(copied.catalogue("pl"), context, f"#, fuzzy\n{context}")
    assert copied.wordbook().reviewers()["pl"] == ""


def test_s_08_a_message_with_a_gap_is_shown_in_english_whole_and_not_sent(copied: Copy) -> None:
    copied.review("pl")
    copied.translate("pl", "Please reply", "")
    wordbook = copied.wordbook()
    chosen = reminder("pl", Element.REPLY)
    preview = wordbook.preview(chosen, VALUES)
    assert preview.text == "A reminder\nPlease reply"
    with pytest.raises(NotSayable) as refusal:
        wordbook.render(chosen, VALUES)
    assert refusal.value.problems == (Problem.NOT_TRANSLATED,)
    assert wordbook.render(reminder("pl"), VALUES).text == "Przypomnienie"


def test_s_08_a_language_without_a_catalogue_is_shown_in_english_and_not_sent(
    wordbook: Wordbook,
) -> None:
    chosen = reminder("fr")
    assert wordbook.preview(chosen, VALUES).text == "A reminder"
    with pytest.raises(NotSayable) as refusal:
        wordbook.render(chosen, VALUES)
    assert refusal.value.problems == (Problem.NOT_REVIEWED, Problem.NOT_TRANSLATED)


def test_a_language_is_found_however_its_tag_is_written(copied: Copy) -> None:
    copied.review("pl")
    assert copied.wordbook().render(reminder("PL"), VALUES).text == "Przypomnienie"


def test_messages_in_a_language_put_none_of_her_pages_into_it(copied: Copy) -> None:
    locales = copied.root / "locales"
    (locales / "so" / "LC_MESSAGES" / "portal.po").unlink()
    pages = {path.parts[-3] for path in locales.glob("*/LC_MESSAGES/portal.po")}
    assert set(load_languages(locales)) == pages
    assert "so" in load_languages(locales, "messages").keys() - pages
