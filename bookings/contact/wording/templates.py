"""Renders a message's template in the language being spoken; plain text, nothing escaped."""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bookings.contact.wording.rules.terms import Channel, Kind, Said
from portal.i18n import Language, speaking, translate, translate_in, translate_plural

# What an email's template writes between its subject and its text.
RULE = "--"


class MessageTemplates:
    """`messages/<kind>.<channel>.txt` below a folder."""

    def __init__(self, folder: Path) -> None:
        self._texts = Environment(
            loader=FileSystemLoader(folder),
            autoescape=False,  # noqa: S701 - plain text; no markup ever leaves by it
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            extensions=["jinja2.ext.i18n"],
        )
        self._texts.install_gettext_callables(  # type: ignore[attr-defined]
            translate, translate_plural, newstyle=True, pgettext=translate_in
        )

    def say(
        self, kind: Kind, channel: Channel, language: Language, shown: Mapping[str, str | bool]
    ) -> Said:
        """The message's words. Raises UndefinedError on a name that `shown` lacks, and whatever
        the language's catalogue raises where it has no translation."""
        lines = self._lines(f"{kind.name}.{channel.name}".lower(), language, shown)
        if channel is Channel.TEXT:
            return Said("", "\n".join(lines))
        cut = lines.index(RULE)
        return Said(" ".join(lines[:cut]), "\n".join(lines[cut + 1 :]))

    def reviewer(self, language: Language) -> str:
        """Who has read the messages in this language."""
        return " ".join(self._lines("reviewer", language, {}))

    def _lines(self, name: str, language: Language, shown: Mapping[str, str | bool]) -> list[str]:
        """A template says nothing by leaving a line empty."""
        template = self._texts.get_template(f"messages/{name}.txt")
        with speaking(language):
            rendered = template.render(shown)
        return [line.strip() for line in rendered.splitlines() if line.strip()]
