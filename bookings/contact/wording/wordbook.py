"""The only source of words that leave the portal: what would be sent is shown, and that is sent."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from bookings.contact.wording.catalogues import NotTranslated, Tongue, load_tongues
from bookings.contact.wording.checks import discreet, problems_of
from bookings.contact.wording.rules.parts import parts
from bookings.contact.wording.rules.telling import pattern_of
from bookings.contact.wording.rules.terms import (
    Channel,
    Chosen,
    Element,
    Kind,
    NotSayable,
    Preview,
    Problem,
    Said,
    Style,
    Values,
)
from bookings.contact.wording.templates import MessageTemplates
from bookings.contact.wording.versions import digest_of, short_day
from portal.i18n import SOURCE

T = TypeVar("T")


class Wordbook:
    """Messages from `templates`, in the languages of `locales`, that never say `public_name`."""

    def __init__(self, templates: Path, locales: Path, public_name: str) -> None:
        self._templates = MessageTemplates(templates)
        self._tongues = load_tongues(locales)
        self._own = pattern_of([public_name])
        self._reviewers = {tag: self._reviewer_in(it) for tag, it in self._tongues.items()}
        self._versions: dict[tuple[Kind, Channel, Style, str], str] = {}

    def reviewers(self) -> Mapping[str, str]:
        """Who has read the messages, by tag; nobody (an empty text) where none may be sent."""
        return self._reviewers

    def version_of(self, kind: Kind, channel: Channel, style: Style, language: str) -> str:
        """What she approves stays approved while this stays the same (S-09). Where a translation
        lacks it is the version of the English that is shown instead."""
        key = (kind, channel, style, language.lower())
        if key not in self._versions:
            digest, _ = self._in(
                language,
                lambda tongue: digest_of(self._templates, kind, channel, style, tongue.language),
            )
            self._versions[key] = digest
        return self._versions[key]

    def previews(self, chosen: Chosen, values: Values) -> tuple[Preview, ...]:
        """All that she allows by allowing this one: a change may also be a calling off."""
        called_off = (False, True) if chosen.kind is Kind.CHANGE else (False,)
        return tuple(self.preview(chosen, replace(values, called_off=each)) for each in called_off)

    def preview(self, chosen: Chosen, values: Values) -> Preview:
        """What `render` would give, and why it would not (V-16). Where a translation lacks the
        English stands in for the whole message, to be shown and not to be sent (S-08)."""
        said, tongue = self._in(chosen.language, lambda it: self._say(chosen, values, it))
        approved = bool(self._reviewers.get(chosen.language.lower()))
        found = [] if approved else [Problem.NOT_REVIEWED]
        if tongue is not self._tongues.get(chosen.language.lower()):
            found.append(Problem.NOT_TRANSLATED)
        found += problems_of(said, chosen, values, tongue, self._own)
        count = parts(said.text) if chosen.channel is Channel.TEXT else 1
        return Preview(said.subject, said.text, count, approved, tuple(dict.fromkeys(found)))

    def render(self, chosen: Chosen, values: Values) -> Said:
        """The message to send, as previewed to the letter. Raises NotSayable where anything at
        all speaks against it (S-08, S-10, S-11, S-14)."""
        preview = self.preview(chosen, values)
        if preview.problems:
            raise NotSayable(preview.problems)
        return Said(preview.subject, preview.text)

    def sender_problems(self, name: str) -> tuple[Problem, ...]:
        """What speaks against a sender's name: it is read in every language (S-11)."""
        lists = [each.telling for each in self._tongues.values()]
        return tuple(discreet(name, self._own, *lists))

    def _say(self, chosen: Chosen, values: Values, tongue: Tongue) -> Said:
        shown = {each.value: self._shown(each, chosen, values, tongue) for each in Element}
        said = {**shown, "style": chosen.style.value, "called_off": values.called_off}
        return self._templates.say(chosen.kind, chosen.channel, tongue.language, said)

    def _shown(
        self, element: Element, chosen: Chosen, values: Values, tongue: Tongue
    ) -> str | bool:
        if element not in chosen.said:
            return ""
        value = values.of(element)
        return short_day(value, tongue.language) if isinstance(value, date) else value or ""

    def _in(self, language: str, say: Callable[[Tongue], T]) -> tuple[T, Tongue]:
        """Said in a language; in English where it has no catalogue, or one with gaps."""
        tongue = self._tongues.get(language.lower())
        if tongue is not None:
            with suppress(NotTranslated):
                return say(tongue), tongue
        return say(self._tongues[SOURCE]), self._tongues[SOURCE]

    def _reviewer_in(self, tongue: Tongue) -> str:
        with suppress(NotTranslated):
            return self._templates.reviewer(tongue.language)
        return ""
