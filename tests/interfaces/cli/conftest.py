"""A small portfolio that runs in a blink, and two ways to run the program: here, or as a process."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[3]
PROGRAM = [sys.executable, "-m", "workbench.interfaces.cli"]

PORTFOLIO = """\
name: A small portfolio
start: 2027-01-04
maturity: 2
pools:
  developers: {capacity: 6, cost_per_fte_day: 720}
projects:
  P01:
    name: "Claims [bold]portal[/bold]"
    due: 2027-06-30
    lateness: {per_day: 500}
    benefit: {per_year: 400_000, plateau_years: 3}
    packages:
      build: {duration: 60, demand: {developers: 3}}
  P02:
    intake: 2027-02-01
    benefit: {per_year: 900_000, plateau_years: 4}
    packages:
      build: {duration: 40, demand: {developers: 4}}
  P03:
    intake: 2027-02-01
    benefit: {per_year: 150_000, plateau_years: 5}
    packages:
      build: {duration: 80, demand: {developers: 4}}
"""

BASELINE = """\
name: baseline
portfolio: portfolio.yaml
horizon: 2029-12-31
seed: 7
"""

RANKED = """\
extends: baseline.yaml
name: ranked
policy: {release: {index: cd3}, dispatch: {index: cd3}}
"""

TIGHT = """\
extends: baseline.yaml
name: tight
portfolio: {pools: {developers: {capacity: 4}}}
"""

STUDY = """\
name: how many
scenarios: [baseline.yaml]
factors: {policy.release.wip_limit: [1, 2]}
replications: 4
notebooks: [probe.ipynb]
parameters: {word: [hello]}
"""
SOURCE = """\
import json
from pathlib import Path
from IPython.display import HTML, display
count = Path(run) / "count.txt"
count.write_text(count.read_text() + scenario + "\\n" if count.exists() else scenario + "\\n")
display(HTML(f"<p>{word} {scenario}</p>"))
"""


@dataclass(frozen=True)
class Ended:
    """How the program ended and what it said."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The present folder, with a portfolio, a baseline and two what-ifs."""
    texts = {"portfolio": PORTFOLIO, "baseline": BASELINE, "ranked": RANKED, "tight": TIGHT}
    for name, text in texts.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


@pytest.fixture
def workbench(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """The program in this process, started in `folder`."""
    from workbench.interfaces.cli import main

    def run(*words: str) -> Ended:
        capsys.readouterr()
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return Ended(code, said.out, said.err)

    return run


def environment(**more: str) -> dict[str, str]:
    """Of a process that finds the package of this checkout."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **more}


@pytest.fixture
def process(folder: Path) -> Run:
    """The program in a process of its own, started in `folder`."""

    def run(*words: str, **more: str) -> Ended:
        done = subprocess.run(
            [*PROGRAM, *words],
            cwd=folder,
            env=environment(**more),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=300,
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def study(folder: Path) -> Path:
    cells = [
        nbformat.v4.new_code_cell(
            'run: str = ""\nscenario: str = ""\nword: str = ""', metadata={"tags": ["parameters"]}
        ),
        nbformat.v4.new_code_cell(SOURCE),
    ]
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, folder / "probe.ipynb")
    path = folder / "study.yaml"
    path.write_text(STUDY, encoding="utf-8")
    return path
