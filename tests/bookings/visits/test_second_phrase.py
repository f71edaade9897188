"""The second phrase (V-14): offered where the deployer has it, shown nowhere, seen by staff."""

from collections.abc import Callable, Mapping

import pytest
import sqlalchemy as sa

from bookings.visits.models import Visit
from portal.access import Role
from portal.db.engine import Database
from tests.bookings.visits.rows import holds
from tests.bookings.visits.town import PHONE, Watch, open_house
from tests.bookings.visits.walking import Kept, book, come_back, phrase_on, walk_to
from tests.browsing import Browser
from tests.staffing import desk_browser, signed_in

OFFERED: Mapping[str, str] = {**PHONE, "PORTAL_SECOND_PHRASE": "on"}
ASKED = "If somebody may make you open this"
TOLD = "Second digits typed on"


@pytest.fixture
def offered(town: Database, watch: Watch) -> Callable[[], Browser]:
    """Phones at a portal whose deployer has the second phrase."""
    app, networks = open_house(town, watch, settings=OFFERED), iter(range(1, 250))
    return lambda: Browser(app, scripts=True, network=f"198.18.{next(networks)}.9")


def keep_two(phone: Browser, second: str = "1066") -> Kept:
    """Book, and choose digits of both kinds."""
    walk_to(phone, "phrase")
    words = phrase_on(phone)
    phone.press(digits="5027", second=second)
    return Kept(words)


def used(town: Database) -> list[object]:
    with town.reading() as db:
        return list(db.scalars(sa.select(Visit.second_used_at)))


def board(town: Database, watch: Watch) -> str:
    """What a coordinator reads on the board of the visit's session."""
    cookie = signed_in(town, watch.now, Role.COORDINATOR)
    staff = desk_browser(open_house(town, watch, settings=OFFERED), cookie)
    with town.reading() as db:
        session_id = db.scalars(sa.select(Visit.session_id)).one()
    return staff.get(f"/board/{session_id}").text


def test_v_14_the_second_phrase_shows_nothing_and_tells_the_coordinator(
    offered: Callable[[], Browser], town: Database, watch: Watch
) -> None:
    """V-14: the same answer as for words that nobody has; the row on the board says when."""
    kept = keep_two(offered())
    assert TOLD not in board(town, watch)
    watch.on(minutes=5)
    forced, wrong = offered(), offered()
    come_back(wrong, Kept(kept.words, "0000"))
    assert used(town) == [None]
    come_back(forced, Kept(kept.words, "1066"))
    assert forced.answers[-1].text.replace("1066", "0000") == wrong.answers[-1].text
    assert (forced.step, used(town)) == ("find", [watch.now])
    assert f"{TOLD} Saturday 21 November at 13:05" in board(town, watch)


def test_v_14_her_own_digits_still_open_it(
    offered: Callable[[], Browser], town: Database, watch: Watch
) -> None:
    kept = keep_two(offered())
    phone = offered()
    come_back(phone, kept)
    assert (phone.step, used(town)) == ("visit", [None])


def test_v_14_nothing_of_it_stands_in_clear_or_outlives_another_choice(
    offered: Callable[[], Browser], town: Database
) -> None:
    phone = offered()
    keep_two(phone, "9731")
    assert holds(town, "9731") == []
    phone.press("back")
    phone.press(digits="5027", second="")
    with town.reading() as db:
        assert db.scalars(sa.select(Visit.second_phrase)).all() == [None]


def test_v_14_the_same_digits_or_too_few_are_asked_for_again(
    offered: Callable[[], Browser],
) -> None:
    phone = offered()
    keep_two(phone, "5027")
    assert phone.step == "phrase"
    assert phone.problems == ["These are your digits above. Choose four others."]
    phone.press(digits="5027", second="10")
    assert phone.step == "phrase"
    phone.press(digits="5027", second="")
    assert phone.step == "phrase_check"


def test_v_14_a_portal_without_it_never_mentions_or_takes_it(
    another_phone: Callable[..., Browser], town: Database
) -> None:
    """V-14: off until it is switched on; a post that was made up sets nothing either."""
    phone = another_phone()
    walk_to(phone, "phrase")
    assert ASKED not in phone.page.text
    phone.press(digits="5027", second="1066")
    with town.reading() as db:
        assert db.scalars(sa.select(Visit.second_phrase)).all() == [None]
    book(another_phone())
