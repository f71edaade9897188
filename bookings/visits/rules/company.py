"""Who comes along."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChildComing:
    """One child: `age` in whole years, None before birth."""

    age: int | None
    wants_creche: bool
