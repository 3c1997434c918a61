"""What browser tests share: a Chromium and a server for each file of them, and the rules of axe-core."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.rig import ARGUMENTS, ROOT, Site, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

AXE = ROOT / ".browser" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator["Browser"]:
    """For no longer than a file: its event loop would be in the way of tests that run one of their own."""
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """All notebooks in the checkout's scenarios, as pages."""
    folder = tmp_path_factory.mktemp("site")

    for name in ("notebooks", "scenarios"):
        (folder / name).symlink_to(ROOT / name)
    with served(folder / "notebooks", folder) as site:
        yield site


@pytest.fixture(scope="session")
def axe() -> Path:
    """The rules of axe-core, as a script."""
    if not AXE.is_file():
        pytest.skip("axe-core is not here (`make browser` fetches it with npm)")
    return AXE
