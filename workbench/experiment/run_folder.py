"""A run on disk: everything that a table, notebook or report needs (layout: `docs/design.md`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from workbench.errors import InputError, Problem
from workbench.experiment.manifest import Manifest
from workbench.experiment.results import Comparison, Results
from workbench.scenario import Scenario

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

MANIFEST = "manifest.json"


def as_yaml(scenario: Scenario) -> str:
    """A scenario in full, as YAML."""
    text: str = yaml.dump(
        scenario.model_dump(mode="json", by_alias=True), Dumper=_DUMPER, sort_keys=False, allow_unicode=True
    )
    return text


def write_run(
    results: Results, folder: str | Path, scenario_text: Callable[[Scenario], str] = as_yaml
) -> Path:
    """Write a run; the manifest comes last, so that a folder with one is complete.

    Parameters
    ----------
    results
        What to write.
    folder
        Where to; made if missing, files of an earlier run in it are replaced.
    scenario_text
        How a scenario is written as YAML.
    """
    root = Path(folder)
    (root / "scenarios").mkdir(parents=True, exist_ok=True)
    (root / MANIFEST).unlink(missing_ok=True)
    for old in (root / "scenarios").glob("*.yaml"):
        old.unlink()
    for scenario, name in zip(results.scenarios, file_names(results.names), strict=True):
        (root / "scenarios" / name).write_text(scenario_text(scenario), encoding="utf-8")
    results.measures.to_parquet(root / "measures.parquet", index=False)
    results.projects.to_parquet(root / "projects.parquet", index=False)
    tables = {"summary": results.summary(), "commitments": results.commitments(), "states": results.states()}
    if isinstance(results, Comparison):
        tables["differences"] = results.differences()
    else:
        (root / "differences.csv").unlink(missing_ok=True)
    for name, table in tables.items():
        table.to_csv(root / f"{name}.csv", index=False, encoding="utf-8", lineterminator="\n")
    (root / MANIFEST).write_text(results.manifest.to_json(), encoding="utf-8")
    return root


def load_run(folder: str | Path) -> Results:
    """Read a run written by `write_run`; a `Comparison` if it holds several scenarios.

    Parameters
    ----------
    folder
        The run's folder.
    """
    root = Path(folder)
    if not (root / MANIFEST).is_file():
        raise InputError.of(
            Problem(
                (),
                f"is no folder of a finished run: {MANIFEST} is missing",
                remedy="name the folder that --out was given",
                place=str(root),
            )
        )
    manifest = Manifest.from_json((root / MANIFEST).read_text(encoding="utf-8"))
    names = tuple(entry.name for entry in manifest.scenarios)
    scenarios = tuple(_scenario(root / "scenarios" / name) for name in file_names(names))
    measures = pd.read_parquet(root / "measures.parquet")
    projects = pd.read_parquet(root / "projects.parquet")
    kind = Comparison if len(names) > 1 else Results
    return kind(manifest, scenarios, measures, projects)


def file_names(names: tuple[str, ...]) -> list[str]:
    """File names for scenarios, safe on every system and each its own.

    Examples
    --------
    >>> file_names(("today", "CD3: 12 at once", "cd3_ 12 at once"))
    ['today.yaml', 'CD3_ 12 at once.yaml', 'cd3_ 12 at once-2.yaml']
    """
    found: list[str] = []
    taken: set[str] = set()
    for name in names:
        stem = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "_", name).strip(" .")[:100] or "scenario"
        choice, k = stem, 1
        while choice.casefold() in taken:
            k += 1
            choice = f"{stem}-{k}"
        taken.add(choice.casefold())
        found.append(f"{choice}.yaml")
    return found


def _scenario(path: Path) -> Scenario:
    return Scenario.model_validate(yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER))
