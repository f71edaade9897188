"""What goes is what they said yes to, line by line, having seen it."""

import sqlalchemy as sa

from bookings.handoffs.actions.answering import ask
from bookings.handoffs.models import HandoffAgreement, HandoffField, HandoffPacket
from bookings.handoffs.queries.packets import packet_for
from bookings.handoffs.rules.stages import Stage
from bookings.handoffs.rules.steps import Who
from bookings.visits.models import AgeBand, Visit
from services_directory.listings.models import ServiceKind
from tests.bookings.handoffs.sending.passing_on import Sender, filled


def test_v_24_s_32_only_what_they_said_yes_to_goes(sender: Sender) -> None:
    """And a line whose words were changed after a yes is asked again."""
    refuge = sender.service("Harbour", ServiceKind.REFUGE, "Rae")
    own = sender.drawn_up("refuge", refuge)
    canary = {"dangers-words": "CANARY1", "pets-words": "CANARY2", "tonight-words": "with Sam"}
    assert sender.said(own, **canary, tonight="yes", pets="no").status_code == 200
    again = sender.said(own, go="show", **{"tonight-words": "at work"})
    assert again.status_code == 200, "it is not shown before they were asked again"
    assert "Ask them again" in again.text
    assert sender.handoff(own).stage is Stage.DRAFT
    page = sender.shown(own, wants="yes", tonight="yes")
    assert "CANARY" not in page.text
    assert "at work" in page.text
    assert sender.agreed(own).status_code == 303
    (packet,) = sender.rows(HandoffPacket)
    assert "at work" in packet.text
    assert "CANARY" not in packet.text
    assert sender.rows(HandoffField) == []


def test_v_29_they_agree_to_exactly_this_and_hear_what_may_be_kept(sender: Sender) -> None:
    legal = sender.service("Millpond", ServiceKind.LEGAL, "Lou")
    own = sender.drawn_up("legal", legal)
    sender.shown(own, wants="yes")
    for lack in ("may_keep", "purpose", "how", "until", "recipient"):
        assert sender.agreed(own, **{lack: ""}).status_code == 422, lack
    assert sender.agreed(own, until="2027-12-24").status_code == 422
    assert sender.agreed(own, digest="0" * 64).status_code == 422
    assert sender.rows(HandoffAgreement) == []
    assert sender.handoff(own).stage is Stage.SHOWN
    assert sender.bea.write(f"{own}/back").status_code == 303
    sender.shown(own, called="yes")
    assert sender.agreed(own).status_code == 303
    assert [each.fields for each in sender.rows(HandoffAgreement)] == ["called wants"]


def test_v_29_once_they_take_it_back_nobody_can_open_it(sender: Sender) -> None:
    legal = sender.service("Millpond", ServiceKind.LEGAL, "Lou")
    own = sender.sent("legal", legal)
    town, now = sender.office.morning.town, sender.office.morning.watch.now
    lou = sender.accounts["Lou"]
    sender.receives(own, "Lou")
    with town.reading() as db:
        assert packet_for(db, lou, sender.attached(db, own), Who.RECEIVER, now) is not None
    assert sender.press(own, "withdraw").status_code == 303
    with town.reading() as db:
        assert packet_for(db, lou, sender.attached(db, own), Who.RECEIVER, now) is None
    assert "Nothing can be read" in sender.bea.page(f"{own}/shown").text


def test_r_13_s_33_the_police_come_after_a_question_and_hear_nothing_of_papers(
    sender: Sender,
) -> None:
    police = sender.service("Station", ServiceKind.POLICE, "Pat")
    form = {"wants": "To be left alone", "service": str(police)}
    address = f"/cases/{sender.case_id}/handoffs/to/police"
    page = sender.bea.page(address)
    first = next(each for each in page.all("fieldset"))
    assert "police" in {each.get("name") for each in first.all("input")}
    assert sender.bea.write(address, **form).status_code == 422
    no = sender.bea.write(address, **form, police="no")
    assert no.headers["location"].endswith("/without"), "nothing goes on their agreement"
    own = sender.drawn_up("police", police, police="yes")
    draft = sender.bea.page(f"{own}/draft")
    assert "Home Office" in draft.text
    names = {each.get("name") for each in draft.all("textarea")}
    assert "wants-words" in names
    assert not {f"{each}-words" for each in ("immigration_status", "nationality")} & names
    sender.shown(own, wants="yes", nationality="yes", **{"nationality-words": "CANARY"})
    assert sender.agreed(own).status_code == 422, "they have not heard all of it"
    heard = {
        f"heard-{each}": "yes"
        for each in (
            "wants_police_told",
            "may_be_recorded",
            "may_tell_the_home_office",
            "immigration_advice_offered",
        )
    }
    assert sender.agreed(own, **heard).status_code == 303
    (packet,) = sender.rows(HandoffPacket)
    assert "CANARY" not in packet.text


