"""Bytes of each page of a journey in every language of hers, and what a slow line makes of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from benchmarks.browser import Phone
from benchmarks.journey import Booking, step_of, text_of, whole_journey
from benchmarks.load import Answer
from benchmarks.server import answers
from benchmarks.slow_line import seconds
from benchmarks.wire import NAMED, Traffic, fetched


@dataclass(slots=True)
class Spoken:
    """One language: bytes received of the first page with its sheet and of each step, as a page
    and as the part that a script asks for; seconds until the first page and the slowest step."""

    language: str
    first: int
    first_in: float
    pages: dict[str, int] = field(default_factory=dict)
    parts: dict[str, int] = field(default_factory=dict)
    page_in: float = 0.0
    part_in: float = 0.0

    @property
    def heaviest(self) -> str:
        return max(self.pages, key=lambda step: self.pages[step])


def in_each(port: int, booking: Booking, languages: Sequence[str]) -> list[Spoken]:
    """One journey is walked, and at each step the page is looked at in every language."""
    found = [_first(port, language) for language in languages]
    for phone, press, answer in _walked(port, booking):
        for spoken in found:
            _add(port, spoken, replace(phone, language=spoken.language), press, answer)
    return found


def _first(port: int, language: str) -> Spoken:
    """Everything that the page names comes over the same line at once with its sheet."""
    look = Phone(language=language).look()
    page = _asked(port, look)
    files = {path: fetched(port, path) for path in NAMED.findall(text_of(page))}
    sheet = sum(each.received for path, each in files.items() if path.endswith(".css"))
    all_of_it = sum(files.values(), Traffic(page.length, len(look), 1))
    return Spoken(language, page.length + sheet, seconds(all_of_it, trips=2))


def _add(port: int, spoken: Spoken, phone: Phone, press: int, answer: Answer) -> None:
    look, poll = phone.look(), replace(phone, script=True).poll("/")
    page, part = _asked(port, look), _asked(port, poll)
    step = step_of(text_of(page))
    spoken.pages[step], spoken.parts[step] = page.length, part.length
    plain = Traffic(answer.length + page.length, press + len(look), 2)
    spoken.page_in = max(spoken.page_in, seconds(plain, trips=2))
    spoken.part_in = max(spoken.part_in, seconds(Traffic(part.length, press, 1), trips=1))


def _walked(port: int, booking: Booking) -> Iterator[tuple[Phone, int, Answer]]:
    """The phone at each step, the bytes of the press that led there, and the answer to it."""
    phone = Phone(script=False)
    talk = whole_journey(phone, booking)
    request, press, answer = next(talk), 0, None
    while True:
        heard = _asked(port, request)
        if heard.status == 303:
            press, answer = len(request), heard
        elif answer is not None:
            yield phone, press, answer
        try:
            request = talk.send(heard)
        except StopIteration:
            return


def _asked(port: int, request: bytes) -> Answer:
    return answers(port, [request])[0]
