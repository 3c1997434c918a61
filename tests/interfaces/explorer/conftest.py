"""A small portfolio with everything that the explorer offers a control for."""

import os
from pathlib import Path

import pytest

from workbench import Scenario, load_scenario
from workbench.interfaces.explorer import refining

os.environ.setdefault("JUPYTER_PLATFORM_DIRS", "1")

BASELINE = """\
name: baseline
portfolio:
  name: Small & <b>bold</b>
  start: 2027-01-04
  maturity: 2
  budgets: {2027: 4_000_000, 2028: 4_000_000, 2029: 4_000_000}
  pools:
    developers: {name: Developers, capacity: 6, cost_per_fte_day: 720}
    testers: {capacity: 2, cost_per_fte_day: 600}
  projects:
    P01:
      name: "Claims <script>alert(1)</script>"
      due: 2027-06-30
      lateness: {per_day: 500}
      scores: {}
      benefit: {per_year: 400_000, plateau_years: 3}
      packages:
        build: {duration: 60, demand: {developers: 3}}
        test: {duration: 20, demand: {testers: 1}, after: [build]}
    P02:
      intake: 2027-02-01
      due: 2027-09-30
      benefit: {per_year: 900_000, plateau_years: 4}
      packages:
        build: {duration: 40, demand: {developers: 4}}
    P03:
      intake: 2027-02-01
      benefit: {per_year: 150_000, plateau_years: 5}
      packages:
        build: {duration: 80, demand: {developers: 4}}
    P04:
      intake: 2027-03-01
      benefit: {per_year: 250_000, plateau_years: 5}
      packages:
        build: {duration: 50, demand: {developers: 2}}
pmo: {staff: 1, cost_per_fte: 100_000}
policy: {release: {wip_limit: 3}}
horizon: 2029-12-31
seed: 7
"""


@pytest.fixture(autouse=True)
def nothing_is_left_standing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each page would walk over all that other tests have loaded."""
    monkeypatch.setattr(refining, "leave_standing", lambda: None)


@pytest.fixture(scope="session")
def baseline_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("scenarios") / "baseline.yaml"
    file.write_text(BASELINE, encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def today(baseline_file: Path) -> Scenario:
    return load_scenario(baseline_file)
