"""Where news may move a message, what each code asks for, and what is a stop word."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.outbox.rules.outcomes import Meaning, meaning_of
from portal.outbox.rules.states import News, State, after, news_of
from portal.outbox.rules.stopping import asks_to_stop

ENDED = (State.DELIVERED, State.FAILED)

FLAGGED = (21211, 21214, 21265, 21266, 21268, 21610, 21614, 21635, 30005, 30006)
ASKED = (30003, 30007, 30008)
CONFIGURED = (20003, 21212, 21408, 21606, 21659, 21660, 21661)


@given(st.sampled_from(State), st.lists(st.sampled_from(News), min_size=1, max_size=6))
def test_news_in_any_order_only_ever_moves_a_message_forward(
    state: State, told: list[News]
) -> None:
    reached = list(itertools.accumulate(told, after, initial=state))[1:]
    assert set(reached) <= {State.SENT, *ENDED}, "none is ever sent again"
    ends = [each for each in reached if each in ENDED]
    assert len(set(ends)) <= 1, "what has ended stays as it is"
    assert all(each in ENDED for each in reached[len(reached) - len(ends) :])


@given(st.sampled_from(State), st.lists(st.sampled_from(News), min_size=1, max_size=4))
def test_news_told_twice_is_news_told_once(state: State, told: list[News]) -> None:
    once = list(itertools.accumulate(told, after, initial=state))[-1]
    twice = [each for news in told for each in (news, news)]
    assert list(itertools.accumulate(twice, after, initial=state))[-1] is once


def test_what_a_provider_says_of_a_message() -> None:
    assert [news_of(word) for word in ("queued", "delivered", "undelivered", "odd", "")] == [
        News.TAKEN,
        News.ARRIVED,
        News.LOST,
        None,
        None,
    ]


def test_each_code_asks_for_what_it_asks_for() -> None:
    assert {meaning_of(code) for code in FLAGGED} == {Meaning.FLAG}
    assert {meaning_of(code) for code in ASKED} == {Meaning.ASK}
    assert {meaning_of(code) for code in CONFIGURED} == {Meaning.CONFIGURATION}
    assert {meaning_of(code) for code in (None, 1, 30004, 99999)} == {Meaning.UNKNOWN}


@pytest.mark.parametrize("text", ["STOP", " stop. ", "Stop all", "“Stop”", "UNSUBSCRIBE", "quit!"])
def test_a_stop_word_and_nothing_else_asks_to_stop(text: str) -> None:
    assert asks_to_stop(text)


@pytest.mark.parametrize("text", ["", "please don't stop", "who is this?", "I cancel my place"])
def test_other_words_are_for_a_person_to_read(text: str) -> None:
    assert not asks_to_stop(text)
    assert asks_to_stop(text, "STOP"), "unless the provider has taken it for one"
