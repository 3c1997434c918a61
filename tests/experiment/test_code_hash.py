"""Stored numbers rest on every file that makes them."""

import re
from pathlib import Path

import workbench
from workbench.experiment.codehash import MEASURING, SOURCES

ROOT = Path(workbench.__file__).parent
MAKES_NO_NUMBERS = {"errors.py"}


def imported_from(file: str) -> set[str]:
    """Files of ours that a file imports by name."""
    text = (ROOT / file).read_text(encoding="utf-8")
    names = re.findall(r"^\s*from workbench\.([\w.]+) import", text, re.MULTILINE)
    stems = [name.replace(".", "/") for name in names]
    files = {found for one in stems for found in (f"{one}.py", f"{one}/__init__.py")}
    return {found for found in files if (ROOT / found).is_file()}


def test_the_key_of_stored_numbers_holds_every_file_that_they_rest_on_and_no_other() -> None:
    reached, ahead = set[str](), {"experiment/chunk.py"}
    while ahead:
        reached |= ahead
        ahead = {found for one in ahead for found in imported_from(one)} - reached
    beside = {one for one in reached if one.split("/")[0] not in SOURCES}
    assert len(reached) > 30
    assert beside - MAKES_NO_NUMBERS == set(MEASURING)
