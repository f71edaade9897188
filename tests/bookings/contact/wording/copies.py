"""Messages in a folder of their own, that a test may change."""

import shutil
from pathlib import Path

from bookings.contact.wording.wordbook import Wordbook
from portal.i18n import find_folder

PUBLIC_NAME = "Tuesday desk"


class Copy:
    """Messages in a folder of their own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(find_folder("templates") / "messages", root / "templates" / "messages")
        shutil.copytree(find_folder("locales"), root / "locales")

    def wordbook(self) -> Wordbook:
        return Wordbook(self.root / "templates", self.root / "locales", PUBLIC_NAME)

    def catalogue(self, tag: str) -> Path:
        return self.root / "locales" / tag / "LC_MESSAGES" / "messages.po"

    def template(self, name: str) -> Path:
        return self.root / "templates" / "messages" / name

    def rewrite(self, path: Path, old: str, new: str) -> None:
        """There must be something to rewrite."""
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def translate(self, tag: str, source: str, translation: str) -> None:
        """Whatever the translation was before."""
        path = self.catalogue(tag)
        head, entry, rest = path.read_text("utf-8").partition(f'msgid "{source}"\nmsgstr "')
        assert entry
        _, quote, after = rest.partition('"')
        path.write_text("".join((head, entry, translation, quote, after)), "utf-8")

    def review(self, tag: str, reviewer: str = "Ewa Lis") -> None:
        self.translate(tag, "the authors", reviewer)
