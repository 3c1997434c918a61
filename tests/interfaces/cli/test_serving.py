"""The servers: on this computer only, nothing without a token, below a path if asked, gone on Ctrl-C."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
import zmq

from workbench.interfaces.cli.serving import BEFORE, EXPLORER

from .conftest import PROGRAM, Run, environment

NEWS = "@jupyterlab/apputils-extension:announcements"
NOTEBOOK = """{"cells": [
{"cell_type": "markdown", "id": "a", "metadata": {}, "source": "For everybody"},
{"cell_type": "markdown", "id": "b", "metadata": {"tags": ["notebook-only"]}, "source": "Beside code"}
], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}"""
COMPANY = "workbench.example"


@dataclass(frozen=True)
class Served:
    """A server that runs, and how it is reached."""

    process: "subprocess.Popen[bytes]"
    log: Path
    address: str
    token: str

    @property
    def port(self) -> int:
        return int(self.address.split(":")[2].split("/")[0])

    def status(self, path: str, **headers: str) -> int:
        """Of an answer, redirects not followed."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            link.request("GET", path, headers={name.replace("_", "-"): one for name, one in headers.items()})
            return link.getresponse().status
        finally:
            link.close()

    def handshake(self, path: str, **headers: str) -> int:
        """Of the opening of a socket."""
        asked = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec_WebSocket_Version": "13"}
        return self.status(path, **asked, Sec_WebSocket_Key="dGhlIHNhbXBsZSBub25jZQ==", **headers)

    def page(self, **headers: str) -> tuple[str, str]:
        """The page that is told, asked for with its token, and what a browser keeps of that."""
        link = urllib.request.Request(f"{self.address}?token={self.token}", headers=headers)
        with urllib.request.urlopen(link, timeout=60) as answer:
            cookies = answer.headers.get_all("Set-Cookie") or []
            return str(answer.read().decode()), "; ".join(one.split(";")[0] for one in cookies)

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")


@contextmanager
def served(folder: Path, *words: str) -> Iterator[Served]:
    log = folder / "log.txt"
    with log.open("w", encoding="utf-8") as file:
        going = subprocess.Popen(
            [*PROGRAM, *words, "--no-browser"],
            cwd=folder,
            env=environment(),
            stdout=file,
            stderr=file,
            start_new_session=True,
        )
    try:
        yield Served(going, log, *_address(log, going))
    finally:
        if going.poll() is None:
            going.terminate()
            going.wait(timeout=60)


def _address(log: Path, going: "subprocess.Popen[bytes]") -> tuple[str, str]:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        found = re.search(r"(http://127\.0\.0\.1:\d+/\S*)\?token=(\w+)", log.read_text(encoding="utf-8"))
        if found:
            return found[1], found[2]
        assert going.poll() is None, log.read_text(encoding="utf-8")
        time.sleep(0.2)
    raise AssertionError(log.read_text(encoding="utf-8"))


@pytest.fixture
def made(workbench: Run, folder: Path) -> Path:
    """A working folder whose first notebook holds two sentences, and a picture of somebody."""
    assert workbench("new", "ours").code == 0
    made = folder / "ours"
    (made / "notebooks" / EXPLORER).write_text(NOTEBOOK, encoding="utf-8")
    (made / "secret.png").write_bytes(b"a picture")
    return made


@pytest.mark.slow
def test_lab_listens_here_asks_for_a_token_and_opens_where_one_starts(made: Path) -> None:
    with served(made, "lab") as lab:
        assert lab.address.endswith(f"/notebooks/{EXPLORER}")
        assert lab.status("/api/kernels") == 403
        for path in ("/api/kernels", "/api/contents/portfolio.xlsx?content=0"):
            joint = "&" if "?" in path else "?"
            assert lab.status(f"{path}{joint}token={lab.token}") == 200
        assert NEWS in json.loads(_page_config(lab.page()[0]))["disabledExtensions"]
        assert lab.said().split("To access the server")[0].count("\n") <= 2, "nothing but the address"
        started = urllib.request.Request(
            f"http://127.0.0.1:{lab.port}/api/kernels",
            data=b"{}",
            headers={"Authorization": f"token {lab.token}"},
        )
        with urllib.request.urlopen(started, timeout=60) as answer:
            kernel = json.load(answer)["id"]
        assert lab.handshake(f"/api/kernels/{kernel}/channels?token={lab.token}") == 101
        _idle(lab, f"/api/kernels/{kernel}")
        _speaks_in_private(lab, kernel)
        _interrupted(lab)


