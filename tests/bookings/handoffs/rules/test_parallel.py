"""One need at several places at once: one yes ends the rest, and a call counts as much."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookings.handoffs.rules.declines import NextStep, Reason
from bookings.handoffs.rules.parallel import (
    OPEN,
    AlreadyTaken,
    Answer,
    Attempt,
    Lack,
    NeedStands,
    NotAsked,
    Way,
    accept,
    ask_next,
    lacking,
    need_stands,
    tries,
)
from tests.bookings.handoffs.rules.lives import NOW, SENDER

ONE, TWO, THREE, FOUR = (UUID(int=n) for n in range(31, 35))


def asked(id: UUID, way: Way = Way.SENT, answer: Answer = Answer.NONE_YET) -> Attempt:  # noqa: A002
    return Attempt(id, "Harbour", way, SENDER, NOW, answer, spoke_with="Kim")


def test_r_09_one_yes_withdraws_the_rest_and_has_the_others_rung() -> None:
    attempts = [
        asked(ONE, answer=Answer.HOLDS),
        asked(TWO),
        asked(THREE, Way.RUNG),
        asked(FOUR, answer=Answer.DECLINED),
    ]
    ending = accept(attempts, ONE)
    assert (ending.withdraw, ending.ring) == ((TWO,), (THREE,))


def test_a_yes_by_phone_withdraws_what_was_sent() -> None:
    ending = accept([asked(ONE), asked(TWO, Way.RUNG)], TWO)
    assert (ending.withdraw, ending.ring) == ((ONE,), ())


def test_two_places_are_never_both_taken() -> None:
    attempts = [asked(ONE, answer=Answer.ACCEPTED), asked(TWO)]
    with pytest.raises(AlreadyTaken):
        accept(attempts, TWO)
    assert accept(attempts, ONE).withdraw == (TWO,)


@pytest.mark.parametrize("answer", [Answer.DECLINED, Answer.ENDED, Answer.NOT_AVAILABLE])
def test_what_is_not_open_cannot_be_taken(answer: Answer) -> None:
    with pytest.raises(NotAsked):
        accept([asked(ONE, answer=answer)], ONE)
    with pytest.raises(NotAsked):
        accept([asked(ONE)], TWO)


def test_the_need_is_open_while_one_may_say_yes_and_comes_back_after_that() -> None:
    declined, unheard = (
        asked(ONE, answer=Answer.DECLINED),
        asked(TWO, Way.RUNG, Answer.NOBODY_ANSWERED),
    )
    assert need_stands([]) is NeedStands.COMES_BACK
    assert need_stands([declined, unheard]) is NeedStands.COMES_BACK
    assert need_stands([declined, asked(THREE)]) is NeedStands.OPEN
    assert need_stands([declined, asked(THREE, Way.RUNG, Answer.HOLDS)]) is NeedStands.OPEN
    assert need_stands([declined, asked(THREE, Way.RUNG, Answer.ACCEPTED)]) is NeedStands.MET


def test_a_no_by_phone_says_as_much_as_one_inside() -> None:
    for way in (Way.SENT, Way.RUNG, Way.HELPLINE, Way.VACANCY_LIST):
        bare = asked(ONE, way, Answer.DECLINED)
        assert list(lacking(bare)) == [Lack.REASON, Lack.NEXT_STEP]
        whole = replace(bare, reason=Reason.NO_SPACE, next_step=NextStep.ANOTHER_SERVICE)
        assert list(lacking(whole)) == []


def test_whoever_answered_there_is_named_and_nobody_is_where_nobody_did() -> None:
    rung = replace(asked(ONE, Way.RUNG, Answer.HOLDS), spoke_with="")
    assert list(lacking(rung)) == [Lack.SPOKE_WITH]
    assert list(lacking(replace(rung, answer=Answer.NOBODY_ANSWERED))) == []
    assert list(lacking(replace(rung, way=Way.VACANCY_LIST, place=" "))) == [Lack.PLACE]


def test_r_11_not_available_says_what_next_and_no_reason() -> None:
    answer = asked(ONE, Way.RUNG, Answer.NOT_AVAILABLE)
    assert list(lacking(answer)) == [Lack.NEXT_STEP]


def test_when_a_place_falls_through_those_we_ended_are_asked_first() -> None:
    later = NOW + timedelta(hours=1)
    attempts = [
        asked(ONE, Way.RUNG, Answer.NOBODY_ANSWERED),
        replace(asked(TWO, answer=Answer.ENDED), asked_at=later),
        asked(THREE, answer=Answer.ENDED),
        asked(FOUR, answer=Answer.DECLINED),
    ]
    assert ask_next(attempts) == [THREE, TWO, ONE]


def test_every_way_counts_as_one_place_asked() -> None:
    assert tries(asked(UUID(int=n), way) for n, way in enumerate(Way)) == len(Way)


@given(
    st.lists(st.tuples(st.sampled_from(Way), st.sampled_from(Answer)), max_size=6),
    st.integers(0, 5),
)
def test_one_yes_ends_exactly_what_is_open(drawn: Sequence[tuple[Way, Answer]], at: int) -> None:
    attempts = [asked(UUID(int=n), way, answer) for n, (way, answer) in enumerate(drawn)]
    try:
        ending = accept(attempts, UUID(int=at))
    except (AlreadyTaken, NotAsked):
        return
    ended = [*ending.withdraw, *ending.ring]
    assert set(ended) == {each.id for each in attempts if each.answer in OPEN and each.id.int != at}
    assert all(each.is_outside for each in attempts if each.id in ending.ring)
