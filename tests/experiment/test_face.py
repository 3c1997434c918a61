"""The public face is quick to import and complete."""

import pkgutil
import subprocess
import sys
from types import ModuleType

import pytest

import workbench
import workbench.experiment


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_importing_loads_nothing_heavy() -> None:
    loaded = run(
        "import sys, workbench; print([m for m in ('numpy', 'pandas', 'pydantic') if m in sys.modules])"
    )
    assert loaded == "[]"


def test_workers_do_not_import_pandas() -> None:
    assert run("import sys, workbench.experiment.chunk; print('pandas' in sys.modules)") == "False"


@pytest.mark.parametrize("name", workbench.experiment.__all__)
def test_every_name_of_experiment_is_there_and_no_module_stands_in_its_way(name: str) -> None:
    assert not isinstance(getattr(workbench.experiment, name), ModuleType)
    assert name not in {module.name for module in pkgutil.iter_modules(workbench.experiment.__path__)}
    assert name in dir(workbench.experiment)


def test_names_come_when_asked_for() -> None:
    assert workbench.simulate is workbench.experiment.simulate
    assert "compare" in dir(workbench)
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = workbench.nothing_of_the_kind
