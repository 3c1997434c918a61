"""Key press to new chart in a browser, and memory over many changes.

``python -m benchmarks.explorer_latency`` takes ``lab``, ``voila`` or, unless told, both, and if wanted a
scenario file or a number of made-up projects (`benchmarks.workload`); WORKBENCH_PRESSES says how many presses
there are of each (100 unless told). Every press asks for a what-if that was never asked before. What is timed
runs from the key press, as the page hears it, to the first change inside a chart after the page names the new
what-if: an older question that is still being refined does not count. Beside it stands how many pairs of
futures that answer rests on.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.workload import portfolio_like
from workbench.interfaces.explorer.saving import save

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "scenarios" / "baseline.yaml"
KINDS = ("lab", "voila")
PATIENCE = 180_000
PAUSE = 0.6
"""Seconds between two presses: long enough for what was released to be refined on the way."""

WATCH = """() => {
  window.pressed = [];
  let armed = null;
  const top = () => document.querySelector('.wb-top')?.textContent;
  addEventListener('keydown', () => { armed = { at: performance.now(), before: top() }; }, true);
  new MutationObserver((changes) => {
    if (!armed || top() === armed.before) return;
    if (!changes.some((one) => one.target.parentElement?.closest('.wb-figure'))) return;
    const took = performance.now() - armed.at;
    // The number of futures is told right behind the charts, and well before more of them are there.
    setTimeout(() => window.pressed.push([took, parseInt(
      document.querySelector('.wb-state').textContent.replaceAll(',', ''))]), 60);
    armed = null;
  }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
}"""
CONNECTED = """() => {
  const kernel = window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel;
  return kernel?.connectionStatus === 'connected' && kernel.status === 'idle';
}"""
CELL = """import workbench
from workbench.interfaces.explorer import ANYTHING, explore
explore(workbench.load_scenario({file!r}), opening=ANYTHING)"""


@contextmanager
def served(kind: str, folder: Path) -> Iterator[tuple[str, int]]:
    """A server of its own on this computer; its address, and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(8)
    words = {
        "lab": [
            *("jupyterlab", f"--ServerApp.port={port}", f"--IdentityProvider.token={token}"),
            *("--LabApp.expose_app_in_browser=True", "--LabApp.news_url=", f"--ServerApp.root_dir={folder}"),
        ],
        "voila": ["voila", str(folder / "page.ipynb"), f"--port={port}", "--Voila.ip=127.0.0.1"],
    }[kind]
    command = [sys.executable, "-m", *words, "--no-browser"]
    if kind == "lab":
        command.append("--allow-root")
    places = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(
            command, cwd=folder, stdout=log, stderr=log, env={**os.environ, "PYTHONPATH": places}
        )
    base = f"http://127.0.0.1:{port}"
    address = f"{base}/lab/tree/page.ipynb?token={token}&reset" if kind == "lab" else base
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{base}/api?token={token}" if kind == "lab" else base, timeout=60)
                break
            except OSError:
                time.sleep(0.3)
        yield address, server.pid
    finally:
        server.terminate()
        server.wait(20)


def _notebook(scenario: Path) -> dict[str, Any]:
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "execution_count": None}
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    source = CELL.format(file=str(scenario))
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": kernel, "cells": [{**cell, "source": source}]}


def _kernel_memory(server: int) -> float:
    """Megabytes held by the kernels that a server has started."""
    found = subprocess.run(["ps", "-eo", "ppid,rss,args"], capture_output=True, text=True, check=True).stdout
    kernels = re.findall(rf"^\s*{server}\s+(\d+)\s.*ipykernel", found, re.MULTILINE)
    return sum(map(int, kernels)) / 1024


def measured(kind: str, presses: int, scenario: Path, chromium: str | None) -> list[list[float]]:
    """Of each press its milliseconds, and the pairs of futures that the answer rests on."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "page.ipynb").write_text(json.dumps(_notebook(scenario)), encoding="utf-8")
        with served(kind, folder) as (address, server), sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.set_default_timeout(PATIENCE)
            page.goto(address)
            if kind == "lab":
                page.wait_for_function(CONNECTED)
                page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
            page.wait_for_selector(".wb-figure svg")
            time.sleep(5)
            page.evaluate(WATCH)
            _press(page, presses, server)
            found: list[list[float]] = page.evaluate("window.pressed")
            browser.close()
    return found


def _press(page: Any, presses: int, server: int) -> None:
    """Projects at once down and up again, each way with the next budget, so that no what-if comes twice."""
    limit = page.get_by_role("slider", name="Projects at once").first
    other = page.get_by_role("slider", name=re.compile("budget|maturity", re.IGNORECASE)).first
    memory = page.context.new_cdp_session(page)
    other.focus()
    page.keyboard.press("Home")
    time.sleep(5)
    page.evaluate("() => { window.pressed.length = 0; }")
    done, key = 0, "ArrowLeft"
    while done < presses:
        at = int(re.sub(r"\D", "", limit.get_attribute("aria-valuetext") or "0") or 0)
        edge = (key == "ArrowLeft" and at <= 2) or (key == "ArrowRight" and at >= 30)
        if edge:
            key = "ArrowRight" if key == "ArrowLeft" else "ArrowLeft"
        who = other if edge else limit
        who.focus()
        before = page.evaluate("window.pressed.length")
        page.keyboard.press("ArrowRight" if who is other else key)
        page.wait_for_function("(before) => window.pressed.length > before", arg=before)
        time.sleep(PAUSE)
        done += 1
        if done in (1, 100, 300, 500):
            memory.send("HeapProfiler.collectGarbage")
            heap = page.evaluate("performance.memory.usedJSHeapSize") / 1e6
            print(f"after {done}: kernel {_kernel_memory(server):.0f} MB, page {heap:.0f} MB", flush=True)


def told(kind: str, found: list[list[float]]) -> str:
    """Percentiles of the times, and on how many pairs of futures the answers rested."""
    times, pairs = np.array(found).T
    shares = (0.5, 0.75, 0.9, 0.95, 0.99)
    ends = zip(shares, np.quantile(times, shares, method="median_unbiased"), strict=True)
    spread = ", ".join(f"{share * 100:.0f} % within {end:.0f} ms" for share, end in ends)
    counts = ", ".join(
        f"{count:.0f} ({(pairs == count).sum()} of {len(pairs)})" for count in np.unique(pairs)
    )
    return (
        f"{kind}: {len(times)} key presses, {spread}, longest {times.max():.0f} ms; "
        f"pairs of futures per answer: {counts}; load {os.getloadavg()[0]:.1f}"
    )


def main(words: Sequence[str]) -> int:
    """Measure and print."""
    presses = int(os.environ.get("WORKBENCH_PRESSES", "100"))
    kinds = [one for one in words if one in KINDS]
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as name:
        files = [_scenario(one, Path(name)) for one in words if one not in KINDS]
        for kind in kinds or KINDS:
            print(told(kind, measured(kind, presses, [*files, EXAMPLE][0], chromium)), flush=True)
    return 0


def _scenario(word: str, folder: Path) -> Path:
    """A file of a scenario: the one that is named, or so many made-up projects."""
    return save(portfolio_like(int(word)), folder) if word.isdecimal() else Path(word).resolve()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
