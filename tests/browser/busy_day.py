"""A busy Wednesday: who comes when, and colleagues who do what is due, each on a page of theirs."""

from collections import Counter
from datetime import datetime, timedelta
from uuid import UUID

from playwright.sync_api import Page, expect

from bookings.day.rules.rows import PersonState, rows
from bookings.day.rules.stops import Person, Stop, StopState
from portal.access import Role
from tests.browser.colleagues import MOST_KEYS, House, walks_in, welcomed
from tests.browser.morning import Morning, at, of_state

SOON = timedelta(minutes=10)
LEAST = timedelta(minutes=5)

# Who booked: a name, needs, from when on, and when she must be gone.
BOOKED = (
    ("Dee", ("legal",), "10:00", ""),
    ("Ada", ("housing", "legal"), "10:00", ""),
    ("Bea", ("police",), "10:00", "11:30"),
    ("Cora", ("refuge", "isva"), "10:00", ""),
    ("Eve", ("idva", "housing"), "10:00", ""),
    ("Fay", ("substance_misuse",), "10:00", ""),
    ("Gwen", ("housing",), "10:20", ""),
    ("Hana", ("legal", "refuge"), "10:20", "11:50"),
    ("Ivy", ("police", "isva"), "10:20", ""),
    ("Jo", ("childrens_social_care",), "10:20", ""),
    ("Kit", ("housing",), "10:00", ""),
    ("Lou", ("idva",), "10:00", ""),
    ("Mae", ("legal",), "10:00", ""),
    ("Nell", ("refuge",), "10:00", ""),
    ("Ola", ("idva",), "10:20", ""),
)
CANCELS, DOES_NOT_COME = "Kit", "Dee"
# Who walks in when: a name, the keys of her needs, and when she must be gone.
WALK_INS = {
    "10:00": (("Pia", "2", ""), ("Quin", "37", "")),
    "10:10": (("Rae", "4", "1145"), ("Sol", "5", "")),
    "10:20": (("Tess", "28", ""),),
    "10:40": (("Uma", "6", ""), ("Vi", "17", "")),
    "10:50": (("Wren", "2", "1200"),),
    "11:00": (("Xan", "3", ""),),
    "11:20": (("Yara", "5", ""),),
}
EVERYBODY = 25


