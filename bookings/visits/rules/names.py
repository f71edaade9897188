"""A name to be called by, for whoever would rather not think of one."""

from collections.abc import Callable, Sequence

# Short, said alike in many languages, and used by anybody.
NAMES = (
    "Alex", "Ali", "Andy", "Ariel", "Billie", "Casey", "Charlie", "Chris", "Dana", "Devi",
    "Eden", "Frankie", "Jamie", "Jo", "Kai", "Kim", "Kiran", "Lee", "Max", "Mika",
    "Nicky", "Noor", "Pat", "Quinn", "Remy", "Robin", "Sam", "Sasha", "Shay", "Toni",
)  # fmt: skip


def suggest(choose: Callable[[Sequence[str]], str]) -> str:
    """One of the names, by chance alone: nothing else that is stored may tell which."""
    return choose(NAMES)
