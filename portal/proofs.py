"""Every message in a language, to be read by whoever may be named as its reviewer."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from itertools import product

from bookings.contact.wording.rules.terms import (
    ELEMENTS_OF,
    Channel,
    Chosen,
    Kind,
    Preview,
    Style,
    Values,
)
from bookings.contact.wording.wordbook import Wordbook

# With these in it a message is read as it would arrive; they are no wording of ours.
SAMPLE = Values(at=time(10, 30), place="Library", phrase="Blue cup")


def languages(wordbook: Wordbook) -> Iterator[str]:
    """A line for each language, with who has read its messages (S-08)."""
    for tag, reviewer in sorted(wordbook.reviewers().items()):
        yield f"{tag}: {f'read by {reviewer}' if reviewer else 'read by nobody; nothing is sent'}"


def every_message(wordbook: Wordbook, tag: str, day: date) -> Iterator[str]:
    """Each wording as a text and as an email, with all that it can hold and with nothing of it;
    a message that says the same as another stands once. Raises KeyError on another language."""
    if tag.lower() not in wordbook.reviewers():
        raise KeyError(tag)
    read: set[tuple[str, str]] = set()
    for kind, style, channel in product(Kind, Style, Channel):
        for elements in (ELEMENTS_OF[kind], frozenset()):
            chosen = Chosen(kind, channel, style, elements, tag)
            for preview in wordbook.previews(chosen, replace(SAMPLE, day=day)):
                if preview.text and (preview.subject, preview.text) not in read:
                    read.add((preview.subject, preview.text))
                    yield _proof(chosen, preview)


def _proof(chosen: Chosen, preview: Preview) -> str:
    head = f"== {chosen.kind.value}, {chosen.style.value}, {chosen.channel.value}"
    against = "".join(f"; {problem.value}" for problem in preview.problems)
    subject = [preview.subject, "--"] if preview.subject else []
    return "\n".join([f"{head}{against}", *subject, preview.text, ""])
