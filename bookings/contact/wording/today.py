"""A message in the words of today: where those are not the words that were approved, or nobody has
reviewed them, the decision says so (S-08, S-09)."""

from collections.abc import Sequence
from dataclasses import replace

from bookings.contact.rules.outgoing import Outgoing
from bookings.contact.rules.preference import NO_WORDS
from bookings.contact.wording.rules.terms import Chosen, Preview, Problem, Style, Values
from bookings.contact.wording.wordbook import Wordbook

STYLES = frozenset(each.value for each in Style)

# What somebody can still mend by reviewing; everything else cannot be said at all.
UNREVIEWED = frozenset({Problem.NOT_TRANSLATED, Problem.NOT_REVIEWED})


def as_of_today(message: Outgoing, book: Wordbook, values: Values) -> Outgoing:
    """The message as it would be said now, in the style, language and elements of its wording.
    Without a wording, or in a style that there is no more, it has no words and goes nowhere."""
    approved = message.wording
    if approved.style not in STYLES:
        return replace(message, wording=NO_WORDS)
    style = Style(approved.style)
    chosen = Chosen(message.kind, message.channel, style, approved.elements, approved.language)
    version = book.version_of(chosen.kind, chosen.channel, chosen.style, chosen.language)
    previews = book.previews(chosen, values)
    return replace(
        message,
        wording=replace(approved, version=version),
        is_reviewed=is_reviewed(previews),
        fits_one_part=can_be_said(previews),
    )


def is_reviewed(previews: Sequence[Preview]) -> bool:
    """Whether somebody has read all of these in this language (S-08)."""
    return not any(UNREVIEWED & set(each.problems) for each in previews)


def can_be_said(previews: Sequence[Preview]) -> bool:
    """Whether nothing but a review is lacking."""
    return all(set(each.problems) <= UNREVIEWED for each in previews)
