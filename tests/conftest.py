"""What several test files share."""

import shutil
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
