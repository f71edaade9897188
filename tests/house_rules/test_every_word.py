"""Every word that anybody sees comes from a catalogue, or from somebody who wrote it there (V-30).

All pages are asked for in a language of letters that the source does not have: what still stands
there in letters of the source, and was not written into the town by a person, bypassed it.
"""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from bookings.visits.rules.names import NAMES
from portal import keyring
from portal.app import create_app
from portal.clock import Clock
from portal.db.engine import Database
from portal.settings import read_settings
from portal.web.headers import GuardedApplication
from tests.bookings.visits.town import PHONE
from tests.browser import pseudo
from tests.browser.halfway import NOTICED, TO_MEND, every_step, stand_at
from tests.browser.journey import CANARIES, WORDS
from tests.browsing import Browser
from tests.conftest import TEST_KEYS
from tests.house_rules.lively import AT, lively_town, told_of
from tests.house_rules.shown import LETTERS, Known
from tests.house_rules.whole_house import addresses, everybody, looks

TYPED = frozenset({*CANARIES.values(), " ".join(WORDS), *NAMES})

# No page, or one that this town leads nobody to: the check of the templates reads it all the same.
NOT_SEEN = {
    "/c/{token}.ics": "for a program, and numbers only",
    "/cases/audit/json": "for a program",
    "/cases/{case_id:uuid}/conference/{referral_id:uuid}/json": "for a program",
    # Parts of pages that are seen here, answered where something has changed since.
    "/board/{session_id:uuid}/rows": "a part of the board",
    "/desk/{session_id:uuid}/rows": "a part of the desk",
    "/screen/rows": "a part of the screen",
    # What nobody here has come to.
    "/staff": "everybody is signed in",
    "/staff/join/{token}": "nobody is invited",
    "/screen": "no screen was opened",
    "/door/{visit_id:uuid}/apart": "nobody must not meet",
    "/handed-on/{handoff_id:uuid}/draft": "nothing is half written",
    "/handed-on/{handoff_id:uuid}/without": "nothing is half written",
    "/cases/{case_id:uuid}/conference/{referral_id:uuid}": "nobody was referred",
    "/cases/{case_id:uuid}/letters/{letter_id:uuid}": "no letter was written",
    "/cases/{case_id:uuid}/children/{child_id:uuid}": "no child has a record",
}


# It lays a whole town and looks at a hundred pages: on a machine that does much else, it waits.
pytestmark = pytest.mark.timeout(600)


@dataclass(frozen=True, slots=True)
class Town:
    """The demo's, in the language of the tests' own, and all that its people wrote."""

    database: Database
    app: GuardedApplication
    known: Known
    people: list[TestClient]

    @property
    def clock(self) -> Clock:
        return lambda: AT

    def bypassing(self, answer: Response) -> set[str]:
        return self.known.bypassing(answer.text)


@pytest.fixture(scope="module")
def town(fresh_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    keyring.use(TEST_KEYS)
    path = tmp_path_factory.mktemp("lively") / "town.db"
    shutil.copyfile(fresh_file, path)
    with lively_town(path) as database:
        spoken = pseudo.languages()
        app = create_app(read_settings(PHONE), database, clock=lambda: AT, languages=spoken)
        people = everybody(app, database)
        yield Town(database, app, Known(told_of(database) | TYPED), people)


@pytest.fixture
def phone(town: Town) -> Browser:
    return Browser(town.app, scripts=False, language=pseudo.TAG)


def test_v_30_every_word_of_her_pages_comes_from_a_catalogue(town: Town, phone: Browser) -> None:
    """Each step, with all that can be wrong on it and without, and as a part of a page."""
    found = {}
    for step in every_step():
        for mending in {False, step in TO_MEND or step in NOTICED}:
            if step != "first":
                phone.carry(stand_at(town, step, mending=mending))
            whole, part = phone.look(), phone.look(scripts=True)
            assert whole.status_code == part.status_code == 200
            assert LETTERS.search(whole.text)
            found[step] = town.bypassing(whole) | town.bypassing(part)
    assert {step: texts for step, texts in found.items() if texts} == {}


def test_v_30_every_word_of_the_staffs_pages_comes_from_a_catalogue(
    request: pytest.FixtureRequest,
) -> None:
    """What no page reaches, and all else, is read in the templates with every run."""
    if not request.config.getoption("--soak"):
        pytest.skip("a hundred pages of the staff's: part of the soak")
    town: Town = request.getfixturevalue("town")
    found: dict[str, set[str]] = {}
    for path, tried in addresses(town.app, town.database):
        seen = looks(town.people, path, tried)
        assert seen or path in NOT_SEEN, path
        texts = set().union(*map(town.bypassing, seen))
        if texts:
            found[path] = texts
    assert found == {}


def test_v_30_what_cannot_be_answered_is_said_in_her_language(town: Town, phone: Browser) -> None:
    refused = [
        phone.fetch("GET", "/nowhere"),
        phone.fetch("POST", "/", headers={"Sec-Fetch-Site": "cross-site"}),
        phone.fetch("POST", "/", content=b"x" * 1_000_000),
    ]
    assert [each.status_code for each in refused] == [404, 403, 413]
    assert [town.bypassing(each) for each in refused] == [set()] * 3


def test_v_30_the_calendar_file_that_she_takes_is_in_her_language(
    town: Town, phone: Browser
) -> None:
    phone.carry(stand_at(town, "done"))
    file = phone.fetch("POST", "/", data={"step": "done", "go": "calendar"})
    assert file.headers["content-type"].startswith("text/calendar")
    (said,) = re.findall(r"^SUMMARY[^:]*:(.*)$", file.text, re.MULTILINE)
    assert said.strip() == pseudo.shadow("Appointment")
    assert not LETTERS.search(said)


@pytest.mark.parametrize(
    "page",
    [
        "<p>Come in</p>",
        '<button aria-label="Move up">+</button>',
        '<input placeholder="Your name">',
        "<option>housing</option>",
        "<p>Sam, waiting</p>",
    ],
)
def test_the_rule_sees_each_word_that_bypassed_the_catalogues(page: str) -> None:
    known = Known(frozenset({"Sam", "Somebody wrote: come in"}))
    assert known.bypassing(page)
    assert not known.bypassing("<p>Sam</p><p>Somebody wrote: come in</p><b>10:30</b>")
