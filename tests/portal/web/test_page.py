"""The one way in: permission first, then what it is about, and a change whole or not at all."""

from typing import Any

import pytest
import sqlalchemy as sa

from portal.access import Permission
from portal.record.models import Entry
from portal.web.page import page
from tests.portal.web.small_house import OURS, SmallHouse, anything


def changes(house: SmallHouse) -> int:
    with house.database.reading() as db:
        return len(db.scalars(sa.select(Entry)).all())


@pytest.mark.parametrize(("token", "status"), [("", 403), ("visitor", 403), ("holder", 200)])
def test_a_page_is_for_those_with_its_permission(
    house: SmallHouse, token: str, status: int
) -> None:
    assert house.client(cookies={"s": token}).get("/own").status_code == status
    assert house.heard.shown == (status == 200)


@pytest.mark.parametrize(("token", "status"), [("", 403), ("visitor", 403), ("holder", 303)])
def test_a_change_is_for_those_with_its_permission(
    either_house: SmallHouse, token: str, status: int
) -> None:
    client = either_house.client(cookies={"s": token})
    assert client.post("/own", headers=OURS).status_code == status
    assert changes(either_house) == (status == 303)


def test_what_is_not_hers_to_see_is_not_there(house: SmallHouse) -> None:
    assert house.client().get("/gone").status_code == 404
    assert house.heard.shown == 0
    assert house.client().get("/plain").status_code == 200


@pytest.mark.parametrize("left_out", ["needs", "subject"])
def test_a_route_that_does_not_say_who_may_use_it_cannot_be_made(left_out: str) -> None:
    said: dict[str, Any] = {"needs": Permission.JOURNEY, "subject": anything}
    assert page("/", handler, **said).needs is Permission.JOURNEY
    del said[left_out]
    with pytest.raises(TypeError, match=left_out):
        page("/", handler, **said)


def handler(_asked: Any) -> Any:
    """Stands for a page's own."""


@pytest.mark.parametrize(("path", "status"), [("/refuses", 422), ("/breaks", 500)])
def test_a_change_that_was_refused_or_broke_leaves_nothing(
    either_house: SmallHouse, path: str, status: int
) -> None:
    assert either_house.client().post(path, headers=OURS).status_code == status
    assert changes(either_house) == 0
    assert either_house.client().post("/", headers=OURS).status_code == 303
    assert changes(either_house) == 1


def test_a_script_gets_the_part_and_everybody_else_the_page(house: SmallHouse) -> None:
    part = house.client().get("/plain", headers={"hx-request": "true"}).text
    whole = house.client().get("/plain").text
    assert part in whole
    assert len(part) < len(whole)
    for header in ("hx-boosted", "hx-history-restore-request"):
        headers = {"hx-request": "true", header: "true"}
        assert house.client().get("/plain", headers=headers).text == whole


def test_the_whole_request_goes_by_one_moment(house: SmallHouse) -> None:
    assert str(house.clock.now) in house.client().get("/plain").text