class Day:
    """The morning as it goes: what is due is done, by whoever does it, on their own page."""

    def __init__(self, morning: Morning, house: House) -> None:
        self.morning, self.house = morning, house
        self.by_name = {name: each for (name, *_), each in zip(BOOKED, morning.known, strict=True)}
        self.leaves_early: list[object] = []
        self.runs_until: dict[str, datetime] = {}
        self.board = f"/board/{morning.session_id}"
        self.beth = house.sits_down("Beth", Role.COORDINATOR, self.board)
        self.asha = house.sits_down("Asha", Role.COORDINATOR, self.board)
        self.lena = house.sits_down("Lena", Role.RECEPTIONIST, "/door")
        self.farah = house.sits_down("Farah", Role.DESK_WORKER, "/desk", worker="Farah")
        morning.cancels(self.by_name[CANCELS])
        morning.holds()

    def look(self, page: Page, address: str) -> Page:
        page.goto(self.morning.portal.address + address)
        return page

    def goes_on(self) -> None:
        """All that is due by now. Nobody's desk is locked: a touch is told to the server so."""
        for page in (self.asha, self.beth, self.lena, self.farah):
            page.evaluate("fetch('/staff/stay', { method: 'POST' }).then(() => null)")
        self.end_what_is_over()
        self.let_in()
        self.everybody_has_a_place()
        self.begin_what_is_due()

    def end_what_is_over(self) -> None:
        now = self.morning.now
        for _, stop in of_state(self.morning.people(), StopState.WITH):
            assert stop.began
            is_over = max(stop.ends, stop.began + LEAST) <= now
            if is_over and now >= self.runs_until.get(stop.worker, now):
                self.morning.takes_step(self.page_of(stop), "end", stop)

    def let_in(self) -> None:
        """Who has a time soon comes, and is welcomed; they stay away who do."""
        away = {self.by_name[CANCELS], self.by_name[DOES_NOT_COME]}
        for person in self.morning.people():
            first = min((stop.starts for stop in person.stops), default=None)
            is_due = first is not None and first - SOON <= self.morning.now
            if person.arrived is None and is_due and person.visit_id not in away:
                here = f"form[action='/door/{person.visit_id}/here'] button"
                self.morning.submits(self.lena.locator(here))
                self.look(self.asha, f"/door/{person.visit_id}/welcome")
                welcomed(self.morning, self.asha, gone_by=limit_of(person))

    def begin_what_is_due(self) -> None:
        """Every other one is called first. Of each person the next stop alone: the board has a
        button for that one, and whoever waits for a desk that runs late waits for it."""
        people = self.morning.people()
        turns: set[object] = set()
        running = of_state(people, StopState.WITH)
        busy = {stop.worker for _, stop in running} | {one.visit_id for one, _ in running}
        ahead = of_state(people, StopState.PLANNED) + of_state(people, StopState.CALLED)
        for number, (person, stop) in enumerate(sorted(ahead, key=lambda each: each[1].starts)):
            if person.visit_id in turns:
                continue
            turns.add(person.visit_id)
            if stop.starts <= self.morning.now and not busy & {person.visit_id, stop.worker}:
                page = self.page_of(stop)
                if number % 2 and stop.state is StopState.PLANNED:
                    self.morning.takes_step(page, "call", stop)
                self.morning.takes_step(page, "begin", stop)
                busy |= {person.visit_id, stop.worker}

    def page_of(self, stop: Stop) -> Page:
        """Farah has a desk's page of her own; of the others the board sees to it."""
        if stop.worker == "Farah":
            return self.look(self.farah, "/desk")
        is_there = self.beth.url.endswith(self.board)
        return self.beth if is_there else self.look(self.beth, self.board)

    def everybody_has_a_place(self) -> None:
        """A row for each, and on it each stop within the hours that are drawn."""
        self.look(self.beth, self.board)
        expect(self.beth.locator("#rows .person")).to_have_count(len(self.morning.known))
        outside = """each => each.filter(stop => {
          const day = stop.closest(".day").getBoundingClientRect();
          const box = stop.getBoundingClientRect();
          return box.width < 8 || box.left < day.left - 1 || box.right > day.right + 1;
        }).length"""
        assert self.beth.locator(".stop").evaluate_all(outside) == 0

    def walks_in(self, name: str, needs: str, gone_by: str) -> None:
        assert walks_in(self.look(self.beth, self.board), name, needs, gone_by) <= MOST_KEYS
        visit_id = UUID(self.beth.url.split("/")[-2])
        self.morning.known.append(visit_id)
        self.by_name[name] = visit_id
        self.morning.holds()
        welcomed(self.morning, self.beth, gone_by=gone_by)

    def somebody(self, *, here: bool = False, moves: bool = False) -> tuple[Person, Stop]:
        """Whoever stands first on the board with a stop ahead: who is here, who could move it."""
        for row in rows(self.morning.people(), self.morning.now):
            if not row.can_move or row.stop is None:
                continue
            is_here = row.state is PersonState.WAITING
            if (is_here or not here) and (not moves or self.morning.fitting(row.stop)):
                return row.person, row.stop
        raise LookupError("nobody is like that")

    def whom_it_would_move(self, minutes: int | None) -> str:
        """A service's worker who has seen somebody, and for whom most still wait, of those whose
        being late by so much, or gone, moves anybody. Not Farah, and nobody twice."""
        stops = [stop for person in self.morning.people() for stop in person.stops]
        begun = {each.worker for each in stops if each.began and not each.is_welcome}
        begun -= {"Farah", *self.runs_until}
        ahead = Counter(each.worker for each in stops if each.state is StopState.PLANNED)
        for name in sorted(begun, key=lambda worker: (-ahead[worker], worker)):
            if self.morning.moved_by(name, minutes):
                return name
        raise LookupError("nobody's day would change")


def limit_of(person: Person) -> str:
    return f"{person.gone_by.astimezone(at('10:00').tzinfo):%H%M}" if person.gone_by else ""
