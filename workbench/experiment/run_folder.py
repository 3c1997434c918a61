"""A run on disk: everything that a table, notebook or report needs (layout: `docs/design.md`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import yaml

from workbench.engines.plan import plan_of
from workbench.errors import InputError, Problem
from workbench.experiment.digest_files import (
    DIGEST_FILES,
    FIGURES,
    figures_table,
    in_parts,
    read_digests,
    write_digests,
    write_parquet,
)
from workbench.experiment.frames import long_measures
from workbench.experiment.manifest import Manifest
from workbench.experiment.measures import in_order
from workbench.experiment.outcomes import FromDigest
from workbench.experiment.results import Comparison, Results
from workbench.experiment.run_file import UNREADABLE, reading
from workbench.experiment.yardsticks import Yardsticks
from workbench.scenario import Scenario

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

MANIFEST = "manifest.json"
MARK = ".run"
"""Says that a folder's files are those of a run, so that a later run may replace them."""

_SCENARIOS = "scenarios"
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""How text begins that a spreadsheet would take for a formula, apostrophes before it counted in."""
_TABLES = ("summary.csv", "differences.csv", "commitments.csv", "states.csv")
YARDSTICKS, GAP_CLOSED = "yardsticks", "gap_closed"
"""Tables of a comparison that was held against yardsticks."""
_BESIDE = (f"{YARDSTICKS}.csv", f"{GAP_CLOSED}.csv")
RUN_FILES = (_SCENARIOS, "measures.parquet", "projects.parquet", *_TABLES, *_BESIDE, *DIGEST_FILES)
"""What a run's folder may hold beside its mark and manifest, and the next run replaces."""


def as_yaml(scenario: Scenario) -> str:
    """A scenario in full, as YAML."""
    text: str = yaml.dump(
        scenario.model_dump(mode="json", by_alias=True), Dumper=_DUMPER, sort_keys=False, allow_unicode=True
    )
    return text


