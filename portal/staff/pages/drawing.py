"""A square that a phone's camera reads, as the path of one SVG element."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Square:
    """Its side in units, quiet margin included, and the path of its dark units."""

    side: int
    path: str


MARGIN = 4


def square_of(text: str) -> Square:
    """The square that says this text."""
    import segno

    rows = [bytes(row) for row in segno.make(text, error="m", micro=False).matrix]
    dark = "".join(
        f"M{across + MARGIN} {down + MARGIN}h1v1h-1z"
        for down, row in enumerate(rows)
        for across, unit in enumerate(row)
        if unit
    )
    return Square(len(rows) + 2 * MARGIN, dark)
