"""The wheel holds everything that `workbench demo` and `workbench new` need without a checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOT_SHIPPED = {"__pycache__", ".ipynb_checkpoints"}


def files_below(folder: Path) -> set[str]:
    paths = (p for p in folder.rglob("*") if p.is_file() and not NOT_SHIPPED & set(p.parts))
    return {p.relative_to(folder).as_posix() for p in paths}


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built without network and unpacked into an empty folder."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


def test_code_and_package_data_are_in_the_wheel(unpacked: Path) -> None:
    assert files_below(ROOT / "workbench") <= files_below(unpacked / "workbench")


@pytest.mark.parametrize("name", ["notebooks", "scenarios"])
def test_the_wheel_carries_what_the_checkout_has(unpacked: Path, name: str) -> None:
    expected = files_below(ROOT / name)
    assert expected
    assert expected == files_below(unpacked / "workbench" / "bundled" / name)


@pytest.mark.parametrize("name", ["notebooks", "scenarios"])
def test_an_installed_package_finds_its_own_copies(unpacked: Path, name: str) -> None:
    code = f"from workbench.bundled import bundled; print(bundled({name!r}))"
    environment = os.environ | {"PYTHONPATH": str(unpacked)}
    found = subprocess.run(
        [sys.executable, "-c", code],
        cwd=unpacked,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    assert Path(found.stdout.strip()) == unpacked / "workbench" / "bundled" / name


def test_tests_and_documents_stay_out_of_the_wheel(unpacked: Path) -> None:
    top = {path.name for path in unpacked.iterdir() if path.suffix != ".dist-info"}
    assert top == {"workbench"}