def write_run(
    results: Results,
    folder: str | Path,
    scenario_text: Callable[[Scenario], str] = as_yaml,
    yardsticks: Yardsticks | None = None,
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
    yardsticks
        The same beside rules that are nobody's choice, where they were simulated.
    """
    root = Path(folder)
    check_run_folder(root)
    (root / _SCENARIOS).mkdir(parents=True, exist_ok=True)
    (root / MARK).write_text(
        "The files beside this one are written by workbench and replaced by the next run.\n"
    )
    (root / MANIFEST).unlink(missing_ok=True)
    for old in (root / _SCENARIOS).glob("*.yaml"):
        old.unlink()
    for scenario, name in zip(results.scenarios, file_names(results.names), strict=True):
        (root / _SCENARIOS / name).write_text(scenario_text(scenario), encoding="utf-8")
    _write_measures(results, root / "measures.parquet")
    results.projects.to_parquet(root / "projects.parquet", index=False)
    write_digests(root, results.digests)
    _write_tables(results, yardsticks, root)
    (root / MANIFEST).write_text(results.manifest.to_json(), encoding="utf-8")
    return root


def _write_tables(results: Results, yardsticks: Yardsticks | None, root: Path) -> None:
    """The tables that people read; those of an earlier run that this one has not are taken away."""
    for name in ("differences.csv", *_BESIDE):
        (root / name).unlink(missing_ok=True)
    tables = {"summary": results.summary(), "commitments": results.commitments(), "states": results.states()}
    if results.digests:
        tables["outcomes"] = figures_table(results.digests)
    if isinstance(results, Comparison):
        tables["differences"] = results.differences()
    if yardsticks is not None:
        tables[YARDSTICKS], tables[GAP_CLOSED] = yardsticks.table(), yardsticks.closed()
    for name, table in tables.items():
        inert(table).to_csv(root / f"{name}.csv", index=False, encoding="utf-8", lineterminator="\n")


def inert(table: pd.DataFrame) -> pd.DataFrame:
    """The table with an apostrophe before text that a spreadsheet would take for a formula.

    Examples
    --------
    >>> inert(pd.DataFrame({"name": ["=1+1", "Plain"], "mean": [-1.0, 2.0]}))["name"].tolist()
    ["'=1+1", 'Plain']
    """
    return _text_by(table, lambda text: f"'{text}" if _FORMULA.match(text) else text)


def as_named(table: pd.DataFrame) -> pd.DataFrame:
    """A table of a run as it was before `inert`, so that names are the same in all files of the run.

    Examples
    --------
    >>> as_named(inert(pd.DataFrame({"scenario": ["+2 people", "'+2", "'s Graven"]})))["scenario"].tolist()
    ['+2 people', "'+2", "'s Graven"]
    """
    return _text_by(table, lambda text: text[1:] if text[:1] == "'" and _FORMULA.match(text) else text)


def _text_by(table: pd.DataFrame, change: Callable[[str], str]) -> pd.DataFrame:
    texts = [name for name in table.columns if not pd.api.types.is_numeric_dtype(table[name])]

    def changed(value: object) -> object:
        return change(value) if isinstance(value, str) else value

    return table.assign(**{name: table[name].map(changed) for name in texts})


def check_run_folder(folder: str | Path) -> None:
    """Refuse a folder that holds files of somebody else under the names of a run, such as scenarios.

    Raises
    ------
    InputError
        Naming what is in the way; nothing is touched.
    """
    root = Path(folder)
    if (root / MARK).exists() or (root / MANIFEST).exists():
        return
    in_the_way = [name for name in RUN_FILES if (root / name).exists()]
    if in_the_way:
        raise InputError.of(
            Problem(
                (),
                f"is not the folder of a run, and its {', '.join(in_the_way)} would be replaced",
                remedy="name an empty folder, a new one, or that of an earlier run",
                place=str(root),
            )
        )


def clear_run(folder: str | Path) -> None:
    """Take a run away from its folder, the manifest first; what is not of the run stays, and its folder.

    Without the mark of a run nothing is touched: other programs have a `manifest.json`, too.
    """
    root = Path(folder)
    if not (root / MARK).exists():
        return
    (root / MANIFEST).unlink(missing_ok=True)
    for old in (root / _SCENARIOS).glob("*.yaml"):
        old.unlink()
    if (root / _SCENARIOS).is_dir() and not any((root / _SCENARIOS).iterdir()):
        (root / _SCENARIOS).rmdir()
    for name in RUN_FILES:
        if (root / name).is_file():
            (root / name).unlink()
    if not any((root / name).exists() for name in RUN_FILES):
        (root / MARK).unlink(missing_ok=True)


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
    try:
        return _read_run(root)
    except UNREADABLE as error:
        text = f"cannot be read ({type(error).__name__}): a file of the run is damaged, missing or foreign"
        raise InputError.of(Problem((), text, remedy="run it again", place=str(root))) from error


def _read_run(root: Path) -> Results:
    with reading(root / MANIFEST):
        manifest = Manifest.from_json((root / MANIFEST).read_text(encoding="utf-8"))
    names = tuple(entry.name for entry in manifest.scenarios)
    scenarios = tuple(_scenario(root / _SCENARIOS / name) for name in file_names(names))
    with reading(root / "measures.parquet"):
        futures = _read_measures(root / "measures.parquet")
    with reading(root / "projects.parquet"):
        projects = pd.read_parquet(root / "projects.parquet")
    digests = {} if manifest.detail is None else digests_in(root, dict(zip(names, scenarios, strict=True)))
    kind = Comparison if len(names) > 1 else Results
    return kind(manifest, scenarios, futures, projects, digests)


def digests_in(root: Path, scenarios: Mapping[str, Scenario]) -> dict[str, FromDigest]:
    """What a run folder holds of the projects of futures whose rows it does not hold.

    Parameters
    ----------
    root
        The folder.
    scenarios
        Those wanted, by name.
    """
    text = {"scenario": str, "project": str, "figure": str}
    missing = {column: ["", "nan"] for column in ("mean", "low", "high", "sd")}
    with reading(root / FIGURES):
        figures = pd.read_csv(root / FIGURES, keep_default_na=False, na_values=missing, dtype=text)
    plans = {name: plan_of(scenario) for name, scenario in scenarios.items()}
    return read_digests(root, plans, as_named(figures))


def _write_measures(results: Results, path: Path) -> None:
    measures = in_order(sorted({str(one) for own in results.futures.values() for one in own.columns}))
    write_parquet(
        path,
        (
            long_measures(results.names, measures, name, part)
            for name, futures in results.futures.items()
            for part in in_parts(futures)
        ),
    )


def _read_measures(path: Path) -> dict[str, pd.DataFrame]:
    """Frames by scenario, part by part: all rows at once would take several times as much memory."""
    parts: dict[str, list[pd.DataFrame]] = {}
    with pq.ParquetFile(path) as file:
        for k in range(file.num_row_groups):
            rows = file.read_row_group(k).to_pandas()
            for name, own in rows.groupby("scenario", observed=True):
                wide = own.pivot(index="replication", columns="measure", values="value")
                parts.setdefault(str(name), []).append(
                    wide.set_axis([str(one) for one in wide.columns], axis=1)
                )
    return {name: _whole(own) for name, own in parts.items()}


def _whole(parts: list[pd.DataFrame]) -> pd.DataFrame:
    futures = pd.concat(parts)
    if not futures.index.is_unique:
        # A future that the end of a part went through.
        futures = futures.groupby(level=0).first()
    return futures[in_order(list(futures.columns))]


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
        safe = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "_", name).strip(" .")
        # Disks count bytes, and a letter may have four.
        stem = safe.encode("utf-8", "ignore")[:100].decode("utf-8", "ignore").strip(" .") or "scenario"
        choice, k = stem, 1
        while choice.casefold() in taken:
            k += 1
            choice = f"{stem}-{k}"
        taken.add(choice.casefold())
        found.append(f"{choice}.yaml")
    return found


def _scenario(path: Path) -> Scenario:
    with reading(path):
        return Scenario.model_validate(yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER))
