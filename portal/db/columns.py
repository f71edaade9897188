"""Columns that keep their promise on every database: aware moments, and text sealed to its row."""

from datetime import UTC, datetime
from typing import Any, overload

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import mapped_column
from sqlalchemy.types import TypeDecorator

from portal import keyring


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC. Raises ValueError on a naive one."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class SealedText:
    """A personal text. The row holds sealed bytes; whoever reads the attribute gets the text.

    It declares its own column, named as the attribute; SQL and logs see bytes only. A descriptor
    and no column type, since a type never sees the row that the value is bound to.
    """

    def __init__(self, place: str, *, padded_to: int = 16) -> None:
        self.place = place
        self._padded_to = padded_to
        self.column_attribute = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.column_attribute = f"{name}_sealed"
        column = mapped_column(name, sa.LargeBinary, nullable=True, default=None)
        setattr(owner, self.column_attribute, column)

    @overload
    def __get__(self, row: None, owner: type) -> "SealedText": ...
    @overload
    def __get__(self, row: Any, owner: type) -> str | None: ...
    def __get__(self, row: Any, owner: type) -> "SealedText | str | None":
        if row is None:
            return self
        sealed = getattr(row, self.column_attribute)
        return None if sealed is None else keyring.current().open(sealed, self.place, row.id)

    def __set__(self, row: Any, text: str | None) -> None:
        sealed = None if text is None else self._seal(row, text)
        setattr(row, self.column_attribute, sealed)

    def _seal(self, row: Any, text: str) -> bytes:
        return keyring.current().seal(text, self.place, row.id, padded_to=self._padded_to)


def fingerprint_column(**options: Any) -> Any:
    """A column for what `portal.keyring` fingerprints: 32 bytes, found again only exactly."""
    return mapped_column(sa.LargeBinary(32), **options)
