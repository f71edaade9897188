"""Council housing: what an application is, what a referral needs, and what no page can ask for."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.housing import (
    Application,
    Came,
    Consent,
    Consents,
    Interim,
    Lack,
    ReferralKind,
    consents_missing,
    goes_as_well_to,
    has_nowhere_tonight,
    is_application,
    is_threatened,
    lacking,
    may_give_contact_details,
    referral_kind,
)
from bookings.handoffs.rules.packs import NoPack, pack_of
from bookings.handoffs.rules.packs.shape import Said, SentBy

ENGLAND = pack_of("ENG")
TODAY = date(2026, 11, 18)
WHOLE = Application(
    datetime(2026, 11, 18, 10, 40, tzinfo=UTC),
    Interim.GIVEN,
    decision_due=TODAY + timedelta(days=30),
)
ALL_THREE = Consents(to_refer=True, authority="Elsewhere", to_give_contact_details=True)


def test_r_08_asking_in_any_way_is_an_application_and_a_referral_is_none() -> None:
    assert is_application(Came.SHE_ASKED)
    assert is_application(Came.SOMEBODY_ASKED_FOR_HER)
    assert not is_application(Came.REFERRAL)


def test_r_08_the_desk_says_when_it_took_it_what_tonight_and_by_when() -> None:
    assert list(lacking(WHOLE)) == []
    assert list(lacking(Application())) == [Lack.TAKEN_AT, Lack.INTERIM, Lack.DECISION_DUE]
    refused = replace(WHOLE, interim=Interim.REFUSED)
    assert list(lacking(refused)) == [Lack.WHY]
    assert list(lacking(replace(refused, why="no room was free"))) == []


def test_no_paper_is_a_field_of_an_application() -> None:
    names = {field.name for field in fields(Application)}
    assert names == {"taken_at", "interim", "why", "decision_due"}


def test_a_refusal_leaves_the_night_open() -> None:
    for interim in (None, Interim.REFUSED):
        assert has_nowhere_tonight(said_nowhere=True, interim=interim)
    for interim in (Interim.GIVEN, Interim.SHE_HAS_A_SAFE_PLACE, Interim.SHE_CHOSE_OTHERWISE):
        assert not has_nowhere_tonight(said_nowhere=True, interim=interim)
    assert not has_nowhere_tonight(said_nowhere=False, interim=None)


def test_a_named_public_body_has_a_duty_and_a_charity_refers_of_its_own_will() -> None:
    duty = {sent_by for sent_by in SentBy if referral_kind(sent_by, ENGLAND) is ReferralKind.DUTY}
    assert {SentBy.SOCIAL_SERVICES, SentBy.PROBATION, SentBy.JOBCENTRE} <= duty
    assert not {SentBy.SPECIALIST_CHARITY, SentBy.HOUSING_ASSOCIATION, SentBy.OTHER} & duty


@pytest.mark.parametrize(
    ("consents", "missing"),
    [
        (ALL_THREE, []),
        (replace(ALL_THREE, to_refer=None), [Consent.TO_REFER]),
        (replace(ALL_THREE, to_refer=False), [Consent.TO_REFER]),
        (replace(ALL_THREE, authority=" "), [Consent.TO_AUTHORITY]),
        (replace(ALL_THREE, to_give_contact_details=None), [Consent.TO_GIVE_CONTACT_DETAILS]),
        (replace(ALL_THREE, to_give_contact_details=False), []),
        (Consents(None, "", None), list(Consent)),
    ],
)
def test_r_08_a_referral_has_three_consents_each_hers(
    consents: Consents, missing: list[Consent]
) -> None:
    assert list(consents_missing(consents)) == missing


def test_contact_details_go_only_with_her_yes() -> None:
    assert may_give_contact_details(ALL_THREE)
    for answer in (None, False):
        assert not may_give_contact_details(replace(ALL_THREE, to_give_contact_details=answer))


@pytest.mark.parametrize(("days", "threatened"), [(-3, True), (0, True), (56, True), (57, False)])
def test_threatened_is_within_fifty_six_days(days: int, threatened: bool) -> None:
    assert is_threatened(TODAY + timedelta(days=days), TODAY, ENGLAND) is threatened


@pytest.mark.parametrize(
    ("age", "goes"), [(15, False), (16, True), (17, True), (18, False), (None, False)]
)
def test_v_28_a_homeless_sixteen_or_seventeen_year_old_goes_to_childrens_services_as_well(
    age: int | None, goes: bool
) -> None:
    found = goes_as_well_to(age, is_homeless=True, pack=ENGLAND)
    assert found == ([DeskKind.CHILDRENS_SOCIAL_CARE] if goes else [])
    assert goes_as_well_to(age, is_homeless=False, pack=ENGLAND) == []


def test_another_nations_law_is_not_guessed_from_englands() -> None:
    for nation in ("WLS", "SCT", "NIR", ""):
        with pytest.raises(NoPack):
            pack_of(nation)


def test_england_says_all_that_a_page_must_say() -> None:
    said = {
        Said.AUTOMATIC_PRIORITY_NEED,
        Said.NO_POLICE_REPORT_OR_PROOF,
        Said.NOBODY_ASKS_THE_ABUSER,
    }
    assert said <= set(ENGLAND.says)
    assert ENGLAND.automatic_priority_since == date(2021, 7, 5)
