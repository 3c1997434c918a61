"""`workbench select`: the line, its reasons, what would change it, and the file it writes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.interfaces.files import load_scenario

from .conftest import Run, environment

LIMITED = """\
extends: baseline.yaml
name: limited
portfolio: {budgets: {2027: 300_000}}
"""

QUICK = ("-n", "30", "--jobs", "1", "--engine", "simpy", "--twins", "0")


@pytest.fixture
def limited(folder: Path) -> Path:
    (folder / "limited.yaml").write_text(LIMITED, encoding="utf-8")
    return folder


def test_the_list_the_line_and_the_gap_between_plan_and_simulation_are_told(
    workbench: Run, limited: Path
) -> None:
    done = workbench("select", "limited.yaml", *QUICK, "--against", "baseline.yaml", "--project", "P03")
    assert done.code == 0, done.err
    said = " ".join(done.out.split())
    assert "Limited: 2 of 3 projects are above the line; by plan the portfolio is worth €" in said
    assert "this one is optimal (proven)." in said
    assert "Simulated, it is worth €" in said and "(30 futures). The plan promises €" in said
    assert "P03 falls below the line" in said
    assert "It would exceed the budget of 2027 by €1" in said
    assert "What would get P03 above the line" in said
    # Not even six times its benefit would do, so three ways are left.
    assert said.count("by simulation: ") + said.count("not confirmed: ") == 3
    assert "more budget, in the years of P03; confirmed by simulation: taking it gains €" in said
    assert said.startswith("Two of the three changes that would get P03 above the line by plan are confirmed")
    assert "--project ID" not in said, "what was just asked is not what to ask next"


def test_a_list_held_against_another_scenario_is_paired_with_its_list_and_with_it_as_it_is(
    workbench: Run, limited: Path
) -> None:
    asked = ("select", "limited.yaml", *QUICK, "--against", "baseline.yaml")
    said = " ".join(workbench(*asked).out.split())
    assert "The list for “Today”: 3 of 3 projects" in said and " Today: " not in said
    assert said.count("In the same futures it") == 2 and said.count("(30 futures)") == 4
    assert "the list for “Today”;" in said or "the list for “Today”:" in said
    assert "“Today” as it is (under its own rule)" in said
    paired = json.loads(workbench(*asked, "--json").out)["paired"]
    # Today takes all three projects anyway: its list is what it does.
    assert paired["less_list"] == pytest.approx(paired["less_as_it_is"]) and paired["less_list"]["n"] == 30
    assert paired["less_list"]["low"] <= paired["less_list"]["mean"] <= paired["less_list"]["high"]


def test_below_the_line_the_column_that_orders_it_rises(workbench: Run, limited: Path) -> None:
    (limited / "tighter.yaml").write_text(
        "extends: limited.yaml\nname: tighter\nportfolio: {budgets: {2027: 100_000}}\n", encoding="utf-8"
    )
    done = workbench("select", "tighter.yaml", *QUICK)
    assert "taking it loses" in " ".join(done.out.split()), done.err
    found = json.loads(workbench("select", "tighter.yaml", *QUICK, "--json").out)["below"]
    losses = [row["plan_loss"] for row in found if row["plan_loss"] is not None]
    assert losses == sorted(losses) and len(found) >= 2


def test_the_file_holds_the_list_and_how_it_was_found_and_greedy_can_find_it_too(
    workbench: Run, limited: Path
) -> None:
    done = workbench("select", "limited.yaml", *QUICK, "--rule", "greedy", "--to", "chosen.yaml")
    assert done.code == 0, done.err
    assert "a better list may exist" in " ".join(done.out.split())
    written = load_scenario(limited / "chosen.yaml")
    selection = written.policy.selection
    assert (written.name, selection.rule, selection.projects) == ("chosen", "chosen", ("P01", "P02"))
    assert selection.found is not None and not selection.found.proven
    bare = selection.model_copy(update={"found": None})
    policy = written.policy.model_copy(update={"selection": bare})
    assert written.model_copy(update={"policy": policy}).hash == written.hash
    assert workbench("validate", "chosen.yaml").code == 0


@pytest.mark.parametrize("target", ["limited.yaml", "baseline.yaml", "./limited.yaml"])
def test_a_file_that_is_read_is_never_written_over(workbench: Run, limited: Path, target: str) -> None:
    before = (limited / target).read_bytes()
    done = workbench("select", "limited.yaml", *QUICK, "--to", target)
    assert done.code == 2 and "name another file" in done.err
    assert (limited / target).read_bytes() == before


def test_the_folder_of_the_file_is_made_before_any_work_or_refused(workbench: Run, limited: Path) -> None:
    done = workbench("select", "limited.yaml", *QUICK, "--to", "new/chosen.yaml")
    assert done.code == 0 and [one.name for one in (limited / "new").iterdir()] == ["chosen.yaml"]
    refused = workbench("select", "limited.yaml", *QUICK, "--to", "limited.yaml/chosen.yaml")
    assert refused.code == 2 and "--to" in refused.err and "Traceback" not in refused.err


def test_what_a_portfolio_that_loses_is_worth_keeps_its_minus(workbench: Run, limited: Path) -> None:
    text = LIMITED + "pmo: {staff: 100, cost_per_fte: 1_000_000}\n"
    (limited / "losing.yaml").write_text(text.replace("name: limited", "name: losing"), encoding="utf-8")
    said = " ".join(workbench("select", "losing.yaml", *QUICK).out.split())
    assert "it is worth −€" in said and "the average lies between −€" in said


def test_json_has_the_list_with_its_ranges_and_what_is_below(workbench: Run, limited: Path) -> None:
    found = json.loads(workbench("select", "limited.yaml", *QUICK, "--json").out)
    assert found["projects"] == ["P01", "P02"]
    assert (found["proven"], found["rule"], found["against"], found["changes"]) == (True, "optimal", None, [])
    assert found["simulated"]["n"] == 30
    assert found["simulated"]["low"] <= found["simulated"]["mean"] <= found["simulated"]["high"]
    assert found["plan_optimism"]["mean"] == pytest.approx(found["plan_value"] - found["simulated"]["mean"])
    (below,) = found["below"]
    assert (below["project"], below["cause"]) == ("P03", "a limit leaves no room")
    assert below["over"][0]["limit"] == "the budget of 2027"


def test_with_timing_the_people_of_each_quarter_are_kept_by_later_starts(
    workbench: Run, limited: Path
) -> None:
    found = json.loads(workbench("select", "baseline.yaml", *QUICK, "--json", "--with-timing").out)
    assert found["starts"] == "by quarter"
    assert found["proven"]
    assert found["projects"] == ["P01", "P02", "P03"]


def test_limits_that_cannot_hold_together_are_named_with_what_is_missing(
    workbench: Run, limited: Path
) -> None:
    text = "extends: limited.yaml\nname: torn\n"
    text += "portfolio: {budgets: {2027: 0}, projects: {P02: {mandatory: true}}}\n"
    text += "policy: {selection: {include: [P03]}}\n"
    (limited / "torn.yaml").write_text(text, encoding="utf-8")
    done = workbench("select", "torn.yaml", *QUICK)
    assert done.code == 2
    said = " ".join(done.err.split())
    assert "These cannot hold together" in said
    assert "the budget of 2027" in said
    assert ("P02 is mandatory" in said) != ("P03 must be selected" in said)
    assert "At least missing: €" in said
    assert "Traceback" not in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="calls the C library of Unix")
def test_what_the_solver_prints_never_reaches_standard_output() -> None:
    code = (
        "import ctypes\n"
        "from workbench.interfaces.cli.streams import nothing_foreign\n"
        "with nothing_foreign():\n"
        "    ctypes.CDLL(None).puts(b'noise')\n"
        "print('{}')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("{}\n", "noise\n")
