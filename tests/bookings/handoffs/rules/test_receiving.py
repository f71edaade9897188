"""What a receiver's page offers by the kind of its desk."""

import pytest

from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.fields import PacketField, fields_for
from bookings.handoffs.rules.outcomes import Outcome
from bookings.handoffs.rules.receiving import (
    AT_THE_TOP,
    BEGINS_WITH,
    MUST_KNOW,
    buttons,
    contacts_her,
    outcomes_for,
    the_rest,
)
from bookings.handoffs.rules.steps import Step


@pytest.mark.parametrize("desk", DeskKind)
def test_every_field_of_a_packet_has_one_place_on_the_page(desk: DeskKind) -> None:
    fields = fields_for(desk)
    above = [each for each in (*AT_THE_TOP, *MUST_KNOW, *BEGINS_WITH) if each in fields]
    assert sorted([*above, *the_rest(fields)], key=list(PacketField).index) == fields


def test_a_place_is_a_refuges_to_give_and_an_application_a_councils_to_take() -> None:
    for desk in DeskKind:
        found = outcomes_for(desk)
        assert (Outcome.PLACE_TAKEN in found) is (desk is DeskKind.REFUGE)
        assert (Outcome.APPLICATION_TAKEN in found) is (desk is DeskKind.HOUSING)
        assert Outcome.NOT_SENT not in found
        assert found


def test_r_11_whoever_checks_names_is_offered_no_step_with_her() -> None:
    assert buttons(Step, DeskKind.CONFLICT_CHECK) == [
        each for each in Step if each not in (Step.MAKE_CONTACT, Step.TRY, Step.TELL)
    ]
    assert [desk for desk in DeskKind if not contacts_her(desk)] == [DeskKind.CONFLICT_CHECK]
    assert buttons(Step, DeskKind.REFUGE) == list(Step)
