"""On what something may go: her agreement to exactly that, or a lawful reason, never one for the
other."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from bookings.handoffs.rules import agreement as agreeing
from bookings.handoffs.rules import without as deciding
from bookings.handoffs.rules.agreement import Agreement, GivenHow, stands
from bookings.handoffs.rules.beforehand import Before
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.fields import PacketField
from bookings.handoffs.rules.packet import LawfulReason, Packet, freeze
from bookings.handoffs.rules.sharing import Missing, Share, lacking, may_go
from bookings.handoffs.rules.without import Ground, WithoutHer, may_go_alone, reasons_of, review_due
from tests.bookings.handoffs.rules.lives import COLLEAGUE, SENDER

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
SERVICE, ANOTHER_SERVICE = UUID(int=91), UUID(int=92)
VALUES = {field: f"of {field.value}" for field in PacketField}
YES = {PacketField.SAFE_CONTACT: True, PacketField.WANTS: True}
AGREED = freeze(DeskKind.LEGAL, VALUES, YES)
AGREEMENT = Agreement(
    fields=AGREED.fields,
    digest=AGREED.digest,
    recipient=SERVICE,
    purpose="advice on an order",
    given_at=NOW,
    until=NOW + timedelta(days=90),
    how=GivenHow.HEARD_AND_SAID_YES,
    wording="2026-11",
    was_told_they_may_keep=True,
    taken_by=SENDER,
)
LIFE = Ground(LawfulReason.LIFE_AT_RISK, "he said that he would come tonight")
CHILD = Ground(LawfulReason.CHILD_AT_RISK, "the baby was hurt")
DUTY = Ground(LawfulReason.LEGAL_DUTY, "the court asks for it")


def decision(ground: Ground, *fields: PacketField) -> WithoutHer:
    return WithoutHer(
        grounds=dict.fromkeys(fields, ground),
        proportion="nothing but what is needed tonight",
        decided_by=SENDER,
        decided_at=NOW,
        she_knows=True,
    )


def unasked(desk: DeskKind, of: WithoutHer, **answers: bool) -> Packet:
    ticked = {PacketField(name): yes for name, yes in answers.items()}
    return freeze(desk, VALUES, ticked, reasons_of(of.grounds))


POLICE_TOLD = decision(LIFE, PacketField.NAME, PacketField.ADDRESS)
REFERRED = decision(CHILD, PacketField.CHILD, PacketField.CHILDS_NEEDS)


def test_what_she_agreed_to_may_go() -> None:
    assert may_go(Share(AGREED, SERVICE, AGREEMENT), NOW)
    assert list(lacking(Share(AGREED, SERVICE), NOW)) == [Missing.AGREEMENT]


@pytest.mark.parametrize(
    ("change", "lack"),
    [
        ({"fields": (PacketField.WANTS,)}, agreeing.Lack.FIELDS),
        ({"digest": "0" * 64}, agreeing.Lack.DIGEST),
        ({"recipient": ANOTHER_SERVICE}, agreeing.Lack.RECIPIENT),
        ({"recipient": None}, agreeing.Lack.RECIPIENT),
        ({"purpose": " - "}, agreeing.Lack.PURPOSE),
        ({"until": None}, agreeing.Lack.UNTIL),
        ({"until": NOW}, agreeing.Lack.UNTIL),
        ({"until": NOW + timedelta(days=181)}, agreeing.Lack.UNTIL),
        ({"how": None}, agreeing.Lack.HOW),
        ({"wording": ""}, agreeing.Lack.WORDING),
        ({"was_told_they_may_keep": False}, agreeing.Lack.TOLD_THEY_MAY_KEEP),
    ],
)
def test_v_24_v_29_an_agreement_says_all_of_it(change: dict[str, Any], lack: object) -> None:
    share = Share(AGREED, SERVICE, replace(AGREEMENT, **change))
    assert list(lacking(share, NOW)) == [lack]


def test_v_29_withdrawn_it_stands_no_more_from_that_moment() -> None:
    later = NOW + timedelta(hours=1)
    withdrawn = replace(AGREEMENT, withdrawn_at=later)
    assert stands(withdrawn, NOW)
    assert not stands(withdrawn, later)
    found = list(lacking(Share(AGREED, SERVICE, withdrawn), later))
    assert found == [agreeing.Lack.UNTIL, agreeing.Lack.WITHDRAWN]


def test_one_word_more_than_she_saw_is_another_packet() -> None:
    longer = freeze(DeskKind.LEGAL, VALUES | {PacketField.WANTS: "of wants, today"}, YES)
    found = list(lacking(Share(longer, SERVICE, AGREEMENT), NOW))
    assert found == [agreeing.Lack.DIGEST]


def test_an_empty_packet_goes_nowhere() -> None:
    empty = freeze(DeskKind.LEGAL, VALUES, {})
    assert list(lacking(Share(empty, SERVICE), NOW)) == [Missing.ANYTHING_TO_SEND]


def test_r_13_police_hear_nothing_on_her_agreement_before_she_was_asked_and_told() -> None:
    packet = freeze(DeskKind.POLICE, VALUES, YES)
    agreed = replace(AGREEMENT, fields=packet.fields, digest=packet.digest)
    assert list(lacking(Share(packet, SERVICE, agreed), NOW)) == [
        *(Before.WANTS_POLICE_TOLD, Before.MAY_BE_RECORDED),
        *(Before.MAY_TELL_THE_HOME_OFFICE, Before.IMMIGRATION_ADVICE_OFFERED),
    ]
    assert may_go(Share(packet, SERVICE, agreed, heard=set(Before)), NOW)


def test_c_23_without_her_agreement_it_takes_two() -> None:
    court = decision(DUTY, PacketField.NAME)
    packet = unasked(DeskKind.POLICE, court)
    alone = list(lacking(Share(packet, SERVICE, without=court), NOW))
    assert alone == [deciding.Lack.SECOND_PERSON]
    herself = replace(court, second=SENDER)
    assert list(lacking(Share(packet, SERVICE, without=herself), NOW)) == alone
    two = replace(court, second=COLLEAGUE)
    assert may_go(Share(packet, SERVICE, without=two), NOW)
    assert review_due(two) is None


def test_c_23_where_a_life_is_at_risk_one_decides_and_another_looks_within_a_day() -> None:
    packet = unasked(DeskKind.POLICE, POLICE_TOLD)
    assert may_go(Share(packet, SERVICE, without=POLICE_TOLD), NOW)
    assert review_due(POLICE_TOLD) == NOW + timedelta(hours=24)
    by_herself = replace(POLICE_TOLD, reviewed_by=SENDER, reviewed_at=NOW)
    assert review_due(by_herself) == NOW + timedelta(hours=24)
    assert review_due(replace(by_herself, reviewed_by=COLLEAGUE)) is None


def test_one_field_with_a_lesser_reason_takes_two_again() -> None:
    mixed = replace(POLICE_TOLD, grounds={**POLICE_TOLD.grounds, PacketField.BORN_ON: DUTY})
    assert not may_go_alone(mixed, DeskKind.POLICE)
    assert not may_go_alone(replace(mixed, grounds={}), DeskKind.POLICE)


def test_a_child_at_risk_goes_alone_to_childrens_services_only() -> None:
    assert {desk for desk in DeskKind if may_go_alone(REFERRED, desk)} == {
        DeskKind.CHILDRENS_SOCIAL_CARE
    }
    assert review_due(REFERRED) == NOW + timedelta(hours=24)


def test_s_32_a_field_without_a_necessity_has_no_reason_to_go() -> None:
    blank = replace(LIFE, necessity=" - ")
    grounds = {**POLICE_TOLD.grounds, PacketField.ORDERS: blank}
    assert (
        PacketField.ORDERS
        not in unasked(DeskKind.POLICE, replace(POLICE_TOLD, grounds=grounds)).fields
    )
    packet = unasked(DeskKind.POLICE, decision(LIFE, PacketField.NAME, PacketField.ORDERS))
    found = list(lacking(Share(packet, SERVICE, without=POLICE_TOLD), NOW))
    assert found == [deciding.Lack.NECESSITY]


def test_a_field_goes_for_the_reason_that_was_decided_and_no_other() -> None:
    court = decision(DUTY, PacketField.NAME, PacketField.ADDRESS)
    packet = unasked(DeskKind.POLICE, court)
    found = list(lacking(Share(packet, SERVICE, without=POLICE_TOLD), NOW))
    assert found == [deciding.Lack.NECESSITY]


@pytest.mark.parametrize(
    ("change", "lack"),
    [
        ({"proportion": ""}, deciding.Lack.PROPORTION),
        ({"she_knows": None}, deciding.Lack.WHETHER_SHE_KNOWS),
        ({"she_knows": False}, deciding.Lack.WHY_SHE_DOES_NOT),
        ({"she_knows": False, "why_not": "x"}, deciding.Lack.WHY_SHE_DOES_NOT),
    ],
)
def test_it_says_why_no_less_would_do_and_whether_she_knows(
    change: dict[str, Any], lack: object
) -> None:
    decided = replace(POLICE_TOLD, **change)
    packet = unasked(DeskKind.POLICE, decided)
    assert list(lacking(Share(packet, SERVICE, without=decided), NOW)) == [lack]


def test_a_lawful_reason_stands_in_for_no_agreement_and_an_agreement_for_no_reason() -> None:
    mixed = unasked(DeskKind.POLICE, POLICE_TOLD, wants=True)
    heard = set(Before)
    without = list(lacking(Share(mixed, SERVICE, without=POLICE_TOLD, heard=heard), NOW))
    assert without == [Missing.AGREEMENT]
    agreed = replace(AGREEMENT, fields=(PacketField.WANTS,), digest=mixed.digest)
    alone = list(lacking(Share(mixed, SERVICE, agreed, heard=heard), NOW))
    assert alone == [Missing.LAWFUL_DECISION]
    assert may_go(Share(mixed, SERVICE, agreed, POLICE_TOLD, heard), NOW)


def test_s_39_a_childs_referral_waits_for_nobodys_agreement() -> None:
    packet = unasked(DeskKind.CHILDRENS_SOCIAL_CARE, REFERRED)
    assert may_go(Share(packet, SERVICE, without=REFERRED), NOW)
    refused = replace(AGREEMENT, withdrawn_at=NOW)
    assert may_go(Share(packet, SERVICE, refused, REFERRED), NOW)


def test_s_39_it_says_why_and_whether_she_was_told_even_with_her_yes() -> None:
    agreed = freeze(DeskKind.CHILDRENS_SOCIAL_CARE, VALUES, YES)
    agreement = replace(AGREEMENT, fields=agreed.fields, digest=agreed.digest)
    share = Share(agreed, SERVICE, agreement, heard=set(Before))
    assert list(lacking(share, NOW)) == [Missing.LAWFUL_DECISION]
    half = replace(REFERRED, she_knows=None)
    found = list(lacking(replace(share, without=half), NOW))
    assert found == [deciding.Lack.WHETHER_SHE_KNOWS, deciding.Lack.CHILD_REASON]


def test_nothing_that_was_written_of_her_is_in_a_refusal_or_a_log_line() -> None:
    shown = repr(POLICE_TOLD) + repr(AGREEMENT) + repr(Share(AGREED, SERVICE, AGREEMENT))
    for words in ("he said", "nothing but", "advice on", "of wants"):
        assert words not in shown
