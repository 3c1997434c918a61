"""Too much of a PMO: an optimum inside where theory says so, and none where nothing has an effect."""

from itertools import pairwise
from pathlib import Path

import pytest

from workbench import load_scenario
from workbench.analysis import mean_interval
from workbench.bundled import bundled
from workbench.experiment.worth import family_of, sizes
from workbench.scenario import Scenario

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def today() -> Scenario:
    return load_scenario(Path(bundled("scenarios")) / "baseline.yaml")


def test_the_size_of_the_example_has_an_optimum_inside(today: Scenario) -> None:
    """300 futures, all four sizes allowed for: none, half, twice and three times are known to be worse."""
    others = (0.0, 0.5, 2.0, 3.0)
    found = family_of(today, sizes(today, (1.0, *others)), 300)
    for factor in others:
        assert mean_interval(found.of(factor), 1 - 0.05 / len(others)).high < 0, factor
    assert found.of(3.0).mean() < found.of(2.0).mean()


@pytest.mark.parametrize("evidence", [{}, {"pmo.displaced_work_share": 0.0}], ids=["as is", "none displaced"])
def test_without_any_effect_more_pmo_is_never_better(today: Scenario, evidence: dict[str, float]) -> None:
    """40 futures: every further step in size costs, none at all is best."""
    pmo = today.pmo.model_copy(update={"effect_strength": 0.0})
    idle = today.model_copy(update={"pmo": pmo, "evidence": evidence})
    found = family_of(idle, sizes(idle, (0.0, 0.5, 1.0, 1.5, 2.0, 3.0)), 40)
    for smaller, larger in pairwise(found.keys):
        assert mean_interval(found.of(larger) - found.of(smaller)).high < 0, (smaller, larger)
