"""A browser of the staff's side, and what is read off the pages that it shows."""

from uuid import UUID

from httpx2 import Response

from portal.access import Actor
from portal.web.headers import GuardedApplication
from tests.asking import Asks
from tests.browsing import Element, parse


class Desk:
    """A browser of the staff's side, with scripts or without, request by request."""

    def __init__(self, app: GuardedApplication, token: str, actor: Actor) -> None:
        self.actor = actor
        self.client = Asks(
            app,
            base_url="http://localhost:8000",
            follow_redirects=False,
            headers={"Sec-Fetch-Site": "same-origin", "Accept-Encoding": "identity"},
        )
        self.client.cookies.set("d", token, domain="localhost.local", path="/")

    def get(self, address: str, *, scripts: bool = False) -> Response:
        return self.client.get(address, headers={"HX-Request": "true"} if scripts else {})

    def page(self, address: str) -> Element:
        answer = self.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return parse(answer.text)

    def post(self, address: str, *, scripts: bool = False, **fields: str) -> Response:
        headers = {"HX-Request": "true"} if scripts else {}
        return self.client.post(address, data=fields, headers=headers)

    def press(self, page: Element, stop_id: UUID, go: str, *, scripts: bool = False) -> Response:
        """Press the button of a stop as this page shows it. Raises LookupError without one."""
        return self.post(
            f"/session/stop/{stop_id}", go=go, was=was(page, stop_id, go), scripts=scripts
        )


def was(page: Element, stop_id: UUID, go: str) -> str:
    """The version that a page's button of a stop was made from."""
    for form in page.all("form"):
        if form.get("action") != f"/session/stop/{stop_id}":
            continue
        if go in [button.get("value") for button in form.all("button")]:
            return next(
                each.get("value") for each in form.all("input") if each.get("name") == "was"
            )
    raise LookupError(f"no button “{go}” for this stop")


def rows(page: Element) -> list[Element]:
    """The lines of people, in order."""
    return [li for li in page.all("li") if "person" in li.get("class").split()]
