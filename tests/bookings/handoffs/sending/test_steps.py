"""One handoff after it was sent: nothing is lost, nothing closes before they were told, and whoever
decides without them is never alone with it."""

from datetime import timedelta

from bookings.handoffs.actions.answering import accept as say_yes
from bookings.handoffs.actions.answering import decline, try_contact
from bookings.handoffs.models import HandoffDecision, HandoffPacket
from bookings.handoffs.rules.declines import NextStep, Reason
from bookings.handoffs.rules.stages import Stage
from bookings.people.models import CaseEvent, ShutOut
from bookings.people.rules.facts import SaidBy
from portal.access import Role
from portal.outbox.models import Message
from services_directory.listings.models import ServiceKind
from services_directory.places.models import Place as RefugeRow
from tests.bookings.cases.working import ELSEWHERE
from tests.bookings.handoffs.sending.passing_on import WANTS, Sender, filled

DECIDED = {
    "reason": "life_at_risk",
    "wants-why": "so that they know what to do first",
    "proportion": "nothing else would reach them in time",
    "she_knows": "no",
    "why_not": "a call would be heard",
}
SETTLED = {"outcome": "helped", "outcome-words": "Lou rang us"}


def test_s_43_v_25_nothing_closes_before_outcome_and_they_were_told(sender: Sender) -> None:
    legal = sender.service("Millpond", ServiceKind.LEGAL, "Lou")
    own = sender.sent("legal", legal)
    sender.receives(own, "Lou")
    with sender.office.morning.town.writing() as db:
        lou, now = sender.accounts["Lou"], sender.office.morning.watch.now
        say_yes(db, sender.attached(db, own), by=lou, at=now)
        try_contact(db, sender.attached(db, own), "CANARY notes", by=lou, at=now)
    page = sender.bea.page(own)
    assert "Tried, not reached" in page.text
    assert "CANARY" not in page.text, "what the receiver keeps is theirs (R-16)"
    assert sender.press(own, "close").status_code == 409
    for words in ("", "signposted", "n/a"):
        said = {**SETTLED, "outcome-words": words}
        assert sender.press(own, "settle", **said).status_code == 422, words
    assert sender.press(own, "settle", **SETTLED).status_code == 303
    assert sender.press(own, "close").status_code == 409
    assert "They are to be told" in sender.bea.page(own).text
    assert sender.press(own, "ring").status_code == 303
    (message,) = sender.rows(Message)
    assert message.kind == "please ring"
    alone = sender.press(own, "not_told", why_not="would_endanger")
    assert alone.status_code == 422, "one person alone does not decide that"
    assert sender.press(own, "tell", told="at_a_visit").status_code == 303
    assert sender.press(own, "close").status_code == 303
    assert sender.handoff(own).stage is Stage.CLOSED
    assert "is open" in sender.bea.page("/handed-on").text


def test_c_23_s_32_without_agreement_each_line_has_a_reason_and_a_second_person(
    sender: Sender,
) -> None:
    council = sender.service("Station", ServiceKind.POLICE, "Pat")
    own = sender.drawn_up("police", council, police="no")
    sender.said(own, **{"dangers-words": "CANARY", "dangers": "yes"})
    for lack in ("reason", "wants-why", "proportion", "she_knows", "why_not"):
        answer = sender.bea.write(f"{own}/without", **{**DECIDED, lack: ""})
        assert answer.status_code == 422, lack
    form = {**DECIDED, "reason": "serious_harm_to_another"}
    assert sender.bea.write(f"{own}/without", **form).status_code == 303
    assert sender.handoff(own).stage is Stage.DRAFT, "a colleague agrees first"
    assert "second person" not in sender.bea.page("/handed-on").text.lower()
    assert sender.bea.write(f"{own}/second", go="agree").status_code == 422
    cal = sender.office.coordinator("Cal")
    assert f"{own}/second" in cal.get("/handed-on").text
    seen = cal.page(f"{own}/second")
    assert "Why each must go" in seen.text
    cal.write(f"{own}/second", go="review", words="It looks right")
    assert f"{own}/second" in cal.get("/handed-on").text, "a look is no agreement"
    typed = filled(seen, f"{own}/second")
    assert cal.write(f"{own}/second", go="agree", **typed).status_code == 303
    assert sender.handoff(own).stage is Stage.SENT
    (packet,) = sender.rows(HandoffPacket)
    assert "CANARY" not in packet.text, "what has no reason does not go"
    assert f"{own}/second" not in cal.get("/handed-on").text


