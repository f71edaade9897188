"""Everything happens at one address: nothing typed is ever in a request that can be looked up."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import sqlalchemy as sa
from playwright.sync_api import Page, Response

from bookings.visits.models import Draft, Visit
from tests.browser.conftest import NewPhone
from tests.browser.halfway import stand_at
from tests.browser.journey import (
    CANARIES,
    comes_back,
    keeps_the_phrase,
    to_the_phrase,
    with_everything,
)
from tests.browser.server import OtherSite, Portal

IN_THE_HISTORY = "Page.getNavigationHistory"


@contextmanager
def answers_to(page: Page) -> Iterator[list[Response]]:
    """Every answer that the page gets meanwhile."""
    answers: list[Response] = []

    def note(answer: Response) -> None:
        answers.append(answer)

    page.on("response", note)
    yield answers
    page.remove_listener("response", note)


def entries(page: Page) -> list[tuple[str, str]]:
    """Address and title of each entry of the tab's history."""
    devtools = page.context.new_cdp_session(page)
    kept = devtools.send(IN_THE_HISTORY)["entries"]
    devtools.detach()
    return [(entry["url"], entry["title"]) for entry in kept]


def test_with_scripts_the_whole_journey_is_one_entry_of_the_history(new_phone: NewPhone) -> None:
    """V-06, S-20: from the first page to the phrase, mistakes and all."""
    her = new_phone(scripts=True)
    lengths, addresses = set(), set()
    for steps in (with_everything(her), to_the_phrase(her, CANARIES["called"])):
        for _ in steps:
            lengths.add(her.page.evaluate("history.length"))
            addresses.add(her.page.evaluate("location.href"))
    assert (len(lengths), addresses) == (1, {f"{her.address}/"})
    assert entries(her.page)[1:] == [(f"{her.address}/", "Advice morning")]


def test_without_scripts_no_post_is_answered_with_a_page_and_every_entry_is_dull(
    new_phone: NewPhone,
) -> None:
    """S-54, V-06, S-20: a page that answers a post leaves what was typed in the browser's session
    file; answered with 303, all that is left is one address and one title, again and again."""
    her = new_phone(scripts=False)
    with answers_to(her.page) as answers:
        for steps in (with_everything(her), to_the_phrase(her)):
            for _ in steps:
                continue
        phrase = keeps_the_phrase(her, "9163")
        her.presses("help", comes="help").presses("next", comes="done")
        assert len(entries(her.page)) > 15
        assert set(entries(her.page)[1:]) == {(f"{her.address}/", "Advice morning")}
        her.leaves()
        comes_back(her, phrase)
    posts = [answer for answer in answers if answer.request.method == "POST"]
    assert len(posts) > 15
    left = [answer for answer in posts if answer.status != 303]
    assert [(answer.status, answer.header_value("content-length")) for answer in left] == [
        (200, "0")
    ]
    assert {urlsplit(answer.url).query for answer in answers} == {""}


def counted(portal: Portal) -> tuple[int, int]:
    """How many journeys and visits there are."""
    with portal.database.reading() as db:
        drafts, visits = (
            db.scalar(sa.select(sa.func.count()).select_from(table)) or 0
            for table in (Draft, Visit)
        )
    return drafts, visits


FORM = """<!doctype html><meta charset="utf-8"><title>Elsewhere</title>
<form method="post" action="{address}/"><button name="go" value="{go}">Win</button></form>
<script>document.querySelector("button").click()</script>"""


def test_a_form_on_another_site_changes_nothing(
    new_phone: NewPhone, portal: Portal, dull_site: OtherSite
) -> None:
    """S-25: neither begins a journey nor ends hers."""
    her = new_phone(scripts=True).carries(stand_at(portal, "needs")).opens()
    before = counted(portal)
    assert before[0] > 0
    for go in ("start", "leave", "next"):
        dull_site.pages["/form"] = FORM.format(address=her.address, go=go).encode()
        with her.page.expect_response(lambda answer: answer.request.method == "POST") as posted:
            her.page.goto(f"{dull_site.address}/form")
        assert posted.value.status == 403
        assert counted(portal) == before
    assert her.opens().step == "needs"


PREFETCH = """<!doctype html><meta charset="utf-8"><title>Elsewhere</title>
<link rel="prefetch" href="{address}/"><img src="{address}/" alt="">
<iframe src="{address}/"></iframe>"""


def test_looking_ahead_from_another_site_changes_nothing(
    new_phone: NewPhone, portal: Portal, dull_site: OtherSite
) -> None:
    """S-25: whoever fetches or frames the address learns nothing and moves nothing."""
    her = new_phone(scripts=True).carries(stand_at(portal, "needs")).opens()
    before = counted(portal)
    dull_site.pages["/ahead"] = PREFETCH.format(address=her.address).encode()
    asked: list[str] = []
    portal_origin = her.address
    her.page.on("requestfinished", lambda request: asked.append(request.url))
    her.page.on("requestfailed", lambda request: asked.append(request.url))
    her.page.goto(f"{dull_site.address}/ahead")
    her.page.wait_for_timeout(300)
    assert f"{portal_origin}/" in asked
    assert counted(portal) == before
    assert her.opens().step == "needs"
