"""When word of a place that is held may go to whoever waits: never so late that no time is left to
answer it."""

from datetime import datetime, timedelta

# After the last moment at which it may arrive there is still so long to open the page and answer.
TIME_TO_ANSWER = timedelta(minutes=30)


def last_word(held_until: datetime) -> datetime:
    """From when on word of what is held until then would come too late (S-03)."""
    return held_until - TIME_TO_ANSWER
