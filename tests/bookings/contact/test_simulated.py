"""Decisions of eleven years beside the rules told minute by minute: none may differ."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from bookings.contact.rules.decision import decide
from bookings.contact.rules.outgoing import Outgoing
from bookings.contact.rules.preference import Preference
from bookings.contact.rules.verdicts import Send, Verdict, Wait
from tests.bookings.contact import oracle
from tests.bookings.contact.drawing import a_message, a_moment, a_preference

MINUTE = timedelta(minutes=1)


def test_s_01_to_s_06_no_decision_of_eleven_years_is_wrong(
    rounds: Callable[[int, int], int],
) -> None:
    chance = Random(2026)
    verdicts: Counter[str] = Counter()
    count = rounds(2_500, 1_000_000)
    for _ in range(count):
        moment = a_moment(chance)
        said, message = a_preference(chance, moment), a_message(chance, moment)
        verdict = decide(said, message, moment)
        check(said, message, moment, verdict, chance)
        verdicts[type(verdict).__name__] += 1
    assert min(verdicts.values()) > count * 0.03, verdicts


def check(
    said: Preference, message: Outgoing, moment: datetime, verdict: Verdict, chance: Random
) -> None:
    told = (said, message, moment, verdict)
    now = oracle.may_send(said, message, moment, moment)
    assert now is isinstance(verdict, Send), told
    if isinstance(verdict, Send):
        ends = verdict.until
        assert moment < ends <= moment + 30 * MINUTE, told
        hours = said.hours
        assert all(oracle.is_safe(hours, ends - k * MINUTE) for k in range(1, 30)), told
        return
    if isinstance(verdict, Wait):
        assert verdict.until > moment, told
        assert oracle.may_send(said, message, verdict.until, moment), told
    over = verdict.until if isinstance(verdict, Wait) else moment + timedelta(days=8)
    last = int((over - moment) / MINUTE)
    tried = {last, *(chance.randrange(last + 1) for _ in range(4))}
    for minutes in tried:
        sooner = moment + minutes * MINUTE
        if sooner < over:
            assert not oracle.may_send(said, message, sooner, moment), (told, sooner)
