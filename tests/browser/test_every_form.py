"""Without scripts a page is its forms: what help and the exit do from every step is seen without a
browser, and in Chromium from a few."""

from collections.abc import Iterator

from tests.bookings.visits.town import Watch, open_house
from tests.browser.halfway import HELD, every_step, held_cells, is_kept, stand_at
from tests.browser.server import Portal
from tests.browser.test_beside_the_journey import BESIDE, SHOWN_ON_HELP, TYPED
from tests.browsing import Browser


def at_every_step(portal: Portal) -> Iterator[tuple[str, str, Browser]]:
    """Each step, the cookie of a journey that stands there, and a phone that shows it."""
    app = open_house(portal.database, Watch(portal.clock()))
    for step in every_step():
        token = "0" if step == "first" else stand_at(portal, step)
        phone = Browser(app, scripts=False)
        phone.carry(token)
        phone.open()
        assert phone.step == step
        yield step, token, phone


def written_in(phone: Browser) -> list[str]:
    """The names of the fields in which something can be written."""
    fields = phone.page.all("input", "textarea")
    return [f.get("name") for f in fields if f.tag == "textarea" or f.get("type") == "text"]


def test_v_23_without_scripts_help_is_one_tap_from_every_step_and_back(portal: Portal) -> None:
    """V-23: and the way back keeps what was typed."""
    written = 0
    for step, _, phone in at_every_step(portal):
        if step in BESIDE:
            continue
        typed = {name: f"{TYPED}{place}" for place, name in enumerate(written_in(phone))}
        phone.press("help", **typed)
        assert phone.step == "help"
        assert all(number in phone.page.text for number in SHOWN_ON_HELP)
        phone.press("next")
        assert phone.step == step
        shown = phone.shown_fields()
        assert {name: shown[name] for name in typed} == {n: [t] for n, t in typed.items()}, step
        written += len(typed)
    assert written > 10


def test_s_19_without_scripts_the_exit_of_every_step_ends_the_journey(portal: Portal) -> None:
    """V-05, S-19: draft, hold and cookie are gone, and an empty answer leads away."""
    for step, token, phone in at_every_step(portal):
        assert (is_kept(portal, token), bool(held_cells(portal))) == (step != "first", step in HELD)
        phone.press("leave")
        assert phone.latest_post is not None
        assert phone.latest_post.content == b"", step
        assert phone.latest_post.headers["refresh"].startswith("0; url=https://"), step
        assert (is_kept(portal, token), held_cells(portal)) == (False, 0), step
        assert phone.cookie != token or token == "0", step
        phone.open()
        assert phone.step == "first"
