"""Carries nothing: says that something would have gone, without number or words (S-53, P-08)."""

from typing import TextIO

from portal.outbox.rules.outcomes import Kept
from portal.outbox.rules.verdicts import Send


class Console:
    """What every portal begins with. What it was given counts as withheld, never as sent."""

    def __init__(self, lines: TextIO) -> None:
        self._lines = lines

    def carry(self, send: Send, word: str) -> Kept:
        """One line, the same for every message of a channel."""
        self._lines.write(f"would have sent: one {send.carrier.value}\n")
        self._lines.flush()
        return Kept()

    def forget(self, reference: str) -> bool:
        """There is nobody who knew anything."""
        return True
