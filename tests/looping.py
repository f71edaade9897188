"""A test that waits, in a thread and an event loop of its own: the browser's tests, which may stand
open beside it, keep a loop running in the main thread."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import wraps
from typing import Any, ParamSpec

P = ParamSpec("P")


def in_a_loop(test: Callable[P, Coroutine[Any, Any, None]]) -> Callable[P, None]:
    """Run this test to its end; what it raises is raised here."""

    @wraps(test)
    def run(*fixtures: P.args, **named: P.kwargs) -> None:
        with ThreadPoolExecutor(1) as thread:
            thread.submit(lambda: asyncio.run(test(*fixtures, **named))).result()

    return run
