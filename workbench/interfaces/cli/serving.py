"""Notebooks in a working folder, and the servers that show them: on this computer only, with a token."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from workbench.errors import InputError, Problem

LOOPBACK = "127.0.0.1"
EXPLORER = "00_start_here.ipynb"
BEFORE = "01_first_what_if.ipynb"
"""What opens in a folder of notebooks that was made before there was a start."""
QUIET = (
    # Only errors, and the address with its token, which the server tells as a critical message.
    "--Application.log_level=ERROR",
    # An aid for settings of the old Jupyter Notebook; it greets with a deprecation warning of its own.
    "--ServerApp.jpserver_extensions=notebook_shim=False",
    # One Ctrl-C ends it, as it ends every other command.
    "--ServerApp.answer_yes=True",
)
SETTINGS = Path(__file__).parent / "jupyter"
"""Read by JupyterLab besides the user's own settings, which stay as they are: no question about news over the
first page, and no look for newer versions elsewhere; of Voilà's messages errors and the address,
not where its temporary files are, and of JupyterLab's extensions those that widgets need: others ask its
page for what it has not."""
WITHOUT_CODE = (
    # Cells that only make sense beside their code.
    "--TagRemovePreprocessor.enabled=True",
    "--TagRemovePreprocessor.remove_cell_tags=notebook-only",
)
PRIVATE = ("--VoilaConfiguration.file_denylist=.*",)
"""Voilà would hand out pictures below its folder to whoever guesses their names, without a token."""
UNATTENDED = ("--MappingKernelManager.cull_idle_timeout=600", "--MappingKernelManager.cull_interval=60")
"""Seconds after which a kernel ends whose page is gone; one with a page open stays."""
TEMPLATES = SETTINGS / "share"
TEMPLATE = "--template=workbench"
"""Voilà's own page fetches style sheets from elsewhere."""
_LEFT_BEHIND = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")


class OnlyAddress(logging.Filter):
    """Lets pass what went wrong, and the address of the page.

    Examples
    --------
    >>> only, at = OnlyAddress(), "http://127.0.0.1:8866/?token=1"
    >>> [only.filter(logging.makeLogRecord({"levelno": 30, "msg": said})) for said in ("Slow.", at)]
    [False, True]
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether to tell it."""
        return record.levelno >= logging.ERROR or f"http://{LOOPBACK}" in record.getMessage()


def copy_notebooks(folder: Path) -> Path:
    """The notebooks of a working folder, copied from the package if there are none."""
    from workbench.bundled import bundled

    there = folder / "notebooks"
    if not there.exists():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copytree(bundled("notebooks"), there, ignore=_LEFT_BEHIND)
    return there


@dataclass(frozen=True)
class Door:
    """Where a server listens, on this computer, and whether a browser opens there.

    Parameters
    ----------
    port
        A free one where None.
    base_url
        Path below which a proxy passes requests on, between slashes; empty where there is no proxy.
    browser
        Whether to open one.
    """

    port: int | None
    base_url: str
    browser: bool

    def words(self, server: str) -> list[str]:
        """As options of a server, which shall not quietly take another port than the one named."""
        words = [f"--{server}.ip={LOOPBACK}"]
        if self.port is not None:
            words += [f"--{server}.port={self.port}", f"--{server}.port_retries=0"]
        if self.base_url:
            words.append(f"--{server}.base_url={self.base_url}")
        if not self.browser:
            words.append("--no-browser")
        return words

    def check(self) -> None:
        """Refuse a port that somebody listens on already.

        Raises
        ------
        InputError
            If it is taken.
        """
        if self.port is None:
            return
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, self.port))
            except OSError as error:
                remedy = "name another, or leave --port out: then a free one is taken"
                raise InputError.of(
                    Problem(
                        ("--port",),
                        "something listens there already, or it is not allowed",
                        str(self.port),
                        remedy,
                    )
                ) from error


def serve_lab(folder: Path, notebooks: Path, door: Door) -> int:
    """Run JupyterLab until it is stopped; its exit code."""
    door.check()
    root = folder.resolve()
    first = first_notebook(notebooks)
    words = [f"--ServerApp.root_dir={root}", *door.words("ServerApp"), *QUIET, *_private()]
    if door.base_url:
        # Behind a proxy the address that readers type is the proxy's; the token is asked for all the same.
        words += ["--ServerApp.allow_remote_access=True", "--ServerApp.trust_xheaders=True"]
    if getattr(os, "geteuid", lambda: 1)() == 0:
        # Containers often have no other user; the server is still reached from this computer only.
        words.append("--allow-root")
    if first.is_relative_to(root) and first.is_file():
        # As the first page rather than as a file to open: then the address that is told leads there too.
        words.append(f"--LabApp.default_url=/lab/tree/{quote(first.relative_to(root).as_posix())}")
    return _serve("jupyterlab", words, root)


def serve_app(folder: Path, notebooks: Path, door: Door) -> int:
    """Run the explorer without code cells until it is stopped; its exit code."""
    door.check()
    explorer = first_notebook(notebooks)
    if not explorer.is_file():
        remedy = "copy it there, or name a folder without notebooks: it gets them all"
        raise InputError.of(
            Problem((), "the notebook of the explorer is not here", "", remedy, str(explorer))
        )
    words = [str(explorer), "--token", *door.words("Voila"), TEMPLATE, *PRIVATE, *UNATTENDED, *WITHOUT_CODE]
    words += _private()
    return _serve("voila", words, folder.resolve())


def first_notebook(notebooks: Path) -> Path:
    """The notebook that opens; there or not."""
    start, before = (notebooks.resolve() / name for name in (EXPLORER, BEFORE))
    return before if before.is_file() and not start.is_file() else start


def _private() -> list[str]:
    """Servers speak to kernels in private where this system can; a kernel that is not warns on each page."""
    import zmq

    return ["--KernelManager.transport_encryption=auto"] if zmq.has("curve") else []


def _serve(module: str, words: Sequence[str], folder: Path) -> int:
    """Run a server as a process of its own, which gets Ctrl-C by itself and never outlives us."""
    ours = {"JUPYTER_CONFIG_PATH": SETTINGS, "JUPYTER_PATH": TEMPLATES}
    beside = {
        name: os.pathsep.join([str(folder), *filter(None, [os.environ.get(name)])])
        for name, folder in ours.items()
    }
    settings = {**os.environ, **beside}
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
