"""What is the same for everybody is answered from memory, and nothing else ever is."""

import gzip
from datetime import timedelta

import pytest
from starlette.responses import Response as Answer

from portal.web.ready import ReadyPages
from tests.portal.web.conftest import NOON
from tests.portal.web.small_house import SmallHouse

SECOND = timedelta(seconds=1)
GZIP, PLAIN = {"accept-encoding": "br, gzip"}, {"accept-encoding": "identity"}


def test_everybody_without_a_journey_gets_the_same_page(house: SmallHouse) -> None:
    first = house.client().get("/")
    others = [
        house.client(cookies={"s": "0"}).get("/"),
        house.client(headers={"user-agent": "x", "referer": "y", "host": "z.example"}).get("/"),
        house.client().get("/?q=1", headers=PLAIN),
        house.client(headers={"accept-language": "pl, en;q=0.5"}).get("/"),
    ]
    assert {answer.content for answer in others} == {first.content}
    assert house.heard.shown == 1


def test_after_a_second_by_the_clock_the_page_is_made_anew(house: SmallHouse) -> None:
    first = house.client().get("/").text
    house.clock.now += SECOND - timedelta(milliseconds=1)
    assert house.client().get("/").text == first
    assert house.heard.shown == 1
    house.clock.now += timedelta(milliseconds=1)
    assert house.client().get("/").text != first
    assert house.heard.shown == 2
    house.clock.now -= timedelta(hours=1)
    house.client().get("/")
    assert house.heard.shown == 3


@pytest.mark.parametrize("token", ["visitor", "holder"])
def test_somebody_with_a_live_journey_is_never_answered_from_memory(
    house: SmallHouse, token: str
) -> None:
    house.client().get("/")
    house.client(cookies={"s": token}).get("/")
    assert [actor.role.name.lower() for actor in house.heard.actors] == ["stranger", token]


@pytest.mark.parametrize("token", ["visitor", "holder"])
def test_what_somebody_with_a_live_journey_sees_is_never_kept(
    house: SmallHouse, token: str
) -> None:
    house.client(cookies={"s": token}).get("/")
    house.client().get("/")
    assert [actor.role.name.lower() for actor in house.heard.actors] == [token, "stranger"]


def test_a_part_of_a_page_is_neither_kept_nor_answered_by_the_whole(house: SmallHouse) -> None:
    htmx = {"hx-request": "true"}
    part = house.client().get("/", headers=htmx).text
    whole = house.client().get("/").text
    assert part.startswith('<p id="part">')
    assert whole.startswith("<!doctype html>")
    assert house.client().get("/", headers=htmx).text == part


@pytest.mark.parametrize("path", ["/", "/plain"])
def test_the_page_is_packed_for_whoever_takes_it_so_and_plain_for_others(
    house: SmallHouse, path: str
) -> None:
    for _ in range(2):
        with house.client() as client, client.stream("GET", path, headers=GZIP) as answer:
            packed = b"".join(answer.iter_raw())
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.headers["content-length"] == str(len(packed))
        plain = house.client().get(path, headers=PLAIN)
        assert "content-encoding" not in plain.headers
        assert gzip.decompress(packed) == plain.content
        assert len(packed) < len(plain.content)


@pytest.mark.parametrize("accepted", ["gzip;q=0", "gzip ; q=0.0, br", ""])
def test_whoever_refuses_packing_gets_the_page_plain(house: SmallHouse, accepted: str) -> None:
    for path in ("/", "/plain"):
        answer = house.client().get(path, headers={"accept-encoding": accepted})
        assert "content-encoding" not in answer.headers
    preferred = {"accept-encoding": "br;q=0, gzip;q=0.5"}
    assert house.client().get("/", headers=preferred).headers["content-encoding"] == "gzip"


def test_a_page_with_a_secret_on_it_is_never_packed(house: SmallHouse) -> None:
    """Its length would tell whether what somebody typed is part of the secret."""
    assert "content-encoding" not in house.client().get("/secret", headers=GZIP).headers
    assert "content-encoding" in house.client().get("/plain", headers=GZIP).headers


def test_head_says_what_get_would(house: SmallHouse) -> None:
    for path in ("/", "/plain"):
        head, get = (house.client().request(each, path) for each in ("HEAD", "GET"))
        assert head.status_code == 200
        assert head.headers["content-length"] == get.headers["content-length"]
        assert head.headers["content-encoding"] == get.headers["content-encoding"]


def test_one_of_a_crowd_makes_the_page_anew_and_the_others_get_the_old_one_meanwhile() -> None:
    pages = ReadyPages()
    assert pages.find("/", "en", NOON) is None
    kept = pages.keep("/", "en", NOON, Answer("old"))
    assert pages.find("/", "en", NOON + SECOND) is None
    meanwhile = pages.find("/", "en", NOON + SECOND)
    assert meanwhile is not None
    assert meanwhile.plain is kept.plain
    assert pages.find("/", "en", NOON + 10 * SECOND) is None


def test_each_path_and_language_has_a_page_of_its_own() -> None:
    pages = ReadyPages()
    pages.keep("/", "en", NOON, Answer("english"))
    assert pages.find("/", "en", NOON) is not None
    assert pages.find("/", "pl", NOON) is None
    assert pages.find("/other", "en", NOON) is None
