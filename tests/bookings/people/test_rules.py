"""What is decided about people on plain values: addresses, risk, steps, words that blame."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookings.cases.prompts import prompts_for
from bookings.people.rules.abuse import AbuseKind
from bookings.people.rules.facts import Address, day_in, is_area, where_to_write
from bookings.people.rules.risk import (
    AFTER_SEPARATION,
    Bands,
    Finding,
    JudgementLowers,
    Level,
    level_by,
    level_of,
    review_since,
    standing_level,
)
from bookings.people.rules.steps import Doer
from bookings.people.rules.wording import found_in, prompts_in

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
DAY = NOW.date()
BANDS = Bands(24, 10, 14)

levels = st.sampled_from(Level)
days = st.integers(0, 800).map(lambda count: DAY + timedelta(days=count))
findings = st.builds(
    lambda on, by_count, raised: Finding(on, by_count, max(by_count, raised, key=_rank)),
    days,
    levels,
    levels,
)
judgements = st.builds(lambda on, judged: Finding(on, None, judged), days, levels)


def _rank(level: Level) -> int:
    return level.rank


@given(
    st.lists(
        st.tuples(
            st.booleans(),
            st.one_of(st.none(), st.just(NOW)),
            st.one_of(st.none(), st.just(NOW)),
        )
    )
)
def test_s_30_nothing_is_ever_posted_to_an_unsafe_address(
    drawn: list[tuple[bool, datetime | None, datetime | None]],
) -> None:
    addresses = [Address(str(number), *each) for number, each in enumerate(drawn)]
    found = where_to_write(addresses)
    usable = [a.value for a in addresses if a.is_safe_for_post and not (a[2] or a[3])]
    assert found == (usable[0] if len(usable) == 1 else None)


@pytest.mark.parametrize("text", ["12 Mill Lane", "TW3 1ES", "Flat ٤", "½ way house"])
def test_s_29_what_leads_to_a_door_is_no_area(text: str) -> None:
    assert not is_area(text)
    assert is_area("West London")


def test_a_day_is_read_in_one_way_only() -> None:
    assert day_in("1990-04-23") == date(1990, 4, 23)
    assert [day_in(each) for each in ("23.4.1990", "19900423", "1990-02-30", "")] == [None] * 4


def test_c_16_the_bands_of_a_tool_say_what_a_count_gives() -> None:
    assert [level_by(BANDS, each).value for each in (0, 9, 10, 13, 14, 24)] == [
        *("standard", "standard", "medium", "medium", "high", "high")
    ]
    with pytest.raises(ValueError, match="24"):
        level_by(BANDS, 25)


@given(levels, levels)
def test_s_40_judgement_raises_and_never_lowers(by_count: Level, judged: Level) -> None:
    if judged.rank < by_count.rank:
        with pytest.raises(JudgementLowers):
            level_of(by_count, judged)
    else:
        assert level_of(by_count, judged) is judged
    assert level_of(None, judged) is judged
    assert level_of(by_count, None) is by_count


@given(st.lists(findings, max_size=6), judgements)
def test_s_40_judgement_alone_never_lowers_what_stands(
    found: list[Finding], later: Finding
) -> None:
    before = standing_level([each for each in found if each.on < later.on], [])
    after = standing_level([*(each for each in found if each.on < later.on), later], [])
    assert after is not None
    assert before is None or after.rank >= before.rank


@given(st.lists(findings, min_size=1, max_size=6), days)
def test_s_41_separation_lowers_nothing_whatever_is_found_in_the_year_after(
    found: list[Finding], separated: date
) -> None:
    in_course = sorted(found, key=lambda each: each.on)
    highest = 0
    for count, each in enumerate(in_course, start=1):
        level = standing_level(in_course[:count], [separated])
        assert level is not None
        if separated <= each.on <= separated + AFTER_SEPARATION and count > 1:
            assert level.rank >= highest
        highest = level.rank


def test_s_41_a_separation_by_itself_changes_nothing_and_asks_for_a_review() -> None:
    high = Finding(DAY, Level.HIGH, None)
    later = DAY + timedelta(days=3)
    assert standing_level([high], [later]) is Level.HIGH
    assert review_since([high], [later]) == later
    assert review_since([high, Finding(later, None, Level.HIGH)], [later]) is None
    assert review_since([], []) is None


def test_a_tool_gone_through_anew_may_find_less_where_nobody_separated() -> None:
    """The permission beside the refusals above."""
    course = [Finding(DAY, Level.HIGH, None), Finding(DAY + timedelta(1), Level.MEDIUM, None)]
    assert standing_level(course, []) is Level.MEDIUM


def test_c_18_control_comes_first_and_physical_violence_is_not_the_default() -> None:
    kinds = list(AbuseKind)
    assert kinds[0] is AbuseKind.COERCIVE_CONTROL
    assert kinds.index(AbuseKind.PHYSICAL) > len(kinds) // 2


def test_s_62_nobody_who_is_harmed_can_be_asked_to_do_a_step() -> None:
    hers = {"she", "client", "victim", "mother", "themselves", "parent", "person", "family"}
    assert hers.isdisjoint(each.value for each in Doer)


@pytest.mark.parametrize(
    "text",
    [
        "It is a lifestyle choice.",
        "She REFUSES  to\nengage",
        "as bad as one another",
        "There was parental conflict",
    ],
)
def test_c_21_words_that_blame_are_found_however_they_are_written(text: str) -> None:
    assert prompts_for(text, "en")
    assert prompts_for(text, "ur"), "in a language without a list, the English one"


@pytest.mark.parametrize(
    "text", ["His lifestyle", "lifestyle choices", "He refuses to leave her alone", ""]
)
def test_c_21_other_words_are_left_alone(text: str) -> None:
    found = {each.phrase for each in prompts_for(text, "en")}
    assert found <= {"refuses to leave"}
    assert not found_in("lifestyle choices", prompts_in(["lifestyle choice -> x"]))


def test_c_21_a_line_that_is_no_prompt_is_refused() -> None:
    assert prompts_in(["# of the list", "", "a -> b"])[0].better == "b"
    for line in ("no arrow", "-> b", "a -> "):
        with pytest.raises(ValueError, match="phrase"):
            prompts_in([line])
