"""A browser that prints nothing, says anything, or does not end costs a site its PDF and nothing else."""

import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.experiment.clusters import until
from workbench.interfaces.publishing import pdf

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="the program in place of a browser is a script"
)


def refused(folder: Path, script: str) -> str:
    """What is said where a program does not print."""
    program = folder / "chromium"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    (folder / "page.html").write_text("<p>a</p>", encoding="utf-8")
    with pytest.raises(pdf.NotPrinted) as told:
        pdf.print_page(program, folder / "page.html", folder / "page.pdf")
    assert not (folder / "page.pdf").exists()
    return str(told.value)


def test_what_is_not_printed_is_told_in_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    assert refused(tmp_path, "echo no room >&2") == "page was not printed by chromium: no room"


def test_words_in_no_known_letters_are_told_as_far_as_they_can_be(tmp_path: Path) -> None:
    assert "no r\ufffdoom" in refused(tmp_path, r"printf 'no r\377oom\n' >&2")


def test_one_that_does_not_end_goes_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "PATIENCE", 1)
    began = time.monotonic()
    assert refused(tmp_path, f"sleep 61 & echo $! > {tmp_path}/child; wait").endswith("more than 1 s")
    assert time.monotonic() - began < 30
    child = int((tmp_path / "child").read_text())
    until(lambda: not psutil.pid_exists(child) or psutil.Process(child).status() == psutil.STATUS_ZOMBIE, 10)
