"""Facts, abuse, what happened, notes and the plan of a case, as they are written and shown."""

from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa

from bookings.people.models import AbuseEntry, CaseEvent, CaseFact, CaseNote, PlanStep
from bookings.people.models.wording import PhraseCount
from bookings.people.rules.abuse import AbuseKind
from bookings.people.rules.facts import Address, where_to_write
from tests.bookings.cases.working import ELSEWHERE, Colleague, Office
from tests.browsing import parse

OLD, NEW = "1 Old Street, Hounslow", "2 New Road, Feltham"
FACT = {"kind": "name", "value": "Robin Example", "why": "Housing", "said_by": "themselves"}
ABUSE = {"kind": "coercive_control", "pattern": "all_the_time", "by_whom": "the husband"}
STEP = {"doer": "police", "what": "Mark the address", "by_when": "2026-11-30"}


def write(desk: Colleague, case_id: UUID, part: str, **fields: str) -> int:
    return desk.write(f"/cases/{case_id}/{part}", **fields).status_code


def problems_of(desk: Colleague, case_id: UUID, part: str, **fields: str) -> set[str]:
    answer = desk.write(f"/cases/{case_id}/{part}", **fields)
    assert answer.status_code == 422
    found = [p.get("id") for p in parse(answer.text).all("p") if p.get("class") == "problem"]
    return {each.removesuffix("-problem") for each in found}


def addresses(office: Office, case_id: UUID) -> list[Address]:
    found = [f for f in office.of_case(case_id, CaseFact) if f.kind.value == "address"]
    return [Address(f.value or "", f.is_safe_for_post, f.unsafe_from, f.ended_at) for f in found]


def test_a_fact_says_what_it_is_for_who_said_it_when_and_who_wrote_it(either: Office) -> None:
    bea = either.coordinator("Bea")
    case_id = either.opened(bea, "Robin")
    assert problems_of(bea, case_id, "facts", kind="name") == {"value", "why", "said_by"}
    assert write(bea, case_id, "facts", **FACT) == 303
    text = bea.page(f"/cases/{case_id}/facts").text
    for words in ("Robin Example", "For: Housing", "they themselves", "by Bea"):
        assert words in text
    either.morning.watch.now += timedelta(minutes=1)
    assert write(bea, case_id, "facts", **{**FACT, "value": "Robin Other"}) == 303
    first, second = (f for f in either.of_case(case_id, CaseFact) if f.kind.value == "name")
    assert (first.stands, second.stands) == (False, True), "ended, and still to be read"
    assert first.value == "Robin Example"
    assert either.recorded("fact written") == [case_id] * 3


def test_s_30_a_new_address_never_writes_over_the_old_one_which_is_unsafe_for_ever(
    either: Office,
) -> None:
    bea = either.coordinator("Bea")
    case_id = either.opened(bea, "Robin")
    address = {"kind": "address", "why": "Housing", "said_by": "themselves"}
    assert write(bea, case_id, "facts", **address, value=OLD, safe_for_post="yes") == 303
    assert where_to_write(addresses(either, case_id)) == OLD
    either.morning.watch.now += timedelta(minutes=1)
    assert write(bea, case_id, "facts", **address, value=NEW) == 303
    old, new = addresses(either, case_id)
    assert (old.value, old.is_safe_for_post) == (OLD, False)
    assert old.unsafe_from is not None
    assert old.ended_at is None, "it stays to be seen"
    assert new.unsafe_from is None
    assert where_to_write(addresses(either, case_id)) is None, "of the new one nobody said so"
    assert "Not safe since" in bea.page(f"/cases/{case_id}/facts").text


def test_s_30_an_address_can_be_marked_unsafe_and_never_safe_again(
    office: Office, bea: Colleague
) -> None:
    case_id = office.opened(bea, "Robin")
    address = {"kind": "address", "why": "Housing", "value": OLD, "safe_for_post": "yes"}
    assert problems_of(bea, case_id, "facts", **address, said_by="another_agency") == {
        "safe_for_post"
    }
    assert write(bea, case_id, "facts", **address, said_by="themselves") == 303
    row = next(f for f in office.of_case(case_id, CaseFact) if f.value == OLD)
    assert write(bea, case_id, "facts", go="unsafe", row=str(row.id)) == 303
    assert where_to_write(addresses(office, case_id)) is None
    page = bea.page(f"/cases/{case_id}/facts")
    assert {b.get("value") for b in page.all("button")} >= {"end"}
    assert "unsafe" not in {b.get("value") for b in page.all("button")}


def test_s_29_of_a_confidential_place_only_an_area_is_taken(office: Office, bea: Colleague) -> None:
    case_id = office.opened(bea, "Robin")
    fact = {"kind": "confidential_area", "why": "Refuge", "said_by": "themselves"}
    assert problems_of(bea, case_id, "facts", **fact, value="12 Mill Lane") == {"value"}
    assert write(bea, case_id, "facts", **fact, value="West London") == 303


def test_what_only_they_can_say_is_taken_from_nobody_else(office: Office, bea: Colleague) -> None:
    case_id = office.opened(bea, "Robin")
    wants = {"kind": "wants", "value": "A divorce", "said_by": "another_agency"}
    assert problems_of(bea, case_id, "facts", **wants) == {"said_by"}
    assert write(bea, case_id, "facts", **{**wants, "said_by": "themselves"}) == 303
    assert "A divorce" in next(bea.page(f"/cases/{case_id}").all("blockquote")).text


