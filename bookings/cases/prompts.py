"""The list of words that blame, in the language of whoever writes; English where there is none."""

from functools import cache

from bookings.people.rules.wording import Prompt, found_in, prompts_in
from portal.i18n import SOURCE, find_folder

BLAMING = "blaming.txt"


def prompts_for(text: str, tag: str) -> list[Prompt]:
    """What may be said better in this text."""
    return found_in(text, _list_of(tag))


@cache
def _list_of(tag: str) -> list[Prompt]:
    folder = find_folder("locales")
    own = folder / tag.replace("-", "_") / BLAMING
    path = own if own.is_file() else folder / SOURCE / BLAMING
    return prompts_in(path.read_text("utf-8").splitlines())
