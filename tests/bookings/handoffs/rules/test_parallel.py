"""One need at several places at once: one yes ends the rest, and a call counts as much."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from uuid import UUID

import pytest

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


@pytest.mark.parametrize("way", [Way.SENT, Way.RUNG])
def test_one_yes_ends_exactly_what_is_open(way: Way) -> None:
    """Every three answers: what another holds for her ends as well as what has not answered."""
    for answers in product([Answer.HOLDS, Answer.NONE_YET], Answer, Answer):
        attempts = [asked(UUID(int=n), way, answer) for n, answer in enumerate(answers)]
        if Answer.ACCEPTED in answers:
            continue
        ending = accept(attempts, UUID(int=0))
        ended = ending.withdraw if way is Way.SENT else ending.ring
        assert set(ended) == {each.id for each in attempts[1:] if each.answer in OPEN}
        assert len(ending.withdraw) + len(ending.ring) == len(ended)
