"""Who may do what, in two tables that anybody can read, and that the portal is held to."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import Route

from bookings.visits.steps.table import ASIDES, DOORS, STEPS
from portal import keyring
from portal.access import GRANTS, Permission, Role
from tests.bookings.visits.rows import dump
from tests.bookings.visits.walking import times_told
from tests.browsing import Browser, parse
from tests.conftest import TEST_KEYS
from tests.house_rules.cast import (
    ANOTHER,
    HOLDER,
    PEOPLE,
    STRANGER,
    VISITOR,
    WAITER,
    WITHOUT_JOURNEY,
    Cast,
    Morning,
    gathered,
    live_through,
)

# Every route: what each of the cast is answered. A post is answered by a way to look.
ROUTES: dict[tuple[str, str], dict[str, int]] = {
    ("GET", "/"): dict.fromkeys(PEOPLE, 200),
    ("POST", "/"): dict.fromkeys(PEOPLE, 303),
    ("GET", "/static/{digest}/{name}"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/favicon.ico"): dict.fromkeys(PEOPLE, 200),
    # The staff's door: open to be knocked at, and whoever is not signed in is led to it. Roles are
    # in tests/portal/staff/test_who_may_enter.py.
    ("GET", "/staff"): dict.fromkeys(PEOPLE, 200),
    ("GET", "/staff/access"): dict.fromkeys(PEOPLE, 200),
    ("POST", "/staff"): dict.fromkeys(PEOPLE, 200),
    ("POST", "/staff/leave"): dict.fromkeys(PEOPLE, 303),
    ("POST", "/staff/stay"): dict.fromkeys(PEOPLE, 204),
    ("POST", "/staff/ceremony"): dict.fromkeys(PEOPLE, 200),
    ("POST", "/staff/passkey"): dict.fromkeys(PEOPLE, 200),
    ("GET", "/staff/join/{token}"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/staff/join/{token}"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/staff/join/{token}/ceremony"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/staff/join/{token}/passkey"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/staff/account"): dict.fromkeys(PEOPLE, 303),
    ("POST", "/staff/account/ceremony"): dict.fromkeys(PEOPLE, 303),
    ("POST", "/staff/account/passkeys"): dict.fromkeys(PEOPLE, 303),
    ("POST", "/staff/account/passkeys/{passkey_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/staff/account/password"): dict.fromkeys(PEOPLE, 303),
    ("POST", "/staff/account/app"): dict.fromkeys(PEOPLE, 303),
    ("POST", "/staff/account/codes"): dict.fromkeys(PEOPLE, 303),
    ("POST", "/staff/account/others"): dict.fromkeys(PEOPLE, 303),
    ("POST", "/staff/account/language"): dict.fromkeys(PEOPLE, 303),
    ("POST", "/staff/account/notices"): dict.fromkeys(PEOPLE, 303),
    ("GET", "/staff/people"): dict.fromkeys(PEOPLE, 303),
    ("POST", "/staff/people"): dict.fromkeys(PEOPLE, 303),
    ("GET", "/staff/people/{account_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/staff/people/{account_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    # The board, the screen, the desks. Roles: tests/bookings/day/board/test_who_may_look.py.
    ("GET", "/board"): dict.fromkeys(PEOPLE, 303),
    ("GET", "/board/{session_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/board/{session_id:uuid}/rows"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/desk"): dict.fromkeys(PEOPLE, 303),
    ("GET", "/desk/{session_id:uuid}/rows"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/session/stop/{stop_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/session/stop/{stop_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/session/stop/{stop_id:uuid}/move"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/session/visit/{visit_id:uuid}/leaving"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/session/visit/{visit_id:uuid}/leaving"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/session/visit/{visit_id:uuid}/looked-at"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/rooms"): dict.fromkeys(PEOPLE, 303),
    ("GET", "/rooms/{session_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/rooms/{session_id:uuid}/rows"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/screen"): dict.fromkeys(PEOPLE, 303),
    ("GET", "/screen/rows"): dict.fromkeys(PEOPLE, 303),
    ("POST", "/session/{session_id:uuid}/screen"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/session/{session_id:uuid}/screen/end"): dict.fromkeys(PEOPLE, 404),
    # The session's door. Roles are in tests/bookings/day/door/test_who_may.py.
    ("GET", "/door"): dict.fromkeys(PEOPLE, 303),
    ("GET", "/session/{session_id:uuid}/door"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/session/{session_id:uuid}/door/rows"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/session/{session_id:uuid}/door"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/door/{visit_id:uuid}/here"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/door/{visit_id:uuid}/left"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/door/{visit_id:uuid}/welcome"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/door/{visit_id:uuid}/welcome"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/session/{session_id:uuid}/walk-in"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/session/{session_id:uuid}/walk-in"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/door/ahead"): dict.fromkeys(PEOPLE, 303),
    ("POST", "/door/ahead"): dict.fromkeys(PEOPLE, 303),
    ("GET", "/door/{visit_id:uuid}/next"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/door/{visit_id:uuid}/next"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/door/{visit_id:uuid}/plan"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/door/{visit_id:uuid}/plan"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/door/{visit_id:uuid}/apart"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/door/{visit_id:uuid}/apart"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/door/{visit_id:uuid}/phrase"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/door/{visit_id:uuid}/phrase"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/session/{session_id:uuid}/alert"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/session/{session_id:uuid}/alert/rows"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/session/{session_id:uuid}/alert"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/session/{session_id:uuid}/alert/over"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/session/{session_id:uuid}/close"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/session/{session_id:uuid}/close"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/session/{session_id:uuid}/close/{visit_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/session/{session_id:uuid}/print"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/session/{session_id:uuid}/waiting"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/session/{session_id:uuid}/waiting"): dict.fromkeys(PEOPLE, 404),
    # A new plan, things and the creche. Roles are in tests/bookings/day/replan/test_who_may.py.
    ("GET", "/session/{session_id:uuid}/replan"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/session/{session_id:uuid}/replan"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/session/{session_id:uuid}/replan/back"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/session/{session_id:uuid}/things"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/session/{session_id:uuid}/things"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/creche"): dict.fromkeys(PEOPLE, 303),
    ("GET", "/creche/{session_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/creche/{session_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    # Messages. Roles are in tests/bookings/day/messages.
    ("GET", "/messages"): dict.fromkeys(PEOPLE, 303),
    ("POST", "/messages/{message_id:uuid}/call-off"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/messages/{message_id:uuid}/looked-at"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/messages/texts/{text_id:uuid}/seen-to"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/messages/ways/{channel}/open"): dict.fromkeys(PEOPLE, 303),
    # A provider is known by its signature alone. See tests/portal/provider.
    ("POST", "/hook/status/{word}"): dict.fromkeys(PEOPLE, 403),
    ("POST", "/hook/said"): dict.fromkeys(PEOPLE, 403),
    # Calendars of numbers. Roles are in tests/bookings/feeds/test_who_may_have.py.
    ("GET", "/c/{token}.ics"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/feeds"): dict.fromkeys(PEOPLE, 303),
    ("POST", "/feeds"): dict.fromkeys(PEOPLE, 303),
    ("POST", "/feeds/{feed_id:uuid}/revoke"): dict.fromkeys(PEOPLE, 404),
    # What a refuge can take. Roles are in tests/services_directory/places/test_who_may.py.
    ("GET", "/places"): dict.fromkeys(PEOPLE, 303),
    ("POST", "/places"): dict.fromkeys(PEOPLE, 303),
    ("GET", "/places/new"): dict.fromkeys(PEOPLE, 303),
    ("POST", "/places/new"): dict.fromkeys(PEOPLE, 303),
    ("GET", "/places/{place_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/places/{place_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    # Reaching somebody, by people. Roles are in tests/bookings/reaching.
    ("GET", "/calls"): dict.fromkeys(PEOPLE, 303),
    ("POST", "/calls/{visit_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/calls/of/{call_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    # Whoever receives, and whoever leads a team. Roles are in tests/bookings/handoffs/receiving.
    ("GET", "/tray"): dict.fromkeys(PEOPLE, 303),
    ("GET", "/tray/changed"): dict.fromkeys(PEOPLE, 303),
    ("POST", "/tray/{handoff_id:uuid}/receive"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/tray/{handoff_id:uuid}/hand-over"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/tray/{handoff_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/tray/{handoff_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/tray/{handoff_id:uuid}/number"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/tray/{handoff_id:uuid}/call"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/tray/{handoff_id:uuid}/application"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/tray/{handoff_id:uuid}/form"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/late"): dict.fromkeys(PEOPLE, 303),
    ("POST", "/late/{handoff_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/team"): dict.fromkeys(PEOPLE, 303),
    ("GET", "/team/{service_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/team/{service_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/concerns"): dict.fromkeys(PEOPLE, 303),
    ("POST", "/concerns"): dict.fromkeys(PEOPLE, 303),
    ("GET", "/session/visit/{visit_id:uuid}/contact"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/session/visit/{visit_id:uuid}/contact"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/session/visit/{visit_id:uuid}/contact/{group}"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/session/visit/{visit_id:uuid}/contact/{group}"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/session/visit/{visit_id:uuid}/messages"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/session/visit/{visit_id:uuid}/messages"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/session/visit/{visit_id:uuid}/phrase"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/session/visit/{visit_id:uuid}/phrase"): dict.fromkeys(PEOPLE, 404),
    # Who looked. Roles are in tests/bookings/looking.
    ("GET", "/session/visit/{visit_id:uuid}/looked"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/cases/{case_id:uuid}/looked"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/why/{client_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/reading"): dict.fromkeys(PEOPLE, 303),
    ("POST", "/reading"): dict.fromkeys(PEOPLE, 303),
    # Cases. Roles are in tests/bookings/cases.
    ("GET", "/cases"): dict.fromkeys(PEOPLE, 303),
    ("GET", "/cases/ours"): dict.fromkeys(PEOPLE, 303),
    ("GET", "/cases/{case_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/cases/{case_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/cases/wording"): dict.fromkeys(PEOPLE, 303),
    ("GET", "/cases/tools"): dict.fromkeys(PEOPLE, 303),
    ("POST", "/cases/tools"): dict.fromkeys(PEOPLE, 303),
    ("GET", "/cases/{case_id:uuid}/risk"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/cases/{case_id:uuid}/risk"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/cases/{case_id:uuid}/children"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/cases/{case_id:uuid}/children"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/cases/{case_id:uuid}/children/{child_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/cases/{case_id:uuid}/children/{child_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/cases/{case_id:uuid}/harm"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/cases/{case_id:uuid}/harm"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/cases/{case_id:uuid}/harm/{harm_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/cases/{case_id:uuid}/harm/{harm_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/apart"): dict.fromkeys(PEOPLE, 303),
    ("POST", "/apart"): dict.fromkeys(PEOPLE, 303),
    ("GET", "/cases/{case_id:uuid}/apart"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/cases/{case_id:uuid}/apart"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/cases/{case_id:uuid}/{part}"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/cases/{case_id:uuid}/{part}"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/cases/audit"): dict.fromkeys(PEOPLE, 303),
    ("GET", "/cases/audit/json"): dict.fromkeys(PEOPLE, 303),
    ("GET", "/totals"): dict.fromkeys(PEOPLE, 303),
    ("POST", "/totals"): dict.fromkeys(PEOPLE, 303),
    ("GET", "/requests"): dict.fromkeys(PEOPLE, 303),
    ("POST", "/requests"): dict.fromkeys(PEOPLE, 303),
    ("POST", "/requests/{request_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/cases/{case_id:uuid}/conference"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/cases/{case_id:uuid}/conference"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/cases/{case_id:uuid}/letters"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/cases/{case_id:uuid}/letters"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/cases/{case_id:uuid}/equality"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/cases/{case_id:uuid}/equality"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/cases/{case_id:uuid}/conference/{referral_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/cases/{case_id:uuid}/conference/{referral_id:uuid}/json"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/cases/{case_id:uuid}/letters/{letter_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    # Passing on. Roles are in tests/bookings/handoffs/sending.
    ("GET", "/handed-on"): dict.fromkeys(PEOPLE, 303),
    ("GET", "/cases/{case_id:uuid}/handoffs"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/cases/{case_id:uuid}/handoffs/to/{desk}"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/cases/{case_id:uuid}/handoffs/to/{desk}"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/handed-on/need/{need_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/handed-on/need/{need_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/handed-on/{handoff_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/handed-on/{handoff_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/handed-on/{handoff_id:uuid}/draft"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/handed-on/{handoff_id:uuid}/draft"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/handed-on/{handoff_id:uuid}/back"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/handed-on/{handoff_id:uuid}/shown"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/handed-on/{handoff_id:uuid}/shown"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/handed-on/{handoff_id:uuid}/without"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/handed-on/{handoff_id:uuid}/without"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/handed-on/{handoff_id:uuid}/second"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/handed-on/{handoff_id:uuid}/second"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/cases/joined/{joined_id:uuid}/undo"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/session/visit/{visit_id:uuid}/case"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/session/visit/{visit_id:uuid}/case"): dict.fromkeys(PEOPLE, 404),
    # Planning. Roles are in tests/bookings/day/planning and tests/services_directory.
    ("GET", "/plan/calendar"): dict.fromkeys(PEOPLE, 303),
    ("GET", "/plan/date/{session_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/plan/date/{session_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/plan"): dict.fromkeys(PEOPLE, 303),
    ("POST", "/plan"): dict.fromkeys(PEOPLE, 303),
    ("GET", "/plan/workers"): dict.fromkeys(PEOPLE, 303),
    ("POST", "/plan/workers"): dict.fromkeys(PEOPLE, 303),
    ("GET", "/plan/{schedule_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/plan/{schedule_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    ("GET", "/directory"): dict.fromkeys(PEOPLE, 303),
    ("POST", "/directory"): dict.fromkeys(PEOPLE, 303),
    ("GET", "/directory/{service_id:uuid}"): dict.fromkeys(PEOPLE, 404),
    ("POST", "/directory/{service_id:uuid}"): dict.fromkeys(PEOPLE, 404),
}

ON_A_JOURNEY = {VISITOR, HOLDER, ANOTHER, WAITER}
WITH_A_VISIT = {HOLDER, ANOTHER}

# Every step: who may carry it out, each on their own visit alone.
WHO_MAY: dict[str, set[str]] = {
    "before": ON_A_JOURNEY,
    "needs": ON_A_JOURNEY,
    "order": ON_A_JOURNEY,
    "hours": ON_A_JOURNEY,
    "asks": ON_A_JOURNEY,
    "company": ON_A_JOURNEY,
    "younger": ON_A_JOURNEY,
    "supporter": ON_A_JOURNEY,
    "times": ON_A_JOURNEY,
    "name": ON_A_JOURNEY,
    "contact": ON_A_JOURNEY,
    "contact_how": ON_A_JOURNEY,
    "contact_words": ON_A_JOURNEY,
    "check": ON_A_JOURNEY,
    "waiting": ON_A_JOURNEY,
    "wait": ON_A_JOURNEY,
    "wait_phrase": ON_A_JOURNEY,
    "wait_check": {WAITER},
    "place": {WAITER},
    "stop_waiting": {WAITER},
    "waited": ON_A_JOURNEY,
    "phrase": WITH_A_VISIT,
    "phrase_check": WITH_A_VISIT,
    "done": WITH_A_VISIT,
    "find": ON_A_JOURNEY,
    "visit": WITH_A_VISIT,
    "contact_less": {*WITH_A_VISIT, WAITER},
    "contact_stop": {*WITH_A_VISIT, WAITER},
    "not_safe": {*WITH_A_VISIT, WAITER},
    "move": WITH_A_VISIT,
    "move_stop": ON_A_JOURNEY,
    "cancel": WITH_A_VISIT,
    "cancelled": ON_A_JOURNEY,
    "walk_in": ON_A_JOURNEY,
    "help": ON_A_JOURNEY,
    "about": ON_A_JOURNEY,
    "access": ON_A_JOURNEY,
    "easy_page": ON_A_JOURNEY,
    "easy_kept": ON_A_JOURNEY,
    "easy_day": ON_A_JOURNEY,
    "easy_help": ON_A_JOURNEY,
}

TYPED = {"digits": "1234", "words": "no such words here", "need": "housing", "called": "X"}


@pytest.fixture(scope="module")
def morning(town_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Morning:
    keyring.use(TEST_KEYS)
    return live_through(town_file, tmp_path_factory.mktemp("morning"))


@pytest.fixture
def cast(morning: Morning, tmp_path: Path) -> Iterator[Cast]:
    with gathered(morning, tmp_path) as everybody:
        yield everybody


def every_button() -> Iterator[tuple[str, str]]:
    """Each step with all that can be pressed on it; what ends a visit comes last."""
    for step in sorted(STEPS, key=lambda name: name in ("cancel", "phrase", "phrase_check")):
        for go in ("next", *STEPS[step].buttons, "calendar"):
            yield step, go


def press(cast: Cast, who: str, step: str, go: str) -> int:
    answer = cast.phones[who].fetch("POST", data={**TYPED, "step": step, "go": go})
    return int(answer.status_code)


def routes(cast: Cast) -> set[tuple[str, str]]:
    inner: Any = cast.phones[STRANGER]._client.app
    return {
        (method, route.path)
        for route in inner._app.routes
        if isinstance(route, Route)
        for method in (route.methods or set()) - {"HEAD"}
    }


def test_every_route_answers_everybody_as_the_table_says(cast: Cast) -> None:
    assert routes(cast) == set(ROUTES)
    for (method, path), expected in ROUTES.items():
        for who, status in expected.items():
            answer = cast.phones[who].fetch(method, path)
            assert answer.status_code == status, (method, path, who)


def test_no_route_but_posting_ever_changes_anything(cast: Cast) -> None:
    rows = dump(cast.town)
    for method, path in ROUTES:
        for who in PEOPLE:
            if method != "POST":
                cast.phones[who].fetch(method, path + "?go=leave&step=cancel")
    assert dump(cast.town) == rows


def test_every_step_stands_in_the_table_and_needs_what_it_says() -> None:
    assert set(WHO_MAY) == set(STEPS)
    roles = {VISITOR: Role.VISITOR, HOLDER: Role.HOLDER, ANOTHER: Role.HOLDER}
    roles[WAITER] = Role.WAITING
    for name, step in STEPS.items():
        assert {who for who, role in roles.items() if role in GRANTS[step.needs]} == WHO_MAY[name]


@pytest.mark.parametrize("who", sorted(ON_A_JOURNEY))
def test_whoever_may_take_a_step_gets_on(cast: Cast, who: str) -> None:
    for step, people in WHO_MAY.items():
        if who in people:
            cast.stand_at(who, step)
            before = cast.journey(who)
            assert press(cast, who, step, "next") == 303
            assert cast.journey(who) != before, step


def test_whoever_may_not_take_a_step_is_led_away_from_it(cast: Cast) -> None:
    """A visitor's journey is put at each step that is not theirs, which no browser can do."""
    refused = [step for step, people in WHO_MAY.items() if VISITOR not in people]
    assert len(refused) >= 6
    for step, go in every_button():
        if step in refused and go != "calendar":
            cast.stand_at(VISITOR, step)
            rows = but_drafts(cast)
            assert press(cast, VISITOR, step, go) == 303
            assert cast.journey(VISITOR).step == "check", (step, go)
            assert but_drafts(cast) == rows, (step, go)


