"""Pages printed by a Chromium that is there anyway; without one, a site has no PDFs and says so."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from workbench.errors import WorkbenchError

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
"""Programs that print, by name; the first one on PATH does it."""

MISSING = (
    "No PDFs: there is no Chromium, Chrome or Edge on PATH. Every report is there as a page and as one file."
)
PATIENCE = 120
"""Seconds for one report."""


class NotPrinted(WorkbenchError):
    """A page could not be printed; one sentence says why."""


def printer() -> Path | None:
    """The program that prints, if there is one."""
    found = (shutil.which(name) for name in NAMES)
    return next((Path(one) for one in found if one), None)


def print_page(program: Path, page: Path, out: Path) -> None:
    """Print a page as PDF.

    Parameters
    ----------
    program
        From `printer`.
    page
        An HTML file.
    out
        The PDF.

    Raises
    ------
    NotPrinted
        When no PDF came out.
    """
    # What it left running may still write there when the folder goes; that is no reason to have no site.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        words = [
            str(program),
            "--headless",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-extensions",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--user-data-dir={profile}",
            "--no-pdf-header-footer",
            f"--print-to-pdf={out.absolute()}",
            *_unconfined(),
            page.absolute().as_uri(),
        ]
        try:
            code, told = _ended(words)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NotPrinted(f"{page.stem} was not printed by {program.name}: {_why(error)}") from error
    if code != 0 or not out.is_file() or out.read_bytes()[:5] != b"%PDF-":
        out.unlink(missing_ok=True)
        said = (told.strip().splitlines() or ["it said nothing"])[-1]
        raise NotPrinted(f"{page.stem} was not printed by {program.name}: {said}")


def _ended(words: Sequence[str]) -> tuple[int, str]:
    """Exit code and what was said; when patience ends it goes, with all that it started."""
    with subprocess.Popen(
        words,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    ) as going:
        try:
            _, told = going.communicate(timeout=PATIENCE)
        except BaseException:
            _end(going)
            raise
    return going.returncode, told


def _end(going: subprocess.Popen[str]) -> None:
    """Its processes hold the profile and our end of the pipe open."""
    if sys.platform == "win32":
        going.kill()
    else:
        with suppress(ProcessLookupError):
            os.killpg(going.pid, signal.SIGKILL)


def _unconfined() -> tuple[str, ...]:
    """Its sandbox refuses to start for the superuser; what is printed is ours and has no scripts."""
    return ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()


def _why(error: OSError | subprocess.TimeoutExpired) -> str:
    if isinstance(error, subprocess.TimeoutExpired):
        return f"it took more than {PATIENCE} s"
    return error.strerror or str(error)
