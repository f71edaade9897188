"""How much one run measures: all of it, or just enough to see that everything still runs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Extent:
    """`histories` are multiples of `weeks` behind; a window of pages lasts `seconds`.

    A setting is measured again, up to `rounds` times, while it has had less than `patience`
    seconds: so a slow machine takes no longer, and says less. `refuges` are numbers of
    places; `walks` says whether a browser goes on a slow line.
    """

    weeks: int
    histories: tuple[int, ...]
    processes: tuple[int, ...]
    clients: tuple[int, ...]
    rounds: int
    patience: float
    seconds: float
    journeys: int
    starts: int
    searches: bool
    walks: bool
    crowds: tuple[int, ...]
    refuges: tuple[int, ...]
    handoffs: int

    def journeys_of(self, clients: int) -> int:
        """How many whole journeys a window has."""
        return max(clients, self.journeys)


WHOLE = Extent(
    weeks=12,
    histories=(1, 10, 100),
    processes=(1, 2),
    clients=(1, 32),
    rounds=5,
    patience=40,
    seconds=0.4,
    journeys=6,
    starts=3,
    searches=True,
    walks=True,
    crowds=(25, 200),
    refuges=(200, 2000),
    handoffs=100_000,
)
QUICK = Extent(
    weeks=1,
    histories=(1,),
    processes=(1,),
    clients=(2,),
    rounds=1,
    patience=1,
    seconds=0.1,
    journeys=2,
    starts=1,
    searches=False,
    walks=False,
    crowds=(25,),
    refuges=(200,),
    handoffs=1_000,
)
