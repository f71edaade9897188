"""One choice for each person so that together they cost least: branch and bound."""

from dataclasses import dataclass, field

from bookings.day.rules.choices import Choice

# So many branches are looked at; no real morning needs them, a hopeless one must not take for ever.
MOST_BRANCHES = 4_000


@dataclass(slots=True)
class Search:
    """Branch and bound over people: whose choice is taken narrows everybody's after."""

    choices: list[list[Choice]]
    least: int = -1
    found: list[Choice] = field(default_factory=list)
    branches: int = 0

    def best(self, taken: int) -> list[Choice]:
        """One choice for each person, together the least change. To let every stop go takes
        nothing and is always there, so something is always found."""
        self._extend([], taken, 0)
        return self.found

    def _extend(self, chosen: list[Choice], taken: int, cost: int) -> None:
        if len(chosen) == len(self.choices):
            self.least, self.found = cost, list(chosen)
            return
        rest = self._bound(len(chosen) + 1, taken)
        for choice in self.choices[len(chosen)]:
            if 0 <= self.least <= cost + choice.cost + rest or self._has_given_up():
                return
            if not choice.mask & taken:
                self.branches += 1
                self._extend([*chosen, choice], taken | choice.mask, cost + choice.cost)

    def _bound(self, first: int, taken: int) -> int:
        """What the others cost at least: each alone, beside what is taken already."""
        later = self.choices[first:]
        return sum(next(c.cost for c in mine if not c.mask & taken) for mine in later)

    def _has_given_up(self) -> bool:
        return self.branches > MOST_BRANCHES and bool(self.found)
