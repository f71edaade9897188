"""She books, comes back, moves and cancels, by thumb on the smallest phone, scripts or none."""

import re

import sqlalchemy as sa
from playwright.sync_api import Browser
from sqlalchemy.orm import Session

from bookings.people.models import Child, Client
from bookings.visits.models import Visit, VisitNeed, VisitStatus
from tests.browser.chromium import patient, phone
from tests.browser.journey import (
    CANARIES,
    WRONG_WORDS,
    Her,
    Phrase,
    comes_back,
    keeps_the_phrase,
    to_the_phrase,
    to_the_times,
    walk,
    with_everything,
)
from tests.browser.server import OtherSite, Portal, serving

BOOKED = VisitStatus.BOOKED


def hours(her: Her) -> list[str]:
    """The hours of her stops, as the page shows them."""
    return her.page.locator(".plan .hours").all_inner_texts()


def test_a_journey_with_every_field_empty_books(her: Her, portal: Portal) -> None:
    """V-01, V-02, V-09."""
    walk(to_the_times(her))
    walk(to_the_phrase(her))
    her.presses("skip", comes="done")
    with portal.database.reading() as db:
        visit = the_latest(db)
        assert (visit.status, visit.phrase) == (BOOKED, None)
        assert db.get_one(Client, visit.client_id).chosen_name
        assert needs_of(db, visit) == ["idva"]


def test_a_journey_with_everything_filled_in_books_what_was_asked_for(
    her: Her, portal: Portal
) -> None:
    """V-10, V-20: her order, her limit, each child, interpreter and access are kept."""
    walk(with_everything(her))
    ends = re.findall(r"away by (\d\d:\d\d)", her.text)
    assert ends
    assert all(end <= "11:45" for end in ends)
    walk(to_the_phrase(her, CANARIES["called"]))
    with portal.database.reading() as db:
        visit = the_latest(db)
        assert db.get_one(Client, visit.client_id).chosen_name == CANARIES["called"]
        assert needs_of(db, visit) == ["idva", "legal", "housing"]
        assert ages_of(db, visit) == {"7", None}
        for asked_for in ("tongue", "dialect", "access", "companion"):
            assert CANARIES[asked_for] in (visit.asks or "")


def test_what_was_typed_is_still_there_beside_a_mistake(her: Her) -> None:
    """The words say what to mend, the field to mend has the focus, and nothing typed is lost."""
    steps = with_everything(her)
    assert [next(steps) for _ in range(7)][-2:] == ["hours", "hours"]
    assert len(her.problems) == 1
    assert her.page.locator("#gone_by").input_value() == "10:15"
    assert her.page.locator("#not_before").input_value() == "11:00"
    if her.scripts:
        assert her.page.evaluate("document.activeElement.id") == "gone_by"


def test_phrase_and_digits_bring_her_back_to_move_and_to_cancel(her: Her, portal: Portal) -> None:
    """V-12, V-13, S-56."""
    walk(to_the_times(her))
    walk(to_the_phrase(her))
    phrase = keeps_the_phrase(her, "9163")
    assert her.problems == []
    her.leaves()
    comes_back(her, phrase)
    before = hours(her)
    moves_one_stop(her)
    after = hours(her)
    assert len(before) == len(after)
    assert sorted(set(before) - set(after))
    moves_everything(her)
    her.presses("cancel", comes="cancel").presses("next", comes="cancelled")
    her.leaves()
    assert_it_opens_nothing(her, phrase)
    with portal.database.reading() as db:
        assert the_latest(db).status is VisitStatus.CANCELLED


def moves_one_stop(her: Her) -> None:
    """Give the first stop that can have one another time."""
    for position in range(len(hours(her))):
        stop = her.page.locator('button[value^="stop:"]').nth(position)
        her.presses(stop.get_attribute("value") or "", comes="move_stop")
        if her.page.locator('button[name="slot"]').count():
            her.picks(0, "slot", comes="visit")
            return
        her.presses("back", comes="visit")
    raise AssertionError("no stop had another time")


def moves_everything(her: Her) -> None:
    before = her.page.locator(".when").inner_text()
    her.presses("move", comes="move").presses("later", comes="move")
    her.picks(0, "plan", comes="visit")
    assert her.page.locator(".when").inner_text() != before


def assert_it_opens_nothing(her: Her, phrase: Phrase) -> None:
    her.opens().presses("find", comes="find").types("words", phrase.words)
    her.types("digits", phrase.digits).presses("next", comes="find")
    cancelled = her.problems
    her.retypes("words", WRONG_WORDS).presses("next", comes="find")
    assert her.problems == cancelled != []


def test_it_books_on_postgresql_too(
    chromium: Browser, fresh_postgres: str, dull_site: OtherSite
) -> None:
    with serving(fresh_postgres, f"{dull_site.address}/weather") as portal:
        context = patient(chromium.new_context(**phone(scripts=True)))
        her = Her(context.new_page(), portal.address, scripts=True)
        walk(with_everything(her))
        walk(to_the_phrase(her))
        phrase = keeps_the_phrase(her, "9163")
        her.leaves()
        comes_back(her, phrase)
        context.close()


def the_latest(db: Session) -> Visit:
    return db.scalars(sa.select(Visit).order_by(Visit.made_at.desc()).limit(1)).one()


def needs_of(db: Session, visit: Visit) -> list[str]:
    needs = sa.select(VisitNeed.need).where(VisitNeed.visit_id == visit.id)
    return list(db.scalars(needs.order_by(VisitNeed.position)))


def ages_of(db: Session, visit: Visit) -> set[str | None]:
    children = db.scalars(sa.select(Child).where(Child.client_id == visit.client_id))
    return {child.age for child in children}
