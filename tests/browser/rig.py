"""One Voilà over all notebooks, and pages in which nothing from elsewhere can be had."""

import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.interfaces.cli.serving import SETTINGS, TEMPLATES, WITHOUT_CODE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
LOOPBACK = "127.0.0.1"
ARGUMENTS = ("--no-sandbox", f"--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE {LOOPBACK}")
PATIENCE = 120_000
"""Milliseconds; a loaded machine takes its time."""


@dataclass(frozen=True)
class Site:
    """A server of notebooks as pages."""

    address: str
    token: str

    def page(self, notebook: str) -> str:
        """The address of a notebook's page."""
        return f"{self.address}/voila/render/{notebook}.ipynb?token={self.token}"


@dataclass
class Seen:
    """What a page asked for elsewhere, and complained about."""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@contextmanager
def served(notebooks: Path, settings: Path) -> Iterator[Site]:
    """Serve a folder of notebooks until the end of the block."""
    with socket.socket() as free:
        free.bind((LOOPBACK, 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    words = [str(notebooks), f"--Voila.ip={LOOPBACK}", f"--port={port}", "--Voila.port_retries=0"]
    words += ["--no-browser", "--template=workbench", *WITHOUT_CODE]
    own = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    environment = {
        **os.environ,
        **{name: str(settings / name.lower()) for name in own},
        "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
        "JUPYTER_CONFIG_PATH": str(SETTINGS),
        "JUPYTER_PATH": str(TEMPLATES),
        "JUPYTER_TOKEN": token,
    }
    with (settings / "voila.log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "voila", *words, "--token"],
            cwd=notebooks,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            address = f"http://{LOOPBACK}:{port}"
            _wait(f"{address}/?token={token}", server, settings / "voila.log")
            yield Site(address, token)
        finally:
            server.terminate()
            server.wait(60)


def _wait(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + 90
    while True:
        try:
            with urllib.request.urlopen(url, timeout=10):
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError) as error:
            if server.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"Voilà did not start:\n{log.read_text()}") from error
            time.sleep(0.2)


@contextmanager
def visited(browser: "Browser", url: str, width: int = 1280, height: int = 900) -> Iterator["Page"]:
    """A page in a context of its own, which must ask for nothing elsewhere and throw nothing."""
    seen = Seen()
    context = browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=1)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)

    def guard(route: Any) -> None:
        if route.request.url.startswith(f"http://{LOOPBACK}:"):
            route.continue_()
        else:
            seen.outside.append(route.request.url)
            route.abort()

    page.route(lambda at: at.startswith("http"), guard)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("console", lambda said: seen.errors.append(said.text) if said.type == "error" else None)
    page.goto(url)
    page.wait_for_selector(".wb-explorer")
    try:
        yield page
    finally:
        context.close()
    assert seen == Seen(), seen
