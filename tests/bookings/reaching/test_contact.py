"""How one person may be reached: seen with where it comes from, and changed only as she says it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from bookings.contact.actions.approving import approve
from bookings.contact.models import ContactAnswer
from bookings.contact.rules.choices import Channel, Kind, SaidBy
from bookings.contact.rules.fields import Field
from bookings.contact.rules.preference import LIFE, Stop
from bookings.contact.rules.questions import Group
from bookings.contact.wording.rules import terms
from bookings.contact.wording.wordbook import wordbook
from bookings.day.models import Alert
from bookings.reaching.queries.people import alert_is_on
from bookings.visits.actions.find import fingerprint
from bookings.visits.models import Visit
from portal.access import Role
from portal.outbox.models import Message
from portal.outbox.rules.states import State
from tests.bookings.contact.said import WORDING
from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.day.board.morning import Morning
from tests.bookings.day.door.saying import post
from tests.bookings.reaching.telling import came, client_of, preference, recorded, show, tell
from tests.browsing import Element, parse


@pytest.fixture
def robin(morning: Morning, bea: Desk) -> UUID:
    visit_id = morning.book("Robin", "housing", since="10:50")
    tell(morning, visit_id, bea)
    return visit_id


RANG = {"how": "rang", "gave_phrase": "yes"}


def path(visit_id: UUID, more: str = "") -> str:
    return f"/session/visit/{visit_id}/contact{more}"


def version(page: Element) -> str:
    return next(each.get("value") for each in page.all("input") if each.get("name") == "was")


def answered(page: Element) -> dict[str, str]:
    """What stands under each question of a page."""
    return {
        dt.text: dd.text
        for dl in page.all("dl")
        for dt, dd in zip(dl.all("dt"), dl.all("dd"), strict=True)
    }


def test_every_field_is_told_with_where_it_comes_from_or_as_not_known(
    morning: Morning, bea: Desk, robin: UUID
) -> None:
    page = bea.page(path(robin))
    stands = answered(page)
    assert stands["What they say, so that we know it is them"].startswith(
        "blue kettle in person, to Bea"
    )
    assert "counts until Wednesday 23 December" in stands["May we call it?"]
    assert stands["May we text it?"] == "not known"
    assert stands["Mobile number"].startswith("known; not shown here")
    assert "123456" not in page.text.replace(" ", "")
    assert len(stands) >= len(Field)
    assert recorded(morning, "contact seen") == [robin]


def test_s_01_what_would_go_now_is_shown_kind_by_kind_with_the_reason(
    bea: Desk, robin: UUID
) -> None:
    stands = answered(bea.page(path(robin)))
    assert stands["A call"].startswith("yes, until 15:00")
    assert stands["Text: a reminder"] == "no. They did not allow this way."


def test_c_10_s_09_messages_go_in_approved_words_and_wait_while_somebody_dangerous_is_there(
    morning: Morning, bea: Desk, robin: UUID
) -> None:
    """What would go is decided with the alert of her own session, and of no other."""
    morning.watch.now -= timedelta(days=7)
    bea = morning.signed_in(Role.COORDINATOR)
    later = morning.book("Kim", "legal")
    tell(morning, later, bea, **TEXTS)
    text = "Text: a reminder"
    approve_reminder(morning, later, bea, version="of last year")
    told = answered(bea.page(path(later)))[text]
    assert told == "no. They have not seen and agreed to these words."
    approve_reminder(morning, later, bea)
    assert answered(bea.page(path(later)))[text].startswith("would go now, until")
    with morning.town.writing() as db:
        alert = Alert(session_id=morning.session_id, raised_at=morning.watch.now, raised_by=uuid4())
        db.add(alert)
    with morning.town.reading() as db:
        assert alert_is_on(db, later)
        assert not alert_is_on(db, uuid4())
    assert answered(bea.page(path(later)))[text].endswith("Everything waits.")


TEXTS: dict[str, Any] = {
    "mobile_text": "yes",
    "texts_shown_elsewhere": "no",
    "purposes": "reminder",
    "elements": "time\nday",
}


def approve_reminder(
    morning: Morning,
    visit_id: UUID,
    to: Desk,
    version: str = "",
    kind: Kind = Kind.REMINDER,
) -> None:
    """The words of a reminder, or another kind, as they are today or were once."""
    book = wordbook("Advice morning")
    now = book.version_of(kind, Channel.TEXT, terms.Style.NEUTRAL, "en")
    wording = replace(WORDING, version=version or now)
    with morning.town.writing() as db:
        approve(
            db,
            db.get_one(Visit, visit_id).client_id,
            kind,
            Channel.TEXT,
            wording,
            said_by=SaidBy.IN_PERSON,
            by=to.actor,
            at=morning.watch.now,
        )


def test_s_17_somebody_is_asked_to_ring_only_where_that_was_allowed(
    morning: Morning, bea: Desk, robin: UUID
) -> None:
    """S-17, S-01: there is a button where it may go now or later, and none where it may not."""
    assert 'value="ring_us"' not in bea.get(path(robin)).text
    tell(morning, robin, bea, **{**TEXTS, "purposes": "please ring"})
    approve_reminder(morning, robin, bea, kind=Kind.PLEASE_RING)
    assert 'value="ring_us"' in bea.get(path(robin)).text
    for _ in range(2):
        assert post(bea, path(robin), {"go": "ring_us"}).status_code == 303
    assert "It waits for a safe moment" in bea.page(path(robin)).text
    with morning.town.reading() as db:
        message = db.scalars(sa.select(Message)).one()
        assert (message.kind, message.about_id) == ("please ring", robin)
    assert recorded(morning, "asked to ring") == [client_of(morning, robin)]
    post(bea, path(robin), {"go": "not_safe"})
    with morning.town.reading() as db:
        assert db.scalars(sa.select(Message.state)).one() is State.CANCELLED


def test_a_group_is_written_down_as_she_says_it_here(
    morning: Morning, bea: Desk, robin: UUID
) -> None:
    address = path(robin, "/phone")
    page = bea.page(address)
    fields = {"was": version(page), "mobile_call": "no", "mobile_voicemail": "yes"}
    unheard = post(bea, address, fields)
    assert unheard.status_code == 422
    assert preference(morning, robin).says_yes(Field.MOBILE_CALL)
    assert post(bea, address, {**fields, "how": "rang"}).status_code == 303
    now = preference(morning, robin)
    assert now.says_no(Field.MOBILE_CALL)
    assert now.says_yes(Field.MOBILE_VOICEMAIL)
    assert now.text(Field.MOBILE_NUMBER) == "+447400123456", "what is hidden and left empty stays"
    said_by = {row.field: row.said_by for row in rows(morning, robin)}
    assert said_by[Field.MOBILE_CALL] is SaidBy.ON_HER_CALL
    assert said_by[Field.MOBILE_NUMBER] is SaidBy.IN_PERSON


def rows(morning: Morning, visit_id: UUID) -> list[ContactAnswer]:
    client_id = client_of(morning, visit_id)
    with morning.town.reading() as db:
        standing = sa.select(ContactAnswer).where(
            ContactAnswer.client_id == client_id, ContactAnswer.until.is_(None)
        )
        found = list(db.scalars(standing))
        db.expunge_all()
        return found


def test_what_cannot_be_read_is_named_beside_its_field_and_nothing_is_lost(
    morning: Morning, bea: Desk, robin: UUID
) -> None:
    answer = bea.post(path(robin, "/time"), was="", how="here", hours="when he is out")
    assert answer.status_code == 422
    page = parse(answer.text)
    assert "hours-problem" in [each.get("id") for each in page.all("p")]
    assert "when he is out" in page.text
    kept = bea.page(path(robin, "/time"))
    answer = bea.post(path(robin, "/time"), was=version(kept), how="here", hours="Friday 9 – 11.30")
    assert answer.status_code == 303
    assert "Fridays 09:00 – 11:30" in bea.page(path(robin)).text
    number = bea.post(path(robin, "/phone"), was="", how="here", mobile_number="by the door")
    assert number.status_code in (409, 422)


def test_a_change_by_a_colleague_is_shown_and_not_written_over(
    morning: Morning, bea: Desk, robin: UUID
) -> None:
    address = path(robin, "/phone")
    was = version(bea.page(address))
    col = morning.signed_in(Role.COORDINATOR, "Col")
    assert col.post(address, was=was, how="here", mobile_call="no").status_code == 303
    late = bea.post(address, was=was, how="here", mobile_call="yes", mobile_voicemail="yes")
    assert late.status_code == 409
    assert "A colleague has changed this meanwhile." in parse(late.text).text
    assert preference(morning, robin).says_no(Field.MOBILE_CALL)
    again = version(parse(late.text))
    assert bea.post(address, was=again, how="here", mobile_call="yes").status_code == 303
    assert preference(morning, robin).says_yes(Field.MOBILE_CALL)


def test_s_06_it_all_still_stands_only_where_somebody_says_how_they_heard_it(
    morning: Morning, bea: Desk, robin: UUID
) -> None:
    morning.watch.on(days=7)
    bea = morning.signed_in(Role.COORDINATOR)
    before = preference(morning, robin).expires_at
    assert bea.post(path(robin), go="confirm").status_code == 422
    assert preference(morning, robin).expires_at == before
    assert bea.post(path(robin), go="confirm", how="here").status_code == 303
    assert preference(morning, robin).expires_at == morning.watch.now + LIFE


def test_s_07_what_is_stopped_is_lifted_in_person_and_in_no_other_way(
    morning: Morning, bea: Desk, robin: UUID
) -> None:
    assert bea.post(path(robin), go="not_safe").status_code == 303
    page = bea.page(path(robin))
    assert "The phone is not safe" in page.text
    assert answered(page)["A call or a message"].startswith("no. Their phone is not safe.")
    stop = next(each.get("value") for each in page.all("input") if each.get("name") == "stop")
    for how in ("", "rang"):
        assert bea.post(path(robin), go="lift", stop=stop, how=how).status_code == 422
    assert preference(morning, robin).stops == {Stop.PHONE_NOT_SAFE}
    assert bea.post(path(robin), go="lift", stop=stop, how="here").status_code == 303
    assert preference(morning, robin).stops == frozenset()


def test_a_frozen_number_is_used_again_once_somebody_has_spoken_with_her(
    morning: Morning, bea: Desk, robin: UUID
) -> None:
    assert show(bea, robin).status_code == 200
    assert came(morning, bea, "another answered", "His brother").status_code == 303
    assert "A number of theirs is frozen" in bea.page(path(robin)).text
    assert bea.post(path(robin), go="spoken").status_code == 422
    assert show(bea, robin).status_code == 409
    assert bea.post(path(robin), go="spoken", how="here").status_code == 303
    assert show(bea, robin).status_code == 200


def test_s_17_nothing_that_can_be_pressed_makes_a_call_or_message_go(
    morning: Morning, bea: Desk, robin: UUID
) -> None:
    """Everything stopped, every button there is and every word that could be meant by one: nobody
    can be rung, and the decision is asked no question that could be answered with "yes"."""
    assert bea.post(path(robin), go="stop").status_code == 303
    pressed = {b.get("value") for b in bea.page(path(robin)).all("button")} - {""}
    assert pressed == {"confirm", "stop", "not_safe", "lift"}
    for go in (*pressed, "send", "override", "insist", "force", "ring"):
        bea.post(path(robin), go=go, how="rang", stop="")
        answer = bea.post(f"/calls/{robin}", checked="yes", override="yes", force="yes", go=go)
        assert answer.status_code == 409
    assert recorded(morning, "number shown") == []


def test_a_desk_sees_what_is_safe_and_changes_nothing(
    morning: Morning, bea: Desk, robin: UUID
) -> None:
    tell(morning, robin, bea, afraid_of="Tom", never_speak_to="Tina", kept_from="Farah")
    worker = morning.signed_in(
        Role.DESK_WORKER, worker_id=morning.worker_of(morning.stops(robin)[0])
    )
    assert worker.get(path(robin)).status_code == 404
    morning.arrive(robin, "10:10")
    page = worker.page(path(robin))
    assert answered(page)["A call"].startswith("yes, until 15:00")
    assert "Tina" in page.text
    assert "Tom" not in page.text
    assert "Farah" not in page.text
    assert worker.get(path(robin, "/phone")).status_code == 403
    for address, fields in (
        (path(robin), {"go": "confirm", "how": "here"}),
        (path(robin, "/phone"), {"how": "here", "mobile_call": "no"}),
        (f"/session/visit/{robin}/phrase", {"how": "here"}),
    ):
        assert post(worker, address, fields).status_code == 403
    assert preference(morning, robin).says_yes(Field.MOBILE_CALL)


def test_reception_and_others_see_nothing_of_it(morning: Morning, robin: UUID) -> None:
    for role in (Role.RECEPTIONIST, Role.COVER, Role.LEAD, Role.TECHNICIAN, Role.REVIEWER):
        desk = morning.signed_in(role)
        addresses = [path(robin), path(robin, "/phone"), f"/session/visit/{robin}/phrase"]
        assert [desk.get(each).status_code for each in addresses] == [403] * 3


def test_every_group_opens_and_only_those(bea: Desk, robin: UUID) -> None:
    for group in Group:
        assert list(bea.page(path(robin, f"/{group.value}")).all("form"))
    assert bea.get(path(robin, "/everything")).status_code == 404


def test_s_27_new_words_are_given_here_or_to_whoever_gives_the_agreed_ones(
    morning: Morning, bea: Desk, robin: UUID
) -> None:
    address = f"/session/visit/{robin}/phrase"
    words = next(i.get("value") for i in bea.page(address).all("input") if i.get("name") == "words")
    said = {"words": words, "digits": "5027"}
    for how in ({}, {"how": "rang"}):
        assert post(bea, address, {**said, **how}).status_code == 422
    assert phrase_of(morning, robin) is None
    assert post(bea, address, {**said, **RANG}).status_code == 303
    assert phrase_of(morning, robin) == fingerprint(words, "5027")
    tell(morning, robin, bea, her_phrase="")
    assert post(bea, address, {**said, **RANG}).status_code == 422
    assert post(bea, address, {**said, "digits": "5028", "how": "here"}).status_code == 303
    assert phrase_of(morning, robin) == fingerprint(words, "5028")


def phrase_of(morning: Morning, visit_id: UUID) -> bytes | None:
    with morning.town.reading() as db:
        return db.get_one(Visit, visit_id).phrase
