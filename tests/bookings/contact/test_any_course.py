"""Whatever is said, narrowed, confirmed, stopped, booked, moved and cancelled, in whatever order,
over changes of the clocks and after every restart: each decision is the one that the rules, told
minute by minute, come to (S-01 to S-07, S-15)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from bookings.contact.actions.approving import approve, unapprove
from bookings.contact.actions.confirming import confirm, visit_begins
from bookings.contact.actions.saying import OnlyNarrower, say_in_person, say_online
from bookings.contact.actions.stopping import lift, phone_not_safe, stop_word, withdraw
from bookings.contact.queries import open_stops, preference_of
from bookings.contact.rules.answers import Value, read
from bookings.contact.rules.choices import Channel, Kind, PhoneKind, SaidBy
from bookings.contact.rules.decision import decide
from bookings.contact.rules.fields import Field
from bookings.contact.rules.outgoing import Outgoing
from bookings.contact.rules.preference import Answer, Preference, Stop, Wording
from bookings.contact.rules.verdicts import Send, Wait
from portal.db.engine import Database
from tests.bookings.contact import oracle
from tests.bookings.contact.book import COORDINATOR, HERSELF, add_client
from tests.bookings.contact.said import NUMBER, WORDING, message, values

# Saturday before the clocks go back in 2026, shortly before one at night.
BEGINS = datetime(2026, 10, 24, 23, 50, tzinfo=UTC)
LIFE = timedelta(days=28)
# Decisions are asked for now, some hours on, and when the choices may have run out.
LATER_ON = [timedelta(0), timedelta(hours=4), timedelta(days=9)]

# What somebody could type in one field or another; the first of each allows most.
TYPED: dict[str, list[str | None]] = {
    "routes": ["mobile\nemail", "email", "she contacts us", None],
    "mobile_text": ["yes", "no", None],
    "mobile_number": [NUMBER, "020 8943 1234", None],
    "texts_shown_elsewhere": ["no", "yes", None],
    "hours": [
        "sat 22:00-03:00\nsun 01:00-01:45\nmon 00:00-00:00\ntue 00:00-00:00",
        "sun 01:00-02:00", "every 2 from 2026-10-25\nday 0 00:30-02:30\nuntil 2026-11-20", None,
    ],
    "purposes": ["reminder\nchange\noffer\nplease ring", "reminder", None],
    "elements": ["time\nday", "day"],
    "no_phone_from": [None, "2026-10-26", "2026-11-04"],
}  # fmt: skip
ONE_FIELD = st.sampled_from([(name, text) for name, texts in TYPED.items() for text in texts])
EVERYTHING = {**values(), Field.HOURS: read(Field.HOURS, TYPED["hours"][0] or "")}


class Course(RuleBasedStateMachine):
    """The portal on one side; on the other what she said, kept in a dictionary."""

    def __init__(self, open_again: Callable[[], Database]) -> None:
        super().__init__()
        self.open_again = open_again
        self.database = open_again()
        self.client_id: UUID = add_client(self.database)
        self.now = BEGINS
        self.said: dict[Field, tuple[Value, datetime, datetime]] = {}
        self.stops: set[Stop] = set()
        self.approved: dict[tuple[Kind, Channel], Wording] = {}
        self.message = message(useful_until=BEGINS + timedelta(days=3), begins_at=None)

    @initialize()
    def she_books(self) -> None:
        with self.database.writing() as db:
            say_online(db, self.client_id, EVERYTHING, at_booking=True, by=HERSELF, at=self.now)
            approve(
                db, self.client_id, Kind.REMINDER, Channel.TEXT, WORDING,
                said_by=SaidBy.ONLINE, at_booking=True, by=HERSELF, at=self.now,
            )  # fmt: skip
        self.said = {f: (value, self.now, self.now + LIFE) for f, value in EVERYTHING.items()}
        self.approved[Kind.REMINDER, Channel.TEXT] = WORDING

    @rule(typed=ONE_FIELD)
    def she_says_in_person(self, typed: tuple[str, str | None]) -> None:
        field, value = self.read(typed)
        with self.database.writing() as db:
            say_in_person(db, self.client_id, {field: value}, by=COORDINATOR, at=self.now)
        self.said.pop(field, None)
        if value is not None:
            self.said[field] = (self.as_kept(field, value), self.now, self.now + LIFE)

    @rule(typed=ONE_FIELD, is_little=st.booleans())
    def somebody_with_her_phrase_says(self, typed: tuple[str, str | None], is_little: bool) -> None:
        """What is taken is shown to be less by the decisions that follow from it; with `is_little`
        there was but the least to begin with."""
        field, value = self.read(typed)
        if is_little:
            self.everything_is_said_anew()
            self.she_says_in_person((typed[0], TYPED[typed[0]][-1]))
        before = self.stands(self.now)
        try:
            with self.database.writing() as db:
                say_online(
                    db, self.client_id, {field: value}, at_booking=False, by=HERSELF, at=self.now
                )
        except OnlyNarrower:
            return
        old = self.said.pop(field, None)
        if value is not None:
            _, confirmed, expires = old or (None, self.now, self.soonest())
            self.said[field] = (self.as_kept(field, value), confirmed, expires)
        self.nothing_more_goes_than(before)

    @rule()
    def she_is_asked_and_it_stands(self) -> None:
        with self.database.writing() as db:
            confirm(db, self.client_id, by=COORDINATOR, at=self.now)
        self.said = {f: (value, self.now, self.now + LIFE) for f, (value, *_) in self.said.items()}

    @rule(hours=st.integers(1, 3))
    def she_comes_to_a_session(self, hours: int) -> None:
        ends = self.now + timedelta(hours=hours)
        with self.database.writing() as db:
            visit_begins(db, self.client_id, ends_at=ends)
        self.said = {f: (v, c, min(e, ends)) for f, (v, c, e) in self.said.items()}

    @rule(which=st.sampled_from(["phone", "she", "word"]))
    def it_stops(self, which: str) -> None:
        self.everything_is_said_anew()
        has_number = Field.MOBILE_NUMBER in self.said
        with self.database.writing() as db:
            if which == "phone":
                phone_not_safe(db, self.client_id, by=HERSELF, at=self.now)
                self.stops.add(Stop.PHONE_NOT_SAFE)
                self.said.pop(Field.ROUTES, None)
            elif which == "she":
                withdraw(db, self.client_id, by=HERSELF, at=self.now)
                self.stops.add(Stop.SHE_SAID_STOP)
            elif has_number:
                number = str(self.said[Field.MOBILE_NUMBER][0])
                stop_word(db, number, by=HERSELF, at=self.now)
                self.stops.add(Stop.STOP_WORD)

    @rule()
    def somebody_speaks_with_her_and_lifts_it(self) -> None:
        with self.database.writing() as db:
            for row in open_stops(db, self.client_id):
                lift(db, row, by=COORDINATOR, at=self.now)
        self.stops.clear()

    @rule()
    def everything_is_said_anew(self) -> None:
        """So that what comes next changes something that would go."""
        self.somebody_speaks_with_her_and_lifts_it()
        with self.database.writing() as db:
            gone = dict.fromkeys(map(Field, TYPED))
            said = {**gone, **EVERYTHING}
            say_in_person(db, self.client_id, said, by=COORDINATOR, at=self.now)
            confirm(db, self.client_id, by=COORDINATOR, at=self.now)
        self.said = {f: (value, self.now, self.now + LIFE) for f, value in EVERYTHING.items()}
        self.message = message(useful_until=self.now + timedelta(days=2), begins_at=None)
        self.she_allows_the_words_or_takes_them_back(True)

    @rule(is_allowed=st.booleans())
    def she_allows_the_words_or_takes_them_back(self, is_allowed: bool) -> None:
        kind, channel = self.message.kind, self.message.channel
        with self.database.writing() as db:
            if is_allowed:
                approve(
                    db, self.client_id, kind, channel, WORDING,
                    said_by=SaidBy.IN_PERSON, by=COORDINATOR, at=self.now,
                )  # fmt: skip
                self.approved[kind, channel] = WORDING
            else:
                unapprove(db, self.client_id, kind, channel, by=HERSELF, at=self.now)
                self.approved.pop((kind, channel), None)

    @rule(
        kind=st.sampled_from(Kind),
        days=st.integers(0, 4),
        begins=st.one_of(st.none(), st.integers(0, 4)),
    )
    def a_visit_is_booked_or_moved(self, kind: Kind, days: int, begins: int | None) -> None:
        begins_at = None if begins is None else self.now + timedelta(days=begins, hours=1)
        self.message = replace(
            self.message,
            kind=kind,
            useful_until=self.now + timedelta(days=days, hours=2),
            begins_at=begins_at,
            stands=True,
            sent_so_far=0,
        )

    @rule()
    def it_is_cancelled(self) -> None:
        self.message = replace(self.message, stands=False)

    @rule()
    def one_is_tried(self) -> None:
        """What may go counts, whatever becomes of it."""
        with self.database.reading() as db:
            said = preference_of(db, self.client_id, self.now)
        if isinstance(decide(said, self.message, self.now), Send):
            assert self.message.sent_so_far < 2
            more = self.message.sent_so_far + 1
            self.message = replace(self.message, sent_so_far=more)

    @rule(minutes=st.sampled_from([1, 7, 30, 31, 60, 60 * 9, 60 * 24, 60 * 24 * 14]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(minutes=st.sampled_from([2, 60, 60 * 24 * 3]))
    def the_clock_is_set_back(self, minutes: int) -> None:
        self.now -= timedelta(minutes=minutes)

    @rule()
    def the_portal_starts_again(self) -> None:
        self.database.close()
        self.database = self.open_again()

    @invariant()
    def each_decision_is_the_one_that_the_rules_come_to(self) -> None:
        """Of her message, and of one that goes wherever it may; now, and as things stand later."""
        for later in LATER_ON:
            moment = self.now + later
            ends = moment + timedelta(days=2)
            plain = message(useful_until=ends, begins_at=None)
            for sent in (self.message, plain) if later else (self.message,):
                self.agree(sent, moment)

    def agree(self, sent: Outgoing, moment: datetime) -> None:
        with self.database.reading() as db:
            verdict = decide(preference_of(db, self.client_id, moment), sent, moment)
        told = self.stands(moment)
        may = oracle.may_send(told, sent, moment, moment)
        assert isinstance(verdict, Send) is may, (told, sent, moment, verdict)
        if isinstance(verdict, Wait):
            sooner = verdict.until - timedelta(minutes=1)
            assert oracle.may_send(told, sent, verdict.until, moment), (told, sent, verdict)
            assert not oracle.may_send(told, sent, sooner, moment), (told, sent, verdict)

    def teardown(self) -> None:
        self.database.close()

    def nothing_more_goes_than(self, before: Preference) -> None:
        for hours in range(0, 96, 6):
            moment = self.now + timedelta(hours=hours, minutes=7)
            sent = message(useful_until=moment + timedelta(days=1), begins_at=None)
            if oracle.may_send(self.stands(self.now), sent, moment, self.now):
                assert oracle.may_send(before, sent, moment, self.now), (before, moment)

    def stands(self, moment: datetime) -> Preference:
        """What she said, from the dictionary: nothing that was said in the future counts."""
        ahead = moment + timedelta(minutes=5)
        number = self.said.get(Field.MOBILE_NUMBER, ("",))[0]
        return Preference(
            {
                field: Answer(value, moment if confirmed > ahead else expires)
                for field, (value, confirmed, expires) in self.said.items()
            },
            frozenset(self.stops),
            dict(self.approved),
            PhoneKind.UK_MOBILE if number == NUMBER else PhoneKind.OTHER,
        )

    def soonest(self) -> datetime:
        return min((expires for *_, expires in self.said.values()), default=self.now + LIFE)

    def read(self, typed: tuple[str, str | None]) -> tuple[Field, Value | None]:
        field = Field(typed[0])
        return field, None if typed[1] is None else read(field, typed[1])

    def as_kept(self, field: Field, value: Value) -> Value:
        return "+442089431234" if value == "020 8943 1234" else value


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_s_01_to_s_07_no_course_of_things_leads_to_a_wrong_decision(
    database_url: str, rounds: Callable[[int, int], int]
) -> None:
    class OnSqlite(Course):
        def __init__(self) -> None:
            super().__init__(lambda: Database(database_url))

    run_state_machine_as_test(
        OnSqlite,
        settings=settings(
            max_examples=rounds(12, 1_000),
            stateful_step_count=rounds(20, 50),
            deadline=None,
            phases=[Phase.generate],
        ),
    )
