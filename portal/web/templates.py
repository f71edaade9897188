"""Two kinds of template: pages, which always escape, and plain text, which escapes for itself."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2_fragments import render_block
from markupsafe import Markup, escape

from portal.i18n import SOURCE, now_speaking, translate, translate_plural


class _Compiled(BytecodeCache):
    """What a process has compiled once, for every application that it makes, as tests do by the
    dozen: by the place and the words of a template."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()

BESIDE = Markup('{} <span class="also" lang="{}" dir="ltr">{}</span>')


def sure(message: str, **values: object) -> Markup:
    """What safety hangs on, in the language being spoken. The source stands beside a wording that
    nobody who grew up with the language has read: nobody is left with a wrong one alone (V-30).

    As templates' own `_`: the text is ours and may hold markup, what is put into it is escaped.
    """
    speaking = now_speaking()
    said = Markup(translate(message)) % values  # noqa: S704
    if speaking.is_read(message):
        return said
    return BESIDE.format(said, SOURCE, Markup(message) % values)  # noqa: S704


def listed(parts: Iterable[str]) -> Markup:
    """Parts side by side, as the language being spoken sets them apart."""
    return escape(now_speaking().comma).join(parts)


class Templates:
    """Renders a page, or one block of it, in the language being spoken."""

    def __init__(self, folder: Path, names: Mapping[str, Any]) -> None:
        self._pages = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=_COMPILED,
            extensions=["jinja2.ext.i18n"],
        )
        self._pages.install_gettext_callables(  # type: ignore[attr-defined]
            translate, translate_plural, newstyle=True
        )
        self._pages.globals.update(names, now_speaking=now_speaking, listed=listed, sure=sure)
        self._pages.globals["ui"] = self._pages.get_template("components/ui.html").module
        self._pages.globals["desk"] = self._pages.get_template("components/desk.html").module

    def render(self, template: str, block: str | None, context: Mapping[str, Any]) -> str:
        """The page's HTML, or of one block alone. Raises UndefinedError on a name not given."""
        if block is not None:
            return render_block(self._pages, template, block, **context)
        return self._pages.get_template(template).render(context)

    def warm(self) -> None:
        """Compile every page now, so that no person waits for it."""
        for name in self._pages.list_templates(extensions=["html"]):
            self._pages.get_template(name)
