"""Four files speak of dependencies; they say the same."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
LOCK = (ROOT / "requirements.lock").read_text()


def bounds(lines: list[str]) -> dict[str, str]:
    """Requirement lines as canonical name and bounds."""
    requirements = map(Requirement, lines)
    return {canonicalize_name(r.name): str(r.specifier) for r in requirements}


RUNTIME = bounds(PROJECT["dependencies"])
DEVELOPMENT = bounds(PROJECT["optional-dependencies"]["dev"])
EXTRA = bounds(PROJECT["optional-dependencies"]["dask"])
MEASURING = bounds(PROJECT["optional-dependencies"]["bench"])
ALL = RUNTIME | DEVELOPMENT


def conda_dependencies() -> tuple[list[str], list[str]]:
    """What environment.yml takes from conda-forge, and what it leaves to pip."""
    listed = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    pip = next(entry["pip"] for entry in listed if isinstance(entry, dict))
    return [entry for entry in listed if isinstance(entry, str)], pip


def locked() -> list[Requirement]:
    return [Requirement(line) for line in LOCK.splitlines() if line and not line.startswith("#")]


def test_every_dependency_is_bounded_on_both_sides() -> None:
    for name, specifier in (ALL | MEASURING).items():
        assert re.fullmatch(r"<\d+,>=\d+(\.\d+)*", specifier), f"{name}{specifier}"


def test_environment_and_pyproject_name_the_same_dependencies_and_bounds() -> None:
    conda, pip = conda_dependencies()
    assert bounds(conda) == RUNTIME | {"python": PROJECT["requires-python"], "pip": ""}
    assert pip == ["-e .[dev]"]


def test_what_is_optional_is_there_for_the_tests() -> None:
    assert EXTRA.items() <= DEVELOPMENT.items()


@pytest.mark.parametrize("name", ALL)
def test_the_lock_holds_versions_within_the_bounds(name: str) -> None:
    pins = [pin for pin in locked() if canonicalize_name(pin.name) == name]
    assert pins, f"{name} is not in requirements.lock; run `make lock`"
    allowed = Requirement(name + ALL[name]).specifier
    for pin in pins:
        (version,) = pin.specifier
        assert version.operator == "=="
        assert version.version in allowed, f"{pin} is outside {allowed}; run `make lock`"


def test_the_lock_says_how_to_renew_it_and_names_no_place() -> None:
    assert "make lock" in LOCK.splitlines()[1]
    assert not re.search(r"://|\s@\s|/\w|--", LOCK)


def test_the_documentation_gives_bounds_and_a_reason_for_each() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text()
    rows = re.findall(r"^\| ([\w-]+) \| `([^`]+)` \| (\S.*) \|$", text, flags=re.MULTILINE)
    assert bounds([name + stated for name, stated, _ in rows]) == ALL | MEASURING


def test_what_is_only_measured_against_is_in_no_environment_of_ours() -> None:
    conda, _ = conda_dependencies()
    elsewhere = ALL.keys() | bounds(conda).keys() | {canonicalize_name(pin.name) for pin in locked()}
    assert not MEASURING.keys() & elsewhere


def test_the_build_requires_what_the_lock_provides() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"]
    assert set(bounds(build)) <= set(DEVELOPMENT)
