"""Machine code that is kept: never that of other rules, and never needed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import workbench
from workbench.engines.compiled import cache

PRESENT_VALUE = """
import numpy as np
from workbench.bundled import bundled
from workbench.engines.compiled.present import _value, present_values
from workbench.engines.plan import plan_of
from workbench.engines.present import present_values as one_by_one
from workbench.interfaces.files import load_scenario

plan = plan_of(load_scenario(r"{scenario}"))
days = np.full((1, len(plan.projects.ids)), 500.0)
found, reference = present_values(plan, days), one_by_one(plan, days)
assert found.lateness.tobytes() == reference.lateness.tobytes()
print(repr(float(found.lateness.sum())), sum(_value.stats.cache_hits.values()))
"""


@pytest.mark.slow
def test_a_changed_rule_never_meets_yesterday_s_code(tmp_path: Path) -> None:
    """A rule changes in a copy of the sources: the next process compiles anew, the one after does not."""
    root = Path(workbench.__file__).parent
    scenario = root.parent / "scenarios" / "baseline.yaml"
    shutil.copytree(root, tmp_path / "workbench", ignore=shutil.ignore_patterns("__pycache__"))
    rule = tmp_path / "workbench" / "engines" / "rules" / "worth.py"
    before = rule.read_text(encoding="utf-8")
    after = before.replace("return per_day * annuity(", "return 2.0 * per_day * annuity(")
    assert after != before
    environment = os.environ | {
        "PYTHONPATH": str(tmp_path),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "LOCALAPPDATA": str(tmp_path / "cache"),
        "HOME": str(tmp_path / "home"),
    }

    def value() -> tuple[float, int]:
        done = subprocess.run(
            [sys.executable, "-c", PRESENT_VALUE.format(scenario=scenario)],
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        money, hits = done.stdout.split()
        return float(money), int(hits)

    first, cold = value()
    again, warm = value()
    assert (again, cold, warm) == (first, 0, 1)
    rule.write_text(after, encoding="utf-8")
    changed, compiled_anew = value()
    assert changed > first and compiled_anew == 0
    rule.write_text(before, encoding="utf-8")
    assert value() == (first, 1)


def test_every_source_of_the_engines_is_in_the_stamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engines = Path(workbench.__file__).parent / "engines"
    copy = tmp_path / "engines"
    shutil.copytree(engines, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(cache.workbench.engines, "__path__", [str(copy)])
    stamps = {cache.stamp.__wrapped__()}
    files = sorted(copy.rglob("*.py"))
    for path in files:
        path.write_text(path.read_text(encoding="utf-8") + "#\n", encoding="utf-8")
        stamps.add(cache.stamp.__wrapped__())
    assert len(stamps) == len(files) + 1 and len(files) > 40


def test_where_nothing_can_be_written_code_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setattr(cache, "user_cache_path", lambda *_, **__: blocked / "below")
    assert cache.folder.__wrapped__() is None


@pytest.mark.slow
def test_what_is_compiled_beforehand_is_what_a_call_finds(tmp_path: Path) -> None:
    """A call with the types of `python -m workbench.engines.compiled` takes the code that was kept."""
    code = """
from workbench.engines.compiled import __main__ as beforehand
from workbench.engines.compiled.philox import _fill, _fill_attempts, attempt_block, uniform_block

beforehand.main()
uniform_block(1, "noise", ["A"], range(3), 2)
attempt_block(1, ["A"], range(3), 2, 0.5)
for one in (_fill, _fill_attempts):
    print(len(one.signatures), sum(one.stats.cache_hits.values()) + sum(one.stats.cache_misses.values()))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=here()
    )
    assert (done.stdout.split(), done.stderr) == (["1"] * 4, "")


def here() -> dict[str, str]:
    """The environment of a process that finds the package of this checkout."""
    return os.environ | {"PYTHONPATH": str(Path(workbench.__file__).parents[1])}
