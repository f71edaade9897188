"""Whoever opens the address sees an ordinary advice morning, and nothing around a page tells."""

import json
import re
from collections.abc import Callable

from httpx2 import Response

from portal.app import create_app
from portal.db.engine import Database
from portal.i18n import find_folder
from portal.settings import read_settings
from portal.web.headers import GuardedApplication
from portal.web.static import StaticFiles, static_folder
from tests.bookings.visits.touring import TITLE, Stop, every_step
from tests.browsing import Browser, parse

# Parts of words that somebody at her shoulder must not find; not "abuse" alone: "abusing" too.
TELLING = (
    *("abus", "violen", "victim", "surviv", "domestic", "refuge", "perpetrat", "assault", "sexual"),
    *("rape", "stalk", "coerc", "police", "crime", "danger", "emergency", "helpline", "999"),
    *("idva", "isva", "marac", "safeguard", "social care", "social worker", "protect", "escape"),
    *("hurt", "harm", "threat", "afraid", "women", "alcohol", "drug", "controlling", "partner"),
)

# Where sites usually keep what a browser would store or install.
USUAL = (
    *("/sw.js", "/service-worker.js", "/worker.js", "/manifest.json", "/manifest.webmanifest"),
    *("/site.webmanifest", "/static/sw.js", "/browserconfig.xml", "/.well-known/passkey"),
)


def tells(text: str) -> list[str]:
    return [word for word in TELLING if word in text.lower()]


def head_of(page: Response) -> str:
    found = re.search(r"<head>.*</head>", page.text, re.DOTALL)
    assert found
    return found.group()


def around(answer: Response) -> str:
    """Everything of an answer that a browser keeps or shows around the page."""
    headers = (f"{name}: {value}" for name, value in answer.headers.items())
    return "\n".join([str(answer.request.url), *headers])


def test_v_07_nothing_on_the_first_page_tells_what_this_is(phone: Browser) -> None:
    """V-07: the page as a whole, what is not shown too."""
    phone.open()
    assert tells(phone.answers[-1].text) == []
    assert "Free advice in one morning" in phone.page.text
    phone.press("help")
    assert tells(phone.answers[-1].text), "the words are looked for where they are, too"


def test_v_07_nothing_around_any_page_tells_what_this_is(toured: list[Stop]) -> None:
    """V-07: titles, heads, headers, addresses, the cookie."""
    assert {stop.step for stop in toured} == every_step()
    for stop in toured:
        assert [title.text for title in parse(stop.page.text).all("title")] == [TITLE]
        assert tells(head_of(stop.page)) == []
        for answer in (stop.page, stop.part, *([stop.post] if stop.post else [])):
            assert tells(around(answer)) == []


def test_v_07_the_head_of_every_page_is_the_same(toured: list[Stop]) -> None:
    assert len({head_of(stop.page) for stop in toured}) == 1


def test_v_07_no_file_tells_what_this_is() -> None:
    files = StaticFiles(static_folder())
    names = [path.name for path in static_folder().iterdir() if path.suffix != ".md"]
    assert names
    assert [tells(files.address(name)) for name in names if name[0] != "."] == [[]] * len(names)
    for own in ("a.css", "a.js", "i.svg"):
        assert tells((static_folder() / own).read_text()) == []


def test_v_07_no_refusal_tells_what_this_is(phone: Browser) -> None:
    refused = [
        phone.fetch("GET", "/nowhere"),
        phone.fetch("PUT"),
        phone.fetch("POST", headers={"Sec-Fetch-Site": "cross-site"}),
        phone.fetch("POST", data={"go": "x" * 40_000}),
    ]
    assert [answer.status_code for answer in refused] == [404, 405, 403, 413]
    assert [tells(answer.text) for answer in refused] == [[]] * len(refused)
    assert tells((find_folder("templates") / "error.html").read_text()) == []


