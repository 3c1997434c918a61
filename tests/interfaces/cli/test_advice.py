"""`workbench advice`: a sentence, tables and a page; or JSON alone."""

import json
from pathlib import Path

from .conftest import Run

GATED = """\
extends: baseline.yaml
name: gated
portfolio:
  projects:
    P01: {value_cv: 0.8, stages: [one, two], gates: [one], packages: {build: {stage: one}}}
pmo: {cost_per_fte: 100_000, advice: {role: advises, assessors: 2, followed: 0.5}}
"""


def test_where_gates_always_go_it_says_that_advice_cannot_matter(workbench: Run, folder: Path) -> None:
    done = workbench("advice", "baseline.yaml", "-n", "30", "--jobs", "1")
    assert done.code == 0
    said = " ".join(done.out.split())
    assert "advice can change nothing and is worth exactly nothing" in said
    assert "--gates expected_value" in said
    assert (folder / "runs" / "advice" / "advice-baseline.html").is_file()


def test_json_holds_every_part_and_nothing_else_is_printed(workbench: Run, folder: Path) -> None:
    (folder / "gated.yaml").write_text(GATED, encoding="utf-8")
    done = workbench("advice", "gated.yaml", "--gates", "option", "-n", "30", "--jobs", "1", "--json")
    assert done.code == 0
    found = json.loads(done.out)
    assert (found["boards_weigh_value"], found["gates"], found["futures"]) == (True, "option", 30)
    assert [one["role"] for one in found["roles"]] == ["none", "informs", "advises", "decides"]
    assert {one["assessors"] for one in found["by_share_followed"]} == {2}
    nothing = [one for one in found["by_share_followed"] + found["by_assessors"] if one["exactly_nothing"]]
    assert len(nothing) == 2
    assert all(one["worth"] == {"mean": 0.0, "low": 0.0, "high": 0.0} for one in nothing)
