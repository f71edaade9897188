"""What somebody inside could try: an adult's word against a child's referral, another text under a
colleague's agreement, a phrase that says more than it may, an id that nobody gave them."""

from datetime import timedelta
from uuid import UUID, uuid4

from bookings.handoffs.models import HandoffDecision
from bookings.handoffs.rules.stages import Stage
from bookings.people.models import ShutOut
from bookings.people.rules.facts import SaidBy
from bookings.visits.models import Visit, VisitStatus
from services_directory.listings.models import Service, ServiceKind
from tests.bookings.handoffs.sending.passing_on import Sender, filled
from tests.bookings.handoffs.sending.test_steps import DECIDED, SETTLED
from tests.bookings.handoffs.sending.test_their_visits import SAYS, booked_and_known, their_page

ALONE = {**DECIDED, "reason": "serious_harm_to_another"}


def decided(sender: Sender) -> str:
    """Bea would pass it to the police without their agreement, and a colleague must agree."""
    police = sender.service("Station", ServiceKind.POLICE, "Pat")
    own = sender.drawn_up("police", police, police="no")
    assert sender.bea.write(f"{own}/without", **ALONE).status_code == 303
    return own


def book_again(sender: Sender, visit_id: UUID) -> None:
    """The same somebody books once more: the phrase of before still opens what it opened."""
    with sender.office.morning.town.writing() as db:
        before = db.get_one(Visit, visit_id)
        another = Visit(
            client_id=before.client_id,
            session_id=before.session_id,
            status=VisitStatus.BOOKED,
            made_at=before.made_at + timedelta(minutes=1),
            over_at=before.over_at,
        )
        db.add(another)


def close(sender: Sender, own: str) -> None:
    sender.press(own, "recall", **{"recall-words": "They asked somebody else"})
    sender.press(own, "settle", **SETTLED)
    sender.press(own, "tell", told="at_a_visit")
    assert sender.press(own, "close").status_code == 303


def test_p_01_a_service_that_is_not_there_is_chosen_again(sender: Sender) -> None:
    legal = sender.service("Millpond", ServiceKind.LEGAL, "Lou")
    nowhere = str(uuid4())
    address = f"/cases/{sender.case_id}/handoffs/to/legal"
    assert sender.bea.write(address, wants="x", service=nowhere).status_code == 422
    own = sender.sent("legal", legal)
    assert sender.press(own, "reroute", service=nowhere).status_code == 422
    assert sender.handoff(own).stage is Stage.SENT


def test_s_39_no_adult_withdraws_a_childs_referral_before_it_goes_either(sender: Sender) -> None:
    children = sender.service("Bridge", ServiceKind.CHILDRENS_SOCIAL_CARE, "Kit")
    assert sender.bea.write(f"/cases/{sender.case_id}/children", born="yes").status_code == 303
    page = sender.bea.page(f"/cases/{sender.case_id}/handoffs/to/childrens_social_care")
    child = next(each for each in page.all("input") if each.get("name") == "child").get("value")
    own = sender.drawn_up("childrens_social_care", children, child=child)
    assert sender.press(own, "withdraw").status_code == 422
    assert sender.handoff(own).stage is Stage.DRAFT
    assert sender.press(own, "recall", **{"recall-words": "Kit has it already"}).status_code == 303


def test_c_23_a_colleague_agrees_to_what_they_saw_and_to_no_other_text(sender: Sender) -> None:
    own = decided(sender)
    cal = sender.office.coordinator("Cal")
    typed = filled(cal.page(f"{own}/second"), f"{own}/second")
    sender.said(own, **{"wants-words": "CANARY"})
    assert cal.write(f"{own}/second", go="agree", **typed).status_code == 422
    assert sender.handoff(own).stage is Stage.DRAFT
    assert "CANARY" not in cal.page(f"{own}/second").text, "its reason was of another text"


def test_c_23_what_was_decided_anew_leaves_nothing_to_look_at_for_ever(sender: Sender) -> None:
    own = decided(sender)
    assert sender.bea.write(f"{own}/without", **ALONE).status_code == 303
    cal = sender.office.coordinator("Cal")
    typed = filled(cal.page(f"{own}/second"), f"{own}/second")
    assert cal.write(f"{own}/second", go="agree", **typed).status_code == 303
    assert sender.handoff(own).stage is Stage.SENT
    assert [each.review_due for each in sender.rows(HandoffDecision)] == [None, None]


def test_v_29_an_older_phrase_says_no_more_once_it_is_closed(
    sender: Sender,
) -> None:
    legal = sender.service("Millpond", ServiceKind.LEGAL, "Lou")
    kept, visit_id = booked_and_known(sender)
    own = sender.drawn_up("legal", legal)
    sender.shown(own, wants="yes")
    assert sender.agreed(own, may_show="yes").status_code == 303
    assert SAYS in their_page(sender, kept)
    book_again(sender, visit_id)
    close(sender, own)
    assert SAYS not in their_page(sender, kept)


def test_v_25_a_later_no_holds_for_an_older_phrase_too(sender: Sender) -> None:
    legal = sender.service("Millpond", ServiceKind.LEGAL, "Lou")
    kept, visit_id = booked_and_known(sender)
    first = sender.drawn_up("legal", legal)
    sender.shown(first, wants="yes")
    assert sender.agreed(first, may_show="yes").status_code == 303
    book_again(sender, visit_id)
    second = sender.drawn_up("legal", legal)
    sender.shown(second, wants="yes")
    assert sender.agreed(second).status_code == 303
    assert SAYS not in their_page(sender, kept)


def test_s_43_what_somebody_sent_and_received_themselves_can_be_ended_when_it_came_back(
    sender: Sender,
) -> None:
    legal = sender.service("Millpond", ServiceKind.LEGAL, "Lou")
    own = sender.sent("legal", legal)
    sender.receives(own, "Lou")
    with sender.office.morning.town.writing() as db:
        sender.attached(db, own).receiver = sender.bea.actor.account_id
    assert sender.press(own, "withdraw").status_code == 303
    assert sender.press(own, "settle", **SETTLED).status_code == 303


def test_s_28_nothing_goes_to_whom_they_avoid_by_the_time_it_would_go(sender: Sender) -> None:
    legal = sender.service("Millpond", ServiceKind.LEGAL, "Lou")
    own = sender.drawn_up("legal", legal)
    sender.shown(own, wants="yes")
    with sender.office.morning.town.writing() as db:
        house = db.get_one(Service, legal).organization_id
        row = ShutOut(case_id=sender.case_id, said_by=SaidBy.THEMSELVES, organization_id=house)
        row.written_at = sender.office.morning.watch.now
        assert sender.bea.actor.account_id is not None
        row.written_by = sender.bea.actor.account_id
        db.add(row)
    answer = sender.agreed(own)
    assert (answer.status_code, "nothing goes there" in answer.text) == (422, True)
    assert sender.handoff(own).stage is Stage.SHOWN


def test_s_29_where_a_refuge_is_stands_in_no_words_of_whoever_sends(sender: Sender) -> None:
    own = sender.sent("refuge", sender.service("Ash", ServiceKind.REFUGE, "Ria"))
    for words in ("They moved to Mill Lane", "It is at TW3 1NL now"):
        refused = sender.press(own, "recall", **{"recall-words": words})
        assert refused.status_code == 422, words
        assert "area" in refused.text
    assert sender.handoff(own).stage is Stage.SENT
    taken = sender.press(own, "recall", **{"recall-words": "Full until Monday, 30 November"})
    assert taken.status_code == 303
