"""A folder with a small portfolio and a baseline, and a way to write more files into it."""

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

PORTFOLIO = """\
name: Small
start: 2027-01-04
pools:
  dev: {capacity: 10, cost_per_fte_day: 700}
  test: {capacity: 4}
objectives:
  - {id: growth, weight: 1}
projects:
  - id: P01
    class: software
    due: 2027-12-17
    lateness: {per_day: 500}
    benefit: {per_year: 100_000, plateau_years: 3}
    packages:
      - {id: build, duration: 60, demand: {dev: 3}}
      - {id: test, duration: {law: pert, low: 10, mode: 15, high: 30}, demand: {test: 2}, after: [build]}
  - id: P02
    class: regulatory
    mandatory: true
    intake: 2027-03-01
    packages:
      - {id: build, duration: 40, demand: {dev: 2}}
"""

BASELINE = """\
name: baseline
portfolio: small.yaml
policy: {release: {wip_limit: 4}}
horizon: 2029-12-31
seed: 7
"""

Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write a file into the current folder, which already holds small.yaml and baseline.yaml."""
    monkeypatch.chdir(tmp_path)
    Path("small.yaml").write_text(PORTFOLIO, encoding="utf-8")
    Path("baseline.yaml").write_text(BASELINE, encoding="utf-8")

    def put(name: str, text: str) -> Path:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
        return path

    return put
