"""What goes is what she ticked, or what a lawful reason lets go: no byte of anything else."""

import random
from collections.abc import Callable
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookings.handoffs.rules.agreement import closes_on_withdrawal
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.fields import ALLOWED, PacketField, fields_for
from bookings.handoffs.rules.packet import LawfulReason, Packet, freeze, read_again, replaces

EVERYTHING = {field: f"canary-{place:03}-é" for place, field in enumerate(PacketField)}
REASONS = tuple(LawfulReason)


def outputs(packet: Packet) -> str:
    """All that a packet can be made into, as one text."""
    values = [entry.value for entry in packet.entries]
    names = [field.value for field in packet.fields]
    return "\n".join([*values, *names, packet.text, packet.digest, repr(packet), str(packet)])


def what_goes(
    desk: DeskKind, ticked: set[PacketField], lawful: dict[PacketField, LawfulReason]
) -> set[PacketField]:
    return (ticked | set(lawful)) & ALLOWED[desk]


def test_s_32_no_byte_of_an_unticked_field_is_in_any_output(
    rounds: Callable[[int, int], int],
) -> None:
    """Two thousand sets of answers in the suite, a hundred thousand in the soak."""
    chance = random.Random(32)
    for _ in range(rounds(2_000, 100_000)):
        desk = chance.choice(list(DeskKind))
        answers = {f: chance.random() < 0.5 for f in PacketField if chance.random() < 0.8}
        ticked = {field for field, yes in answers.items() if yes}
        lawful = {f: chance.choice(REASONS) for f in PacketField if chance.random() < 0.1}
        packet = freeze(desk, EVERYTHING, answers, lawful)
        goes = what_goes(desk, ticked, lawful)
        assert set(packet.fields) == goes
        assert_only(packet, goes)


def assert_only(packet: Packet, goes: set[PacketField]) -> None:
    written = outputs(packet)
    for field, canary in EVERYTHING.items():
        seen = canary in written or f'"{field.value}"' in packet.text or canary[:10] in written
        assert seen is (field in goes), field


@given(st.sampled_from(DeskKind), st.sets(st.sampled_from(PacketField)), st.data())
def test_what_she_kept_back_changes_nothing_in_what_goes(
    desk: DeskKind, ticked: set[PacketField], drawn: st.DataObject
) -> None:
    """Not by its length, not by its being there, not in the digest."""
    answers = dict.fromkeys(ticked, True)
    kept_back = {f: drawn.draw(st.text(max_size=9)) for f in PacketField if f not in ticked}
    with_all = freeze(desk, EVERYTHING | kept_back, answers)
    with_none = freeze(desk, {f: EVERYTHING[f] for f in ticked}, answers)
    refused = freeze(desk, EVERYTHING, {f: f in ticked for f in PacketField})
    assert with_all == with_none == refused


def test_not_asked_is_no() -> None:
    assert freeze(DeskKind.HOUSING, EVERYTHING, {}).entries == ()
    one = freeze(DeskKind.HOUSING, EVERYTHING, {PacketField.WANTS: True})
    assert one.fields == (PacketField.WANTS,)


@pytest.mark.parametrize("desk", DeskKind)
def test_r_02_a_field_beyond_the_list_goes_for_no_tick_and_no_reason(desk: DeskKind) -> None:
    ticked = dict.fromkeys(PacketField, True)
    lawful = dict.fromkeys(PacketField, LawfulReason.LIFE_AT_RISK)
    packet = freeze(desk, EVERYTHING, ticked, lawful)
    assert set(packet.fields) == ALLOWED[desk]
    assert_only(packet, set(ALLOWED[desk]))


def test_r_01_how_she_may_be_reached_comes_first() -> None:
    for desk in set(DeskKind) - {DeskKind.CONFLICT_CHECK}:
        packet = freeze(desk, EVERYTHING, dict.fromkeys(PacketField, True))
        assert packet.fields[0] is PacketField.SAFE_CONTACT
        assert list(packet.fields) == fields_for(desk)


def test_what_is_empty_is_as_if_it_were_kept_back() -> None:
    answers = {PacketField.WANTS: True, PacketField.PETS: True}
    with_blank = {PacketField.WANTS: "a home", PacketField.PETS: "  \n"}
    only_wants = freeze(DeskKind.HOUSING, with_blank, {PacketField.WANTS: True})
    assert freeze(DeskKind.HOUSING, with_blank, answers) == only_wants


VALUES = st.dictionaries(st.sampled_from(PacketField), st.text())


@given(st.sampled_from(DeskKind), VALUES, st.sets(st.sampled_from(PacketField)))
def test_a_stored_text_is_the_same_packet_again(
    desk: DeskKind, values: dict[PacketField, str], lawful: set[PacketField]
) -> None:
    reasons = dict.fromkeys(lawful, LawfulReason.COURT_ORDER)
    packet = freeze(desk, values, dict.fromkeys(values, True), reasons)
    assert read_again(packet.text) == packet
    assert packet.digest == sha256(packet.text.encode()).hexdigest()


@given(VALUES, VALUES)
def test_two_packets_that_differ_have_two_digests(
    one: dict[PacketField, str], other: dict[PacketField, str]
) -> None:
    packets = [freeze(DeskKind.IDVA, each, dict.fromkeys(each, True)) for each in (one, other)]
    assert (packets[0].entries == packets[1].entries) is (packets[0].digest == packets[1].digest)


@pytest.mark.parametrize(
    "forged",
    [
        '[2,"housing",[]]',
        '[1,"housing",[["health","x",true,""]]]',
        '[1,"housing",[["wants","x",true,""],["wants","x",true,""]]]',
        '[1, "housing",[]]',
        '[1,"housing",[["wants","x",1,""]]]',
        '[1,"housing",[["wants","x",false,""]]]',
        '[1,"housing",[["wants"," ",true,""]]]',
        '[1,"housing",[["wants"]]]',
        "7",
        "no packet",
    ],
)
def test_s_31_a_text_that_nobody_froze_is_no_packet(forged: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_again(forged)


def test_a_change_is_a_new_packet_and_the_old_one_stays_as_it_was() -> None:
    yes = {PacketField.WANTS: True}
    older = freeze(DeskKind.HOUSING, {PacketField.WANTS: "a home"}, yes)
    text = older.text
    newer = freeze(DeskKind.HOUSING, {PacketField.WANTS: "a home far away"}, yes)
    assert replaces(newer, older)
    assert not replaces(older, older)
    assert older.text == text
    elsewhere = freeze(DeskKind.IDVA, {PacketField.WANTS: "a home far away"}, yes)
    assert not replaces(elsewhere, older)


def test_v_29_withdrawing_shuts_what_rests_on_her_agreement_alone() -> None:
    lawful = dict.fromkeys([PacketField.CHILD, PacketField.NAME], LawfulReason.CHILD_AT_RISK)
    desk, said_yes = DeskKind.CHILDRENS_SOCIAL_CARE, {PacketField.NAME: True}
    child = freeze(desk, EVERYTHING, said_yes, lawful)
    mixed = freeze(desk, EVERYTHING, said_yes | {PacketField.WANTS: True}, lawful)
    assert not closes_on_withdrawal(child)
    assert closes_on_withdrawal(mixed)
    assert mixed.rests_on_agreement == (PacketField.WANTS,)
