"""A run as an audience may see it: a folder of a run like any other, written whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from workbench.errors import InputError, Problem
from workbench.experiment.manifest import check_as_made
from workbench.experiment.masked import Audience, Masked, Pseudonyms
from workbench.experiment.results import Results
from workbench.experiment.run_folder import (
    GAP_CLOSED,
    MANIFEST,
    MARK,
    RUN_FILES,
    YARDSTICKS,
    as_named,
    inert,
    load_run,
    write_run,
)
from workbench.interfaces.files import dump_scenario
from workbench.interfaces.publishing.dropped import dropped_by, lived
from workbench.interfaces.publishing.fates import without_dates, without_fates
from workbench.interfaces.publishing.kinds import Kind
from workbench.interfaces.publishing.masked_agreements import masked_agreements, told_by
from workbench.interfaces.publishing.masked_results import NOT_SHOWN, masked_results, masked_scenario
from workbench.interfaces.publishing.named import Key
from workbench.interfaces.publishing.names import Names, Shown, names_for
from workbench.interfaces.reports.agreements import AGREED, Agreement, agreements_of, write_agreements
from workbench.interfaces.reports.calibration import record_of
from workbench.interfaces.reports.folder import RunFolder, open_run
from workbench.interfaces.reports.index_links import REPORT
from workbench.interfaces.reports.track_record import TRACK, TrackRecord, keep_text, kept_in
from workbench.scenario import Scenario

_BESIDE = (YARDSTICKS, GAP_CLOSED)
_REPLACED = frozenset({*RUN_FILES, MARK, MANIFEST, AGREED, REPORT, TRACK})
"""What may lie in the folder of a masked run: a run, and its pages."""


def for_audience(run: str | Path, audience: Audience, pseudonyms: Pseudonyms, out: str | Path) -> Path:
    """A run as an audience may see it; pages are rendered from it as from any other.

    Parameters
    ----------
    run
        Folder of a finished run.
    audience
        Who reads the pages.
    pseudonyms
        Whether names are masked.
    out
        Where the masked run goes: a new folder, or that of an earlier one.

    Returns
    -------
    Path
        `out`; the run itself where nothing is to be masked.

    Raises
    ------
    InputError
        When `run` is no finished run or is masked already, or something else lies at `out`.
    """
    return runs_for_audience({Path(run): Path(out)}, audience, pseudonyms)[0]


def runs_for_audience(
    runs: Mapping[Path, Path], audience: Audience, pseudonyms: Pseudonyms
) -> tuple[Path, ...]:
    """The same of runs that are shown together: what has a name in several of them has one pseudonym.

    Parameters
    ----------
    runs
        Where each run goes, by its folder.
    audience, pseudonyms
        As in `for_audience`.
    """
    if audience is Audience.TEAM and pseudonyms is Pseudonyms.OFF:
        return tuple(runs)
    names = names_of(tuple(runs), audience, pseudonyms)
    mask = Masked(audience, pseudonyms, tuple(sorted(names.unlisted)))
    return tuple(
        _masked(source, names, mask, target, f"Run {k}" if len(runs) > 1 else NOT_SHOWN)
        for k, (source, target) in enumerate(runs.items(), start=1)
    )


def names_of(runs: Sequence[Path], audience: Audience, pseudonyms: Pseudonyms) -> Names:
    """New names of what runs show together, the same whenever they are asked for.

    Parameters
    ----------
    runs
        Folders of finished runs, in the order in which they are masked.
    audience, pseudonyms
        As in `for_audience`.
    """
    return names_for(_shown(runs, audience), audience, pseudonyms)


def _shown(runs: Sequence[Path], audience: Audience) -> Shown:
    opened = [open_run(one, "") for one in runs]
    first = opened[0].baseline if len(opened) == 1 else None
    dropped: dict[str, frozenset[str]] = {}
    if audience is Audience.BOARD:
        dropped = dropped_by((one for run in runs for one in lived(load_run(run))), first)
    scenarios = [one.scenario(name) for one in opened for name in one.names]
    return Shown(scenarios, dropped, first, [key for one in opened for key in _beside(one)])


def _masked(source: Path, names: Names, mask: Masked, target: Path, name: str) -> Path:
    results = load_run(source)
    _check(results, source, target)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=target.parent, prefix=".", suffix=".part"))
    try:
        _write(masked_results(results, names, mask, name), names, mask.audience, beside)
        for table in _BESIDE:
            _copy_table(source / f"{table}.csv", names, beside)
        if (source / AGREED).is_file():
            write_agreements(_agreements(source, results.scenarios[0], names, mask.audience), beside)
        _keep_record(source, beside, name)
        if target.exists():
            shutil.rmtree(target)
        beside.chmod(0o755)
        beside.replace(target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return target


def _keep_record(source: Path, folder: Path, name: str) -> None:
    """What counts of a track record; its projects and its run are left out."""
    record = record_of(open_run(source, ""))
    if isinstance(record, TrackRecord):
        keep_text(kept_in(replace(record, verdict="", run=name)), folder / TRACK)


def _check(results: Results, source: Path, target: Path) -> None:
    check_as_made(results.manifest, source)
    if target.resolve() == source.resolve() or target.resolve() in source.resolve().parents:
        text, remedy = "holds the run that is to be masked", "name another folder"
        raise InputError.of(Problem((), text, remedy=remedy, place=str(target)))
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return
    if not (target / MANIFEST).is_file() or load_run(target).manifest.masked is None:
        text, remedy = "is there already and is no masked run", "name a new folder"
        raise InputError.of(Problem((), text, remedy=remedy, place=str(target)))
    foreign = sorted({one.name for one in target.iterdir()} - _REPLACED)
    if foreign:
        text = f"holds beside a masked run what would be lost: {', '.join(foreign[:3])}"
        raise InputError.of(Problem((), text, remedy="name a new folder", place=str(target)))


def _write(masked: Results, names: Names, audience: Audience, folder: Path) -> None:
    if audience is Audience.TEAM:
        write_run(masked, folder, dump_scenario)
        return
    write_run(without_fates(masked, names.unlisted), folder, dump_scenario)
    # Days in the folder stand on a grid; dates and states on the board's pages are those on the team's.
    commitments = without_dates(masked.commitments(), names.unlisted)
    for name, table in (("commitments", commitments), ("states", masked.states())):
        inert(table).to_csv(folder / f"{name}.csv", index=False, encoding="utf-8", lineterminator="\n")


def _copy_table(path: Path, names: Names, folder: Path) -> None:
    """A table whose rows name scenarios and nothing else of the organisation."""
    if not path.is_file():
        return
    table = as_named(pd.read_csv(path, keep_default_na=False, dtype=str))
    for column in {"baseline", "scenario"} & set(table):
        table[column] = [names.of(Kind.SCENARIO, one) for one in table[column]]
    inert(table).to_csv(folder / path.name, index=False, encoding="utf-8", lineterminator="\n")


def _beside(run: RunFolder) -> Iterator[Key]:
    """What stands in files of the run beside its scenarios: owners of assumptions, and free text."""
    yield from ((Kind.NOTE, str(run.entry(name)["title"])) for name in run.names)
    yield from told_by(run.agreements, run.scenario(run.baseline))


def _agreements(source: Path, first: Scenario, names: Names, audience: Audience) -> Iterator[Agreement]:
    seen = masked_scenario(first, names)
    return masked_agreements(agreements_of(source), first, seen, names, audience)
