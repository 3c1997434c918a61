"""Pages printed by a Chromium that is there anyway; without one, a site has no PDFs and says so."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
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
    with tempfile.TemporaryDirectory() as profile:
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
            done = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NotPrinted(f"{page.stem} was not printed by {program.name}: {_why(error)}") from error
    if done.returncode != 0 or not out.is_file() or out.read_bytes()[:5] != b"%PDF-":
        out.unlink(missing_ok=True)
        said = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise NotPrinted(f"{page.stem} was not printed by {program.name}: {said}")


def _unconfined() -> tuple[str, ...]:
    """Its sandbox refuses to start for the superuser; what is printed is ours and has no scripts."""
    return ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()


def _why(error: OSError | subprocess.TimeoutExpired) -> str:
    if isinstance(error, subprocess.TimeoutExpired):
        return f"it took more than {PATIENCE} s"
    return error.strerror or str(error)
