"""Choosing by lot where nothing else decides: the same words always draw the same lot."""

from functools import lru_cache
from hashlib import blake2s


@lru_cache(maxsize=4096)
def lot(*words: object) -> int:
    """A number from nought up, as good as drawn at random, but drawn alike every time.

    Ids are random: were ties broken by them, two equal installs would offer different times.
    """
    return int.from_bytes(blake2s("\x1f".join(map(str, words)).encode(), digest_size=4).digest())
