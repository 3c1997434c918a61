"""Whether a page is finished and says what it would say now: over all that it rests on, and its own bytes.

A page is written first and its stamp after it: whatever stops the one in between leaves a page without a
stamp, and it is made again. A page that was cut or changed does not fit its stamp either.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import workbench
from workbench.experiment.digest_files import DIGEST_FILES
from workbench.experiment.run_folder import GAP_CLOSED, YARDSTICKS
from workbench.experiment.worth.case import FACTS, SCENARIO
from workbench.interfaces.reports import swings
from workbench.interfaces.reports.agreements import AGREED
from workbench.interfaces.reports.case.names import FOLDER, PAGE
from workbench.interfaces.reports.folder import RunFolder
from workbench.interfaces.reports.render import write_page
from workbench.interfaces.reports.track_record import FILE as RECORD
from workbench.interfaces.reports.track_record import TRACK

STAMPS = ".stamps"
"""Folder of stamps, beside the pages."""

APART = ("bundled", "interfaces/cli", "interfaces/explorer", "interfaces/publishing")
"""Packages whose source no page of a report rests on; that of all others may decide what a page says.

Templates are bundled: a stamp holds its own, and a wheel carries them where a checkout does not.
"""

DRAWING = (
    *("altair", "vl-convert-python", "nbconvert", "jinja2", "mistune", "papermill"),
    *("numpy", "pandas", "pyarrow", "scipy"),
)
"""Packages of others that draw a page and reckon for it; their releases when the page is made, which may be
later ones than those that made the numbers."""

DATA = (
    *("measures.parquet", "projects.parquet", *DIGEST_FILES),
    *("summary.csv", "differences.csv", "commitments.csv", "states.csv"),
    *(f"{YARDSTICKS}.csv", f"{GAP_CLOSED}.csv", AGREED),
    *(f"{FOLDER}/{SCENARIO}", f"{FOLDER}/{FACTS}", f"{FOLDER}/*.npz"),
    *(f"{TRACK}/{RECORD}", f"{swings.FOLDER}/{swings.FILES}"),
    # A scenario's hash is over what is simulated: names and sentences that a page quotes are in its file.
    "scenarios/*.yaml",
)
"""All that a notebook reads of a run, beside its manifest and what follows from the rest: the one list of it.

A stamp holds the bytes of these files, and they are what travels to another machine.
"""


def stamp_of(run: RunFolder, scenario: str, notebook: Path, parameters: Mapping[str, object]) -> str:
    """What a report on a scenario rests on, as a hash.

    Parameters
    ----------
    run, scenario
        The run, and the scenario's name in it.
    notebook, parameters
        The template, and what it is executed with.
    """
    rests_on: dict[str, Any] = {
        "version": workbench.__version__,
        "pages": pages_hash(),
        "notebook": _hash_of(notebook),
        "parameters": {name: repr(value) for name, value in sorted(parameters.items())},
        "scenario": [scenario, run.entry(scenario)["hash"], run.entry(scenario)["n"]],
        "baseline": [run.baseline, run.entry(run.baseline)["hash"]],
        "seed": run.manifest["seed"],
        "code": run.manifest["code"],
        "data": _data_hash(run.path),
    }
    return hashlib.sha256(json.dumps(rests_on, sort_keys=True).encode()).hexdigest()


def is_finished(page: Path, stamp: str) -> bool:
    """Whether the page is there, whole, and rests on this."""
    try:
        told = json.loads(_beside(page).read_text(encoding="utf-8"))
        return bool(told == {"rests_on": stamp, "page": _hash_of(page)})
    except (OSError, UnicodeDecodeError, json.JSONDecodeError):
        return False


def mark_finished(page: Path, stamp: str) -> None:
    """Say that the page, as it is, rests on this."""
    beside = _beside(page)
    beside.parent.mkdir(exist_ok=True)
    write_page(beside, json.dumps({"rests_on": stamp, "page": _hash_of(page)}))


def take_away(page: Path) -> None:
    """Remove a page, the notebook that it was made from, and its stamp first."""
    for path in (_beside(page), page.with_suffix(".ipynb"), page):
        path.unlink(missing_ok=True)


def _beside(page: Path) -> Path:
    return page.parent / STAMPS / f"{page.name}.json"


def _hash_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


_APART = tuple(f"{name}/" for name in APART)


@cache
def pages_hash() -> str:
    """Hash of the sources that decide what a page says, and of the releases of packages that draw it."""
    root = Path(workbench.__file__).parent
    digest = hashlib.sha256()
    for name, path in sorted((path.relative_to(root).as_posix(), path) for path in root.rglob("*")):
        if path.is_file() and path.parent.name != "__pycache__" and not name.startswith(_APART):
            digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    for name in DRAWING:
        digest.update(f"{name} {version(name)}\0".encode())
    return digest.hexdigest()


def _data_hash(run: Path) -> str:
    digest = hashlib.sha256()
    for path in read_by_pages(run):
        now = path.stat()
        content = _hash_as_it_is(path, now.st_size, now.st_mtime_ns)
        digest.update(f"{path.relative_to(run).as_posix()}\0{content}\0".encode())
    # Reports say where the page of the case lies, not what is in it.
    digest.update(b"page" if (run / FOLDER / PAGE).is_file() else b"")
    return digest.hexdigest()


def read_by_pages(run: Path) -> Iterator[Path]:
    """Those of `DATA` that the folder of a run holds."""
    for pattern in DATA:
        yield from sorted(path for path in run.glob(pattern) if path.is_file())


@cache
def _hash_as_it_is(path: Path, _size: int, _changed: int) -> str:
    """Hash of a table, worked out once for all reports on a run."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
