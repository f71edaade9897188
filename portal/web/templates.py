"""Two kinds of template: pages, which always escape, and plain text, which escapes for itself."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2_fragments import render_block

from portal.i18n import now_speaking, translate, translate_plural


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
            extensions=["jinja2.ext.i18n"],
        )
        self._pages.install_gettext_callables(  # type: ignore[attr-defined]
            translate, translate_plural, newstyle=True
        )
        self._pages.globals.update(names, now_speaking=now_speaking)
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
