"""What of a count may be told: nothing small, nothing exact, and nothing that the rest would give
back (S-49, C-24)."""

from collections.abc import Mapping

# What leaves the house: fewer than this is not told, all else is rounded to the nearest step.
LEAST = 10
STEP = 5


def told(counts: Mapping[str, int]) -> dict[str, int | None]:
    """Each answer's count as it may be told; None says "fewer than ten", or is kept back so that
    one that stands alone cannot be found by subtraction."""
    found = {
        answer: _rounded(count) if count >= LEAST else None for answer, count in counts.items()
    }
    shown = {answer: count for answer, count in counts.items() if found[answer] is not None}
    if len(found) - len(shown) == 1 and shown:
        found[min(shown, key=lambda answer: (shown[answer], answer))] = None
    return found


def _rounded(count: int) -> int:
    return (count + STEP // 2) // STEP * STEP
