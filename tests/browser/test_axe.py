"""No serious or critical finding of axe-core on any page, tab or panel."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.rig import ROOT, Site, visited

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TALL = 2600
"""Nothing is scrolled out of a panel: axe-core takes such labels for hidden ones."""
OTHERS = [one.stem for one in sorted((ROOT / "notebooks").glob("0[2-8]*.ipynb"))]
RUN = """() => axe.run(document, {resultTypes: ['violations']}).then(found => found.violations
  .filter(one => ['serious', 'critical'].includes(one.impact))
  .map(one => `${one.id}: ${one.help}: `
    + one.nodes.slice(0, 3).map(node => `${node.target} ${node.html.slice(0, 200)}`).join(' | ')))"""


def findings(page: "Page", axe: Path) -> list[str]:
    """What axe-core finds, a sentence for each rule."""
    if not page.evaluate("() => 'axe' in window"):
        page.add_script_tag(content=axe.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(RUN)
    return found


def started(page: "Page") -> None:
    """Wait until all six questions have their answers."""
    page.wait_for_function("() => document.querySelectorAll('.wb-explorer button').length >= 6")
    page.wait_for_timeout(3000)


def test_the_start_view(browser: "Browser", site: Site, axe: Path) -> None:
    with visited(browser, site.page("00_start_here"), height=TALL) as page:
        started(page)
        assert findings(page, axe) == []
        page.evaluate("() => document.querySelector('.wb-explorer').append(new Image())")
        assert "image-alt" in findings(page, axe)[0], "axe-core sees what is wrong"


@pytest.mark.long
def test_every_tab_and_every_panel(browser: "Browser", site: Site, axe: Path) -> None:
    with visited(browser, site.page("01_first_what_if"), height=TALL) as page:
        page.wait_for_selector("[role=tab]")
        said: dict[str, list[str]] = {}
        for name in tabs(page):
            page.get_by_role("tab", name=name, exact=True).first.click()
            page.wait_for_timeout(4000)
            said[name] = findings(page, axe)
        assert said == dict.fromkeys(said, [])
        assert len(said) >= 6


def tabs(page: "Page") -> Iterator[str]:
    for one in page.get_by_role("tab").all():
        yield re.sub(r"\s+", " ", one.inner_text()).strip()


@pytest.mark.long
@pytest.mark.parametrize("notebook", OTHERS)
def test_the_pages_of_the_other_notebooks(browser: "Browser", site: Site, axe: Path, notebook: str) -> None:
    with visited(browser, site.page(notebook), height=TALL) as page:
        page.wait_for_timeout(12_000)
        assert findings(page, axe) == []
