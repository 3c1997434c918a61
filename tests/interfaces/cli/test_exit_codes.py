"""0 done, 2 bad input, 130 stopped, 1 anything else; never a traceback unless asked for."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .conftest import PROGRAM, Run, environment


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from workbench.interfaces.cli import main; main(['--help']);"
        "heavy = {'numpy', 'pandas', 'pydantic', 'rich', 'tqdm', 'simpy', 'altair', 'openpyxl'};"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], env=environment(), check=False, stdout=-3).returncode
        == 0
    )


def test_help_lists_every_command_in_the_order_of_a_newcomer(workbench: Run) -> None:
    done = workbench("--help")
    listed = [line.split()[0] for line in done.out.partition("Commands:")[2].splitlines() if line.strip()]
    assert listed == [
        "demo",
        "new",
        "validate",
        "schema",
        "run",
        "compare",
        "select",
        "frontier",
        "decide",
        "trace",
        "earned",
        "track",
        "risk",
        "bottlenecks",
        "sensitivity",
        "explain",
        "value",
        "practices",
        "roadmaps",
        "interplay",
        "advice",
        "cash",
        "business-case",
        "batch",
        "publish",
        "runs",
        "diff",
        "export",
        "reproduce",
        "import",
        "weights",
        "assess",
        "assumptions",
        "evidence",
        "lab",
        "app",
    ]
    assert "..." not in done.out.partition("Commands:")[2]


def test_no_words_at_all_print_the_help(workbench: Run) -> None:
    done = workbench()
    assert done.code == 0 and "workbench demo" in done.out


@pytest.mark.parametrize(
    "words",
    [
        ["run", "nowhere.yaml"],
        ["run", "baseline.yaml", "-n", "0"],
        ["run", "baseline.yaml", "--seed", "-1"],
        ["run", "baseline.yaml", "--sed", "1"],
        ["practices", "baseline.yaml", "--describe"],
        ["compare", "baseline.yaml"],
        ["compare", "baseline.yaml", "baseline.yaml"],
        ["validate", "wrong.yaml"],
        ["import", "nowhere.csv", "--to", "portfolio2.yaml"],
        ["import", "projects.csv", "--to", "portfolio.txt"],
        ["batch", "empty"],
        ["trace", "baseline.yaml", "--project", "P4"],
        ["trace", "baseline.yaml", "--replication", "-1"],
        ["trace", "baseline.yaml", "ranked.yaml"],
        ["select", "baseline.yaml", "--project", "P4"],
        ["select", "baseline.yaml", "--rule", "best"],
        ["frontier", "baseline.yaml", "ranked.yaml"],
        ["interplay", "baseline.yaml", "ranked.yaml"],
        ["interplay", "nowhere.yaml"],
        ["interplay", "baseline.yaml", "--delivery", "nowhere.yaml"],
        ["interplay", "baseline.yaml", "--worlds", "1"],
        ["advice", "baseline.yaml", "ranked.yaml"],
        ["advice", "nowhere.yaml"],
        ["advice", "baseline.yaml", "--gates", "go"],
        ["advice", "baseline.yaml", "-n", "1"],
        ["business-case", "nowhere.yaml"],
        ["business-case", "baseline.yaml", "--worlds", "1"],
        ["business-case", "baseline.yaml", "--record", "nowhere.json"],
        ["roadmaps", "baseline.yaml"],
        ["roadmaps", "nowhere.yaml"],
        ["roadmaps", "baseline.yaml", "nowhere.yaml"],
        ["assess"],
        ["assess", "nowhere.yaml"],
        ["assess", "baseline.yaml"],
        ["assess", "--template", "baseline.yaml"],
        ["assess", "baseline.yaml", "--template", "form.yaml"],
        ["track", "nowhere", "projects.csv"],
        ["track", ".", "projects.csv", "--as-of", "soon"],
        ["assumptions", "nowhere.yaml", "--to", "a.xlsx"],
        ["assumptions", "baseline.yaml", "--to", "a.txt"],
        ["run", "baseline.yaml", "--agreed", "nowhere.xlsx"],
        ["diff", "nowhere", "."],
        ["runs", "nowhere"],
        ["export", "nowhere", "--to", "tables"],
        ["export", "nowhere", "--to", "tables.txt"],
        ["reproduce", "nowhere"],
        ["publish", "nowhere", "--to", "site"],
        ["publish", ".", "--to", "baseline.yaml"],
        ["publish", "nowhere"],
        ["evidence", "rework_probabilty"],
        ["schema", "--of", "pool"],
        ["nothing"],
    ],
    ids=" ".join,
)
def test_bad_input_ends_with_2_and_says_why_without_a_traceback(
    workbench: Run, folder: Path, words: list[str]
) -> None:
    (folder / "wrong.yaml").write_text("extends: baseline.yaml\nhorizn: 2030-01-01\n", encoding="utf-8")
    (folder / "projects.csv").write_text(
        "id;value_per_year;duration_days;team_size\nA;1;1;1\n", encoding="utf-8"
    )
    (folder / "empty").mkdir()
    done = workbench(*words)
    assert done.code == 2
    assert done.err.strip() and "Traceback" not in done.err
    assert done.out == ""


def test_every_problem_of_every_file_is_told_on_a_line_of_its_own(process: Run, folder: Path) -> None:
    (folder / "one.yaml").write_text(
        "extends: baseline.yaml\nhorizn: 2030-01-01\nseed: -1\n", encoding="utf-8"
    )
    (folder / "two.yaml").write_text("extends: bseline.yaml\n", encoding="utf-8")
    done = process("validate", "one.yaml", "baseline.yaml", "two.yaml")
    lines = done.err.strip().splitlines()
    assert done.code == 2
    assert done.out == "baseline.yaml: ok\n"
    assert [line.split(":")[0] for line in lines] == ["one.yaml", "one.yaml", "two.yaml"]
    assert "did you mean horizon" in lines[0] and "baseline.yaml" in lines[2]


def test_what_nobody_foresaw_ends_with_1_one_sentence_and_the_way_to_details(
    workbench: Run, folder: Path
) -> None:
    words = ["run", "baseline.yaml", "-n", "2", "--out", "portfolio.yaml/runs"]
    done = workbench(*words)
    assert done.code == 1
    assert "could not finish" in done.err and "--debug" in done.err and "Traceback" not in done.err
    assert "Traceback" in workbench(*words, "--debug").err


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to one process alone on Windows")
def test_ctrl_c_keeps_finished_blocks_and_the_same_command_goes_on(folder: Path, process: Run) -> None:
    words = ["run", "baseline.yaml", "-n", "20000", "--jobs", "1"]
    # A shell starts background work deaf to Ctrl-C, and children inherit that.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        going = subprocess.Popen(
            [*PROGRAM, *words], cwd=folder, env=environment(), stdout=-1, stderr=-1, text=True
        )
    finally:
        signal.signal(signal.SIGINT, before)
    deadline = time.monotonic() + 60
    while not list(folder.glob("runs/.blocks/*/*/block-*")) and time.monotonic() < deadline:
        time.sleep(0.05)
    going.send_signal(signal.SIGINT)
    out, err = going.communicate(timeout=60)
    assert going.returncode == 130
    assert "finished blocks are kept; run the same command again to go on" in err
    assert out == "" and "Traceback" not in err
    again = process("run", "baseline.yaml", "-n", "50")
    assert again.code == 0 and "nothing was simulated again" in again.err


@pytest.mark.skipif(sys.platform == "win32", reason="pipes close in another way on Windows")
def test_a_reader_that_goes_away_is_no_reason_for_words(folder: Path) -> None:
    going = subprocess.Popen([*PROGRAM, "schema"], cwd=folder, env=environment(), stdout=-1, stderr=-1)
    assert going.stdout is not None and going.stderr is not None
    going.stdout.read(1)
    going.stdout.close()
    said = going.stderr.read().decode()
    going.wait(timeout=60)
    assert "Traceback" not in said and "Broken" not in said and "could not" not in said
