"""Numbers that the deployer chooses, within what makes sense."""

from collections.abc import Callable


def at_most(most: int) -> Callable[[str], int]:
    """Reads a number from 1 to `most`. Raises ValueError."""

    def read(text: str) -> int:
        if not text.isdecimal() or not 1 <= int(text[:6]) <= most:
            raise ValueError(f"must be a number from 1 to {most}")
        return int(text)

    return read
