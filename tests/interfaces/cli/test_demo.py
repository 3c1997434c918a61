"""The demo from end to end, in a process of its own."""

import re
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest

from .conftest import Run


@pytest.mark.slow
def test_the_demo_compares_reports_and_says_what_to_try_next(process: Run, folder: Path) -> None:
    done = process("demo", "-n", "10")
    assert done.code == 0, done.err
    for name in ("wip-18", "maturity-3", "five-engineers-leave"):
        assert f"({name}) less Today" in " ".join(done.out.split())
    addresses = re.findall(r"file://\S+\.html", done.out)
    assert len(addresses) == 3
    for address in addresses:
        page = Path(unquote(urlparse(address).path))
        assert page.is_absolute() and (folder / "workbench-demo") in page.parents
        assert "<svg" in page.read_text(encoding="utf-8") or page.name == "index.html"
    assert "workbench lab" in done.out and "make lab" in done.out
    assert {path.name for path in folder.iterdir()} - {"workbench-demo"} == {
        *(f"{name}.yaml" for name in ("portfolio", "baseline", "ranked", "tight"))
    }
