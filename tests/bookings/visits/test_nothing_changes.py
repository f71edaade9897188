"""Only a tap on our own page changes anything, and nothing of hers stands outside its body."""

from collections.abc import Callable

import pytest
from httpx2 import Response

from bookings.visits.models import Visit, VisitStatus
from portal.db.engine import Database
from tests.bookings.visits.rows import count, dump
from tests.bookings.visits.touring import Stop, every_step, tour
from tests.bookings.visits.town import Watch
from tests.bookings.visits.walking import Fields, Kept, book, come_back, walk_to
from tests.browsing import Browser

AHEAD = (
    {"Sec-Purpose": "prefetch;prerender", "Purpose": "prefetch", "X-Moz": "prefetch"},
    {"HX-Request": "true", "HX-Preloaded": "true"},
)
LOOKS = (
    ("HEAD", "/", {}),
    *(("GET", f"/?go=leave&step={number}", ahead) for number, ahead in enumerate(AHEAD)),
)
ELSEWHERE: tuple[dict[str, str], ...] = (
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost:8000", "HX-Request": "true"},
)
SAID: dict[str, Fields] = {
    "asks": {"tongue": "Qaqarese", "access": "Zyxw lift"},
    "company": {"companion": "Zebulonia"},
    "name": {"called": "Quillana"},
}
OF_HERS = ("qaqarese", "zyxw", "zebulonia", "quillana", "hounslow", "isva")


def test_s_25_looking_changes_nothing(phone: Browser, town: Database, watch: Watch) -> None:
    """S-25: GET and HEAD of each step, by a browser that looks ahead or a previewed link."""
    at_each = set()
    for step in tour(phone, town, watch):
        rows = dump(town)
        for method, address, headers in LOOKS:
            assert phone.fetch(method, address, headers=headers).status_code == 200
        assert dump(town) == rows
        at_each.add(step)
    assert at_each == every_step()


def test_s_25_a_post_from_elsewhere_changes_nothing(
    phone: Browser, another_phone: Callable[..., Browser], town: Database
) -> None:
    kept = book(phone)
    other = another_phone(scripts=phone.scripts)
    come_back(other, kept)
    other.press("cancel")
    rows = dump(town)
    for headers in ELSEWHERE:
        for fields in ({"step": "cancel", "go": "next"}, {"go": "leave"}, {"go": "start"}):
            assert other.fetch("POST", data=fields, headers=headers).status_code == 403
    assert dump(town) == rows
    other.press()
    assert count(town, Visit, Visit.status == VisitStatus.CANCELLED) == 1


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS"])
def test_s_25_no_other_method_does_anything(phone: Browser, method: str) -> None:
    assert phone.fetch(method, "/", content=b"go=leave").status_code == 405


def test_s_20_nothing_of_hers_stands_in_an_address_a_header_or_the_cookie(
    phone: Browser,
) -> None:
    """S-20: and the cookie is a number that means nothing."""
    kept = book(phone, **SAID)
    come_back_and_change(phone, kept)
    seen = set()
    # A drawn word may stand in what every answer says, before there is anything of hers.
    always = headers_of(phone.answers[0])
    for answer in phone.answers:
        headers = headers_of(answer)
        for canary in (*OF_HERS, *kept.words.split(), kept.digits):
            assert canary not in str(answer.request.url)
            assert canary not in headers or canary in always, canary
        seen.update(answer.headers.get_list("set-cookie"))
    assert {cookie.partition("; ")[2] for cookie in seen} == {"HttpOnly; Path=/; SameSite=strict"}
    values = {cookie.split("=")[1].split(";")[0] for cookie in seen}
    assert {len(value) for value in values - {"0"}} == {43}


def headers_of(answer: Response) -> str:
    """What they say, under whatever name. Not how long it is, which may happen to be her digits,
    nor the cookie, which is looked at by itself and may spell anything."""
    left_out = ("content-length", "set-cookie")
    told = [text for name, text in answer.headers.items() if name not in left_out]
    return "\n".join(told).lower()


def come_back_and_change(phone: Browser, kept: Kept) -> None:
    phone.press("leave")
    come_back(phone, kept)
    phone.press("move")
    phone.press("back")
    phone.press("leave")


def test_s_20_an_ended_cookie_is_no_cookie(phone: Browser) -> None:
    """V-05, S-19: replayed after the exit it gets the first page, as everybody does."""
    walk_to(phone, "asks")
    old = phone.cookie
    phone.press("leave")
    assert phone.cookie == "0"
    phone.carry(old)
    phone.open()
    assert phone.step == "first"
    phone.carry(old)
    phone.send({"step": "asks", "go": "next"})
    assert phone.step == "first"


def test_s_18_every_answer_of_hers_is_kept_nowhere(toured: list[Stop]) -> None:
    for stop in toured:
        for answer in (stop.page, stop.part, *([stop.post] if stop.post else [])):
            assert answer.headers["cache-control"] == "no-store"
            assert answer.headers["referrer-policy"] == "no-referrer"
