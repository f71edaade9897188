"""The command line says whether the record is whole, by a line and by how it ends."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa

from portal import keyring
from portal.__main__ import main
from portal.access import STRANGER
from portal.db.engine import Database
from portal.record.actions import note
from portal.record.models import Head
from tests.portal.record.test_record import PAST_REFUSALS

NOON = datetime(2026, 6, 3, 12, tzinfo=UTC)


@pytest.fixture
def folder(fresh_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A portal's folder, with its database and its keys."""
    monkeypatch.chdir(tmp_path)
    shutil.copyfile(fresh_file, tmp_path / "portal.db")
    keyring.make_keys(tmp_path / "portal.keys")
    return tmp_path


def look(times: int) -> None:
    keyring.use(keyring.load_keys(Path("portal.keys")))
    database = Database("sqlite:///portal.db")
    for _ in range(times):
        with database.writing() as db:
            note(db, "look", uuid4(), by=STRANGER, at=NOON)
    database.close()


def tamper(statement: str) -> None:
    database = Database("sqlite:///portal.db")
    with database.writing() as db:
        for each in (*PAST_REFUSALS["sqlite"], statement):
            db.execute(sa.text(each))
    database.close()


def say(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(["record", *arguments])
    told = capsys.readouterr()
    return code, (told.out or told.err).strip()


def test_s_37_a_whole_record_is_said_to_be_whole(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say(capsys, "verify") == (0, "Whole: 0 entries.")
    look(3)
    assert say(capsys, "verify") == (0, "Whole: 3 entries.")


def test_s_37_a_change_is_said_with_the_entry_where_it_begins(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    look(3)
    tamper("UPDATE record_entries SET who = 'x' WHERE number = 2")
    said = "Broken at entry 2: changed, cut or added by hand."
    assert say(capsys, "verify") == (1, said)


def test_s_37_marks_kept_each_night_show_a_tail_that_was_cut_with_the_head(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept, mark = folder / "kept", ""
    for _ in range(3):
        look(2)
        code, mark = say(capsys, "head")
        assert code == 0
        kept.write_text((kept.read_text() if kept.exists() else "") + mark + "\n")
        (folder / f"copy-{mark.split(':')[0]}.db").write_bytes((folder / "portal.db").read_bytes())
    assert say(capsys, "verify", "--against", "kept") == (
        0,
        "Whole: 6 entries, and goes on from 3 kept.",
    )
    shutil.copyfile("copy-4.db", "portal.db")
    assert say(capsys, "verify") == (0, "Whole: 4 entries.")
    cut = (1, "Cut: it ends at entry 4, and had 6 when one was kept.")
    assert say(capsys, "verify", "--against", "kept") == cut
    assert say(capsys, "verify", "--against", mark) == cut
    look(2)
    other = (1, "Another history: entry 6 is not the one that was kept.")
    assert say(capsys, "verify", "--against", "kept") == other


def test_a_record_without_a_head_has_none_to_keep(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tamper(f"DELETE FROM {Head.__tablename__}")
    assert say(capsys, "head") == (1, "Broken: the record has lost its head.")
    assert say(capsys, "verify")[0] == 1


@pytest.mark.parametrize("kept", ["none", "5:", "x:" + "0" * 64, "5:" + "z" * 64, "5:00"])
def test_what_is_no_mark_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], kept: str
) -> None:
    code, said = say(capsys, "verify", "--against", kept)
    assert (code, "neither a file of marks nor one mark" in said) == (2, True)
