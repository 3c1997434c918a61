"""Engines on the command line: the same figures with either, and what happens when they disagree."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.interfaces.cli.conftest import Run, environment
from workbench.engines.engine import Engine, EngineName, engine_of
from workbench.experiment import twins

SMALL = ("-n", "6", "--jobs", "1")

WITHOUT_NUMBA = """
import sys
sys.modules["numba"] = None
from workbench.interfaces.cli import main
sys.exit(main(sys.argv[1:]))
"""


def test_both_engines_print_the_same_json_to_the_last_digit(workbench: Run) -> None:
    compiled = workbench("run", "baseline.yaml", *SMALL, "--json", "--engine", "compiled", "--out", "one")
    simpy = workbench("run", "baseline.yaml", *SMALL, "--json", "--engine", "simpy", "--out", "two")
    assert compiled.out == simpy.out and json.loads(compiled.out)["scenarios"][0]["n"] == 6


def test_the_terminal_and_the_manifest_say_that_the_engines_agree(workbench: Run, tmp_path: Path) -> None:
    done = workbench("run", "baseline.yaml", *SMALL, "--out", "one")
    assert "SimPy and compiled agree on 5 of 5 futures, bit for bit." in done.err
    (entry,) = json.loads((tmp_path / "one" / "manifest.json").read_text(encoding="utf-8"))["scenarios"]
    assert (entry["engine"], entry["twins"]) == ("compiled", 5)


def test_without_a_check_it_is_said_too(workbench: Run) -> None:
    done = workbench("run", "baseline.yaml", *SMALL, "--twins", "0")
    assert "One engine alone did it" in done.err


def test_a_disagreement_stops_everything_and_both_futures_are_written(
    workbench: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(name: EngineName) -> Engine:
        found = engine_of(name)

        def live(plan: Any, draws: Any) -> Any:
            paths = found.live(plan, draws)
            paths.finish[1, 0] += 1e-9
            return paths

        return replace(found, live=live)

    monkeypatch.setattr(twins, "engine_of", wrong)
    done = workbench("run", "baseline.yaml", *SMALL, "--engine", "compiled", "--out", "one")
    assert done.code == 1
    assert "disagree on future 1 of “baseline”: finish differs in 1 of" in done.err
    for name in ("compiled", "simpy"):
        told = json.loads((tmp_path / "one" / "disagreement" / f"{name}.json").read_text(encoding="utf-8"))
        assert told["scenario"] == "baseline" and len(told["path"]["finish"]) == len(told["projects"])
    assert not (tmp_path / "one" / "summary.csv").exists()


@pytest.mark.slow
def test_without_numba_everything_works_and_gives_the_same(workbench: Run, tmp_path: Path) -> None:
    expected = workbench("run", "baseline.yaml", *SMALL, "--json", "--engine", "simpy", "--out", "one").out

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", WITHOUT_NUMBA, "run", "baseline.yaml", *SMALL, *words]
        return subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", env=environment(), check=False
        )

    done = run("--json", "--out", "two")
    assert done.returncode == 0, done.stderr
    assert done.stdout == expected and "One engine alone did it" in done.stderr
    refused = run("--engine", "compiled", "--out", "three")
    assert refused.returncode == 2
    assert "needs numba, which is not installed" in refused.stderr and "Traceback" not in refused.stderr
