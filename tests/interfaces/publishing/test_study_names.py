"""Names that a study makes of items are told to nobody who may not read them, whatever it changes."""

import json
from pathlib import Path

import pytest

from tests.interfaces.publishing.named_portfolio import scenarios
from tests.interfaces.publishing.searched import told
from tests.interfaces.publishing.test_masking import left
from tests.interfaces.publishing.test_told_names import _called_otherwise
from workbench.experiment import compare, write_run
from workbench.experiment.masked import Audience, Pseudonyms
from workbench.experiment.run_folder import load_run
from workbench.interfaces.files.studies import read_study
from workbench.interfaces.publishing.masking import for_audience
from workbench.interfaces.reports.folder import open_run
from workbench.scenario import Scenario

ON, OFF, BOARD, TEAM = Pseudonyms.ON, Pseudonyms.OFF, Audience.BOARD, Audience.TEAM
DROPPED, PERSON = {"quorvex", "ledgerstone", "7340021"}, {"zqvxhuber", "zqvxhub"}

FACTORS = {
    "policy.selection.exclude": [["7340021"]],
    "policy.release.wip_limit": [3],
    "pmo.effect_strength": [0.9],
    "portfolio.projects.7340021.benefit.per_year": [{"scale": 2}],
    "portfolio.projects.zqvxP1.benefit.per_year": [{"scale": 2}],
    "portfolio.projects.zqvxP1.programme": ["zqvxLighthouse"],
    "portfolio.projects.zqvxP2.after": [["7340021"], ["zqvxP0"]],
    "portfolio.pools.zqvxdev.capacity": [{"scale": 0.99}, {"add": 1}],
    "portfolio.pools.zqvxhub.capacity": [{"scale": 2}],
    "portfolio.pools.each.capacity": [{"add": 1}],
    "portfolio.risks.zqvxstorm.probability": [0.1],
    "portfolio.estimate_cv.zqvxmigration": [0.3],
    "portfolio.objectives.zqvxtrust.weight": [50],
    "policy.triggers.zqvxcalm.pool": ["zqvxana"],
    "policy.release.programme_limits.zqvxHarbour": [3],
    "shocks.zqvxexodus.fte": [-2],
}
"""Fields of items of every kind, by names, ids and values that are names."""

OF_NOBODY = {"baseline, wip_limit 3", "baseline, effect_strength 0.9"}


def studied(folder: Path) -> tuple[Scenario, ...]:
    """What a study makes of a portfolio in which one project is dropped by one of its points."""
    base = _called_otherwise(scenarios()[0])
    (folder / "base.yaml").write_text(json.dumps(base), encoding="utf-8")
    study = {"name": "s", "scenarios": ["base.yaml"], "design": "one_at_a_time", "factors": FACTORS}
    (folder / "study.yaml").write_text(json.dumps(study), encoding="utf-8")
    return read_study(folder / "study.yaml").scenarios


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("study")
    made = studied(folder)
    assert len(made) == 1 + sum(map(len, FACTORS.values()))
    return write_run(compare(made, 3, engine="simpy", twins=0), folder / "run")


@pytest.mark.parametrize(("audience", "how"), [(BOARD, OFF), (BOARD, ON), (TEAM, ON), (TEAM, OFF)])
def test_a_point_of_a_study_tells_no_item_that_its_readers_shall_not_see(
    run: Path, tmp_path: Path, audience: Audience, how: Pseudonyms
) -> None:
    before = load_run(run)
    folder = for_audience(run, audience, how, tmp_path / "masked")
    again = load_run(folder)
    assert len(set(again.names)) == len(before.names)
    if (audience, how) == (TEAM, OFF):
        assert again.names == before.names and told(folder, DROPPED) != set()
        return
    assert set(again.names) >= OF_NOBODY, "what names no item stays"
    said = dict(zip(again.names, (one.title for one in again.manifest.scenarios), strict=True))
    assert said["baseline, wip_limit 3"] == "baseline, but at most three projects at once"
    assert open_run(folder, "").label("baseline, wip_limit 3") == "At most three projects at once"
    if how is ON:
        assert left(folder) == []
    if audience is BOARD:
        assert told(folder, DROPPED | PERSON) == set()


def test_a_board_reads_points_of_items_that_nobody_drops(run: Path, tmp_path: Path) -> None:
    again = load_run(for_audience(run, BOARD, OFF, tmp_path / "masked"))
    kept = {"baseline, zqvxSmiths capacity × 0.99", "baseline, all pools capacity +1"}
    assert kept <= set(again.names)
    assert "baseline, zqvxBorealis benefit per_year × 2" in again.names
    seen = open_run(tmp_path / "masked", "")
    assert seen.label("baseline, zqvxBorealis benefit per_year × 2") == "ZqvxBorealis: benefit per year × 2"
    assert seen.label("What-if 1") == "What-if 1"
