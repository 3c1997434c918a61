"""A run folder, read: the tables as they stand, scenarios and futures when first asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import yaml

from workbench.errors import InputError, Problem
from workbench.experiment.digest_files import DIGEST_FILES
from workbench.experiment.manifest import Manifest
from workbench.experiment.masked import Masked
from workbench.experiment.run_file import reading
from workbench.experiment.run_folder import MANIFEST
from workbench.interfaces.reports.agreements import Agreements, agreements_of
from workbench.interfaces.wording import label_of
from workbench.interfaces.wording.beside import Beside, beside_of
from workbench.interfaces.wording.study_labels import change_of, labels_of
from workbench.scenario import Scenario

if TYPE_CHECKING:
    from workbench.experiment.outcomes import Outcomes
    from workbench.model import Portfolio

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FILLED_IN = re.compile(r"^  assumptions:.*?(?=^ {0,2}[^\s-]|\Z)", re.MULTILINE | re.DOTALL)
"""What a run's own scenario file says was filled in, as text: equal texts say the same."""

Facts = Mapping[tuple[str, str], Mapping[str, Any]]
"""Rows of a table by scenario and measure (or state)."""

_NEEDED = ("measures.parquet", "projects.parquet", "summary.csv", "commitments.csv", "states.csv")


@dataclass(frozen=True, eq=False)
class RunFolder:
    """A finished run, seen from one of its scenarios as the baseline.

    Parameters
    ----------
    path
        The folder.
    manifest
        What `manifest.json` says.
    baseline
        Name of the scenario that others are compared with.
    """

    path: Path
    manifest: Mapping[str, Any]
    baseline: str

    @property
    def names(self) -> tuple[str, ...]:
        """Scenarios, the baseline first, then in the order of the run."""
        every = [str(entry["name"]) for entry in self.manifest["scenarios"]]
        return (self.baseline, *(name for name in every if name != self.baseline))

    @property
    def others(self) -> tuple[str, ...]:
        """Scenarios that are not the baseline."""
        return self.names[1:]

    @property
    def made_on(self) -> date:
        """Day on which the run was made."""
        return datetime.fromisoformat(str(self.manifest["created"])).date()

    @property
    def masked(self) -> Masked | None:
        """What was masked for the readers; None for a run as it was made."""
        return Masked.of(self.manifest)

    def entry(self, name: str) -> Mapping[str, Any]:
        """What the manifest says of a scenario: title, hash, n."""
        found: Mapping[str, Any] = next(one for one in self.manifest["scenarios"] if one["name"] == name)
        return found

    def label(self, name: str) -> str:
        """What readers call a scenario; files and tables as CSV keep its name."""
        return self._labels.get(name) or label_of(name)

    def about(self, name: str) -> str:
        """The sentence that describes a scenario; empty if there is none, or its label says as much."""
        title = str(self.entry(name)["title"])
        change = change_of(name, title)[1]
        said = bool(change) and self.label(name).casefold().endswith(change.casefold())
        return "" if title == name or said else title

    def futures(self, name: str) -> int:
        """Number of simulated futures."""
        return int(self.entry(name)["n"])

    @cached_property
    def summary(self) -> Facts:
        """`summary.csv`, by scenario and measure."""
        return _facts(self._table("summary"), "measure")

    @cached_property
    def differences(self) -> Facts:
        """`differences.csv`, by scenario and measure, against the baseline."""
        if not self.others:
            return {}
        table = self._table("differences") if (self.path / "differences.csv").is_file() else None
        if table is None or "better_low" not in table or set(table["baseline"]) != {self.baseline}:
            table = self._against_another()
        return _facts(table, "measure")

    @cached_property
    def commitments(self) -> pd.DataFrame:
        """`commitments.csv`, dates as dates; a finish beyond the end of the run has none."""
        table = self._table("commitments")
        for column in ("due", "finish_p10", "finish_p50", "finish_p90"):
            table[column] = pd.to_datetime(table[column], errors="coerce")
        return table

    @cached_property
    def states(self) -> Facts:
        """`states.csv`, by scenario and state."""
        return _facts(self._table("states"), "state")

    @cached_property
    def agreements(self) -> Agreements:
        """Who agreed to which assumption before the run; nothing where nobody said."""
        return agreements_of(self.path)

    @cached_property
    def beside(self) -> Beside | None:
        """What yardsticks say, `yardsticks.csv` and `gap_closed.csv`; None if the run had none."""
        from workbench.experiment.run_folder import GAP_CLOSED, YARDSTICKS

        if not all((self.path / f"{name}.csv").is_file() for name in (YARDSTICKS, GAP_CLOSED)):
            return None
        currency = self.scenario(self.baseline).portfolio.currency
        found = beside_of(self._table(YARDSTICKS), self._table(GAP_CLOSED), currency)
        if found is None:
            return None
        closed = {name: replace(one, label=self.label(name)) for name, one in found.closed.items()}
        return replace(found, closed=closed)

    def outcomes(self, name: str) -> Outcomes:
        """Projects of a scenario over all its futures."""
        if name not in self._outcomes:
            self._outcomes[name] = self._read_outcomes(name)
        return self._outcomes[name]

    @property
    def detail(self) -> int | None:
        """Project rows are kept of the first so many futures; None where of all."""
        found = self.manifest.get("detail")
        return None if found is None else int(found)

    def values(self, measure: str) -> pd.DataFrame:
        """A measure in each future: futures down, scenarios across."""
        path = self.path / "measures.parquet"
        with reading(path):
            rows = pd.read_parquet(path, filters=[("measure", "==", measure)])
            wide = rows.pivot(index="replication", columns="scenario", values="value")
        wide.columns = [str(name) for name in wide.columns]
        return wide

    def scenario(self, name: str) -> Scenario:
        """A scenario in full."""
        if name not in self._scenarios:
            self._scenarios[name] = self._read_scenario(name)
        return self._scenarios[name]

    @cached_property
    def filled_in(self) -> tuple[Portfolio, ...]:
        """Portfolios that differ in what was filled in, one of each; no other scenario is read whole."""
        found: dict[str, str] = {}
        # The baseline first: a what-if that states what it assumes is told apart by nothing else.
        for name in sorted(self.names, key=lambda one: one != self.baseline):
            said = _FILLED_IN.findall(self._text_of(name))
            found.setdefault(said[0] if len(said) == 1 else name, name)
        return tuple(self.scenario(name).portfolio for name in found.values())

    def _against_another(self) -> pd.DataFrame:
        # Only here: the run's own table is against another baseline, or older than its columns.
        from workbench.experiment.results import Comparison
        from workbench.experiment.run_folder import load_run

        results = load_run(self.path)
        assert isinstance(results, Comparison)
        return results.differences(self.baseline)

    @cached_property
    def _labels(self) -> dict[str, str]:
        titles = {str(one["name"]): str(one["title"]) for one in self.manifest["scenarios"]}
        return labels_of(titles, self.baseline)

    @cached_property
    def _scenarios(self) -> dict[str, Scenario]:
        return {}

    @cached_property
    def _outcomes(self) -> dict[str, Outcomes]:
        return {}

    def _read_outcomes(self, name: str) -> Outcomes:
        from workbench.experiment.outcomes import FromRows
        from workbench.experiment.run_folder import digests_in

        if self.detail is not None:
            return digests_in(self.path, {name: self.scenario(name)})[name]
        columns = ["scenario", "replication", "project", "start", "on_time"]
        only = [("scenario", "==", name)]
        path = self.path / "projects.parquet"
        with reading(path):
            return FromRows(pd.read_parquet(path, columns=columns, filters=only))

    def _read_scenario(self, name: str) -> Scenario:
        text = self._text_of(name)
        with reading(self.path / self.scenario_file(name)):
            return Scenario.model_validate(yaml.load(text, Loader=_LOADER))

    def scenario_file(self, name: str) -> str:
        """Where a scenario lies in the folder of the run."""
        from workbench.experiment.run_folder import file_names

        every = tuple(str(entry["name"]) for entry in self.manifest["scenarios"])
        return f"scenarios/{file_names(every)[every.index(name)]}"

    def _text_of(self, name: str) -> str:
        file = self.scenario_file(name)
        path = self.path / file
        if not path.is_file():
            raise _incomplete(self.path, file)
        with reading(path):
            return path.read_text(encoding="utf-8")

    def _table(self, name: str) -> pd.DataFrame:
        # Project names such as "NA" are names.
        text = dict.fromkeys(("scenario", "project", "name", "baseline", "yardstick"), str)
        file = self.path / f"{name}.csv"
        from workbench.experiment.run_folder import as_named

        with reading(file):
            return as_named(pd.read_csv(file, keep_default_na=False, na_values=_MISSING, dtype=text))


