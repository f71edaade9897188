"""When a packet may be read: by whom it was received by name, and not a moment after."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bookings.handoffs.rules.outcomes import Outcome
from bookings.handoffs.rules.reading import PacketStands, Reader, Unreadable, why_not
from bookings.handoffs.rules.stages import CAME_BACK, Stage
from bookings.handoffs.rules.steps import Step, Who
from tests.bookings.handoffs.rules.lives import (
    BEGUN,
    COLLEAGUE,
    NOW,
    RECEIVER,
    SENDER,
    STRAIGHT,
    after,
    on_the_way,
)

STANDS = PacketStands(until=NOW + timedelta(days=30))
THEIRS = Reader(RECEIVER, Who.RECEIVER)
OURS = Reader(SENDER, Who.SENDER)


@pytest.mark.parametrize(
    "step", [Step.RECEIVE, Step.ACCEPT, Step.MAKE_CONTACT, Step.SETTLE, Step.TELL]
)
def test_whoever_received_it_reads_it_until_it_closes(step: Step) -> None:
    assert why_not(on_the_way(step), STANDS, THEIRS, NOW) is None
    closed = after(*STRAIGHT)
    assert why_not(closed, STANDS, THEIRS, NOW) is Unreadable.CLOSED
    assert why_not(closed, STANDS, OURS, NOW) is Unreadable.CLOSED


def test_r_04_before_it_is_received_by_name_nobody_there_reads_it() -> None:
    assert why_not(on_the_way(Step.SEND), STANDS, THEIRS, NOW) is Unreadable.NOT_RECEIVED
    assert why_not(BEGUN, STANDS, THEIRS, NOW) is Unreadable.NOT_YET_SENT
    colleague = Reader(COLLEAGUE, Who.RECEIVER)
    assert why_not(on_the_way(Step.RECEIVE), STANDS, colleague, NOW) is Unreadable.NOT_THEIRS


def test_s_36_withdrawn_or_expired_it_is_unreadable_in_that_moment() -> None:
    accepted = on_the_way(Step.ACCEPT)
    for packet, why in (
        (replace(STANDS, withdrawn_at=NOW), Unreadable.WITHDRAWN),
        (replace(STANDS, until=NOW), Unreadable.EXPIRED),
    ):
        for reader in (THEIRS, OURS):
            assert why_not(accepted, packet, reader, NOW) is why
            assert why_not(accepted, packet, reader, NOW - timedelta(microseconds=1)) is None


@pytest.mark.parametrize("stage", [each for each in Stage if each in CAME_BACK])
def test_what_came_back_is_not_read_there_even_once_it_is_settled(stage: Stage) -> None:
    came_back = replace(BEGUN, stage=stage, receiver=RECEIVER, is_shut=True)
    assert why_not(came_back, STANDS, THEIRS, NOW) is not None
    settled = replace(came_back, stage=Stage.OUTCOME, outcome=Outcome.NOT_HELPED)
    assert why_not(settled, STANDS, THEIRS, NOW) is Unreadable.CAME_BACK


def test_a_packet_that_was_replaced_is_read_no_more() -> None:
    replaced = replace(STANDS, is_replaced=True)
    assert why_not(on_the_way(Step.ACCEPT), replaced, THEIRS, NOW) is Unreadable.REPLACED


def test_r_17_s_28_whoever_left_or_is_shut_out_reads_nothing() -> None:
    accepted = on_the_way(Step.ACCEPT)
    gone, shut_out = replace(THEIRS, has_left=True), replace(THEIRS, is_shut_out=True)
    assert why_not(accepted, STANDS, gone, NOW) is Unreadable.LEFT
    assert why_not(accepted, STANDS, shut_out, NOW) is Unreadable.SHUT_OUT
    assert why_not(accepted, STANDS, replace(OURS, is_shut_out=True), NOW) is Unreadable.SHUT_OUT


def test_neither_she_nor_the_clock_reads_a_packet() -> None:
    for side in (Who.HER, Who.CLOCK):
        reader = Reader(RECEIVER, side)
        assert why_not(on_the_way(Step.ACCEPT), STANDS, reader, NOW) is Unreadable.NOT_THEIRS


def test_what_no_agreement_carries_has_no_end_but_its_close() -> None:
    lawful = PacketStands(until=None)
    later = NOW + timedelta(days=400)
    assert why_not(on_the_way(Step.ACCEPT), lawful, THEIRS, later) is None
