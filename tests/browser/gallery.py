"""`make gallery`: the pictures of docs/gallery.md, taken anew from the pages as they are.

All of them, or some: ``python -m tests.browser.gallery explorer``.
"""

import io
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.rig import ARGUMENTS, ROOT, Site, served, visited
from workbench.interfaces.cli import main

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FloatRect, Page

PICTURES = ROOT / "docs" / "gallery"
WIDTH, HEIGHT = 1280, 860
COLOURS = 64
MOST = 150_000
"""Bytes of a picture."""
PATIENCE = 900_000
"""Milliseconds until a page has what is waited for: a loaded machine takes its time, an idle one does not."""
ANSWERED = """() => [...document.querySelectorAll('.wb-card-n')]
  .filter((one) => Number(one.textContent.replace(/\\D/g, '')) >= 200).length === 6"""
RESTS = """() => document.querySelector('.wb-figure svg') && [...document.querySelectorAll('button')]
  .find((one) => one.textContent.includes('Stop refining'))?.disabled"""
DRAWN = "(key) => document.querySelector(`.wb-figure[data-key^=${key}] svg`)"
VIEWS = {"Value": "curve", "Schedule": "schedule", "People": "heat"}
"""Views that have a picture of their own, and a chart of theirs that is waited for."""


def explored(page: "Page", name: str) -> None:
    """The explorer from its top, without what a notebook says above it."""
    page.evaluate("() => document.querySelectorAll('*').forEach(one => { one.scrollTop = 0 })")
    page.evaluate("() => document.activeElement.blur()")
    page.mouse.move(2, 2)
    top = page.locator(".wb-explorer").first.bounding_box()
    assert top is not None
    save(page, name, {"x": 0, "y": top["y"] - 8, "width": WIDTH, "height": HEIGHT})


def save(page: "Page", name: str, clip: "FloatRect | None" = None) -> None:
    """What is seen of a page, with few colours."""
    seen = Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")
    file = PICTURES / f"{name}.png"
    seen.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
    if file.stat().st_size > MOST:
        raise ValueError(f"{file.name} has {file.stat().st_size} bytes, more than {MOST}")
    print(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1000} kB")


def explorer(browser: "Browser", site: Site) -> None:
    """The six questions, one of them opened, and all controls."""
    with visited(browser, site.page("00_start_here"), height=HEIGHT + 250) as page:
        page.set_default_timeout(PATIENCE)
        page.get_by_role("heading", name="What do you want to know?").wait_for()
        page.wait_for_function(ANSWERED)
        explored(page, "six-questions")
        page.get_by_role("button", name="Open").nth(2).click()
        page.wait_for_function(RESTS)
        explored(page, "one-question")
        for name, key in VIEWS.items():
            page.locator(".wb-tabbar").get_by_role("tab", name=name, exact=True).click()
            page.wait_for_function(DRAWN, arg=key)
            page.wait_for_function(RESTS)
            explored(page, name.lower())
        page.locator(".wb-tabbar").get_by_role("tab", name="Overview", exact=True).click()
        page.get_by_role("button", name="All controls").click()
        page.locator(".wb-grid td input").first.wait_for()
        explored(page, "all-controls")


def hearing(browser: "Browser", site: Site) -> None:
    """The PMO on trial."""
    with visited(browser, site.page("07_pmo_on_trial"), height=1100) as page:
        page.set_default_timeout(PATIENCE)
        page.wait_for_function("() => document.querySelectorAll('.wb-figure svg').length > 1")
        save(page, "pmo-on-trial")


def reports(browser: "Browser", folder: Path) -> None:
    """Page one of a comparison, and the index over all pages of a folder."""
    shutil.copytree(ROOT / "scenarios", folder / "scenarios")
    scenarios = [str(folder / "scenarios" / f"{name}.yaml") for name in ("baseline", "wip-18", "maturity-3")]
    run = folder / "runs" / "comparison"
    if main(["compare", *scenarios, "--out", str(run), "--report"]) != 0:
        raise RuntimeError("the comparison did not end well")
    found = {one.name: one for one in folder.rglob("*.html")}
    for name, file in (("comparison-report", "comparison.html"), ("index", "index.html")):
        page = browser.new_page(viewport={"width": 1000, "height": 1100})
        page.goto(found[file].as_uri(), wait_until="networkidle")
        page.evaluate("() => document.fonts.ready")
        save(page, name)
        page.close()


def take(asked: Sequence[str]) -> None:
    """Every picture, one after the other; or those of some functions of this file, by their names."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as work, sync_playwright() as driver:
        folder = Path(work)
        for name in ("notebooks", "scenarios"):
            (folder / "pages").mkdir(exist_ok=True)
            (folder / "pages" / name).symlink_to(ROOT / name)
        browser = driver.chromium.launch(executable_path=_chromium(), args=list(ARGUMENTS))
        wanted = set(asked) or {"reports", "explorer", "hearing"}
        if "reports" in wanted:
            reports(browser, folder / "work")
        with served(folder / "pages" / "notebooks", folder) as site:
            shots: tuple[Callable[[Browser, Site], None], ...] = (explorer, hearing)
            for shot in shots:
                if shot.__name__ in wanted:
                    shot(browser, site)
        browser.close()


def _chromium() -> str:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        raise FileNotFoundError("no Chromium on PATH (on Debian: apt-get install chromium)")
    return found


if __name__ == "__main__":
    take(sys.argv[1:])
