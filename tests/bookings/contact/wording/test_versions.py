"""The version of a wording is another exactly when a message could read otherwise (S-09)."""

from collections.abc import Callable, Iterator
from datetime import date, time
from itertools import product
from pathlib import Path

from jinja2 import Environment, nodes

from bookings.contact.wording.rules.terms import Channel, Chosen, Element, Kind, Style, Values
from bookings.contact.wording.wordbook import Wordbook
from portal.i18n import find_folder
from tests.bookings.contact.wording.copies import Copy
from tests.catalogues.extracting import MESSAGES, extract
from tests.catalogues.lengths import every_choice

VALUES = Values(date(2026, 11, 25), time(10), "Town hall", "Blue door")
MARK = "Qux"

Key = tuple[Kind, Channel, Style]
RING: Key = (Kind.PLEASE_RING, Channel.TEXT, Style.BARE)
KEYS: list[Key] = list(product(Kind, Channel, Style))


def versions(wordbook: Wordbook, tag: str) -> dict[Key, str]:
    return {key: wordbook.version_of(*key, tag) for key in KEYS}


def saying(wordbook: Wordbook, tag: str, mark: str) -> set[Key]:
    """For what a message with `mark` in it can be sent."""
    return {
        (chosen.kind, chosen.channel, chosen.style)
        for chosen in every_choice(tag, *Channel)
        for preview in wordbook.previews(chosen, VALUES)
        if mark in preview.subject + preview.text
    }


def translations() -> Iterator[str]:
    for message in extract(find_folder("templates").parent, MESSAGES):
        if message.id and not message.context:
            assert isinstance(message.id, str)
            yield message.id


def test_s_09_a_translation_changes_the_versions_of_what_says_it_and_no_other(
    copied: Copy, wordbook: Wordbook, rounds: Callable[[int, int], int]
) -> None:
    before = versions(wordbook, "pl")
    original = copied.catalogue("pl").read_bytes()
    # A calling off is the one wording that no value of hers brings about.
    for source in {"Not this time", *sorted(translations())[:: rounds(8, 1)]}:
        values = "".join(part for part in ("%(when)s", "%(day)s", "%(time)s") if part in source)
        copied.translate("pl", source, MARK + values)
        changed = copied.wordbook()
        after = versions(changed, "pl")
        said = saying(changed, "pl", MARK)
        assert said
        assert {key for key in KEYS if after[key] != before[key]} == said
        assert changed.version_of(*RING, "ro") == wordbook.version_of(*RING, "ro")
        copied.catalogue("pl").write_bytes(original)


def test_s_09_another_template_asks_again_and_a_comment_does_not(
    copied: Copy, wordbook: Wordbook
) -> None:
    path = copied.template("reminder.text.txt")
    path.write_text("{# Read again, and found good. #}\n" + path.read_text())
    assert versions(copied.wordbook(), "en") == versions(wordbook, "en")
    copied.rewrite(path, '_("See you then")', '_("A time is free")')
    before, after = versions(wordbook, "en"), versions(copied.wordbook(), "en")
    everyday = {(Kind.REMINDER, channel, Style.EVERYDAY) for channel in Channel}
    assert {key for key in KEYS if after[key] != before[key]} == everyday


def test_s_09_where_a_value_stands_is_wording_too(copied: Copy, wordbook: Wordbook) -> None:
    copied.rewrite(
        copied.template("parts.txt"), "{{ place }}\n{{ phrase }}", "{{ phrase }}\n{{ place }}"
    )
    key = (Kind.OFFER, Channel.TEXT, Style.BARE)
    assert copied.wordbook().version_of(*key, "en") != wordbook.version_of(*key, "en")


def test_s_09_a_moved_time_is_no_new_wording(wordbook: Wordbook) -> None:
    chosen = Chosen(Kind.CHANGE, Channel.TEXT, Style.BARE, frozenset({Element.TIME}), "en")
    key = (chosen.kind, chosen.channel, chosen.style, chosen.language)
    before = wordbook.version_of(*key)
    texts = {wordbook.render(chosen, Values(at=time(hour))).text for hour in range(9, 13)}
    assert texts == {"Now 09:00", "Now 10:00", "Now 11:00", "Now 12:00"}
    assert wordbook.version_of(*key) == before


def test_s_09_a_finished_translation_asks_whoever_saw_english_again(
    copied: Copy, wordbook: Wordbook
) -> None:
    assert versions(wordbook, "fr") == versions(wordbook, "en")
    copied.translate("pl", "Please ring", "")
    assert copied.wordbook().version_of(*RING, "pl") == wordbook.version_of(*RING, "en")
    assert wordbook.version_of(*RING, "pl") != wordbook.version_of(*RING, "en")


def decisions(path: Path) -> Iterator[nodes.Node]:
    """All by which a template could say one thing or another, or change a value."""
    tree = Environment(extensions=["jinja2.ext.i18n"]).parse(path.read_text("utf-8"))
    yield from tree.find_all((nodes.Compare, nodes.Filter, nodes.Test, nodes.For, nodes.Getitem))


def test_s_09_templates_look_at_no_value_but_for_whether_it_is_there() -> None:
    """Else one value could bring words that the version does not know of."""
    paths = list((find_folder("templates") / "messages").glob("*.txt"))
    assert len(paths) > 8
    for path in paths:
        for node in decisions(path):
            match node:
                case nodes.Compare(expr=nodes.Name(name="style")):
                    pass
                case nodes.Filter(name="trim"):
                    pass
                case _:
                    raise AssertionError(f"{path.name}, line {node.lineno}")
