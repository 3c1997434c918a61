"""What commands and pages of the business case share: one that was computed and stored."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import Once
from tests.interfaces.reports.cases import today
from workbench.engines.engine import EngineName
from workbench.experiment.progress import Progress, silent
from workbench.experiment.worth.case import Effort, compute_case
from workbench.interfaces.files import dump_scenario

EFFORT = Effort(2, 2, 4)


def computed(folder: Path, effort: Effort = EFFORT) -> list[str]:
    """Compute the case of a folder as far as it is not there; what was computed, in words."""
    said: list[str] = []

    @contextmanager
    def watched(what: str) -> Iterator[Progress]:
        said.append(what)
        yield silent

    compute_case(
        today(), folder, effort, dump_scenario, on=None, jobs=1, engine=EngineName.AUTO, watched=watched
    )
    return said


@pytest.fixture(scope="session")
def stored_case(once: Once) -> Path:
    """The folder of a small case: to read or copy."""
    return once("case", _from_nothing)


def _from_nothing(folder: Path) -> None:
    assert len(computed(folder)) == 6