def test_r_08_a_council_is_asked_with_three_consents_and_no_condition(sender: Sender) -> None:
    council = sender.service("Homes", ServiceKind.HOUSING, "Hal")
    own = sender.drawn_up("housing", council)
    draft = sender.bea.page(f"{own}/draft")
    for words in ("is an application", "priority need", "no proof", "speaks with whoever does"):
        assert words in draft.text
    names = {each.get("name") for each in draft.all("textarea", "input")}
    assert not [each for each in names if "reference" in each or "arrears" in each]
    heard = {
        f"heard-{each}": "yes"
        for each in ("may_tell_the_home_office", "immigration_advice_offered")
    }
    sender.shown(own, wants="yes", safe_contact="yes", **{"safe_contact-words": "by day"})
    refused = sender.agreed(own, **heard)
    assert refused.status_code == 422
    assert "chosen a council" in refused.text
    assert sender.bea.write(f"{own}/back").status_code == 303
    consents = {"to_refer": "yes", "authority": "Brentham", "to_give_contact_details": "no"}
    page = sender.shown(own, **consents)
    assert "by day" not in page.text, "without the third consent there is no way to reach them"
    assert sender.agreed(own, **heard).status_code == 303


def test_v_29_several_refuges_are_agreed_to_each_by_its_name(sender: Sender) -> None:
    ids = [sender.service(name, ServiceKind.REFUGE, f"R{name}") for name in ("Ash", "Elm", "Oak")]
    own = sender.drawn_up("refuge", *ids)
    page = sender.shown(own, wants="yes")
    boxes = [each for each in page.all("input") if each.get("name") == "recipient"]
    assert len(boxes) == 3
    assert not [each for each in boxes if "checked" in each.attributes]
    chosen = [each.get("value") for each in boxes[:2]]
    assert sender.agreed(own, recipient=chosen).status_code == 303
    stages = sorted(sender.handoff(f"/x/{each.get('value')}").stage.value for each in boxes)
    assert stages == ["sent", "sent", "shown"]
    assert len(sender.rows(HandoffAgreement)) == 2


def test_v_28_somebody_of_16_or_17_without_a_home_is_no_matter_of_housing_alone(
    sender: Sender,
) -> None:
    address = f"/cases/{sender.case_id}/handoffs/to/housing"
    assert "16 or 17" not in sender.bea.page(address).text
    with sender.office.morning.town.writing() as db:
        db.execute(sa.update(Visit).values(age_band=AgeBand.SIXTEEN_OR_SEVENTEEN))
    assert "16 or 17" in sender.bea.page(address).text


def test_one_place_at_a_time_but_for_refuges_and_no_number_of_a_house(sender: Sender) -> None:
    ids = [sender.service(name, ServiceKind.LEGAL, f"L{name}") for name in ("Ash", "Elm")]
    address = f"/cases/{sender.case_id}/handoffs/to/legal"
    several = sender.bea.write(address, wants="Help", service=[str(each) for each in ids])
    assert several.status_code == 422
    assert "Help" in several.text, "what was typed is kept"
    there = {"wants": "Help", "place": "12 Elm Row", "way": "rung"}
    assert sender.bea.write(address, **there).status_code == 422
    assert sender.bea.write(address, **{**there, "place": "Elm"}).status_code == 303


def test_what_is_asked_is_answered_with_a_new_packet(sender: Sender) -> None:
    legal = sender.service("Millpond", ServiceKind.LEGAL, "Lou")
    own = sender.sent("legal", legal)
    sender.receives(own, "Lou")
    with sender.office.morning.town.writing() as db:
        lou, now = sender.accounts["Lou"], sender.office.morning.watch.now
        ask(db, sender.attached(db, own), "In which court?", by=lou, at=now)
    assert "In which court?" in sender.bea.page(own).text
    sender.later(minutes=5)
    assert sender.press(own, "answer").status_code == 303
    page = sender.bea.page(f"{own}/draft")
    assert filled(page, f"{own}/draft")["wants"] == "", "nothing is agreed yet"
    answer = {"court_dates": "yes", "court_dates-words": "in May"}
    assert sender.said(own, **answer, wants="yes").status_code == 200
    assert sender.agreed(own).status_code == 303
    assert sender.handoff(own).stage is Stage.RECEIVED
    assert [each.is_replaced for each in sender.rows(HandoffPacket)] == [True, False]
