"""Her language: chosen in a press, on no address and in no history, and nothing unread misleads."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import sqlalchemy as sa

from bookings.visits.models import Draft
from bookings.visits.steps.contact import may_agree
from portal.catalogue import UNREAD
from portal.db.engine import Database
from portal.i18n import Language, find_folder, load_languages, speaking
from portal.web.headers import GuardedApplication
from portal.web.templates import sure
from tests.bookings.visits.town import Watch, open_house
from tests.bookings.visits.walking import REACH, take_one, walk_to
from tests.browsing import Browser

SPOKEN = ["ar", "bn", "cy", "en", "fa", "gu", "hi", "ne", "pa", "pl", "pt", "ro", "so", "ta", "ur"]
FROM_RIGHT = {"ar", "fa", "ur"}
CHOOSES = "button"


@pytest.fixture(scope="module")
def languages() -> Mapping[str, Language]:
    return load_languages(find_folder("locales"))


def in_language(phone: Browser, tag: str) -> None:
    """Press the language's button, and look at the page anew as a browser does."""
    phone.press(f"speak:{tag}")
    phone.open()


def way(phone: Browser) -> tuple[str, str]:
    html = next(phone.page.all("html"))
    return html.get("lang"), html.get("dir")


def test_v_30_every_page_offers_every_language_by_its_own_name(phone: Browser) -> None:
    phone.open()
    while True:
        offered = [b for b in phone.page.all(CHOOSES) if b.get("value").startswith("speak:")]
        assert sorted(b.get("value")[6:] for b in offered) == SPOKEN
        assert {b.get("lang") for b in offered if b.get("dir") == "rtl"} == FROM_RIGHT
        assert {"English", "Polski", "Cymraeg", "ਪੰਜਾਬੀ", "اردو"} <= {b.text for b in offered}
        if phone.step == "phrase":
            break
        take_one(phone, {})


@pytest.mark.parametrize("tag", ["ur", "pl", "cy"])
def test_v_30_a_language_is_spoken_from_the_first_page_to_the_phrase(
    app: GuardedApplication, tag: str
) -> None:
    phone = Browser(app, scripts=False)
    phone.open()
    in_language(phone, tag)
    direction = "rtl" if tag in FROM_RIGHT else "ltr"
    assert (phone.step, *way(phone)) == ("first", tag, direction)
    while phone.step != "phrase":
        take_one(phone, {})
        assert way(phone) == (tag, direction)
        assert {answer.request.url.path for answer in phone.answers} == {"/"}
        assert {answer.request.url.query for answer in phone.answers} == {b""}


def test_s_20_a_language_is_on_no_address_and_in_no_cookie_and_goes_with_the_journey(
    phone: Browser, town: Database
) -> None:
    phone.open()
    in_language(phone, "ur")
    assert len(phone.cookie) == 43
    assert "ur" not in {answer.request.url.path for answer in phone.answers}
    phone.press("leave")
    phone.open()
    assert (phone.cookie, way(phone)[0]) == ("0", "en")
    with town.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(Draft)) == 0


def test_s_20_ten_idle_minutes_forget_it(phone: Browser, watch: Watch) -> None:
    phone.open()
    in_language(phone, "ur")
    watch.on(minutes=10)
    phone.open()
    assert way(phone)[0] == "en"


def test_another_language_keeps_what_was_typed_and_the_step(phone: Browser) -> None:
    walk_to(phone, "company")
    phone.press("speak:pl", companion="my sister")
    phone.open()
    assert (phone.step, way(phone)[0]) == ("company", "pl")
    assert phone.shown_fields()["companion"] == ["my sister"]


def test_back_at_the_first_page_only_the_language_goes_on(phone: Browser) -> None:
    phone.open()
    in_language(phone, "pl")
    before = phone.cookie
    phone.press("start")
    phone.press("back")
    phone.open()
    assert (phone.step, way(phone)[0]) == ("first", "pl")
    assert phone.cookie != before
    in_language(phone, "en")
    assert way(phone)[0] == "en"


def test_a_language_that_there_is_not_changes_nothing(phone: Browser) -> None:
    walk_to(phone, "needs")
    in_language(phone, "xx")
    assert (phone.step, way(phone)[0]) == ("needs", "en")


def test_a_script_loads_the_page_again_where_it_is(app: GuardedApplication) -> None:
    """Which adds no line to the history, as another address or a pushed one would."""
    phone = Browser(app, scripts=True)
    phone.open()
    phone.press("speak:ur")
    answer = phone.latest_post
    assert answer is not None
    assert answer.headers["hx-refresh"] == "true"
    assert not {"hx-redirect", "hx-push-url", "hx-location"} & set(answer.headers)


