"""A message goes once, when it may, and never late, twice, or past a limit."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa

from portal.outbox.actions.claiming import Unjudged
from portal.outbox.actions.queueing import cancel_about, cancel_all_of, cancel_one
from portal.outbox.carriers.twilio import PATIENCE_SECONDS
from portal.outbox.delivery import deliver_next, tidy
from portal.outbox.models import Message, OutboxCount, ShutWay
from portal.outbox.rules.limits import FRESH, GIVEN_UP, ON_ITS_WAY
from portal.outbox.rules.outcomes import Accepted, Busy, Doubtful, Kept, Meaning, Refused
from portal.outbox.rules.states import State
from portal.outbox.rules.verdicts import Channel, Wait, Withhold
from tests.bookings.visits.rows import dump
from tests.portal.outbox.post import TEXT, TO, Post, send

HOUR = timedelta(hours=1)
HALF_HOUR = timedelta(minutes=30)


def test_s_50_what_may_go_goes_once_and_nothing_of_it_is_kept(post: Post) -> None:
    """S-50: neither number nor words stand in any table, sealed as they might be."""
    post.queue()
    assert post.deliver()
    assert not post.deliver()
    ((sent, _),) = post.carrier.carried
    assert (sent.to, sent.text) == (TO, TEXT)
    message = post.one()
    assert (message.state, message.tries) == (State.SENT, 1)
    kept = repr(dump(post.database))
    assert "7400999001" not in kept
    assert TEXT not in kept


def test_it_is_asked_about_at_the_moment_of_sending_and_not_before(post: Post) -> None:
    post.queue(send_after=post.watch.now + HOUR)
    assert not post.deliver()
    assert post.asked == []
    post.watch.on(hours=1)
    assert post.deliver()
    assert len(post.asked) == 1


def test_s_03_what_missed_its_hour_is_dropped_and_never_sent_late(post: Post) -> None:
    """S-03: with the safest of verdicts it does not go."""
    post.queue()
    post.watch.on(hours=2)
    assert post.deliver()
    assert (post.states(), post.carrier.carried) == (["dropped"], [])
    assert post.one().reason == "too late to be useful"


def test_s_03_a_wait_beyond_its_use_drops_it_at_once(post: Post) -> None:
    post.queue()
    post.verdict = Wait(post.watch.now + 2 * HOUR)
    post.deliver()
    assert post.states() == ["dropped"]


def test_s_03_the_provider_may_not_try_past_the_use_of_it(post: Post) -> None:
    post.queue(useful_until=post.watch.now + HALF_HOUR)
    post.deliver()
    ((sent, _),) = post.carrier.carried
    assert sent.valid_for == HALF_HOUR - ON_ITS_WAY


def test_s_04_the_provider_gives_up_in_time_however_late_it_has_the_message(post: Post) -> None:
    """S-04: it counts from when it has it, which may be as late as the call may take."""
    post.queue()
    post.verdict = send(minutes=30)
    post.deliver()
    ((sent, _),) = post.carrier.carried
    assert FRESH + timedelta(seconds=PATIENCE_SECONDS) + sent.valid_for <= HALF_HOUR
    post.queue(useful_until=post.watch.now + ON_ITS_WAY)
    post.deliver()
    assert sorted(post.states()) == ["dropped", "sent"]
    assert len(post.carrier.carried) == 1, "with no time left it does not go"


def test_what_waits_is_asked_about_again_then_and_not_at_once(post: Post) -> None:
    post.queue()
    post.verdict = Wait(post.watch.now)
    post.deliver()
    assert not post.deliver()
    assert post.states() == ["queued"]
    post.verdict = send()
    post.watch.on(minutes=1)
    post.deliver()
    assert post.states() == ["sent"]


def test_what_is_withheld_says_why_and_never_goes(post: Post) -> None:
    post.queue()
    post.verdict = Withhold("her phone is not safe")
    post.deliver()
    post.verdict = send()
    post.watch.on(hours=1)
    assert not post.deliver()
    assert post.one().reason == "her phone is not safe"
    assert post.carrier.carried == []


def test_a_reason_holds_words_alone() -> None:
    for reason in ("", "ring 07400 999001", "a" * 61, "line\nbreak", "who@where"):
        with pytest.raises(ValueError, match="plain words"):
            Withhold(reason)


def test_s_15_what_was_tried_twice_about_a_visit_is_not_tried_a_third_time(post: Post) -> None:
    """S-15: whatever the kind, and tries that came to nothing count."""
    visit = uuid4()
    post.carrier.answers.extend([Busy(timedelta(minutes=1)), Accepted()])
    post.queue(about_id=visit)
    post.deliver()
    post.watch.on(minutes=2)
    post.deliver()
    post.queue(about_id=visit, kind="change")
    post.deliver()
    assert len(post.carrier.carried) == 2
    assert sorted(post.states()) == ["sent", "withheld"]


def test_s_15_a_number_is_written_to_so_often_a_day_and_then_tomorrow(post: Post) -> None:
    post.with_limits(to_one_number_a_day=1)
    for _ in range(2):
        post.queue(useful_until=post.watch.now + timedelta(days=1))
    post.deliver()
    post.deliver()
    assert sorted(post.states()) == ["queued", "sent"]
    post.verdict = send("+447400999002")
    post.queue()
    post.deliver()
    assert sorted(post.states()) == ["queued", "sent", "sent"], "others are written to"
    post.verdict = send()
    post.watch.on(hours=12)
    post.deliver()
    assert set(post.states()) == {"sent"}


def test_s_15_so_many_go_in_all_a_day(post: Post) -> None:
    post.with_limits(in_all_a_day=2)
    for number in range(4):
        post.queue()
        post.verdict = send(f"+44740099900{number}")
        post.deliver()
    assert sorted(post.states()) == ["dropped", "dropped", "sent", "sent"]
    with post.database.reading() as db:
        assert sorted(db.scalars(sa.select(OutboxCount.tries))) == [1, 1, 2]


def test_counts_of_past_days_are_forgotten(post: Post) -> None:
    post.queue()
    post.deliver()
    post.watch.on(days=1)
    tidy(post.room())
    with post.database.reading() as db:
        assert db.scalars(sa.select(OutboxCount)).all() == []


def test_the_same_is_not_queued_beside_itself(post: Post) -> None:
    visit = uuid4()
    assert post.queue(about_id=visit)
    assert post.queue(about_id=visit) is None
    assert post.queue(about_id=visit, kind="change"), "another kind is another message"
    assert post.queue(), "about another visit too"


def test_what_was_called_off_can_be_asked_for_anew(post: Post) -> None:
    visit = uuid4()
    post.queue(about_id=visit)
    with post.database.writing() as db:
        assert cancel_about(db, visit, post.watch.now).cancelled == 1
    assert post.queue(about_id=visit)
    assert sorted(post.states()) == ["cancelled", "queued"]


def test_what_may_have_gone_keeps_another_away_until_a_person_looked(post: Post) -> None:
    visit = uuid4()
    post.carrier.answers.append(Doubtful())
    post.queue(about_id=visit)
    post.deliver()
    assert post.queue(about_id=visit) is None
    with post.database.writing() as db:
        db.execute(sa.update(Message).values(seen_at=post.watch.now))
    assert post.queue(about_id=visit)


@pytest.mark.parametrize("which", ["about", "all of", "one"])
def test_nothing_goes_after_it_was_called_off(post: Post, which: str) -> None:
    ids = {"client_id": uuid4(), "about_id": uuid4()}
    message = post.queue(**ids)
    other = post.queue()
    assert message
    assert other
    with post.database.writing() as db:
        if which == "about":
            gone = cancel_about(db, ids["about_id"], post.watch.now)
        elif which == "all of":
            gone = cancel_all_of(db, ids["client_id"], "she said so", post.watch.now)
        else:
            gone = cancel_one(db, message, "a worker said so", post.watch.now)
    assert (gone.cancelled, gone.on_their_way) == (1, 0)
    while post.deliver():
        pass
    assert post.asked == [other]
    assert sorted(post.states()) == ["cancelled", "sent"]


def test_what_comes_back_after_it_was_called_off_goes_no_more(post: Post) -> None:
    """Somebody withdrew while the provider was saying that it is busy."""
    client = uuid4()
    post.queue(client_id=client)
    told: list[int] = []

    def withdraw() -> None:
        with post.database.writing() as db:
            told.append(cancel_all_of(db, client, "she said so", post.watch.now).on_their_way)

    post.carrier.meanwhile = withdraw
    post.carrier.answers.append(Busy(timedelta(minutes=1)))
    post.deliver()
    assert told == [1], "whoever stops it hears that it may still arrive"
    assert (post.one().state, post.one().reason) == (State.CANCELLED, "she said so")


def test_whoever_is_held_up_between_judging_and_sending_does_not_send(post: Post) -> None:
    """The clock moves on inside the claim: the moment that was judged is over (S-02)."""
    post.queue()
    moments = iter([post.watch.now, post.watch.now + FRESH + timedelta(seconds=1)])
    deliver_next(replace(post.room(), clock=lambda: next(moments, post.watch.now)))
    assert (post.states(), post.carrier.carried) == (["queued"], [])


def test_certain_refusals_are_tried_again_and_doubt_never(post: Post) -> None:
    post.queue()
    post.carrier.answers.extend([Busy(timedelta(minutes=5)), Doubtful()])
    post.deliver()
    assert post.states() == ["queued"]
    post.watch.on(minutes=5)
    post.deliver()
    assert post.states() == ["unclear"]
    post.watch.on(minutes=60)
    tidy(post.room())
    assert not post.deliver()
    assert len(post.carrier.carried) == 2


def test_a_carrier_that_breaks_leaves_it_unclear(post: Post) -> None:
    post.queue()
    post.carrier.answers.append(KeyError("x"))
    with pytest.raises(KeyError):
        post.deliver()
    assert post.states() == ["unclear"]
    assert not post.deliver()


def test_what_cannot_be_judged_does_not_stand_in_the_way_of_others(post: Post) -> None:
    post.queue()
    post.verdict = ValueError("x")
    with pytest.raises(Unjudged):
        post.deliver()
    post.verdict = send()
    post.queue(send_after=post.watch.now + timedelta(seconds=1))
    post.watch.on(seconds=1)
    post.deliver()
    assert sorted(post.states()) == ["queued", "sent"]


def test_what_nobody_has_in_hand_any_more_is_shown_and_never_sent_again(post: Post) -> None:
    post.queue()
    post.carrier.answers.append(BaseFault())
    with pytest.raises(BaseFault):
        post.deliver()
    with post.database.writing() as db:
        db.execute(sa.update(Message).values(state=State.IN_FLIGHT))
    post.watch.on(seconds=60)
    tidy(post.room())
    assert post.states() == ["in flight"], "whoever has it in hand still may be sending"
    post.watch.on(seconds=GIVEN_UP.total_seconds())
    tidy(post.room())
    assert post.states() == ["unclear"]
    assert not post.deliver()


class BaseFault(Exception):
    """Something that nobody thought of."""


def test_without_a_provider_it_counts_as_withheld(post: Post) -> None:
    post.queue()
    post.carrier.answers.append(Kept())
    post.deliver()
    assert (post.one().state, post.one().reason) == (State.WITHHELD, "no provider")


def test_a_number_that_cannot_be_texted_is_told_on(post: Post) -> None:
    client = uuid4()
    post.queue(client_id=client)
    post.carrier.answers.append(Refused(Meaning.FLAG, 21211))
    post.deliver()
    assert post.flagged == [(client, 21211)]
    assert (post.one().state, post.one().code) == (State.FAILED, 21211)


def test_a_wrong_setting_shuts_the_way_and_loses_nothing(post: Post) -> None:
    post.queue()
    post.carrier.answers.append(Refused(Meaning.CONFIGURATION, 20003))
    post.deliver()
    post.queue()
    post.deliver()
    assert post.states() == ["queued", "queued"]
    assert len(post.carrier.carried) == 1, "nothing more is tried this way"
    post.verdict = send(channel=Channel.EMAIL)
    post.queue()
    post.deliver()
    assert "sent" in post.states(), "the other way is open"
    with post.database.writing() as db:
        db.execute(sa.delete(ShutWay))
    post.verdict = send()
    post.watch.on(minutes=10)
    post.deliver()
    post.deliver()
    assert set(post.states()) == {"sent"}


def test_the_provider_forgets_what_is_settled_and_we_its_name_for_it(post: Post) -> None:
    post.queue()
    post.deliver()
    post.carrier.forgets = False
    post.watch.on(hours=24)
    tidy(post.room())
    assert post.one().reference is not None
    post.carrier.forgets = True
    post.watch.on(minutes=10)
    tidy(post.room())
    assert post.carrier.told_to_forget == ["SM" + "1" * 32] * 2
    assert post.one().reference is None
