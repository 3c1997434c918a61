from pathlib import Path

import pytest

from tests.interfaces.reports.fake_run import FakeRun, Shift, write_fake
from workbench.model import Assumption, Filled

SHIFTS = {
    "extend-pmo": Shift(0.7e6, 8e6),
    "cut-pmo": Shift(-2.3e6, 3e6),
    "nine-at-once": Shift(5.5e6, 5e6),
    "budget-cut": Shift(-7.9e6, 4e6),
}
ASSUMED = (
    Assumption(
        what="value a year (6 of 6 projects)",
        value="€1m",
        source="filled in <i>by us</i>",
        bears_on=Filled.VALUE,
    ),
    Assumption(
        what="pool capacity (2 of 2 pools)",
        value="20 and 8 FTE",
        source="present load",
        bears_on=Filled.CAPACITY,
    ),
)


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gain, an undecided choice, a loss and an event."""
    fake = FakeRun(SHIFTS, event=frozenset({"budget-cut"}))
    return write_fake(fake, tmp_path_factory.mktemp("run"))


@pytest.fixture(scope="session")
def assumed_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """No choice is clearly better; value and capacity were filled in."""
    shifts = {"extend-pmo": SHIFTS["extend-pmo"], "cut-pmo": SHIFTS["cut-pmo"]}
    return write_fake(FakeRun(shifts, assumptions=ASSUMED), tmp_path_factory.mktemp("assumed"))


@pytest.fixture(scope="session")
def single_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The baseline alone."""
    return write_fake(FakeRun(), tmp_path_factory.mktemp("single"))
