"""A name to be called by, for whoever would rather not think of one."""

# Short, said alike in many languages, and used by anybody.
NAMES = (
    "Alex", "Ali", "Andy", "Ariel", "Billie", "Casey", "Charlie", "Chris", "Dana", "Devi",
    "Eden", "Frankie", "Jamie", "Jo", "Kai", "Kim", "Kiran", "Lee", "Max", "Mika",
    "Nicky", "Noor", "Pat", "Quinn", "Remy", "Robin", "Sam", "Sasha", "Shay", "Toni",
)  # fmt: skip


def suggest(number: int) -> str:
    """One of the names, the same for the same number."""
    return NAMES[number % len(NAMES)]