def test_v_07_no_page_is_to_be_found_by_searching(phone: Browser) -> None:
    for address in ("/", "/nowhere", "/favicon.ico"):
        answer = phone.fetch("GET", address)
        assert {"noindex", "nofollow"} <= set(answer.headers["x-robots-tag"].split(", "))


def test_v_07_every_head_says_so_too(toured: list[Stop]) -> None:
    """V-07: for whoever keeps a page without its headers."""
    for stop in toured:
        metas = {m.get("name"): m.get("content") for m in parse(stop.page.text).all("meta")}
        assert (metas["robots"], metas["referrer"]) == ("noindex, nofollow", "no-referrer")


def test_v_07_a_refusal_tells_no_more_than_the_first_page(phone: Browser) -> None:
    """V-07: whoever mistypes the address, or posts from an old bookmark, sees it without a tap."""
    for method, address in (("GET", "/nowhere"), ("PUT", "/"), ("POST", "/nowhere")):
        answer = phone.fetch(method, address)
        assert answer.status_code >= 400
        assert tells(answer.text) == []


def test_v_11_walking_in_is_offered_beside_choosing_a_time(phone: Browser) -> None:
    """V-11: on the first page, and before anything is asked."""
    phone.open()
    looks = {b.get("value"): b.get("class") for b in phone.page.all("button")}
    assert (looks["start"], looks["walk_in"]) == ("next", "other")


def test_v_06_the_journey_has_one_address(app: GuardedApplication, toured: list[Stop]) -> None:
    """V-06, S-20."""
    for stop in toured:
        page = parse(stop.page.text)
        assert {form.get("action") for form in page.all("form")} == {"/"}
        assert {form.get("method") for form in page.all("form")} == {"post"}
        assert [link.get("href") for link in page.all("a")] == []
        assert stop.post is None or str(stop.post.request.url) == "http://localhost:8000/"
        assert stop.post is None or stop.post.headers.get("location", "/") == "/"


def test_s_22_there_is_no_worker_and_no_manifest(phone: Browser) -> None:
    for address in USUAL:
        assert phone.fetch("GET", address).status_code == 404


def test_s_22_nothing_asks_a_browser_to_store_or_install(toured: list[Stop]) -> None:
    script = (static_folder() / "a.js").read_text()
    assert not re.search(r"serviceWorker|indexedDB|caches\.|\.setItem|document\.cookie", script)
    for stop in toured:
        rel = {link.get("rel") for link in parse(stop.page.text).all("link")}
        assert rel == {"icon", "stylesheet"}


def test_s_22_htmx_is_told_to_keep_no_page(toured: list[Stop]) -> None:
    """S-22: it would keep those she came from in the storage of the browser."""
    for stop in toured:
        page = parse(stop.page.text)
        (told,) = (m.get("content") for m in page.all("meta") if m.get("name") == "htmx-config")
        config = json.loads(told)
        assert (config["historyCacheSize"], config["refreshOnHistoryMiss"]) == (0, True)
        assert (config["allowEval"], config["selfRequestsOnly"]) == (False, True)
        assert [body.get("hx-history") for body in page.all("body")] == ["false"]


def test_a_part_that_one_stranger_asks_for_is_never_everybody_elses_page(
    app: GuardedApplication, another_phone: Callable[..., Browser]
) -> None:
    another_phone().look(scripts=True)
    other = another_phone(scripts=False)
    other.open()
    assert other.answers[-1].text.startswith("<!doctype html>")


def test_the_first_page_names_the_next_mornings_and_says_so_where_there_are_none(
    phone: Browser, town: Database, empty_place: Database
) -> None:
    phone.open()
    assert "Wednesday 25 November 10:00 to 12:00, Hounslow" in phone.page.text
    assert "01632 960 010" in phone.page.text
    empty = Browser(create_app(read_settings({}), empty_place), scripts=phone.scripts)
    empty.open()
    assert "The next mornings" not in empty.page.text
    assert empty.buttons("go") == phone.buttons("go")
