"""What a coordinator is told of the text about a place that is held."""

from datetime import UTC, datetime, timedelta

import pytest

from bookings.contact.rules.verdicts import Reason, Send, Verdict, Wait, Withhold
from bookings.day.rules.word_of_place import Telling, Word, telling
from bookings.visits.rules.telling import last_word
from portal.outbox.rules.states import State

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
MAY, LATER = Send(NOON), Wait(NOON, Reason.OUTSIDE_HOURS)
NEVER = Withhold(Reason.NO_SAFE_HOUR_LEFT)
WHY_NOT = Telling(Word.NOT, reason=Reason.NO_SAFE_HOUR_LEFT.value)


@pytest.mark.parametrize(
    ("verdict", "state", "told"),
    [
        (MAY, State.QUEUED, Telling(Word.NOW)),
        (LATER, State.QUEUED, Telling(Word.LATER, at=NOON)),
        (NEVER, State.QUEUED, WHY_NOT),
        (NEVER, None, WHY_NOT),
        (NEVER, State.CANCELLED, WHY_NOT),
        (NEVER, State.SENT, Telling(Word.WENT)),
        (MAY, None, Telling(Word.NOT)),
        (MAY, State.DROPPED, Telling(Word.ENDED, reason="too late")),
        (NEVER, State.FAILED, Telling(Word.ENDED, reason="too late")),
    ],
)
def test_c_11_it_says_whether_a_text_goes_and_when_or_why_not(
    verdict: Verdict, state: State | None, told: Telling
) -> None:
    assert telling(verdict, state, "too late") == told


def test_s_03_the_last_word_leaves_time_for_an_answer() -> None:
    assert last_word(NOON) == NOON - timedelta(minutes=30)
