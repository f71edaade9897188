"""What the tests of the portal share."""

import logging
from collections.abc import Iterator

import pytest

from portal.web import log


@pytest.fixture
def logs_as_before() -> Iterator[None]:
    """Whatever a test does to the process's logs is undone after it."""
    root, raising = logging.getLogger(), logging.raiseExceptions
    handlers, level, lines = root.handlers[:], root.level, log._lines
    yield
    logging.captureWarnings(False)
    logging.raiseExceptions = raising
    root.handlers[:] = handlers
    root.setLevel(level)
    log._lines = lines