def but_drafts(cast: Cast) -> dict[str, list[tuple[Any, ...]]]:
    """Every table as it is stored, but for the journeys."""
    return {name: rows for name, rows in dump(cast.town).items() if name != "drafts"}


@pytest.mark.parametrize("who", WITHOUT_JOURNEY)
def test_without_a_journey_there_is_no_step_to_take(cast: Cast, who: str) -> None:
    """A stranger, an old cookie and one left behind are one and the same."""
    rows = dump(cast.town)
    for step, go in every_button():
        if go not in (*DOORS, *ASIDES):
            assert press(cast, who, step, go) == 303
    assert dump(cast.town) == rows
    cast.phones[who].open()
    assert cast.phones[who].step == "first"


@pytest.mark.parametrize("who", [VISITOR, ANOTHER])
def test_nobody_sees_or_changes_the_visit_of_another(cast: Cast, who: str) -> None:
    cast.stand_at(HOLDER, "visit")
    cast.stand_at(ANOTHER, "visit")
    hers, own = (times_told(looking(cast, each)) for each in (HOLDER, ANOTHER))
    assert hers
    assert not set(hers) & set(own), "their times differ, so that one would show"
    visit = cast.visit_of(HOLDER)
    for step, go in every_button():
        cast.stand_at(who, step)
        assert press(cast, who, step, go) in (200, 303)
        assert not set(times_told(looking(cast, who))) & set(hers), (step, go)
        assert cast.visit_of(HOLDER) == visit, (step, go)


