"""What goes over the wire: her first page and her whole journey, counted from the sockets."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.browser import Phone
from benchmarks.journey import Booking, text_of, whole_journey
from benchmarks.load import Answer, Talk, converse
from benchmarks.server import answers

NAMED = re.compile(r'(?:href|src)="(/static/[^"]+)"')


@dataclass(frozen=True, slots=True)
class Traffic:
    """Bytes of answers, heads and all, and of the requests for them; how many there were."""

    received: int
    sent: int
    answers: int

    def __add__(self, other: "Traffic") -> "Traffic":
        return Traffic(
            self.received + other.received, self.sent + other.sent, self.answers + other.answers
        )


def traffic(port: int, first: Booking, second: Booking) -> dict[str, Traffic]:
    """Her first page and a whole journey, with scripts and without, by name.

    The browser has nothing in its cache. Files are named by the page itself; scripts are left out
    where there are none.
    """
    page = text_of(answers(port, [Phone().look()])[0])
    files = {path: fetched(port, path) for path in NAMED.findall(page)}
    html = _walked(port, [Phone().look()])
    css = _sum(each for path, each in files.items() if path.endswith(".css"))
    scripts = _sum(each for path, each in files.items() if path.endswith(".js"))
    icon = _sum(each for path, each in files.items() if path.endswith(".svg"))
    return {
        "first page, HTML": html,
        "first page, HTML and CSS": html + css,
        "first page, with script": html + css + icon + scripts,
        "whole journey, with script": _journey(port, Phone(), first) + css + icon + scripts,
        "whole journey, scripts off": _journey(port, Phone(script=False), second) + css + icon,
    }


def fetched(port: int, path: str) -> Traffic:
    """One file that a page names."""
    return _walked(port, [Phone().fetch(path)])


def _walked(port: int, requests: list[bytes]) -> Traffic:
    return _counted(list(zip(requests, answers(port, requests), strict=True)))


def _journey(port: int, phone: Phone, booking: Booking) -> Traffic:
    heard: list[tuple[bytes, Answer]] = []
    converse(port, [_overheard(whole_journey(phone, booking), heard)])
    return _counted(heard)


def _overheard(talk: Talk, heard: list[tuple[bytes, Answer]]) -> Talk:
    """The same talk; whatever is said in it is noted."""
    request = next(talk)
    while True:
        answer = yield request
        heard.append((request, answer))
        try:
            request = talk.send(answer)
        except StopIteration:
            return


def _counted(heard: Iterable[tuple[bytes, Answer]]) -> Traffic:
    return _sum(Traffic(answer.length, len(request), 1) for request, answer in heard)


def _sum(each: Iterable[Traffic]) -> Traffic:
    return sum(each, Traffic(0, 0, 0))
