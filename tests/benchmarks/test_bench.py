"""The bench runs whenever somebody asks it: nothing that it needs has changed under its feet. It
starts a dozen servers for it, so that is seen in the soak; its parts are tried in every run."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
DATABASES = {"SQLite", "PostgreSQL"}


@pytest.fixture(scope="module")
def run(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, Any], str]:
    """What a quick run found, and what it printed."""
    if not request.config.getoption("--soak"):
        pytest.skip("a quick run of the bench: part of the soak")
    path = tmp_path_factory.mktemp("bench") / "results.json"
    command = [sys.executable, "-m", "benchmarks", "--quick", "--json", str(path)]
    answer = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=170, check=False
    )
    assert answer.returncode == 0, answer.stderr[-4000:]
    return json.loads(path.read_text()), answer.stdout


def test_each_page_and_the_whole_journey_have_a_rate_on_each_database(
    run: tuple[dict[str, Any], str],
) -> None:
    rates = run[0]["rates"]
    found = {(rate["what"], rate["setting"]["database"]) for rate in rates}
    whats = ("first page", "times page", "whole journey")
    assert found == {(what, database) for what in whats for database in DATABASES}
    assert all(rate["portal"] > 0 and rate["bare"] > 0 for rate in rates)


def test_bytes_memory_and_starts_are_measured(run: tuple[dict[str, Any], str]) -> None:
    found, _ = run
    traffic = found["traffic"]
    assert traffic["whole journey, scripts off"]["answers"] > 20
    assert traffic["first page, with script"]["received"] > traffic["first page, HTML"]["received"]
    assert {each["database"] for each in found["memory"]} == DATABASES
    assert {each["database"] for each in found["starts"]} == DATABASES


def test_the_table_says_of_each_target_whether_it_was_met(run: tuple[dict[str, Any], str]) -> None:
    verdicts = [line for line in run[1].splitlines() if line.startswith(("met ", "NOT MET "))]
    assert len(verdicts) == 17
