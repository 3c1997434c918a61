"""A JupyterLab of its own for a test: on this computer, with a token, gone at the end."""

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
from pathlib import Path

ROOT = Path(__file__).parents[3]
LOOPBACK = "127.0.0.1"


@contextmanager
def lab(folder: Path, settings: Path) -> Iterator[tuple[str, str]]:
    """Serve a folder; gives the address and the token."""
    with socket.socket() as free:
        free.bind((LOOPBACK, 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    words = [
        f"--ServerApp.ip={LOOPBACK}",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={token}",
        f"--ServerApp.root_dir={folder}",
        "--LabApp.expose_app_in_browser=True",
        "--LabApp.news_url=",
        "--no-browser",
        "--allow-root",
    ]
    with (settings / "lab.log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *words],
            cwd=folder,
            env=_environment(settings),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            address = f"http://{LOOPBACK}:{port}"
            _wait_for(f"{address}/api?token={token}", server, settings / "lab.log")
            yield address, token
        finally:
            _stop(server)


def _environment(settings: Path) -> dict[str, str]:
    own = {
        name: str(settings / name.lower())
        for name in (
            "JUPYTER_CONFIG_DIR",
            "JUPYTER_DATA_DIR",
            "JUPYTER_RUNTIME_DIR",
            "JUPYTERLAB_SETTINGS_DIR",
            "JUPYTERLAB_WORKSPACES_DIR",
            "IPYTHONDIR",
        )
    }
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    return {**os.environ, **own, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}


def _wait_for(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError) as error:
            if server.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"JupyterLab did not start:\n{log.read_text()}") from error
            time.sleep(0.2)


def _stop(server: "subprocess.Popen[bytes]") -> None:
    """Asked first, so that its kernels end with it."""
    server.terminate()
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait(20)
