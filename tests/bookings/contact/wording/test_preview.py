"""What she sees is what is sent, to the letter; and whatever speaks against it is named."""

from dataclasses import replace
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
from tests.bookings.contact.wording.copies import Copy
from tests.catalogues.lengths import every_choice

VALUES = Values(date(2026, 11, 25), time(10), "Town hall", "Blue door")
ALL = Chosen(Kind.REMINDER, Channel.EMAIL, Style.NEUTRAL, frozenset(Element), "en")
TEXT = replace(ALL, channel=Channel.TEXT)


def why_not(wordbook: Wordbook, chosen: Chosen, values: Values) -> tuple[Problem, ...]:
    """Why it is refused; it must be."""
    with pytest.raises(NotSayable) as refusal:
        wordbook.render(chosen, values)
    assert refusal.value.problems == wordbook.preview(chosen, values).problems
    return refusal.value.problems


def test_v_16_whatever_is_sent_is_what_was_previewed(wordbook: Wordbook) -> None:
    sent = 0
    for chosen in every_choice("en", *Channel):
        for called_off, preview in enumerate(wordbook.previews(chosen, VALUES)):
            if not preview.problems:
                said = wordbook.render(chosen, replace(VALUES, called_off=bool(called_off)))
                assert (said.subject, said.text) == (preview.subject, preview.text)
                sent += 1
    assert sent > 500


def test_v_16_a_message_reads_as_she_chose_it(wordbook: Wordbook) -> None:
    preview = wordbook.preview(ALL, VALUES)
    assert preview.subject == "A reminder"
    assert preview.text.splitlines() == [
        "A reminder",
        "Wed 25 Nov, 10:00",
        "Town hall",
        "Blue door",
        "Please reply",
    ]
    bare = replace(TEXT, style=Style.BARE, elements=frozenset({Element.TIME}))
    assert wordbook.preview(bare, VALUES).text == "10:00"


def test_v_16_before_she_allows_a_change_she_sees_a_calling_off_too(wordbook: Wordbook) -> None:
    chosen = Chosen(Kind.CHANGE, Channel.TEXT, Style.BARE, frozenset({Element.TIME}), "en")
    assert [each.text for each in wordbook.previews(chosen, VALUES)] == ["Now 10:00", "Not 10:00"]
    assert len(wordbook.previews(TEXT, VALUES)) == 1


def test_v_16_what_a_locked_phone_shows_is_told(wordbook: Wordbook) -> None:
    assert wordbook.preview(ALL, VALUES).at_a_glance == "A reminder"
    assert (
        wordbook.preview(TEXT, VALUES).at_a_glance == "A reminder\nWed 25 Nov, 10:00\nTown hall\nB"
    )


def test_what_a_kind_does_not_speak_of_is_not_in_it(wordbook: Wordbook) -> None:
    ring = replace(TEXT, kind=Kind.PLEASE_RING)
    assert wordbook.render(ring, VALUES).text == "Please ring when you can\nBlue door\nPlease reply"
    assert why_not(wordbook, ring, Values()) == (Problem.VALUE_LACKS,)


@pytest.mark.parametrize("missing", [{"day": None}, {"at": None}, {"place": ""}, {"phrase": ""}])
def test_s_09_a_message_without_a_value_that_she_saw_is_refused(
    wordbook: Wordbook, missing: dict[str, object]
) -> None:
    lacking = replace(VALUES, **missing)  # type: ignore[arg-type]
    assert why_not(wordbook, TEXT, lacking) == (Problem.VALUE_LACKS,)


def test_midnight_is_a_time(wordbook: Wordbook) -> None:
    bare = replace(TEXT, style=Style.BARE, elements=frozenset({Element.TIME}))
    assert wordbook.render(bare, replace(VALUES, at=time(0))).text == "00:00"


def test_s_08_a_value_is_one_short_line_without_hidden_signs(wordbook: Wordbook) -> None:
    for phrase in ("Blue\ndoor", "Blue\u202edoor", " Blue", "b" * 25):
        unfit = replace(VALUES, phrase=phrase)
        assert why_not(wordbook, TEXT, unfit) == (Problem.VALUE_UNFIT,)
    assert wordbook.render(TEXT, replace(VALUES, phrase="خانه\u200cها")).text


def test_s_08_no_value_brings_a_link_a_telling_word_or_the_portals_name(
    wordbook: Wordbook,
) -> None:
    def refused(place: str) -> tuple[Problem, ...]:
        return why_not(wordbook, TEXT, replace(VALUES, place=place))

    assert refused("town.example") == (Problem.LINK,)
    assert refused("Women's Refuge") == (Problem.TELLING,)
    assert refused("TUESDAY DESK") == (Problem.TELLING,)


def test_s_08_her_name_and_names_she_does_not_want_stand_in_no_message(
    wordbook: Wordbook,
) -> None:
    assert wordbook.render(TEXT, replace(VALUES, never=("Rosa", ""))).text
    assert wordbook.render(TEXT, replace(VALUES, never=("Lu",))).text
    assert why_not(wordbook, TEXT, replace(VALUES, never=("blue",))) == (Problem.TELLING,)
    suffixed = replace(VALUES, phrase="प्रियाको घर", never=("प्रिया",))
    assert why_not(wordbook, TEXT, suffixed) == (Problem.TELLING,)


def test_a_message_that_would_say_nothing_is_refused(wordbook: Wordbook) -> None:
    for channel in Channel:
        silent = Chosen(Kind.REMINDER, channel, Style.BARE, frozenset(), "en")
        assert why_not(wordbook, silent, VALUES) == (Problem.NOTHING_TO_SAY,)


def test_s_14_what_is_too_long_is_refused_whole(wordbook: Wordbook) -> None:
    values = replace(VALUES, place="Town hall, second floor", phrase="The door is as blue 👋")
    preview = wordbook.preview(TEXT, values)
    assert preview.parts == 2
    assert "Town hall, second floor\nThe door is as blue 👋\nPlease reply" in preview.text
    assert why_not(wordbook, TEXT, values) == (Problem.TOO_LONG,)
    assert wordbook.render(ALL, values).text == preview.text


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("reminder.email.txt", '{{ _("A reminder") }}', "The police"),
        ("reminder.text.txt", '{{ _("A reminder") }}', "The police"),
        ("reminder.text.txt", '{{ _("A reminder") }}', "Read www now"),
    ],
)
def test_s_10_s_11_a_template_that_tells_is_refused_by_subject_and_by_text(
    copied: Copy, name: str, old: str, new: str
) -> None:
    copied.rewrite(copied.template(name), old, new)
    (problem,) = why_not(copied.wordbook(), ALL, VALUES)
    assert problem in {Problem.TELLING, Problem.LINK}


def test_s_11_what_only_the_first_forty_characters_say_counts(copied: Copy) -> None:
    """Cut after forty, the last word is another one than in the whole text."""
    line = "We meet on the grass by the old oak, lawn"
    assert line[:40].endswith(" law")
    copied.rewrite(copied.template("reminder.text.txt"), '{{ _("A reminder") }}', line)
    assert why_not(copied.wordbook(), TEXT, VALUES) == (Problem.TELLING,)
