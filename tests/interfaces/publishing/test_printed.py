"""PDFs as `publish` wrote them, read by another program: what stands on each sheet, and that none is torn."""

import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .test_in_a_browser import PAGES, SHEET, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FLOOR, FLOOR_OF_PAGE_ONE = 12.0, 9.0
"""Pixels, 96 to the inch: 9 points, and 6.75 where page one is scaled to be one page."""

PRINTED = ["comparison", "_x", "baseline"]

SMALLEST = """ground => Math.min(...[...document.querySelectorAll(ground + ' *')]
  .filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
  .filter(one => one.checkVisibility() && !one.closest('.wb-hidden, caption, script, style'))
  .map(one => parseFloat(getComputedStyle(one).fontSize) * one.currentCSSZoom
    * (one.ownerSVGElement ? one.getScreenCTM().a / one.currentCSSZoom : 1)))"""


@pytest.fixture(scope="module")
def pdftotext(chromium: str) -> str:
    found = shutil.which("pdftotext")
    if found is None:
        pytest.skip("no pdftotext on PATH (on Debian: apt-get install poppler-utils)")
    return found


def bare(text: str) -> str:
    """Text without tags and spaces: programs differ in where they see one."""
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]+>", "", text)))


def sheets(program: str, pdf: Path) -> list[str]:
    told = subprocess.run([program, "-raw", str(pdf), "-"], capture_output=True, check=True, encoding="utf-8")
    return [re.sub(r"\s+", "", one) for one in told.stdout.split("\f")[:-1]]


@pytest.mark.parametrize("stem", PRINTED)
def test_every_sheet_says_what_it_is_and_which_of_how_many(site: Path, pdftotext: str, stem: str) -> None:
    found = sheets(pdftotext, site / "pdf" / f"{stem}.pdf")
    assert len(found) >= 3
    for k, text in enumerate(found, start=1):
        assert "uncalibrated:literaturedefaults" in text, k
        assert re.search(rf"Scenario[0-9a-f]{{6}}·seed2027·page{k}of{len(found)}", text), (k, text[-200:])


@pytest.mark.parametrize("stem", PRINTED)
def test_page_one_is_a_sheet_of_its_own(site: Path, pdftotext: str, stem: str) -> None:
    page = (site / "pages" / f"{stem}.html").read_text(encoding="utf-8")
    _, _, rest = page.partition('class="wb-section"')
    front, _, _ = page.partition('class="wb-section"')
    first, second, *_ = sheets(pdftotext, site / "pdf" / f"{stem}.pdf")
    heading = bare(re.findall(r"<h2[^>]*>(.*?)</h2>", rest, re.DOTALL)[0])
    assert heading not in first and heading in second
    last = re.findall(r'<div class="wb-two">(.*?)</div>', front, re.DOTALL)[0]
    assert bare(last)[-60:] in first and bare(re.findall(r"<h1>(.*?)</h1>", front, re.DOTALL)[0]) in first


@pytest.mark.parametrize("stem", PRINTED)
def test_all_words_of_a_chart_stand_on_the_sheet_of_its_caption(
    site: Path, pdftotext: str, stem: str
) -> None:
    page = (site / "pages" / f"{stem}.html").read_text(encoding="utf-8")
    found = sheets(pdftotext, site / "pdf" / f"{stem}.pdf")
    figures = re.findall(r"<figure class=\"wb-figure\".*?</figure>", page, re.DOTALL)
    assert len(figures) >= 3
    for figure in figures:
        caption = bare(re.findall(r"<figcaption>(.*?)</figcaption>", figure, re.DOTALL)[0])
        words = [bare(one) for one in re.findall(r"<text[^>]*>(.*?)</text>", figure, re.DOTALL)]
        torn = [[word for word in words if word not in text] for text in found if caption in text]
        assert [] in torn, (caption, torn)


@pytest.mark.parametrize("name", PAGES)
def test_no_type_is_smaller_than_can_be_read(browser: "Browser", site: Path, name: str) -> None:
    with opened(browser, site / name, scripts=True) as page:
        assert page.evaluate(SMALLEST, "body") >= FLOOR
        if name == "index.html":
            page.set_viewport_size({"width": 420, "height": 900})
            assert page.evaluate(SMALLEST, "main") >= FLOOR
            return
        page.set_viewport_size(SHEET)
        page.emulate_media(media="print")
        # A sheet has 665.2 pixels for pictures of 666.
        assert page.evaluate(SMALLEST, "main > .wb-section") >= FLOOR - 0.02
        assert page.evaluate(SMALLEST, ".wb-front") >= FLOOR_OF_PAGE_ONE
