"""The numbers of a run as CSV: all of it, and each scenario on its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from shutil import copyfile

import pandas as pd

from workbench.experiment.masked import Audience
from workbench.experiment.run_folder import file_names, inert
from workbench.interfaces.publishing.layout import ALONE, NUMBERS, SCENARIOS
from workbench.interfaces.publishing.source import Source
from workbench.interfaces.reports.folder import Facts, RunFolder
from workbench.interfaces.reports.index_links import TABLES


def write_numbers(source: Source, site: Path) -> None:
    """Tables of all scenarios, a table of each, and the scenarios themselves as YAML.

    A board gets no scenarios: they hold the figures of projects that it shall not know.
    """
    for folder in (NUMBERS, ALONE, SCENARIOS):
        (site / folder).mkdir(parents=True, exist_ok=True)
    for run in source.runs:
        for name in tables_in(run):
            copyfile(run.path / f"{name}.csv", site / NUMBERS / table_file(source, run, name))
        every = tuple(str(entry["name"]) for entry in run.manifest["scenarios"])
        for name, file in zip(every, file_names(every), strict=True):
            stem = source.stem(run, name)
            if run.masked is None or run.masked.audience is not Audience.BOARD:
                copyfile(run.path / "scenarios" / file, site / SCENARIOS / f"{stem}.yaml")
            if run.futures(name):
                table = _of_scenario(run, name)
                table.to_csv(site / ALONE / f"{stem}.csv", index=False, lineterminator="\n")


def tables_in(run: RunFolder) -> Sequence[str]:
    """Tables that a run has, by name."""
    return [name for name in TABLES if (run.path / f"{name}.csv").is_file()]


def table_file(source: Source, run: RunFolder, table: str) -> str:
    """Name of a table's file in a site; several runs have one each."""
    own = f"{source.stem(run, run.baseline)}-" if len(source.runs) > 1 else ""
    return f"{own}{table}.csv"


def _of_scenario(run: RunFolder, scenario: str) -> pd.DataFrame:
    """Measures down; averages, ranges and quantiles across, then the same of the difference."""
    found = _rows(run.summary, scenario)
    against = _rows(run.differences, scenario)
    if scenario != run.baseline and len(against):
        against = against.drop(columns=["scenario"])
        names = {
            name: f"difference_{name}" for name in against.columns if name not in ("measure", "baseline")
        }
        found = found.merge(against.rename(columns=names), on="measure", how="left")
    return inert(found)


def _rows(facts: Facts, scenario: str) -> pd.DataFrame:
    return pd.DataFrame([dict(row) for (name, _), row in facts.items() if name == scenario])
