"""No column that holds text or bytes is added quietly: the README says how each one is kept."""

import re
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from portal.db.base import Base
from portal.db.columns import SealedText
from tests.schema import every_table

README = Path(__file__).parent.parent.parent / "README.md"
KINDS = "sealed|fingerprint|plain|bytes"
LINE = re.compile(rf"^\| `(\w+\.\w+)` \| ({KINDS}) \| \S.{{8,}} \|$", re.MULTILINE)
DIGEST_BYTES = 32


def defined_in(readme: str) -> dict[str, str]:
    """How each column is kept, by the lines of the data dictionary that say what it holds."""
    return dict(LINE.findall(readme))


def sealed_texts() -> Iterator[tuple[str, str]]:
    """The place that each sealed text is bound to, and the column that it is in."""
    own = set(every_table().tables.values())
    for mapper in Base.registry.mappers:
        table = mapper.local_table
        for name, value in vars(mapper.class_).items():
            if isinstance(table, sa.Table) and table in own and isinstance(value, SealedText):
                yield value.place, f"{table.name}.{name}"


def found_in(tables: sa.MetaData) -> dict[str, str]:
    """How each column that holds text or bytes is kept. A closed list of values is neither."""
    sealed = {column for _, column in sealed_texts()}
    found: dict[str, str] = {}
    for table in tables.sorted_tables:
        for column in table.columns:
            place = f"{table.name}.{column.name}"
            if place in sealed:
                found[place] = "sealed"
            elif isinstance(column.type, sa.LargeBinary):
                found[place] = "fingerprint" if column.type.length == DIGEST_BYTES else "bytes"
            elif not isinstance(column.type, (sa.Uuid, sa.Enum, sa.Boolean)):
                found |= {place: "plain"} if may_hold_text(column.type) else {}
    return found


def may_hold_text(kind: sa.types.TypeEngine[object]) -> bool:
    """A kind that this test does not know counts as text, until it is looked at."""
    plain = getattr(kind, "impl", kind)
    return not isinstance(plain, (sa.Integer, sa.Numeric, sa.DateTime, sa.Date, sa.Time))


def test_every_column_is_kept_as_the_readme_says() -> None:
    assert found_in(every_table()) == defined_in(README.read_text("utf-8"))


def test_each_sealed_text_is_bound_to_the_column_that_it_is_in() -> None:
    sealed = list(sealed_texts())
    assert len(sealed) >= 4
    assert [(place, column) for place, column in sealed if place != column] == []


def test_a_new_column_of_any_kind_is_noticed() -> None:
    tables = sa.MetaData()
    sa.Table(
        "people",
        tables,
        sa.Column("phone", sa.String),
        sa.Column("notes", sa.JSON),
        sa.Column("photograph", sa.LargeBinary),
        sa.Column("token", sa.LargeBinary(32)),
        sa.Column("made_at", sa.DateTime),
        sa.Column("count", sa.Integer),
    )
    assert found_in(tables) == {
        "people.phone": "plain",
        "people.notes": "plain",
        "people.photograph": "bytes",
        "people.token": "fingerprint",
    }


def test_a_line_that_does_not_say_what_a_column_holds_does_not_count() -> None:
    said = "| `people.phone` | plain | her number, since |\n| `people.name` | plain |  |\n"
    assert defined_in(said) == {"people.phone": "plain"}