@pytest.mark.slow
def test_app_behind_a_proxy_is_one_page_and_nothing_without_the_token(made: Path) -> None:
    with served(made, "app", "--base-url", "workbench") as app:
        assert app.address.endswith("/workbench/")
        assert app.said().count("\n") <= 2 and "[Voila]" not in app.said(), "nothing but the address"
        seen, cookie = app.page(Host=COMPANY)
        assert "For everybody" in seen and "Beside code" not in seen
        outside = re.findall(r"""(?:src|href)="((?:https?:)?//[^"]+)""", seen)
        assert outside == [], "a page that loads from elsewhere"
        assert re.search(r'"baseUrl": "/workbench/"', seen)
        kernel = re.search(r'"kernelId": "([\w-]+)"', seen)
        assert kernel
        channels = f"/workbench/api/kernels/{kernel[1]}/channels"
        known = {"Host": COMPANY, "Origin": f"https://{COMPANY}"}
        assert app.handshake(channels, **known) == 403
        assert app.handshake(f"{channels}?token={app.token}", **known) == 101
        assert app.handshake(channels, **known, Cookie=cookie) == 101
        assert app.handshake(channels, Host=COMPANY, Origin="https://evil.example", Cookie=cookie) == 403
        for path in ("", f"api/kernels/{kernel[1]}", "notebooks/portfolio.xlsx"):
            assert app.status(f"/workbench/{path}") in (302, 403, 404), path
        # Voilà's own library files are everybody's; files of the folder are nobody's.
        for path in ("secret.png", "portfolio.xlsx", f"notebooks/{EXPLORER}"):
            assert app.status(f"/workbench/voila/files/{path}?token={app.token}") in (403, 404), path
        assert app.status("/") == 404
        _idle(app, f"/workbench/api/kernels/{kernel[1]}")
        _speaks_in_private(app, kernel[1])
        for chatter in ("without encryption", "websocket_ping_timeout", "closed stream", " GET "):
            assert chatter not in app.said(), "nothing but errors after a page was opened"
        _interrupted(app)


def _speaks_in_private(server: Served, kernel: str) -> None:
    """A kernel listens here alone, its keys are the user's, and without them it answers nobody."""
    started = [one.cmdline() for one in psutil.Process(server.process.pid).children(recursive=True)]
    (file,) = (Path(word) for words in started for word in words if word.endswith(f"{kernel}.json"))
    told = json.loads(file.read_text(encoding="utf-8"))
    assert (told["transport"], told["ip"]) == ("tcp", "127.0.0.1")
    assert file.stat().st_mode & 0o077 == 0
    assert ("curve_secretkey" in told) == bool(zmq.has("curve")), "docs/serving.md says so"
    if zmq.has("curve"):
        assert _answers(told["hb_port"], told["curve_publickey"].encode())
        assert not _answers(told["hb_port"], None)


def _answers(port: int, key: bytes | None) -> bool:
    """Whether a kernel sends back what is sent to its heart: in private with its public key, else openly."""
    with zmq.Context() as context, context.socket(zmq.REQ) as socket:
        socket.linger = 0
        if key is not None:
            socket.curve_serverkey = key
            socket.curve_publickey, socket.curve_secretkey = zmq.curve_keypair()
        socket.connect(f"tcp://127.0.0.1:{port}")
        socket.send(b"beat")
        return bool(socket.poll(10_000 if key else 1_000))


def _idle(server: Served, kernel: str) -> None:
    """Wait until a kernel has started: one that is stopped half-way says so itself."""
    deadline = time.monotonic() + 60
    link = f"http://127.0.0.1:{server.port}{kernel}?token={server.token}"
    while time.monotonic() < deadline:
        with urllib.request.urlopen(link, timeout=60) as answer:
            if json.load(answer)["execution_state"] == "idle":
                return
        time.sleep(0.2)
    raise AssertionError("the kernel did not start")


def _interrupted(server: Served) -> None:
    """One Ctrl-C, as a terminal sends it to all processes of the command."""
    before = len(server.said())
    os.killpg(server.process.pid, signal.SIGINT)
    assert server.process.wait(timeout=60) in (0, 130)
    said = server.said()[before:].lower()
    assert "traceback" not in said and "[y/n]" not in said
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", server.port))


@pytest.mark.parametrize("command", ["lab", "app"])
def test_a_port_that_is_taken_is_one_sentence(workbench: Run, folder: Path, command: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = workbench(command, "--port", port, "--no-browser")
    assert done.code == 2 and port in done.err and "listens there already" in done.err
    assert done.err.count("\n") <= 3


@pytest.mark.parametrize("path", ["https://elsewhere.example", "../up", "a b", "/a//b/"])
def test_a_base_url_that_is_no_path_is_bad_input(workbench: Run, path: str) -> None:
    done = workbench("app", "--base-url", path, "--no-browser")
    assert done.code == 2 and "/workbench/" in done.err


def test_a_folder_of_older_notebooks_opens_what_it_has(tmp_path: Path) -> None:
    from workbench.interfaces.cli.serving import first_notebook

    (tmp_path / BEFORE).write_text(NOTEBOOK, encoding="utf-8")
    assert first_notebook(tmp_path).name == BEFORE
    (tmp_path / EXPLORER).write_text(NOTEBOOK, encoding="utf-8")
    assert first_notebook(tmp_path).name == EXPLORER


def _page_config(page: str) -> str:
    found = re.search(r'<script id="jupyter-config-data" type="application/json">(.*?)</script>', page, re.S)
    assert found, page
    return found[1]
