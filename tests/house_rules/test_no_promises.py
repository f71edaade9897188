"""No column and no field keeps what somebody who is harmed promises, agrees to or must do."""

import re
from pathlib import Path

import pytest

from tests.schema import every_table

TEMPLATES = Path(__file__).parent.parent.parent / "templates"

# Whatever puts a duty on somebody who is harmed, or counts whether they kept to it.
DUTIES = re.compile(
    r"promis|agreement|undertak|condition|compli|obey|obligat|contract|vow|pledge|comply|engage"
    r"|ultimatum|warned|agreed|must_|_must|tasks|her_duty|cooperat|attitude|motivat|insight"
)
FIELDS = re.compile(
    r"""name="(\w+)"|\b(?:long_words|short_words|one_of|menu|tick_box|field|text|choice)\("(\w+)\""""
)


def columns() -> set[str]:
    return {column.name for table in every_table().sorted_tables for column in table.columns}


def tables() -> set[str]:
    return {table.name for table in every_table().sorted_tables}


def fields() -> set[str]:
    """The names of fields of every form, written out or through a macro."""
    texts = (path.read_text("utf-8") for path in TEMPLATES.rglob("*.html"))
    return {one or two for text in texts for one, two in FIELDS.findall(text)}


def duties_in(names: set[str]) -> set[str]:
    return {name for name in names if DUTIES.search(name)}


def test_s_42_c_22_no_column_table_or_field_keeps_a_promise_or_a_condition() -> None:
    assert {"wants", "by_when", "said", "reasons"} <= fields(), "fields are found at all"
    assert len(columns()) > 150
    assert duties_in(columns() | tables() | fields()) == set()


@pytest.mark.parametrize(
    "name",
    ["written_agreement", "promises", "conditions", "is_compliant", "engagement", "undertaking"],
)
def test_the_rule_sees_a_promise(name: str) -> None:
    assert duties_in({name, "what", "by_when"}) == {name}
