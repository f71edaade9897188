"""Reads of plain columns, past the unit of work: what only looks need not pay for what changes."""

from collections.abc import Mapping
from typing import Any, TypeVarTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.sql.selectable import TypedReturnsRows

Columns = TypeVarTuple("Columns")


def flat_rows(
    db: Session, statement: TypedReturnsRows[*Columns], named: Mapping[str, Any]
) -> sa.CursorResult[*Columns]:
    """Rows of columns as this transaction has them now; `named` are the statement's parameters.

    A session looks through every statement for objects to keep, which takes it as long as a short
    read does; here it only writes down first what is still to be written.
    """
    db.flush()
    return db.connection().execute(statement, named)
