"""By when something must have happened, how it stands, and who hears of it when it is late."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookings.handoffs.rules.clock import (
    A_RUNG,
    Ladder,
    NobodyIsNamed,
    Presence,
    Standing,
    ladder_for,
    rung_at,
    rung_now,
    standing,
    told_of_it,
)
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.limits import (
    SHIPPED,
    Limit,
    NotALimit,
    Stake,
    Unit,
    due_at,
    limit_in,
    with_settings,
)
from bookings.handoffs.rules.stages import UNANSWERED, Stage
from bookings.handoffs.rules.working_time import Working, office

OFFICE = office(time(9), time(17), frozenset({date(2026, 12, 25), date(2026, 12, 28)}))
WEDNESDAY = datetime(2026, 11, 18, 11, 0, tzinfo=UTC)
LEAD, DEPUTY, MANAGER, CHIEF = (UUID(int=n) for n in range(11, 15))
LADDER = Ladder(((LEAD, DEPUTY), (MANAGER,), (CHIEF,)))
AT_WORK = dict.fromkeys([LEAD, DEPUTY, MANAGER, CHIEF], Presence.AT_WORK)
H = timedelta(hours=1)
USUAL = Stake()


def due(
    desk: DeskKind, stage: Stage = Stage.SENT, since: datetime = WEDNESDAY, stake: Stake = USUAL
) -> str:
    found = due_at(stage, since, desk=desk, stake=stake, working=OFFICE)
    assert found
    return f"{found:%a %d %H:%M}"


@pytest.mark.parametrize(
    ("desk", "by"),
    [
        (DeskKind.CHILDRENS_SOCIAL_CARE, "Thu 19 11:00"),
        (DeskKind.IDVA, "Fri 20 11:00"),
        (DeskKind.REFUGE, "Wed 18 13:00"),
        (DeskKind.HOUSING, "Thu 19 11:00"),
        (DeskKind.POLICE, "Thu 19 11:00"),
        (DeskKind.LEGAL, "Mon 23 11:00"),
        (DeskKind.CONFLICT_CHECK, "Mon 23 11:00"),
        (DeskKind.SUBSTANCE_MISUSE, "Mon 23 11:00"),
        (DeskKind.ISVA, "Mon 23 11:00"),
        (DeskKind.OTHER, "Mon 23 11:00"),
    ],
)
def test_each_kind_of_service_has_its_time(desk: DeskKind, by: str) -> None:
    assert due(desk) == by


@pytest.mark.parametrize("desk", DeskKind)
def test_what_is_grave_is_due_today_wherever_it_goes(desk: DeskKind) -> None:
    by = "Wed 18 13:00" if desk is DeskKind.REFUGE else "Wed 18 17:00"
    for stake in (
        Stake(is_high_concern=True),
        Stake(nowhere_tonight=True),
        Stake(life_at_risk=True),
    ):
        assert due(desk, stake=stake) == by


def test_what_is_grave_and_comes_in_the_evening_is_late_at_once() -> None:
    evening = WEDNESDAY + 8 * H
    assert due(DeskKind.HOUSING, since=evening, stake=Stake(nowhere_tonight=True)) == "Wed 18 19:00"
    assert due(DeskKind.HOUSING, since=evening) == "Fri 20 09:00"


def test_r_12_a_child_never_waits_longer_than_one_working_day() -> None:
    slow = with_settings({DeskKind.CHILDRENS_SOCIAL_CARE: "10wd", DeskKind.LEGAL: "10wd"})
    for desk in (DeskKind.CHILDRENS_SOCIAL_CARE, DeskKind.LEGAL):
        stake = Stake(is_about_a_child=True)
        found = due_at(Stage.SENT, WEDNESDAY, desk=desk, stake=stake, working=OFFICE, limits=slow)
        assert found == WEDNESDAY + timedelta(days=1)


def test_asking_for_more_stops_no_clock() -> None:
    assert {due(DeskKind.LEGAL, stage) for stage in UNANSWERED} == {"Mon 23 11:00"}


@pytest.mark.parametrize("stage", Stage)
def test_every_open_stage_has_its_end(stage: Stage) -> None:
    for desk in DeskKind:
        found = due_at(stage, WEDNESDAY, desk=desk, stake=Stake(), working=OFFICE)
        if stage is Stage.CLOSED:
            assert found is None
        else:
            assert found is not None
            assert WEDNESDAY < found <= WEDNESDAY + timedelta(days=28)


def test_christmas_is_no_working_day() -> None:
    eve = datetime(2026, 12, 24, 12, 0, tzinfo=UTC)
    assert due(DeskKind.HOUSING, since=eve) == "Tue 29 12:00"
    assert due(DeskKind.REFUGE, since=eve + 4 * H) == "Tue 29 10:00"
    assert due(DeskKind.IDVA, since=eve) == "Sat 26 12:00"


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("48h", Limit(Unit.HOURS, 48)),
        (" 2WH ", Limit(Unit.WORKING_HOURS, 2)),
        ("3wd", Limit(Unit.WORKING_DAYS, 3)),
        ("today", Limit(Unit.TODAY)),
    ],
)
def test_a_setting_says_a_limit(text: str, limit: Limit) -> None:
    assert limit_in(text) == limit


@pytest.mark.parametrize(
    "text", ["", "0h", "-1h", "3", "3 days", "11wd", "999h", "h", "3d", "²h", "3whd"]
)
def test_a_setting_that_says_no_time_is_refused(text: str) -> None:
    with pytest.raises(NotALimit):
        limit_in(text)


def test_every_kind_has_a_limit_whatever_is_set() -> None:
    assert set(SHIPPED.answer) == set(DeskKind)
    assert set(with_settings({DeskKind.LEGAL: "1wd"}).answer) == set(DeskKind)


def test_c_14_it_is_unread_then_due_then_overdue_from_the_very_moment() -> None:
    end = WEDNESDAY + 8 * H
    found = [
        standing(Stage.SENT, WEDNESDAY, end, WEDNESDAY + hours)
        for hours in (0 * H, 5.9 * H, 6 * H, 8 * H - timedelta(microseconds=1), 8 * H, 99 * H)
    ]
    late = [Standing.OVERDUE, Standing.OVERDUE]
    assert found == [Standing.UNREAD, Standing.UNREAD, Standing.DUE, Standing.DUE, *late]


def test_what_was_read_is_in_time_and_what_she_is_yet_to_hear_waits_on_her() -> None:
    end = WEDNESDAY + 8 * H
    assert standing(Stage.RECEIVED, WEDNESDAY, end, WEDNESDAY) is Standing.IN_TIME
    assert standing(Stage.OUTCOME, WEDNESDAY, end, WEDNESDAY) is Standing.WAITS_ON_HER
    assert standing(Stage.OUTCOME, WEDNESDAY, end, end) is Standing.OVERDUE
    assert standing(Stage.CLOSED, WEDNESDAY, None, end) is Standing.CLOSED


def test_c_15_what_is_overdue_climbs_rung_by_rung_over_night_too() -> None:
    rungs = [
        rung_at(WEDNESDAY, WEDNESDAY + hours, A_RUNG) for hours in (-H, 0 * H, 3 * H, 4 * H, 90 * H)
    ]
    assert rungs == [None, 0, 0, 1, 22]
    assert told_of_it(LADDER, 0, AT_WORK) == (LEAD, DEPUTY)
    assert told_of_it(LADDER, 1, AT_WORK) == (MANAGER,)
    assert told_of_it(LADDER, 22, AT_WORK) == (CHIEF,)


def test_whoever_is_away_or_has_left_is_passed_over() -> None:
    assert told_of_it(LADDER, 0, AT_WORK | {LEAD: Presence.AWAY}) == (DEPUTY,)
    assert told_of_it(LADDER, 1, AT_WORK | {MANAGER: Presence.LEFT}) == (CHIEF,)
    only_lead = {LEAD: Presence.AT_WORK, CHIEF: Presence.AWAY}
    assert told_of_it(LADDER, 2, only_lead) == (LEAD,)


def test_with_nobody_at_work_all_who_stay_hear_of_it() -> None:
    assert told_of_it(LADDER, 1, {MANAGER: Presence.AWAY, LEAD: Presence.AWAY}) == (MANAGER, LEAD)
    with pytest.raises(NobodyIsNamed):
        told_of_it(LADDER, 1, {MANAGER: Presence.LEFT})


@given(
    st.integers(0, 50), st.dictionaries(st.sampled_from(sorted(AT_WORK)), st.sampled_from(Presence))
)
def test_it_never_falls_into_silence_while_one_of_them_stays(
    rung: int, presence: dict[UUID, Presence]
) -> None:
    stays = {each for each, where in presence.items() if where is not Presence.LEFT}
    if not stays:
        with pytest.raises(NobodyIsNamed):
            told_of_it(LADDER, rung, presence)
        return
    told = told_of_it(LADDER, rung, presence)
    assert told
    assert set(told) <= stays
    at_work = {each for each in stays if presence[each] is Presence.AT_WORK}
    assert set(told) <= at_work or not at_work


@given(
    st.sampled_from([each for each in Stage if each is not Stage.CLOSED]),
    st.sampled_from(DeskKind),
    st.builds(Stake, *[st.booleans()] * 4),
    st.integers(0, 60 * 24),
    st.sampled_from(Presence),
)
def test_c_15_nothing_is_ever_past_its_time_without_somebody_who_hears_of_it(
    stage: Stage, desk: DeskKind, stake: Stake, hours: int, holder: Presence
) -> None:
    now = WEDNESDAY + hours * H
    end = due_at(stage, WEDNESDAY, desk=desk, stake=stake, working=OFFICE)
    rung = rung_now(holder, end, now, A_RUNG, is_grave=stake.is_grave)
    is_late = standing(stage, WEDNESDAY, end, now) is Standing.OVERDUE
    assert (rung is not None) is (
        is_late or holder is Presence.LEFT or (holder is Presence.AWAY and stake.is_grave)
    )
    if rung is not None:
        ladder = ladder_for(stage, sender=LADDER, receiver=LADDER)
        assert told_of_it(ladder, rung, {CHIEF: Presence.AT_WORK}) == (CHIEF,)


@pytest.mark.parametrize("rungs", [(), ((),), ((LEAD,), ())])
def test_a_ladder_names_somebody_on_every_rung(rungs: tuple[tuple[UUID, ...], ...]) -> None:
    with pytest.raises(NobodyIsNamed):
        Ladder(rungs)


def test_what_somebody_held_who_left_is_passed_on_before_it_is_late() -> None:
    def found(holder: Presence, *, is_grave: bool) -> int | None:
        return rung_now(holder, WEDNESDAY, WEDNESDAY - H, A_RUNG, is_grave=is_grave)

    assert found(Presence.AT_WORK, is_grave=True) is None
    assert found(Presence.AWAY, is_grave=False) is None
    assert found(Presence.AWAY, is_grave=True) == 0
    assert found(Presence.LEFT, is_grave=False) == 0
    assert rung_now(Presence.AT_WORK, WEDNESDAY, WEDNESDAY + 5 * H, A_RUNG, is_grave=False) == 1
    assert rung_now(Presence.LEFT, None, WEDNESDAY, A_RUNG, is_grave=True) is None


def test_what_lies_unread_climbs_there_and_comes_back_to_who_knows_her() -> None:
    theirs, ours = Ladder(((MANAGER,),)), Ladder(((CHIEF,),))
    unread = ladder_for(Stage.SENT, sender=ours, receiver=theirs)
    assert unread.rungs == ((MANAGER,), (CHIEF,))
    assert ladder_for(Stage.ACCEPTED, sender=ours, receiver=theirs) == unread
    assert ladder_for(Stage.DECLINED, sender=ours, receiver=theirs) == ours


def test_a_place_in_another_zone_has_its_own_morning() -> None:
    kabul = Working(OFFICE.weekly, zone=ZoneInfo("Asia/Kabul"))
    found = due_at(Stage.SENT, WEDNESDAY, desk=DeskKind.REFUGE, stake=Stake(), working=kabul)
    # 15:30 there: an hour and a half today, the rest tomorrow.
    assert found == datetime(2026, 11, 19, 5, 0, tzinfo=UTC)
