"""No serious or critical finding of axe-core on any kind of page, wide, narrow or as it is printed."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import AXE
from tests.browser.test_axe import RUN
from tests.conftest import Once

from .page_kinds import KINDS, place_of, write_kinds
from .test_in_a_browser import PAGES, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WAYS = ("wide", "narrow", "printed")


@pytest.fixture(scope="session")
def axe() -> Path:
    if not AXE.is_file():
        pytest.skip("axe-core is not here (`make browser` fetches it with npm)")
    return AXE


@pytest.fixture(scope="session")
def kinds(once: Once) -> Path:
    return once("kinds", write_kinds)


def findings(page: "Page", axe: Path) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.add_script_tag(content=axe.read_text(encoding="utf-8"))
    # Otherwise axe itself asks for style sheets, which a file cannot.
    found: list[str] = page.evaluate(RUN.replace("{resultTypes", "{preload: false, resultTypes"))
    return found


def found_in(browser: "Browser", path: Path, axe: Path) -> dict[str, list[str]]:
    with opened(browser, path, scripts=True, bypass_csp=True) as page:
        found = {"wide": findings(page, axe)}
        page.set_viewport_size({"width": 420, "height": 900})
        found["narrow"] = findings(page, axe)
        page.set_viewport_size({"width": 1280, "height": 1200})
        page.emulate_media(media="print")
        found["printed"] = findings(page, axe)
        return found


@pytest.mark.parametrize("name", PAGES)
def test_on_the_pages_of_a_site(browser: "Browser", site: Path, axe: Path, name: str) -> None:
    assert found_in(browser, site / name, axe) == dict.fromkeys(WAYS, [])


@pytest.mark.parametrize("kind", KINDS)
def test_on_every_other_kind_of_page(browser: "Browser", kinds: Path, axe: Path, kind: str) -> None:
    assert found_in(browser, place_of(kinds, kind), axe) == dict.fromkeys(WAYS, [])


def test_on_an_index_that_is_filtered_and_sorted(browser: "Browser", site: Path, axe: Path) -> None:
    def used(page: "Page") -> None:
        page.get_by_label("Filter by name").fill("x")
        page.get_by_role("button", name="Choices").click()
        page.locator("thead button").nth(2).click()

    with opened(browser, site / "index.html", scripts=True, bypass_csp=True) as page:
        used(page)
        assert findings(page, axe) == []
