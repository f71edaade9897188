"""A browser for tests: it keeps one cookie, fills forms, and checks every page that it fetches."""

from collections import Counter
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from typing import Any

from httpx2 import Response

from portal.web.headers import GuardedApplication
from tests.asking import Asks

VOID = {"meta", "link", "input", "br", "hr", "img"}
TITLE = "Advice morning"
UNLABELLED = {"hidden", "submit"}


@dataclass
class Element:
    """One element of a page, with what is in it."""

    tag: str
    attributes: dict[str, str]
    children: list["Element | str"] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator["Element"]:
        return (each for each in self._within if not tags or each.tag in tags)

    @cached_property
    def _within(self) -> list["Element"]:
        """All that is in it, in order: a page is asked many things once it is read."""
        own = (child for child in self.children if isinstance(child, Element))
        return [each for child in own for each in (child, *child._within)]

    @property
    def text(self) -> str:
        parts = (child if isinstance(child, str) else child.text for child in self.children)
        return " ".join(" ".join(parts).split())

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in {element.tag for element in self.open}:
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, text: str) -> None:
        self.open[-1].children.append(text)


def parse(html: str) -> Element:
    builder = _Builder()
    builder.feed(html)
    return builder.open[0]


class Browser:
    """A phone at the portal's door, with scripts or without."""

    def __init__(
        self,
        app: GuardedApplication,
        *,
        scripts: bool,
        network: str = "192.0.2.1",
        language: str = "en",
    ):
        self.scripts = scripts
        self.network = network
        self._client = Asks(
            app,
            base_url="http://localhost:8000",
            follow_redirects=False,
            client=(network, 50_000),
            headers={
                "Sec-Fetch-Site": "same-origin",
                "Accept-Encoding": "identity",
                "Accept-Language": language,
            },
        )
        self.page = Element("", {})
        self.answers: list[Response] = []

    @property
    def cookie(self) -> str:
        return self._client.cookies.get("s") or ""

    def carry(self, cookie: str) -> None:
        self._client.cookies.set("s", cookie, domain="localhost.local", path="/")

    def another_tab(self) -> "Browser":
        """The same phone's second window on the same journey."""
        tab = copy(self)
        tab.page, tab.answers = Element("", {}), []
        return tab

    def open(self, address: str = "/") -> Element:
        answer = self._client.get(address)
        self.answers.append(answer)
        self.page = parse(answer.text)
        check_answer(answer)
        check_page(self.page)
        return self.page

    def look(self, *, scripts: bool = False) -> Response:
        """The page as it stands, or the part of it that scripts ask for; nothing is pressed."""
        return self._client.get("/", headers={"HX-Request": "true"} if scripts else {})

    def fetch(self, method: str, address: str = "/", **options: Any) -> Response:
        """One request as it is, with the phone's cookie and nothing checked."""
        return self._client.request(method, address, **options)

    @property
    def latest_post(self) -> Response | None:
        """The answer to the last button pressed."""
        posts = [answer for answer in self.answers if answer.request.method == "POST"]
        return posts[-1] if posts else None

    def press(self, go: str = "next", **fields: str | list[str]) -> Element:
        """Press a button of the form in hand, with these fields typed over what it shows."""
        return self.send({**self.shown_fields(), "go": go, **fields})

    def choose(self, name: str, value: str) -> Element:
        return self.send({**self.shown_fields(), name: value})

    def send(self, fields: dict[str, str | list[str]]) -> Element:
        headers = {"HX-Request": "true"} if self.scripts else {}
        answer = self._client.post("/", data=fields, headers=headers)
        self.answers.append(answer)
        check_answer(answer)
        if not self.scripts:
            check_plain_post(answer)
            if answer.status_code == 303:
                return self.open(answer.headers["location"])
        if not answer.content:
            self.page = Element("", {})
        elif answer.headers["content-type"].startswith("text/html"):
            self.page = parse(answer.text)
            if self.scripts:
                check_fragment(self.page)
        return self.page

    def shown_fields(self) -> dict[str, str | list[str]]:
        """What the form would send by itself, as a browser fills it in."""
        form = next((f for f in self.page.all("form") if f.get("id") == "answers"), Element("", {}))
        fields: dict[str, str | list[str]] = {}
        for element in form.all("input", "select", "textarea"):
            name = element.get("name")
            values = [*_values(element)]
            held = fields.setdefault(name, [])
            if isinstance(held, list):
                held.extend(values)
        return {name: values for name, values in fields.items() if values}

    @property
    def step(self) -> str:
        for element in self.page.all("input"):
            if element.get("name") == "step":
                return element.get("value")
        return ""

    @property
    def heading(self) -> str:
        return next((h.text for h in self.page.all("h1")), "")

    @property
    def problems(self) -> list[str]:
        return [p.text for p in self.page.all("p") if p.get("class") == "problem"]

    def buttons(self, name: str) -> list[str]:
        return [b.get("value") for b in self.page.all("button") if b.get("name") == name]


def _values(element: Element) -> Iterator[str]:
    if element.tag == "textarea":
        yield element.text
    elif element.tag == "select":
        options = list(element.all("option"))
        chosen = [o for o in options if "selected" in o.attributes] or options[:1]
        yield from (option.get("value") for option in chosen)
    elif element.get("type") not in ("checkbox", "radio") or "checked" in element.attributes:
        yield element.get("value")


def check_answer(answer: Response) -> None:
    """What holds for every answer of hers (S-18)."""
    assert answer.status_code < 500, answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "noindex" in answer.headers["x-robots-tag"]
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def check_plain_post(answer: Response) -> None:
    """Never a page (S-54): a way to look, the exit's empty answer, a file, or a dull refusal."""
    assert answer.headers.get("location", "/") == "/", "the one address, with nothing in it"
    assert (
        answer.headers.get("location") == "/"
        or not answer.content
        or answer.headers["content-type"].startswith("text/calendar")
        or answer.status_code >= 400
    )


def check_page(page: Element) -> None:
    """What holds for every whole page of hers."""
    check_fragment(page)
    assert [title.text for title in page.all("title")] == [TITLE]
    first = next(page.all("button", "a", "input", "select", "textarea"))
    assert first.get("value") == "leave", "the exit comes first in the order of focus (S-24)"
    assert any(form.get("id") == "exit" for form in page.all("form"))
    assert {"help", "about"} <= {button.get("value") for button in page.all("button")}, "V-23"
    for element in page.all():
        for name in ("src", "href", "action", "formaction"):
            assert not element.get(name).startswith(("http", "//")), "nothing foreign (S-21)"
        assert not any(name.startswith("on") or name == "style" for name in element.attributes)


def check_fragment(page: Element) -> None:
    """What holds for a page and for a part of one."""
    assert len(list(page.all("h1"))) == 1
    ids = Counter(element.get("id") for element in page.all() if element.get("id"))
    assert [each for each, count in ids.items() if count > 1] == []
    labelled = {label.get("for") for label in page.all("label")}
    wrapped = {id(inner) for label in page.all("label") for inner in label.all()}
    for element in page.all("input", "select", "textarea"):
        assert element.get("type") != "password", "V-22"
        if element.get("type") in UNLABELLED:
            continue
        assert element.get("id") in labelled or id(element) in wrapped, element
        assert element.get("autocomplete") == "off", "V-22"
    for element in page.all("input", "textarea"):
        if element.get("type") in ("text", ""):
            assert element.get("spellcheck") == "false"
            assert element.get("autocapitalize") == "none"
            assert element.get("autocorrect") == "off"
