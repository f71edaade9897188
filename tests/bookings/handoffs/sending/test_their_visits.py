"""What a handoff changes for their visits: the phrase lives, their own page says little or nothing,
and whoever meets them next hears that there is something to tell."""

import re
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa

from bookings.contact.actions.stopping import phone_not_safe
from bookings.handoffs.models import Handoff
from bookings.visits.models import Visit
from portal.access import OPERATOR
from services_directory.listings.models import ServiceKind
from tests.bookings.handoffs.sending.passing_on import WANTS, Sender
from tests.bookings.visits.walking import Kept, book, come_back
from tests.browsing import Browser

SAYS = "Something has been passed on. Ask us."
SETTLED = {"outcome": "helped", "outcome-words": "Lou rang us"}


def booked_and_known(sender: Sender) -> tuple[Kept, UUID]:
    """Somebody books by themselves, and Bea opens a case for them."""
    phone = Browser(sender.office.morning.app, scripts=False)
    kept = book(phone)
    with sender.office.morning.town.reading() as db:
        visit_id = db.scalars(sa.select(Visit.id).order_by(Visit.made_at.desc())).first()
    opened = sender.bea.write(f"/session/visit/{visit_id}/case", go="open", wants=WANTS)
    assert opened.status_code == 303, opened.text
    sender.case_id = UUID(opened.headers["location"].rpartition("/")[2])
    assert visit_id is not None
    return kept, visit_id


def their_page(sender: Sender, kept: Kept) -> str:
    phone = Browser(sender.office.morning.app, scripts=False, network="198.18.9.9")
    come_back(phone, kept)
    return phone.page.text


def visit(sender: Sender, visit_id: UUID) -> Visit:
    with sender.office.morning.town.reading() as db:
        found = db.get_one(Visit, visit_id)
        db.expunge_all()
        return found


def test_v_29_the_phrase_lives_while_something_is_open_and_no_longer(sender: Sender) -> None:
    legal = sender.service("Millpond", ServiceKind.LEGAL, "Lou")
    _, visit_id = booked_and_known(sender)
    before = visit(sender, visit_id).over_at
    own = sender.sent("legal", legal)
    now = sender.office.morning.watch.now
    assert visit(sender, visit_id).over_at > now + timedelta(days=180)
    sender.press(own, "recall", **{"recall-words": "They asked somebody else"})
    sender.press(own, "settle", **SETTLED)
    sender.press(own, "tell", told="at_a_visit")
    assert sender.press(own, "close").status_code == 303
    assert visit(sender, visit_id).over_at == before
    assert sender.rows(Handoff)[0].due_at is None


def test_v_29_their_page_says_so_only_where_they_allowed_it_and_it_is_safe(
    sender: Sender,
) -> None:
    legal = sender.service("Millpond", ServiceKind.LEGAL, "Lou")
    kept, visit_id = booked_and_known(sender)
    own = sender.drawn_up("legal", legal)
    sender.shown(own, wants="yes")
    assert sender.agreed(own).status_code == 303
    assert SAYS not in their_page(sender, kept), "nobody said that it may"
    again = sender.drawn_up("legal", legal)
    sender.shown(again, wants="yes")
    assert sender.agreed(again, may_show="yes").status_code == 303
    page = their_page(sender, kept)
    assert SAYS in page
    assert not re.search("Millpond|Legal|Lou|law", page), "and nothing more than that"
    with sender.office.morning.town.writing() as db:
        client_id = db.get_one(Visit, visit_id).client_id
        phone_not_safe(db, client_id, by=OPERATOR, at=sender.office.morning.watch.now)
    assert SAYS not in their_page(sender, kept)


def test_v_25_whoever_meets_them_next_hears_that_there_is_something_to_tell(
    sender: Sender,
) -> None:
    legal = sender.service("Millpond", ServiceKind.LEGAL, "Lou")
    own = sender.sent("legal", legal)
    board = f"/board/{sender.office.morning.session_id}"
    assert "Something to tell" not in sender.bea.get(board).text
    sender.press(own, "recall", **{"recall-words": "They asked somebody else"})
    assert sender.press(own, "settle", **SETTLED).status_code == 303
    assert "Something to tell" in sender.bea.get(board).text
    sender.press(own, "tell", told="at_a_visit")
    assert "Something to tell" not in sender.bea.get(board).text