def looking(cast: Cast, who: str) -> Browser:
    """Somebody's phone, showing what their journey shows now."""
    phone = cast.phones[who]
    phone.page = parse(phone.look().text)
    return phone


def test_her_own_visit_is_hers_to_see_and_to_cancel(cast: Cast) -> None:
    """The permission beside the refusals above."""
    visit = cast.visit_of(HOLDER)
    cast.stand_at(HOLDER, "visit")
    assert times_told(looking(cast, HOLDER))
    cast.stand_at(HOLDER, "cancel")
    assert press(cast, HOLDER, "cancel", "next") == 303
    assert cast.visit_of(HOLDER) != visit
    assert cast.journey(HOLDER).step == "cancelled"


def test_what_is_not_a_visitors_is_no_step_of_hers() -> None:
    visitors = {Role.STRANGER, Role.VISITOR, Role.HOLDER, Role.WAITING}
    not_hers = {each for each, roles in GRANTS.items() if roles.isdisjoint(visitors)}
    assert {Permission.DAY_SEE, Permission.VISIT_CANCEL, Permission.BOARD_SEE} <= not_hers
    assert not_hers.isdisjoint(step.needs for step in STEPS.values())


def test_every_permission_is_said_in_words_and_granted_to_somebody() -> None:
    assert set(GRANTS) == set(Permission)
    assert all(GRANTS.values())
    assert all(len(each.value.split()) > 3 for each in (*Permission, *Role))
