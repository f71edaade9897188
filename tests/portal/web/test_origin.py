"""Only our own pages change anything, and only by a POST (S-25)."""

import pytest
import sqlalchemy as sa

from portal.record.models import Entry
from portal.web.origin import is_ours
from tests.portal.web.small_house import ORIGIN, OURS, SmallHouse

ELSEWHERE = "https://elsewhere.example"

# What a POST says of itself: Sec-Fetch-Site, Origin, whether the strict cookie is there, verdict.
TABLE = [
    ("same-origin", None, False, True),
    ("same-origin", ELSEWHERE, False, True),
    ("same-origin", "null", True, True),
    ("same-site", ORIGIN, True, False),
    ("cross-site", ORIGIN, True, False),
    ("cross-site", None, True, False),
    ("none", None, True, False),
    ("", ORIGIN, True, False),
    (None, ORIGIN, False, True),
    (None, ORIGIN, True, True),
    (None, ELSEWHERE, True, False),
    (None, ORIGIN + ".elsewhere.example", True, False),
    (None, "http://localhost:8001", True, False),
    (None, "https://localhost:8000", True, False),
    (None, "null", True, True),
    (None, "null", False, False),
    (None, None, True, True),
    (None, None, False, False),
]
COLUMNS = ("site", "origin", "cookie", "ours")


def headers(site: str | None, origin: str | None) -> dict[str, str]:
    said = {"sec-fetch-site": site, "origin": origin}
    return {name: value for name, value in said.items() if value is not None}


@pytest.mark.parametrize(COLUMNS, TABLE)
def test_what_a_browser_says_of_a_post_decides(
    site: str | None, origin: str | None, cookie: bool, ours: bool
) -> None:
    assert is_ours(headers(site, origin), origin=ORIGIN, has_strict_cookie=cookie) is ours


@pytest.mark.parametrize(COLUMNS, TABLE)
def test_a_post_from_elsewhere_is_refused_before_anything_reads_it(
    house: SmallHouse, site: str | None, origin: str | None, cookie: bool, ours: bool
) -> None:
    client = house.client(cookies={"s": "0"} if cookie else {})
    answer = client.post("/", data={"a": "b"}, headers=headers(site, origin))
    assert answer.status_code == (303 if ours else 403)
    assert bool(house.heard.typed) is ours
    with house.database.reading() as db:
        assert len(db.scalars(sa.select(Entry)).all()) == ours


def test_behind_https_the_strict_cookie_has_a_name_that_no_other_host_can_set(
    secure_house: SmallHouse,
) -> None:
    for name, status in (("s", 403), ("__Host-s", 303)):
        client = secure_house.client(base_url="https://desk.example", cookies={name: "0"})
        assert client.post("/").status_code == status


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_looking_never_changes_anything(either_house: SmallHouse, method: str) -> None:
    answer = either_house.client().request(method, "/writes", headers=OURS)
    assert answer.status_code == 303
    assert either_house.heard.typed == [{}], "the page did try"
    with either_house.database.reading() as db:
        assert db.scalars(sa.select(Entry)).all() == []
    assert either_house.client().post("/", headers=OURS).status_code == 303
    with either_house.database.reading() as db:
        assert len(db.scalars(sa.select(Entry)).all()) == 1


@pytest.mark.parametrize("purpose", ["prefetch", "preview", "prefetch;prerender"])
def test_a_prefetch_of_a_link_is_looking(house: SmallHouse, purpose: str) -> None:
    client = house.client(headers={"sec-purpose": purpose, "purpose": purpose})
    assert client.get("/writes?go=leave").status_code == 303
    with house.database.reading() as db:
        assert db.scalars(sa.select(Entry)).all() == []


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS"])
def test_no_other_method_does_anything(house: SmallHouse, method: str) -> None:
    assert house.client().request(method, "/", headers=OURS).status_code == 405
    assert house.heard.typed == []
