"""The demo from end to end, in a process of its own; and what README says of it."""

import re
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest

from .conftest import ROOT, Run


@pytest.mark.slow
def test_the_demo_compares_reports_and_says_what_to_try_next_as_quoted_in_readme(
    process: Run, folder: Path
) -> None:
    done = process("demo")
    assert done.code == 0, done.err
    said = " ".join(done.out.split())
    for name in ("wip-18", "maturity-3", "five-engineers-leave"):
        assert f"({name}) less Today" in said
    addresses = re.findall(r"file://\S+\.html", done.out)
    assert len(addresses) == 3
    for address in addresses:
        page = Path(unquote(urlparse(address).path))
        assert page.is_absolute() and (folder / "workbench-demo") in page.parents
        text = page.read_text(encoding="utf-8")
        assert "<svg" in text and "characters of HTML" not in text, "a piece with nothing in it shows nothing"
    assert "workbench lab" in done.out and "make lab" in done.out
    assert "workbench-demo/runs/comparison" in process("runs").out, "found without being named"
    quoted = (ROOT / "README.md").read_text(encoding="utf-8").partition("```text\n")[2].partition("```")[0]
    for paragraph in quoted.strip().split("\n\n"):
        assert " ".join(paragraph.split()) in said, (
            "README quotes old numbers: paste them from `workbench demo`"
        )


def test_readme_names_no_command_or_file_that_is_not_there() -> None:
    from workbench.interfaces.cli.commands import COMMANDS

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    known = {command.name for command in COMMANDS}
    assert set(re.findall(r"(?:`|^ {4})workbench ([a-z][a-z-]*)", text, re.MULTILINE)) <= known
    files = [*re.findall(r"\]\(([^)]+)\)", text), *re.findall(r"scenarios/[\w-]+\.yaml", text)]
    assert files and all((ROOT / file).is_file() for file in files)
