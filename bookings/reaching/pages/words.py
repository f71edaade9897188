"""New words for coming back, read out once: to somebody who is here, or who rang from another phone
and gave the phrase that was agreed. To nobody else, whoever they say they are (S-27, V-12)."""

from collections.abc import Mapping

from starlette.responses import Response

from bookings.contact.rules.fields import Field
from bookings.reaching.forms.answers import How, read_how
from bookings.reaching.pages.contact import contact_path, shown_with
from bookings.reaching.queries.calls import ringing_of
from bookings.visits.actions.find import set_phrase
from bookings.visits.models import Visit
from bookings.visits.rules.phrase import draw, read_digits, read_phrase
from portal.i18n import SOURCE
from portal.web.forms import Problems, one, ticked
from portal.web.page import PageRequest

WORDS = "bookings/reaching/new_words.html"

Asked = PageRequest[Visit]


def show_words(asked: Asked) -> Response:
    """Words drawn by chance, to be read out with digits of their own: English ones, in whichever
    language this page is."""
    return _form(asked, list(draw(asked.house.languages[SOURCE].words)), {})


def press_words(asked: Asked) -> Response:
    """From now on these words and digits open the visit, and the old ones open nothing."""
    words = one(asked.typed, "words")
    if read_phrase(words, asked.house.languages[SOURCE].words) != words:
        return show_words(asked)
    digits, problems = read_digits(one(asked.typed, "digits")), Problems()
    _is_herself(asked, problems)
    if digits is None:
        problems["digits"] = "four_digits"
    if problems or digits is None:
        return _form(asked, words.split(), problems, status=422)
    set_phrase(asked.db, asked.subject, words.split(), digits, by=asked.actor, at=asked.now)
    return asked.done(contact_path(asked.subject))


def _is_herself(asked: Asked, problems: Problems) -> None:
    """On the telephone a voice is not enough: the agreed phrase was given (S-27)."""
    how = read_how(asked.typed, problems)
    if problems or how is How.HERE:
        return
    if not _agreed(asked):
        problems["how"] = "no_phrase"
    elif not ticked(asked.typed, "gave_phrase"):
        problems["gave_phrase"] = "ask_for_it"


def _agreed(asked: Asked) -> str:
    preference, _ = ringing_of(asked.db, asked.subject, asked.now)
    return preference.text(Field.HER_PHRASE)


def _form(
    asked: Asked, words: list[str], problems: Mapping[str, str], status: int = 200
) -> Response:
    """The words stand beside what was typed, so the page goes out uncompressed."""
    visit = asked.subject
    asked.note("visit seen", visit.id)
    return asked.show(
        WORDS,
        fragment="content",
        status=status,
        secret=True,
        **shown_with(asked, visit),
        words=words,
        agreed=_agreed(asked),
        typed=asked.typed,
        problems=problems,
    )