_MISSING = {
    column: ["", "nan", "NaN"]
    for column in (
        *("mean", "low", "high", "p10", "p50", "p90", "worst10", "worst10_low", "worst10_high"),
        *("better", "better_low", "better_high", "probability", "share"),
    )
}


def open_run(run: str | Path, baseline: str) -> RunFolder:
    """Open the folder of a finished run.

    Parameters
    ----------
    run
        The folder.
    baseline
        Scenario to compare with; empty for the first of the run.

    Raises
    ------
    InputError
        When it is no folder of a finished run, or holds no such scenario.
    """
    path = Path(run)
    manifest = path / MANIFEST
    if str(run) == "" or not manifest.is_file():
        raise InputError.of(
            Problem(
                ("run",),
                f"is no folder of a finished run: {MANIFEST} is missing",
                str(run),
                "name the folder that `workbench run` or `workbench compare` wrote (--out)",
            )
        )
    data, names = _manifest_in(manifest)
    for name in (*_NEEDED, *(DIGEST_FILES if data.get("detail") is not None else ())):
        if not (path / name).is_file():
            raise _incomplete(path, name)
    return RunFolder(path, data, known(baseline, names, "baseline") if baseline else names[0])


def _manifest_in(path: Path) -> tuple[Mapping[str, Any], list[str]]:
    """A manifest and the names in it; a page must not be the first to find that it cannot be read."""
    with reading(path):
        text = path.read_text(encoding="utf-8")
        manifest = Manifest.from_json(text)
        datetime.fromisoformat(manifest.created)
        names = [str(one.name) for one in manifest.scenarios]
        if not names:
            raise ValueError("no scenario")
        return json.loads(text), names


def _facts(table: pd.DataFrame, key: str) -> Facts:
    rows = table.to_dict("records")
    return {(str(row["scenario"]), str(row[key])): {str(k): v for k, v in row.items()} for row in rows}


def known(name: str, names: list[str], field: str) -> str:
    """The name, or an error with the nearest spelling.

    Examples
    --------
    >>> known("wip-6", ["baseline", "wip-6"], "scenario")
    'wip-6'
    """
    if name in names:
        return name
    near = get_close_matches(name, names, n=1, cutoff=0.4)
    remedy = f"did you mean {near[0]}?" if near else f"there are: {', '.join(names)}"
    raise InputError.of(Problem((field,), "is not in this run", name, remedy))


def _incomplete(path: Path, name: str) -> InputError:
    problem = Problem((), f"the run is incomplete: {name} is missing", remedy="run it again", place=str(path))
    return InputError.of(problem)
