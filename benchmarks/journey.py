"""One person's whole way from the first page to a confirmed visit with its phrase."""

import gzip
import re
from collections.abc import Generator, Iterable
from typing import NamedTuple, TypeAlias

from benchmarks.browser import Phone
from benchmarks.load import Answer, Talk, Unanswered

STEP = re.compile(r'name="step" value="(\w+)"')
WORDS = re.compile(r'class="phrase"[^>]*>([^<]+)<')
COOKIE = re.compile(rb"set-cookie: ([^;]+);")
LAST = "done"
DIGITS = "5027"

Typed: TypeAlias = list[tuple[str, str]]
Turn: TypeAlias = Generator[bytes, Answer, str]


class Booking(NamedTuple):
    """What one person asks for: her needs in order, and the visit that she chooses."""

    needs: tuple[str, ...]
    plan: str
    network: str = ""


# What is sent from each step. All that may stay open stays open: most people leave it so.
AS_IT_IS: Typed = [("go", "next")]
ANSWERS: dict[str, Typed] = {
    "first": [("go", "start")],
    "hours": [("gone_by", ""), ("not_before", ""), *AS_IT_IS],
    "asks": [
        *((name, "") for name in ("worker", "speaks", "tongue", "dialect", "interpreter_is")),
        ("access", ""),
        *AS_IT_IS,
    ],
    "company": [("band", "adult"), ("row", "0"), ("child_0_age", ""), ("companion", ""), *AS_IT_IS],
    "name": [("called", "Robin"), *AS_IT_IS],
    "phrase": [("digits", DIGITS), *AS_IT_IS],
}


def whole_journey(phone: Phone, booking: Booking, *, until: str = LAST) -> Talk:
    """From the first page to the step `until`, answering whatever step is shown.

    Raises Unanswered where the way leads elsewhere: where her plan is gone, or she has to wait.
    """
    page = yield from _turn(phone, phone.look())
    words, passed = "", list[str]()
    while (step := step_of(page)) != until:
        if step in passed:
            raise Unanswered(f"the journey came to “{step}” again: {passed}")
        passed.append(step)
        words = (WORDS.findall(page) or [words])[0]
        page = yield from _turn(phone, phone.press([("step", step), *_typed(step, booking, words)]))


def each_journey(bookings: Iterable[Booking]) -> Talk:
    """One journey after another; many clients may share the bookings."""
    for booking in bookings:
        yield from whole_journey(Phone(network=booking.network), booking)


def step_of(page: str) -> str:
    """The step that a page shows. Raises Unanswered for a page that shows none."""
    found = STEP.search(page)
    if found is None:
        raise Unanswered(f"no step on the page: {page[:200]}")
    return found[1]


def text_of(answer: Answer) -> str:
    """The page, unpacked where it was packed."""
    packed = b"content-encoding: gzip" in answer.head
    return (gzip.decompress(answer.body) if packed else answer.body).decode()


def _typed(step: str, booking: Booking, words: str) -> Typed:
    if step == "needs":
        return [*(("need", need) for need in booking.needs), *AS_IT_IS]
    if step == "times":
        return [("plan", booking.plan)]
    if step == "phrase_check":
        return [("words", words), ("digits", DIGITS), *AS_IT_IS]
    return ANSWERS.get(step, AS_IT_IS)


def _turn(phone: Phone, request: bytes) -> Turn:
    """One request, and the page that it leads to."""
    answer = yield request
    taken = COOKIE.search(answer.head)
    if taken:
        phone.cookie = taken[1].decode()
    if answer.status == 303:
        answer = yield phone.look()
    if answer.status != 200:
        raise Unanswered(f"{answer.status} instead of a page")
    return text_of(answer)
