"""The command line says what is wrong in a line and touches nothing, and helps whoever asks."""

import argparse
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portal.__main__ import _parser, main
from portal.keyring import make_keys
from portal.migrations import is_current, migrate


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder of its own to stand in, and no setting from outside."""
    monkeypatch.chdir(tmp_path)
    for name in ("PORTAL_DATABASE_URL", "PORTAL_KEYS_FILE", "PORTAL_PORT", "PORTAL_PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture(autouse=True)
def no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """No command of these tests comes to serve; should one, the test fails and does not hang."""

    def served(*_arguments: object, **_options: object) -> None:
        pytest.fail("the portal was served")

    monkeypatch.setattr("uvicorn.run", served)


@pytest.fixture
def refusal(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """The one line that a refused command says; it must end with 2 and print nothing else."""

    def run(*arguments: str) -> str:
        assert main(arguments) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.startswith("portal: ")
        return said.err

    return run


def test_keys_are_made_for_their_owner_alone_and_never_again(
    folder: Path, refusal: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["keys"]) == 0
    assert "Keep a copy" in capsys.readouterr().out
    path = folder / "portal.keys"
    made = path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "never overwritten" in refusal("keys")
    assert path.read_bytes() == made


NEED_KEYS = [
    ("serve",),
    ("sessions", "plan"),
    ("sessions", "day", "2026-11-25"),
    ("visits", "cancel", "00000000-0000-0000-0000-000000000005"),
    ("staff", "list"),
    ("staff", "end", "beth@lantern.example"),
]


@pytest.mark.parametrize("command", NEED_KEYS)
def test_nothing_runs_without_keys(
    folder: Path, refusal: Callable[..., str], command: tuple[str, ...]
) -> None:
    migrate("sqlite:///portal.db")
    assert "portal.keys: No such file" in refusal(*command)
    assert not (folder / "portal.keys").exists(), "only `keys` and the demo make them"


@pytest.mark.parametrize("command", NEED_KEYS)
def test_nothing_runs_with_keys_that_others_can_read(
    folder: Path, refusal: Callable[..., str], command: tuple[str, ...]
) -> None:
    migrate("sqlite:///portal.db")
    make_keys(folder / "portal.keys")
    (folder / "portal.keys").chmod(0o640)
    assert "its mode must be 0600" in refusal(*command)


def test_serve_refuses_a_database_with_other_tables_than_its_own(
    folder: Path, refusal: Callable[..., str]
) -> None:
    make_keys(folder / "portal.keys")
    assert "run `portal migrate`" in refusal("serve")


@pytest.mark.parametrize("command", [*NEED_KEYS, ("migrate",)])
def test_a_database_that_does_not_answer_is_a_line_and_no_heap_of_them(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    refusal: Callable[..., str],
    command: tuple[str, ...],
) -> None:
    make_keys(folder / "portal.keys")
    url = "postgresql://somebody:secret-word@127.0.0.1:9/portal"
    monkeypatch.setenv("PORTAL_DATABASE_URL", url)
    said = refusal(*command)
    assert "PORTAL_DATABASE_URL" in said
    assert "secret-word" not in said


@pytest.mark.parametrize("command", [*NEED_KEYS, ("migrate",), ("keys",), ("demo",)])
def test_a_wrong_setting_stops_every_command_before_it_does_anything(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    refusal: Callable[..., str],
    command: tuple[str, ...],
) -> None:
    monkeypatch.setenv("PORTAL_PORT", "none")
    assert "PORTAL_PORT: must be a number" in refusal(*command)
    assert [*folder.iterdir()] == []


def test_migrate_makes_the_tables_and_says_the_version(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for _ in range(2):
        assert main(["migrate"]) == 0
        assert "version 0" in capsys.readouterr().out
    assert is_current("sqlite:///portal.db")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("serves",),
        ("sessions",),
        ("sessions", "plan", "--weeks", "none"),
        ("sessions", "plan", "--weeks", "0"),
        ("sessions", "plan", "--weeks", "-3"),
        ("serve", "--processes", "0"),
        ("sessions", "day", "tomorrow"),
        ("visits", "cancel", "5"),
    ],
)
def test_what_is_no_command_is_told_how_to_ask(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    assert "usage: portal" in capsys.readouterr().err


def every_parser(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                yield from every_parser(each)


def test_every_command_says_what_it_is_for(capsys: pytest.CaptureFixture[str]) -> None:
    parsers = list(every_parser(_parser()))
    assert len(parsers) >= 10
    for parser in parsers:
        with pytest.raises(SystemExit) as end:
            main([*parser.prog.split()[1:], "--help"])
        assert end.value.code == 0
        assert parser.description
        assert parser.description.split(";")[0] in " ".join(capsys.readouterr().out.split())
        for action in parser._actions:
            assert action.help or isinstance(action, argparse._SubParsersAction), parser.prog