def test_safety_wording_that_nobody_read_has_the_source_beside_it(
    languages: Mapping[str, Language],
) -> None:
    with speaking(languages["ur"]):
        said = str(sure("Leave this page"))
    own, _, source = said.partition(" <span")
    assert own == languages["ur"].translations.gettext("Leave this page") != "Leave this page"
    assert source == ' class="also" lang="en" dir="ltr">Leave this page</span>'
    with speaking(languages["en"]):
        assert str(sure("Leave this page")) == "Leave this page"


def test_what_is_put_into_safety_wording_is_escaped_in_both() -> None:
    with speaking(load_languages(find_folder("locales"))["pl"]):
        assert "<i>" not in str(sure("Or ring %(phone)s.", phone="<i>1</i>"))


def read_by_somebody(tmp_path: Path, tag: str) -> Mapping[str, Language]:
    """The languages, as they are once somebody has read all pages in one."""
    folder = tmp_path / "locales"
    path = folder / tag / "LC_MESSAGES" / "portal.po"
    path.parent.mkdir(parents=True)
    text = (find_folder("locales") / tag / "LC_MESSAGES" / "portal.po").read_text("utf-8")
    path.write_text(text.replace(f"#, {UNREAD}\n", "").replace(f", {UNREAD}\n", "\n"), "utf-8")
    return load_languages(folder)


@pytest.fixture
def read_polish(tmp_path: Path) -> Mapping[str, Language]:
    return read_by_somebody(tmp_path, "pl")


def test_once_somebody_has_read_it_no_source_stands_beside_it(
    town: Database, watch: Watch, read_polish: Mapping[str, Language]
) -> None:
    phone = Browser(open_house(town, watch, languages=read_polish), scripts=False)
    phone.open()
    in_language(phone, "pl")
    assert not [each for each in phone.page.all("span") if each.get("class") == "also"]
    walk_to(phone, "contact")
    assert "by:text" in phone.buttons("go")


def test_s_08_in_a_language_that_nobody_read_nothing_is_agreed_to(phone: Browser) -> None:
    """Not by a button nor by posting one: it goes through an interpreter."""
    walk_to(phone, "contact")
    in_language(phone, "pl")
    assert not [value for value in phone.buttons("go") if value.startswith("by:")]
    assert "interpreter" in next(p.text for p in phone.page.all("p") if p.get("class") == "notice")
    phone.press("by:text")
    phone.open()
    assert phone.step == "contact"
    phone.press()
    phone.open()
    assert phone.step == "check"


def test_s_08_a_yes_begun_in_one_language_is_not_gone_on_with_in_an_unread_one(
    phone: Browser,
) -> None:
    walk_to(phone, "contact")
    phone.press("by:text")
    in_language(phone, "pl")
    assert phone.step == "contact"
    in_language(phone, "en")
    phone.press("by:text")
    phone.press("next", **REACH)
    assert phone.step == "contact_words"
    in_language(phone, "ur")
    assert phone.step == "contact"


def test_s_08_a_yes_that_is_posted_in_an_unread_language_is_none(
    app: GuardedApplication, phone: Browser
) -> None:
    """As a browser does whose own language was changed on the way, at either step."""
    for step in ("contact_how", "contact_words"):
        walk_to(phone, "contact")
        phone.press("by:text")
        if step == "contact_words":
            phone.press("next", **REACH)
        assert phone.step == step
        unread = Browser(app, scripts=phone.scripts, language="pl")
        unread.carry(phone.cookie)
        unread.open()
        unread.press("next", **(REACH if step == "contact_how" else {"kinds": "reminder"}))
        unread.open()
        assert unread.step == "contact"
        phone.open()


def test_whatever_one_would_agree_to_is_read_before_one_may(
    languages: Mapping[str, Language], read_polish: Mapping[str, Language]
) -> None:
    assert [tag for tag, each in languages.items() if may_agree(each)] == ["en"]
    assert may_agree(read_polish["pl"])


def test_welsh_is_asked_for_once_and_told_to_whoever_prepares_the_morning(
    app: GuardedApplication, another_phone: Callable[..., Browser]
) -> None:
    phone = another_phone(scripts=False)
    walk_to(phone, "asks")
    assert "welsh" not in {each.get("name") for each in phone.page.all("input")}
    in_language(phone, "cy")
    phone.press(welsh="yes")
    walk_to(phone, "check")
    in_language(phone, "en")
    assert "Welsh, spoken and written, where we can" in [li.text for li in phone.page.all("li")]
