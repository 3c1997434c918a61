"""A report by hand: the run behind it is computed from scenario files, once, and kept for the next report."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.experiment import where_kept
from workbench.interfaces.reports.preflight import check_folder
from workbench.scenario import Scenario

BY_HAND = Path(where_kept.RUNS) / "by-hand"
"""Where such runs go, below the working folder."""

BLOCKS = Path(where_kept.RUNS) / where_kept.BLOCKS


def found_above(folder: str, mark: str) -> str:
    """A folder of results, relative ones looked for in the present folder and above it.

    Parameters
    ----------
    folder
        As it was named.
    mark
        A file that such a folder has.

    Returns
    -------
    str
        Where it is; as it was named where there is none.
    """
    if folder and not Path(folder).is_absolute():
        here = Path.cwd()
        for root in (here, *here.parents):
            if (root / folder / mark).is_file():
                return str(root / folder)
    return folder


def run_of(scenario: str, baseline: str, replications: int) -> Path:
    """Folder of the run of a scenario file, beside a baseline if one is named; simulated if not there yet.

    Parameters
    ----------
    scenario, baseline
        Scenario files; relative ones are looked for in the present folder and above it. The baseline may be
        empty.
    replications
        Simulated futures.

    Raises
    ------
    InputError
        With everything that is wrong in the files.
    """
    from workbench.experiment import compare, write_run
    from workbench.experiment.codehash import code_hash
    from workbench.experiment.run_folder import MANIFEST
    from workbench.interfaces.files import dump_scenario, load_scenario

    if replications < 2:
        text = "must be at least 2: one future has no range"
        raise InputError.of(Problem(("replications",), text, str(replications), "write 200"))
    names = [one for one in (baseline, scenario) if one]
    root, files = _found(names)
    scenarios = _named_apart([load_scenario(one) for one in files])
    rests_on = [part for one in scenarios for part in (one.name, one.description, one.hash)]
    rests_on += [str(replications), code_hash()]
    folder = root / BY_HAND / hashlib.sha256("\n".join(rests_on).encode()).hexdigest()[:16]
    if not (folder / MANIFEST).is_file():
        # Before anything is simulated: a place that cannot be written to is told at once.
        check_folder(folder.parent)
        results = compare(scenarios, replications, store=root / BLOCKS)
        beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".", suffix=".part"))
        write_run(results, beside, dump_scenario)
        # Whole or not at all; another report may have been quicker with the same.
        with suppress(OSError):
            beside.replace(folder)
        shutil.rmtree(beside, ignore_errors=True)
    return folder


def _named_apart(scenarios: list[Scenario]) -> list[Scenario]:
    if len({one.name for one in scenarios}) == len(scenarios):
        return scenarios
    first, second = scenarios
    return [first, second.model_copy(update={"name": f"{second.name} (second)"})]


def _found(names: list[str]) -> tuple[Path, list[Path]]:
    """The working folder, and the files in it: the present folder, or the nearest one above that has them."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        files = [folder / name for name in names]
        if all(one.is_file() for one in files):
            return folder, files
    missing = [name for name in names if not (here / name).is_file()]
    raise InputError.of(
        *(
            Problem(
                ("scenario",),
                f"there is no such file in {here.as_posix()} or above it",
                name,
                "name a scenario file, or the folder of a run with -p run",
            )
            for name in missing or names
        )
    )
