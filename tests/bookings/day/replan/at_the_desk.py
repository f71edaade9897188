"""A coordinator's and a receptionist's browser on that Wednesday."""

from dataclasses import dataclass

from httpx2 import Response
from starlette.testclient import TestClient

from portal.access import Role
from tests.bookings.day.replan.wednesday import Wednesday
from tests.bookings.visits.town import Watch, open_house
from tests.browsing import Element, parse
from tests.staffing import desk_browser, signed_in


@dataclass
class AtTheDesk:
    """Somebody of the staff who is signed in, and what the last page showed."""

    browser: TestClient
    session_id: str

    def page(self, address: str) -> Element:
        answer = self.browser.get(address)
        assert answer.status_code == 200, (address, answer.status_code, answer.text[:300])
        return parse(answer.text)

    def post(self, address: str, **fields: str) -> Response:
        return self.browser.post(address, data=fields)

    def things(self, **fields: str) -> Response:
        return self.post(f"/session/{self.session_id}/things", **fields)

    def creche(self, **fields: str) -> Response:
        return self.post(f"/creche/{self.session_id}", **fields)


def at_the_desk(wednesday: Wednesday, role: Role = Role.COORDINATOR) -> AtTheDesk:
    app = open_house(wednesday.town, Watch(wednesday.now))
    token = signed_in(wednesday.town, wednesday.now, role)
    with wednesday.town.reading() as db:
        session_id = str(wednesday.id(db))
    return AtTheDesk(desk_browser(app, token), session_id)


def fields_of(page: Element, button: str) -> dict[str, str]:
    """What the form with this button sends, by the button's words or value."""
    for form in page.all("form"):
        for pressed in form.all("button"):
            if button in (pressed.get("value"), pressed.text):
                found = {each.get("name"): each.get("value") for each in form.all("input")}
                return {**found, pressed.get("name"): pressed.get("value")}
    raise LookupError(button)
