"""Money of any currency: its own sign or code on every page, and no other."""

from pathlib import Path

import pytest

from tests.interfaces.reports.fake_run import FakeRun, Shift, write_fake
from tests.interfaces.reports.test_pieces import text_of
from workbench.interfaces.reports import index_page, open_comparison, open_scenario

SHIFTS = {"nine-at-once": Shift(5.5e6, 5e6), "cut-pmo": Shift(-2.3e6, 3e6)}


@pytest.mark.parametrize(
    ("currency", "said"), [("USD", "$61.4m"), ("JPY", "¥61.4m"), ("NOK", "NOK\u00a061.4m")]
)
def test_amounts_are_written_in_the_portfolios_currency(tmp_path: Path, currency: str, said: str) -> None:
    run = write_fake(FakeRun(SHIFTS, currency=currency), tmp_path / "run")
    sign = said[: said.index("61")]
    whole, one, alone = (
        open_comparison(str(run), ""),
        open_scenario(str(run), "cut-pmo", ""),
        open_scenario(str(run), "baseline", ""),
    )
    pages = [each.text for each in (whole.front(), whole.worth(), whole.ledger(), one.front(), alone.front())]
    pages.append(index_page(run, tmp_path).read_text(encoding="utf-8"))
    for page in pages:
        assert "€" not in page and "EUR" not in page
        assert sign in page or sign.replace("\u00a0", " ") in text_of(page)
    assert said in pages[0] and f"{sign}5.5m" in pages[0]
    assert f"average, {sign}m" in pages[-1]
