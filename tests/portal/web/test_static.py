"""Static files are dull, never change at one address, and keep nothing on the phone but them."""

import gzip
import re
from pathlib import Path

import pytest

from portal.web.static import StaticFiles, static_folder
from tests.portal.web.small_house import SmallHouse

NAMES = ("a.css", "a.js", "h.js", "i.svg")
KINDS = {
    "a.css": "text/css; charset=utf-8",
    "a.js": "text/javascript; charset=utf-8",
    "h.js": "text/javascript; charset=utf-8",
    "i.svg": "image/svg+xml",
}


def address(house: SmallHouse, name: str) -> str:
    page = house.client().get("/").text
    found = re.search(rf'"(/static/[0-9a-f]{{10}}/{re.escape(name)})"', page)
    assert found is not None, name
    return found[1]


def test_names_say_nothing() -> None:
    """S-20: they stand in the cache of the phone."""
    served = {path.name for path in static_folder().iterdir()} - {"h.js", "d.css", "d.js"}
    assert served == set(NAMES) - {"h.js"}


@pytest.mark.parametrize("name", ["a.css", "d.css"])
def test_styles_know_no_left_and_right(name: str) -> None:
    """Whatever is written right to left has the same room before and after its words."""
    styles = (static_folder() / name).read_text()
    assert re.findall(r"(?:padding|margin|border|inset)-(?:left|right)\b", styles) == []
    four = re.findall(
        r"(?:padding|margin|inset): ([^\s;(]+) ([^\s;(]+) ([^\s;(]+) ([^\s;(]+);", styles
    )
    assert [each for each in four if each[1] != each[3]] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_kept_for_good_at_an_address_of_its_bytes(house: SmallHouse, name: str) -> None:
    answer = house.client().get(address(house, name))
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == KINDS[name]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "noindex" in answer.headers["x-robots-tag"]
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_packed_for_whoever_takes_it_so(house: SmallHouse, name: str) -> None:
    path = address(house, name)
    with house.client() as client, client.stream("GET", path) as answer:
        packed = b"".join(answer.iter_raw())
    plain = house.client().get(path, headers={"accept-encoding": "identity"})
    assert answer.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(packed) == plain.content
    assert plain.headers["vary"] == answer.headers["vary"] == "accept-encoding"


def test_another_address_changes_with_one_byte(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a{}")
    before = StaticFiles(tmp_path).address("a.css")
    assert StaticFiles(tmp_path).address("a.css") == before
    (tmp_path / "a.css").write_text("b{}")
    assert StaticFiles(tmp_path).address("a.css") != before


@pytest.mark.parametrize(
    "path",
    [
        "/static/0123456789/a.css",
        "/static/a.css",
        "/static/{digest}/b.css",
        "/static/{digest}/a.css/",
        "/static/{digest}/%2e%2e/a.css",
        "/static/../settings/words.py",
        "/static/{digest}/..%2f..%2fsettings%2fwords.py",
    ],
)
def test_an_unknown_digest_or_name_is_nothing(house: SmallHouse, path: str) -> None:
    digest = address(house, "a.css").split("/")[2]
    answer = house.client().get(path.format(digest=digest))
    assert answer.status_code == 404
    assert answer.headers["cache-control"] == "no-store"


def test_a_file_of_another_kind_is_not_served(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "a.css").write_text("a{}")
    files = StaticFiles(tmp_path)
    assert files.address("a.css")
    with pytest.raises(KeyError):
        files.address("notes.txt")


def test_the_icon_that_browsers_ask_for_by_themselves_is_dull(house: SmallHouse) -> None:
    answer = house.client().get("/favicon.ico")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "<text" not in answer.text
    assert "<title" not in answer.text
    assert "href" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/sw.js",
        "/service-worker.js",
        "/manifest.json",
        "/manifest.webmanifest",
        "/site.webmanifest",
        "/apple-touch-icon.png",
        "/browserconfig.xml",
        "/sitemap.xml",
    ],
)
def test_nothing_installs_itself_on_the_phone(house: SmallHouse, path: str) -> None:
    """S-22."""
    assert house.client().get(path).status_code == 404
    assert 'rel="manifest"' not in house.client().get("/").text


def test_our_own_script_stores_nothing(house: SmallHouse) -> None:
    """S-22. The browser tests prove it of htmx too."""
    script = house.client().get(address(house, "a.js")).text
    words = ("serviceWorker", "setItem", "Storage.", "Storage[", "indexedDB", "caches", "cookie")
    assert [word for word in words if word in script] == []


def declared(css: str, selector: str) -> dict[str, str]:
    """What the sheet says of one selector alone, later rules over earlier ones."""
    rules = re.findall(rf"(?:^|[}}\n])\s*{re.escape(selector)}\s*\{{([^}}]*)\}}", css)
    lines = [line.partition(":") for rule in rules for line in rule.split(";") if ":" in line]
    return {name.strip(): value.strip() for name, _, value in lines}


def test_s_24_the_sheet_fixes_the_exit_under_the_thumb() -> None:
    """S-24, V-04: above all else. The browser tests look at each step, at every scroll position."""
    css = (static_folder() / "a.css").read_text("utf-8")
    exit_form, button = declared(css, ".exit"), declared(css, ".exit button")
    assert (exit_form["position"], exit_form["bottom"]) == ("fixed", "0")
    assert (exit_form["left"], exit_form["right"]) == ("0", "0")
    assert int(button["min-block-size"].removesuffix("px")) >= 44
    layers = [int(number) for number in re.findall(r"z-index:\s*(\d+)", css)]
    assert int(exit_form["z-index"]) == max(layers)
    assert not {"display", "visibility", "opacity"} & exit_form.keys()


def test_s_22_storage_is_shut_before_htmx_looks_for_it(house: SmallHouse) -> None:
    """S-22: our script comes first and takes both kinds away; the browser tests see them empty."""
    script = house.client().get(address(house, "a.js")).text
    shut = r'\["localStorage", "sessionStorage"\]\.forEach.{0,80}defineProperty\(window, name, '
    assert re.search(shut, script, re.DOTALL)
    page = house.client().get("/").text
    assert page.index(address(house, "a.js")) < page.index(address(house, "h.js"))