def test_s_39_c_23_a_childs_referral_waits_for_nobody_and_is_looked_at_within_a_day(
    sender: Sender,
) -> None:
    children = sender.service("Bridge", ServiceKind.CHILDRENS_SOCIAL_CARE, "Kit")
    address = f"/cases/{sender.case_id}/handoffs/to/childrens_social_care"
    assert "does not depend on an adult" in sender.bea.page(address).text
    assert sender.bea.write(address, wants="x", service=str(children)).status_code == 422
    assert sender.bea.write(f"/cases/{sender.case_id}/children", born="yes").status_code == 303
    box = next(
        each for each in sender.bea.page(address).all("input") if each.get("name") == "child"
    )
    own = sender.drawn_up("childrens_social_care", children, child=box.get("value"))
    assert "never waits for an adult" in sender.bea.page(f"{own}/without").text
    form = {**DECIDED, "reason": "child_at_risk"}
    assert sender.bea.write(f"{own}/without", **{**form, "why_not": ""}).status_code == 422
    assert sender.bea.write(f"{own}/without", **form).status_code == 303
    handoff, now = sender.handoff(own), sender.office.morning.watch.now
    assert handoff.stage is Stage.SENT
    (decision,) = sender.rows(HandoffDecision)
    assert decision.review_due == now + timedelta(hours=24)
    assert sender.press(own, "withdraw").status_code == 422, "an adult cannot take it back"
    cal = sender.office.coordinator("Cal")
    assert f"{own}/second" in cal.get("/handed-on").text
    assert cal.write(f"{own}/second", go="review", words="").status_code == 422
    assert cal.write(f"{own}/second", go="review", words="It was right").status_code == 303
    (decision,) = sender.rows(HandoffDecision)
    assert decision.review_due is None


def test_c_15_what_is_declined_comes_back_and_goes_on_in_one_press(sender: Sender) -> None:
    first = sender.service("Millpond", ServiceKind.LEGAL, "Lou")
    sender.service("Weir", ServiceKind.LEGAL, "Win")
    own = sender.sent("legal", first)
    sender.receives(own, "Lou")
    with sender.office.morning.town.writing() as db:
        lou, bea = sender.accounts["Lou"], sender.bea.actor.account_id
        now, step = sender.office.morning.watch.now, NextStep.ANOTHER_SERVICE
        no = (Reason.OUTSIDE_REMIT, step, bea)
        decline(db, sender.attached(db, own), *no, by=lou, at=now)
    tray = sender.bea.page("/handed-on")
    assert "declined" in tray.text
    assert "one place asked" in tray.text
    page = sender.bea.page(own)
    other = next(
        next(each.all("input")).get("value")
        for each in page.all("form")
        if any(button.get("value") == "reroute" for button in each.all("button"))
    )
    answer = sender.press(own, "reroute", service=other)
    assert answer.status_code == 303
    another = answer.headers["location"]
    assert sender.handoff(own).stage is Stage.REROUTED
    typed = filled(sender.bea.page(another), another)
    assert typed["wants-words"] == "A door that locks"
    assert typed["wants"] == "", "every answer is asked again"


