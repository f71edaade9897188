"""Conditions and selects are built once for each actor, and not anew for each page: to put into
words what somebody may see took many times longer than to ask the database for it."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache, wraps
from typing import TypeVar

from portal.access import Actor

Built = TypeVar("Built")

# More than work at one time anywhere; each takes some ten kilobytes.
_MOST = 64


def built_once(build: Callable[[Actor], Built]) -> Callable[[Actor], Built]:
    """Keep what was built for an actor. It is of who they are: `build` finds no moment, and gives
    what nobody changes afterwards, as selects are."""
    kept = lru_cache(_MOST)(build)

    @wraps(build)
    def of(actor: Actor) -> Built:
        return kept(replace(actor, at=None, sign_in_id=None))

    return of
