"""What several test files share."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]

settings.register_profile("workbench", deadline=None, derandomize=True)
settings.load_profile("workbench")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real portfolios and benchmark sets, which lie beside a checkout and are not part of it."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("real data sets are not here (expected in ../shared/data)")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """Find a Chromium that Playwright can drive, by `executable_path=`."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    pytest.skip("no Chromium on PATH (on Debian: apt-get install chromium)")


Once = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """A folder that the first who asks fills, for all processes of tests: to read or copy, not to change."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def folder(name: str, fill: Callable[[Path], object]) -> Path:
        there, done = shared / name, shared / f"{name}.done"
        while not done.exists():
            try:
                there.mkdir()
            except FileExistsError:
                time.sleep(0.1)  # another process is at it
                continue
            try:
                fill(there)
            except BaseException:
                shutil.rmtree(there)  # whoever asks next shall fail by itself, rather than wait
                raise
            done.touch()
        return there

    return folder
