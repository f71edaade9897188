"""Phones press anything in any order, old pages too: no error, and everything fits together."""

from collections.abc import Callable

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from portal.db.engine import Database
from tests.bookings.visits.consistency import faults
from tests.bookings.visits.town import Watch, open_house
from tests.bookings.visits.walking import Fields, Kept, come_back, phrase_on, walk_to
from tests.browsing import Browser

FreshTown = Callable[[], Database]

TEXTS = st.sampled_from(
    [
        *("", "x", "yes", "5027", "10:30", "11:15", "legal", "isva", "7", "unborn", "woman"),
        *(
            "16-17",
            "under-16",
            "for-other",
            "Robin",
            "reminder",
            "x" * 400,
            "\u202e\x00🌈",
            "apple zebra",
        ),
    ]
)
NAMES = (
    *("need", "unsure", "gone_by", "not_before", "worker", "speaks", "tongue", "no_welcome"),
    *("access", "band", "companion", "child_0_age", "child_0_creche", "called", "digits", "words"),
    *("reach", "elsewhere", "days_0", "since_0", "till_0", "kinds", "ways", "days", "shown"),
)
TYPED: dict[str, Fields] = {
    "first": {"go": "start"},
    "needs": {"go": "next", "need": ["housing", "legal"]},
    "done": {"go": "leave"},
    "cancelled": {"go": "leave"},
    "phrase": {"go": "next", "digits": "5027"},
    "phrase_check": {"go": "next", "digits": "5027"},
}
PHONES = st.integers(0, 2)


class Phones(RuleBasedStateMachine):
    """Three phones, one of them without scripts, and the time that passes."""

    def __init__(self, fresh_town: FreshTown) -> None:
        super().__init__()
        self.town, self.watch = fresh_town(), Watch()
        app = open_house(self.town, self.watch)
        self.phones = [
            Browser(app, scripts=number > 0, network=f"198.18.{number}.1") for number in range(3)
        ]
        self.sent: list[Fields] = []
        self.kept: list[Kept] = []
        for phone in self.phones:
            phone.open()

    @rule(number=PHONES, steps=st.integers(1, 9), which=st.integers(0, 9))
    def go_on(self, number: int, steps: int, which: int) -> None:
        """What leads on, several steps at a time, so that the journeys come far."""
        phone = self.phones[number]
        for _ in range(steps):
            self.note_words(phone)
            self.send(phone, {**phone.shown_fields(), **self.leads_on(phone, which)})

    def leads_on(self, phone: Browser, which: int) -> Fields:
        """The button of a step that leads on, with what must be typed there."""
        for name in ("plan", "slot"):
            if choices := phone.buttons(name):
                return {name: choices[which % len(choices)]}
        if phone.step == "visit":
            stops = [go for go in phone.buttons("go") if go.startswith("stop:")]
            return {"go": ["move", "cancel", *stops[:1]][which % (2 + len(stops[:1]))]}
        typed = TYPED.get(phone.step, {"go": "next"})
        return {**typed, "words": self.kept[-1].words} if phone.step == "phrase_check" else typed

    @rule(number=PHONES, which=st.integers(0, 99))
    def press_something(self, number: int, which: int) -> None:
        phone = self.phones[number]
        self.note_words(phone)
        buttons = [(b.get("name"), b.get("value")) for b in phone.page.all("button")]
        name, value = buttons[which % len(buttons)]
        self.send(phone, {**phone.shown_fields(), "go": "next", name: value})

    @rule(number=PHONES, name=st.sampled_from(NAMES), text=TEXTS)
    def type_something(self, number: int, name: str, text: str) -> None:
        phone = self.phones[number]
        self.send(phone, {**phone.shown_fields(), "go": "next", name: text})

    @rule(number=PHONES, which=st.integers(0, 400))
    def send_an_old_page(self, number: int, which: int) -> None:
        """From whichever phone: another's form, with another's codes."""
        if self.sent:
            self.send(self.phones[number], self.sent[which % len(self.sent)])

    @rule(number=PHONES, which=st.integers(0, 9))
    def come_back(self, number: int, which: int) -> None:
        if self.kept:
            self.phones[number].press("leave")
            come_back(self.phones[number], self.kept[which % len(self.kept)])

    @rule(number=PHONES)
    def look_again(self, number: int) -> None:
        self.phones[number].open()

    @rule(minutes=st.sampled_from((1, 4, 9, 11)))
    def let_time_pass(self, minutes: int) -> None:
        self.watch.on(minutes=minutes)

    @invariant()
    def everything_fits_together(self) -> None:
        assert faults(self.town) == []

    def send(self, phone: Browser, fields: Fields) -> None:
        self.sent.append(fields)
        phone.send(dict(fields))
        if not phone.step:
            phone.open()

    def note_words(self, phone: Browser) -> None:
        if phone.step == "phrase":
            self.kept.append(Kept(phrase_on(phone)))

    def teardown(self) -> None:
        self.town.close()


def test_whatever_is_pressed_everything_fits_together(
    fresh_town: FreshTown, rounds: Callable[[int, int], int]
) -> None:
    tap = settings(
        max_examples=rounds(6, 300),
        stateful_step_count=40,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )

    class PhonesInTown(Phones):
        def __init__(self) -> None:
            super().__init__(fresh_town)

    run_state_machine_as_test(PhonesInTown, settings=tap)


def test_the_search_for_faults_sees_each_kind(fresh_town: FreshTown, watch: Watch) -> None:
    """A search that has never found anything is no evidence."""
    for harm, told in HARMS.items():
        town = fresh_town()
        phone = Browser(open_house(town, watch), scripts=True)
        walk_to(phone, "check", needs={"need": ["housing", "legal"]})
        assert faults(town) == []
        with town.engine.begin() as connection:
            connection.exec_driver_sql(harm)
        assert [fault for fault in faults(town) if told in fault], harm
        town.close()


HARMS = {
    "DELETE FROM claims WHERE cell = (SELECT min(cell) FROM claims)": "missing",
    "UPDATE claims SET held_until = NULL": "too many",
    "UPDATE visits SET status = 'cancelled'": "stops",
    "UPDATE visits SET status = 'booked'": "otherwise",
    "UPDATE visits SET held_until = NULL": "held until",
    "DELETE FROM drafts": "0 journeys",
    "UPDATE slots SET for_walk_ins = true": "reserve",
    "UPDATE visits SET gone_by = made_at": "limit",
    "UPDATE slots SET cells = 30": "two places",
    "UPDATE record_head SET number = 7": "chain",
}
