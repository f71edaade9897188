"""The staff's accessibility statement: for whoever is signed in, and for whoever cannot (R-18)."""

import pytest

from portal.access import Role
from portal.db.engine import Database
from portal.web.statement import STAFFS
from tests.browsing import parse
from tests.portal.staff.conftest import NewDesk
from tests.portal.staff.house import Watch
from tests.staffing import signed_in


@pytest.mark.parametrize("is_in", [True, False])
def test_r_18_everybody_at_the_door_and_past_it_reads_what_works(
    database: Database, desk: NewDesk, watch: Watch, is_in: bool
) -> None:
    browser = desk(signed_in(database, watch.now, Role.COORDINATOR)) if is_in else desk()
    first, page = (
        parse(browser.get(path, follow_redirects=True).text) for path in ("/staff", "/staff/access")
    )
    for each in (first, page):
        assert "/staff/access" in {link.get("href") for link in each.all("a")}
    said = [line.text for line in next(next(page.all("main")).all("ul")).all("li")]
    assert len(set(said)) == len(STAFFS)
    assert all(said)
    assert "a quarter of an hour" in page.text
    assert bool(list(page.all("nav"))) == is_in
