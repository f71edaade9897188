"""Every page as an old phone gets it: light, narrow, without scripts, and filled in by nobody."""

import gzip

from portal.web.static import static_folder
from tests.bookings.visits.touring import Stop
from tests.browsing import Element, parse

MOST_BYTES = 100_000

# What a page fetches before it is shown whole; the icon aside, which nobody waits for.
FILES = ("a.css", "a.js", "h.js")

# What would hold an empty or unusual answer back in the browser, before the server could be kind.
HOLDS_BACK = {"required", "pattern", "min", "max", "minlength"}


def forms(page: Element) -> list[Element]:
    return list(page.all("form"))


def test_v_02_every_page_with_its_files_is_light(toured: list[Stop]) -> None:
    """V-02: under 100 KB on the line, the page itself not compressed, as one with a secret is."""
    files = sum(len(gzip.compress((static_folder() / name).read_bytes(), 9)) for name in FILES)
    heavy = {
        stop.step: len(stop.page.content)
        for stop in toured
        if len(stop.page.content) + files > MOST_BYTES
    }
    assert heavy == {}


def test_v_02_every_page_takes_the_width_of_the_phone(toured: list[Stop]) -> None:
    """V-02: and may be magnified."""
    for stop in toured:
        (told,) = (
            meta.get("content")
            for meta in parse(stop.page.text).all("meta")
            if meta.get("name") == "viewport"
        )
        assert told == "width=device-width, initial-scale=1"


def test_v_02_every_button_works_without_scripts(toured: list[Stop]) -> None:
    """V-02: it submits a form to the one address; the cover aside, which only a script shows."""
    for stop in toured:
        page = parse(stop.page.text)
        ids = {form.get("id") for form in forms(page)}
        inside = {id(button) for form in forms(page) for button in form.all("button")}
        for button in page.all("button"):
            if button.get("id") == "cover":
                assert "hidden" in button.attributes
                continue
            assert button.get("type") in ("", "submit"), (stop.step, button.text)
            assert button.get("name"), (stop.step, button.text)
            assert id(button) in inside or button.get("form") in ids


def test_v_01_no_browser_holds_an_empty_answer_back(toured: list[Stop]) -> None:
    """V-01: what may stay empty may be sent empty, also from a page that a browser checks."""
    for stop in toured:
        page = parse(stop.page.text)
        (answers,) = (form for form in forms(page) if form.get("id") == "answers")
        assert "novalidate" in answers.attributes
        for field in page.all("input", "select", "textarea"):
            assert not HOLDS_BACK & field.attributes.keys(), (stop.step, field.get("name"))


def test_v_22_no_form_and_no_field_is_remembered(toured: list[Stop]) -> None:
    """V-22: neither by the browser nor by a password manager that looks for something to keep."""
    for stop in toured:
        page = parse(stop.page.text)
        assert {form.get("autocomplete") for form in forms(page)} == {"off"}
        for field in page.all("input"):
            if field.get("type") == "text":
                assert "data-1p-ignore" in field.attributes
                assert field.get("data-lpignore") == "true"
