"""What a start with one setting changed is told."""

import pytest

from portal.settings import UnsafeSettings, read_settings


def refusal_of(**changed: str) -> str:
    """The refusal of the defaults with `changed`; it must be one line, about the first of them."""
    with pytest.raises(UnsafeSettings) as refusal:
        read_settings(changed)
    (line,) = str(refusal.value).splitlines()
    assert line.startswith(f"{next(iter(changed))}: ")
    return line
