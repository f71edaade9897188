"""Which fields go to which kind of desk: the lists, held against what must never be in them."""

import pytest

from bookings.handoffs.rules.beforehand import Before, before, unheard
from bookings.handoffs.rules.desks import OF_OUR_OWN, DeskKind
from bookings.handoffs.rules.fields import (
    ALLOWED,
    OF_IMMIGRATION,
    OF_THE_BODY,
    PacketField,
    abuse_named,
    fields_for,
)
from services_directory.listings.models import ServiceKind

D, F = DeskKind, PacketField
TRUST_WITH_STATUS = {D.POLICE, D.HOUSING, D.CHILDRENS_SOCIAL_CARE}


def test_every_kind_of_service_has_its_list() -> None:
    of_the_directory = {desk.value for desk in DeskKind if desk not in OF_OUR_OWN}
    assert of_the_directory == {kind.value for kind in ServiceKind}
    assert set(ALLOWED) == set(D)


@pytest.mark.parametrize("desk", [D.POLICE, D.HOUSING, D.CHILDRENS_SOCIAL_CARE])
def test_s_33_r_13_no_status_nationality_or_papers_for_whom_may_tell(desk: DeskKind) -> None:
    assert not ALLOWED[desk] & OF_IMMIGRATION


def test_only_a_solicitor_may_be_told_of_immigration() -> None:
    assert {desk for desk in D if ALLOWED[desk] & OF_IMMIGRATION} == {D.LEGAL}


@pytest.mark.parametrize(
    ("field", "desks"),
    [
        (F.SEXUAL_VIOLENCE, {D.ISVA}),
        (F.SUBSTANCE_USE, {D.SUBSTANCE_MISUSE}),
        (F.MENTAL_HEALTH, {D.SUBSTANCE_MISUSE}),
        (F.HEALTH, {D.SUBSTANCE_MISUSE, D.ISVA}),
        (F.GP, {D.SUBSTANCE_MISUSE, D.ISVA}),
        (F.SUPPORT_NEEDS, {D.REFUGE}),
        (F.OTHER_SIDE, {D.CONFLICT_CHECK}),
        (F.OTHER_NAMES, {D.CONFLICT_CHECK}),
    ],
)
def test_s_34_detail_goes_only_where_a_list_names_it(
    field: PacketField, desks: set[DeskKind]
) -> None:
    assert {desk for desk in D if field in ALLOWED[desk]} == desks


def test_r_14_nothing_of_substances_or_sexual_violence_reaches_housing() -> None:
    assert not ALLOWED[D.HOUSING] & (OF_THE_BODY | {F.SUPPORT_NEEDS, F.ABUSE, F.RISK})


@pytest.mark.parametrize("desk", DeskKind)
def test_s_33_s_34_a_word_for_the_abuse_tells_no_detail_either(desk: DeskKind) -> None:
    named = abuse_named(desk, ["coercive_control", "sexual", "fgm", "immigration", "physical"])
    assert "immigration" not in named or desk is DeskKind.LEGAL
    assert not {"sexual", "fgm"} & set(named) or desk is DeskKind.ISVA
    assert ("physical" in named) is (PacketField.ABUSE in ALLOWED[desk])


def test_r_08_no_field_could_be_made_a_condition() -> None:
    gates = ("police_reference", "crime", "proof", "arrears", "identity", "local", "income")
    assert not [f for f in F if any(word in f.value for word in gates)]
    assert F.DOCUMENTS not in ALLOWED[D.HOUSING]


def test_s_29_a_refuge_gets_no_address_and_no_name_and_there_is_no_field_for_its_own() -> None:
    assert not ALLOWED[D.REFUGE] & {F.ADDRESS, F.NAME, F.BORN_ON, F.SCHOOL, F.GP}
    assert not [field for field in F if "refuge" in field.value]


def test_r_11_a_check_of_names_is_given_names_and_nothing_else() -> None:
    names = [F.NAME, F.OTHER_NAMES, F.BORN_ON, F.OTHER_SIDE]
    assert fields_for(D.CONFLICT_CHECK) == names


def test_a_child_goes_to_childrens_services_as_one_person() -> None:
    assert F.CHILDREN not in ALLOWED[D.CHILDRENS_SOCIAL_CARE]
    assert {F.CHILD, F.CHILDS_WISHES} <= ALLOWED[D.CHILDRENS_SOCIAL_CARE]


def test_r_13_police_ask_comes_before_anything_else() -> None:
    assert before(D.POLICE)[0] is Before.WANTS_POLICE_TOLD
    assert unheard(D.POLICE, set(Before)) == []


@pytest.mark.parametrize("desk", D)
def test_advice_comes_before_those_who_may_tell_the_home_office(desk: DeskKind) -> None:
    said = {Before.MAY_TELL_THE_HOME_OFFICE, Before.IMMIGRATION_ADVICE_OFFERED}
    assert (said <= set(before(desk))) is (desk in TRUST_WITH_STATUS)
    assert bool(said & set(before(desk))) is (desk in TRUST_WITH_STATUS)
