"""Notebooks in a working folder, and the servers that show them: on this computer only, with a token."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from workbench.errors import InputError, Problem

LOOPBACK = "127.0.0.1"
EXPLORER = "01_first_what_if.ipynb"
_LEFT_BEHIND = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")


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
    words = [f"--ServerApp.ip={LOOPBACK}", f"--ServerApp.root_dir={root}"]
    if port is not None:
        words.append(f"--ServerApp.port={port}")
    if not browser:
        words.append("--no-browser")
    if getattr(os, "geteuid", lambda: 1)() == 0:
        # Containers often have no other user; the server is still reached from this computer only.
        words.append("--allow-root")
    if first.is_file():
        words.append(str(first))
    return _serve("jupyterlab", words, root)


def serve_app(folder: Path, notebooks: Path, port: int | None, *, browser: bool) -> int:
    """Run the explorer without code cells until it is stopped; its exit code."""
    explorer = notebooks.resolve() / EXPLORER
    if not explorer.is_file():
        remedy = "copy it there, or name a folder without notebooks: it gets them all"
        raise InputError.of(
            Problem((), "the notebook of the explorer is not here", "", remedy, str(explorer))
        )
    words = [str(explorer), f"--Voila.ip={LOOPBACK}", "--token"]
    if port is not None:
        words.append(f"--port={port}")
    if not browser:
        words.append("--no-browser")
    return _serve("voila", words, folder.resolve())


def _serve(module: str, words: Sequence[str], folder: Path) -> int:
    """Run a server as a process of its own, which gets Ctrl-C by itself and never outlives us."""
    server = subprocess.Popen([sys.executable, "-m", module, *words], cwd=folder)

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