def test_r_09_a_place_that_was_rung_counts_as_fully_and_one_yes_ends_the_rest(
    sender: Sender,
) -> None:
    inside = sender.service("Harbour", ServiceKind.REFUGE, "Rae")
    own = sender.sent("refuge", inside)
    need = f"/handed-on/need/{sender.handoff(own).need_id}"
    rung = []
    for name in ("The north", "The coast"):
        answer = sender.bea.write(need, place=name, way="rung")
        assert answer.status_code == 303, answer.text
        one = answer.headers["location"].rpartition("/")[0]
        sender.shown(one, wants="yes")
        assert sender.agreed(one).status_code == 303
        rung.append(one)
    north, coast = rung
    assert sender.press(north, "receive").status_code == 422, "who answered is said by name"
    for each in rung:
        assert sender.press(each, "receive", outside="Ash").status_code == 303
    no = {"declined": "no_space", "no-next": "another_service"}
    assert sender.press(north, "decline", **no).status_code == 422, "somebody answers for it"
    no["no-holder"] = str(sender.bea.actor.account_id)
    assert sender.press(north, "decline", **no).status_code == 303
    (event,) = sender.office.of_case(sender.case_id, CaseEvent)
    assert event.who == "The north"
    assert "Make the letter" in sender.bea.page(north).text
    assert sender.press(coast, "accept").status_code == 303
    assert sender.handoff(own).stage is Stage.RECALLED, "what was sent ends by itself"
    assert "another place said yes" in sender.bea.page(own).text


def test_c_14_the_gravest_stands_first_and_no_score_is_asked(sender: Sender) -> None:
    legal = sender.service("Millpond", ServiceKind.LEGAL, "Lou")
    usual = sender.sent("legal", legal)
    sender.later(minutes=5)
    own = sender.drawn_up("legal", legal, life_at_risk="yes")
    sender.shown(own, wants="yes")
    assert sender.agreed(own).status_code == 303
    links = [each.get("href") for each in sender.bea.page("/handed-on").all("a")]
    rows = [each for each in links if each in (usual, own)]
    assert rows == [own, usual]
    sender.later(days=9)
    assert "overdue" in sender.office.coordinator("Cal").page("/handed-on").text


def test_p_01_s_28_r_16_nobody_else_opens_what_was_passed_on(sender: Sender) -> None:
    legal = sender.service("Millpond", ServiceKind.LEGAL, "Lou")
    own = sender.sent("legal", legal)
    pages = (own, f"{own}/shown", f"{own}/second", f"/cases/{sender.case_id}/handoffs")
    town = sender.office.morning.town
    elsewhere = sender.office.coordinator("Eve", ELSEWHERE)
    desk = sender.office.somebody(Role.DESK_WORKER, "Dee")
    kept_out = sender.office.coordinator("Kay")
    for page in pages:
        assert sender.bea.get(page).status_code == 200, page
        assert elsewhere.get(page).status_code == 404, page
        assert desk.get(page).status_code == 403, page
        assert kept_out.get(page).status_code == 200, page
    with town.writing() as db:
        db.add(
            ShutOut(
                case_id=sender.case_id,
                account_id=kept_out.actor.account_id,
                said_by=SaidBy.THEMSELVES,
                written_at=sender.office.morning.watch.now,
                written_by=sender.bea.actor.account_id,
            )
        )
    for page in pages:
        assert kept_out.get(page).status_code == 404, page
    assert own not in kept_out.get("/handed-on").text


def test_r_09_a_place_that_fits_is_held_and_its_refuge_asked(sender: Sender) -> None:
    """From the need itself; whoever is avoided has no place in it (S-28)."""
    refuge = sender.service("Harbour", ServiceKind.REFUGE, "Rae")
    place_id = sender.place(refuge)
    address = f"/cases/{sender.case_id}/handoffs/to/refuge"
    need = sender.bea.write(address, wants=WANTS).headers["location"]
    assert sender.bea.write(need, go="household", people="").status_code == 422
    assert sender.bea.write(need, go="household", people="2").status_code == 303
    assert "Ask this refuge" in sender.bea.page(need).text
    assert sender.bea.write(need, go="hold", place=place_id).status_code == 303
    answer = sender.bea.write(need, go="ask_place", place=place_id)
    own = answer.headers["location"].rpartition("/")[0]
    assert "Asked already" in sender.bea.page(need).text
    sender.shown(own, wants="yes")
    assert sender.agreed(own).status_code == 303
    sender.receives(own, "Rae")
    with sender.office.morning.town.writing() as db:
        now = sender.office.morning.watch.now
        say_yes(db, sender.attached(db, own), by=sender.accounts["Rae"], at=now)
    assert [each.is_free for each in sender.rows(RefugeRow)] == [False], "it is taken"
