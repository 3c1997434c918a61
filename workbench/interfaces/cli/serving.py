"""Notebooks in a working folder, and the servers that show them: on this computer only, with a token."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from workbench.errors import InputError, Problem

LOOPBACK = "127.0.0.1"
EXPLORER = "01_first_what_if.ipynb"
QUIET = (
    # Only errors, and the address with its token, which the server tells as a critical message.
    "--Application.log_level=ERROR",
    # An aid for settings of the old Jupyter Notebook; it greets with a deprecation warning of its own.
    "--ServerApp.jpserver_extensions=notebook_shim=False",
)
SETTINGS = Path(__file__).parent / "jupyter"
"""Read by JupyterLab besides the user's own settings, which stay as they are: no question about news over the
first page, and no look for newer versions elsewhere; of Voilà's messages the address, not where its temporary
files are."""
WITHOUT_CODE = (
    # Cells that only make sense beside their code.
    "--TagRemovePreprocessor.enabled=True",
    "--TagRemovePreprocessor.remove_cell_tags=notebook-only",
)
_LEFT_BEHIND = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")


class OnlyAddress(logging.Filter):
    """Lets pass what went wrong, and the address of the page.

    Examples
    --------
    >>> only, at = OnlyAddress(), "http://127.0.0.1:8866/?token=1"
    >>> [only.filter(logging.makeLogRecord({"levelno": 20, "msg": said})) for said in ("Stopping...", at)]
    [False, True]
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether to tell it."""
        return record.levelno > logging.INFO or f"http://{LOOPBACK}" in record.getMessage()


def copy_notebooks(folder: Path) -> Path:
    """The notebooks of a working folder, copied from the package if there are none."""
    from workbench.bundled import bundled

    there = folder / "notebooks"
    if not there.exists():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copytree(bundled("notebooks"), there, ignore=_LEFT_BEHIND)
    return there


def serve_lab(folder: Path, notebooks: Path, port: int | None, *, browser: bool) -> int:
    """Run JupyterLab until it is stopped; its exit code."""
    root = folder.resolve()
    first = notebooks.resolve() / EXPLORER
    words = [f"--ServerApp.ip={LOOPBACK}", f"--ServerApp.root_dir={root}", *QUIET]
    if port is not None:
        words.append(f"--ServerApp.port={port}")
    if not browser:
        words.append("--no-browser")
    if getattr(os, "geteuid", lambda: 1)() == 0:
        # Containers often have no other user; the server is still reached from this computer only.
        words.append("--allow-root")
    if first.is_relative_to(root) and first.is_file():
        # As the first page rather than as a file to open: then the address that is told leads there too.
        words.append(f"--LabApp.default_url=/lab/tree/{quote(first.relative_to(root).as_posix())}")
    return _serve("jupyterlab", words, root)


def serve_app(folder: Path, notebooks: Path, port: int | None, *, browser: bool) -> int:
    """Run the explorer without code cells until it is stopped; its exit code."""
    explorer = notebooks.resolve() / EXPLORER
    if not explorer.is_file():
        remedy = "copy it there, or name a folder without notebooks: it gets them all"
        raise InputError.of(
            Problem((), "the notebook of the explorer is not here", "", remedy, str(explorer))
        )
    words = [str(explorer), f"--Voila.ip={LOOPBACK}", "--token", *WITHOUT_CODE]
    if port is not None:
        words.append(f"--port={port}")
    if not browser:
        words.append("--no-browser")
    return _serve("voila", words, folder.resolve())


def _serve(module: str, words: Sequence[str], folder: Path) -> int:
    """Run a server as a process of its own, which gets Ctrl-C by itself and never outlives us."""
    paths = [str(SETTINGS), *filter(None, [os.environ.get("JUPYTER_CONFIG_PATH")])]
    settings = {**os.environ, "JUPYTER_CONFIG_PATH": os.pathsep.join(paths)}
    server = subprocess.Popen([sys.executable, "-m", module, *words], cwd=folder, env=settings)

    def stop(_number: int, _frame: Any) -> None:
        server.terminate()

    before = signal.signal(signal.SIGTERM, stop)
    try:
        while True:
            try:
                return abs(server.wait())
            except KeyboardInterrupt:
                continue
    finally:
        signal.signal(signal.SIGTERM, before)