def test_c_18_a_blank_is_refused_and_not_told_us_yet_is_an_answer(
    office: Office, bea: Colleague
) -> None:
    case_id = office.opened(bea, "Robin")
    assert "Nothing is written" in bea.page(f"/cases/{case_id}/abuse").text
    assert problems_of(bea, case_id, "abuse") == {"kind", "pattern", "by_whom"}
    assert problems_of(bea, case_id, "abuse", kind="physical") == {"pattern", "by_whom"}
    assert write(bea, case_id, "abuse", kind="not_told_yet") == 303
    assert "Not told us yet" in bea.page(f"/cases/{case_id}").text
    assert write(bea, case_id, "abuse", **ABUSE) == 303
    standing = [row.kind for row in office.of_case(case_id, AbuseEntry) if row.stands]
    assert standing == [AbuseKind.COERCIVE_CONTROL]


def test_c_18_no_kind_is_chosen_beforehand_and_control_stands_first(
    office: Office, bea: Colleague
) -> None:
    case_id = office.opened(bea, "Robin")
    kinds = [
        each
        for each in bea.page(f"/cases/{case_id}/abuse").all("input")
        if each.get("name") == "kind" and each.get("type") == "radio"
    ]
    assert kinds[0].get("value") == "coercive_control"
    assert not [each for each in kinds if "checked" in each.attributes]


def test_what_was_said_seen_and_thought_are_three_fields_of_a_note(
    office: Office, bea: Colleague
) -> None:
    case_id = office.opened(bea, "Robin")
    assert problems_of(bea, case_id, "notes") == {"seen"}
    three = {"said": "I cannot sleep", "seen": "Shaking hands", "view": "Afraid"}
    assert write(bea, case_id, "notes", **three) == 303
    row = office.of_case(case_id, CaseNote)[0]
    assert (row.said, row.seen, row.view) == tuple(three.values())
    terms = [dt.text for dt in bea.page(f"/cases/{case_id}").all("dt")]
    assert terms == ["Said", "Seen", "View of the writer"]


def test_c_21_a_word_that_blames_is_saved_as_it_is_with_a_better_one_beside_it(
    either: Office,
) -> None:
    bea = either.coordinator("Bea")
    case_id = either.opened(bea, "Robin")
    words = "It is a lifestyle choice."
    for _ in range(2):
        assert write(bea, case_id, "notes", view=words) == 303
    page = bea.page(f"/cases/{case_id}/notes")
    assert "lifestyle choice" in next(page.all("q")).text
    assert either.of_case(case_id, CaseNote)[0].view == words
    with either.morning.town.reading() as db:
        counted = db.scalars(sa.select(PhraseCount)).one()
        assert (counted.phrase, counted.times) == ("lifestyle choice", 2)
    assert {c.name for c in PhraseCount.__table__.columns} == {"phrase", "times"}
    kim = either.coordinator("Kim")
    assert not list(kim.page(f"/cases/{case_id}/notes").all("q")), "only to whoever wrote it"


def test_c_21_while_writing_a_prompt_comes_and_keeps_nothing(
    office: Office, bea: Colleague
) -> None:
    answer = bea.post("/cases/wording", scripts=True, view="She refuses to engage")
    assert answer.status_code == 200
    assert "<q>refuses to engage</q>" in answer.text
    assert "<html" not in answer.text
    assert "<q>" not in bea.post("/cases/wording", scripts=True, view="He shouts").text
    with office.morning.town.reading() as db:
        assert not db.scalars(sa.select(PhraseCount)).all()


def test_s_62_a_step_of_the_plan_is_a_workers_and_is_done_or_late(
    office: Office, bea: Colleague
) -> None:
    case_id = office.opened(bea, "Robin")
    assert problems_of(bea, case_id, "plan", doer="she") == {"doer", "what", "by_when"}
    assert write(bea, case_id, "plan", **STEP) == 303
    assert write(bea, case_id, "plan", **{**STEP, "by_when": "2026-11-24"}) == 303
    assert "should have been done by" in bea.page(f"/cases/{case_id}").text
    rows = office.of_case(case_id, PlanStep)
    for row in rows:
        assert write(bea, case_id, "plan", go="finish", row=str(row.id)) == 303
    assert "should have been done" not in bea.page(f"/cases/{case_id}/plan").text
    assert all(row.done_at for row in office.of_case(case_id, PlanStep))


def test_what_happened_has_a_day_and_a_refusal_of_a_refuge_says_whose(
    office: Office, bea: Colleague
) -> None:
    case_id = office.opened(bea, "Robin")
    assert problems_of(bea, case_id, "events", kind="refuge_full", happened_on="soon") == {
        *("happened_on", "who")
    }
    fields = {"kind": "incident", "happened_on": "2026-11-20", "said": "He took my phone"}
    assert write(bea, case_id, "events", **fields) == 303
    row = office.of_case(case_id, CaseEvent)[0]
    assert write(bea, case_id, "events", go="end", row=str(row.id)) == 303
    assert "He took my phone" not in bea.page(f"/cases/{case_id}").text
    assert not office.of_case(case_id, CaseEvent)[0].stands


def test_p_01_no_part_of_a_case_is_another_organisations(office: Office, bea: Colleague) -> None:
    case_id = office.opened(bea, "Robin")
    other = office.coordinator("Ona", ELSEWHERE)
    for part in ("facts", "abuse", "events", "notes", "plan", "risk", "children"):
        address = f"/cases/{case_id}/{part}"
        assert bea.get(address).status_code == 200
        assert other.get(address).status_code == 404
        assert other.write(address, **FACT, **STEP).status_code == 404
    assert bea.get(f"/cases/{case_id}/nowhere").status_code == 404
    assert len(office.of_case(case_id, CaseFact)) == 1
