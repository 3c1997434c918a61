"""A business case of a PMO: everything it rests on, computed part by part into a folder and read from there.

A part is stored with what it was computed from; a command that was stopped goes on with the next one, and a
changed scenario, count or source computes it anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from workbench.engines.engine import EngineName
from workbench.errors import InputError, Problem
from workbench.experiment.codehash import code_hash, fingerprint, versions
from workbench.experiment.progress import Progress
from workbench.experiment.worth import case_arrays as arrays
from workbench.experiment.worth.case_arrays import Arrays
from workbench.experiment.worth.hearing import Hearing, hearing_of
from workbench.experiment.worth.ledger import Ledger, ledger_of
from workbench.experiment.worth.ledger_drawn import cautious_ledger, drawn_ledger
from workbench.experiment.worth.limits import CLOSED, Limits, limits_of
from workbench.experiment.worth.reshaping import Reshaping
from workbench.experiment.worth.strength import StrengthCurve, by_strength
from workbench.scenario import Scenario

SCENARIO, FACTS = "scenario.yaml", "case.json"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Watched = Callable[[str], AbstractContextManager[Progress]]
"""Opens a progress bar under a name."""


@dataclass(frozen=True)
class Effort:
    """How many futures a case rests on.

    Parameters
    ----------
    worlds
        Draws of what is assumed of maturity and the PMO.
    futures
        Futures of each draw.
    middle
        Futures of what holds assumptions at their middle: money by year, strength and break-evens.
    """

    worlds: int = 60
    futures: int = 6
    middle: int = 200

    def counts(self) -> dict[str, tuple[int, ...]]:
        """By part of a case, what it rests on."""
        return {
            "hearing": (self.worlds, self.futures),
            "strength": (self.middle,),
            "drawn": (self.worlds, self.futures),
            "money": (self.middle,),
            "cautious": (self.middle,),
            "limits": (self.middle,),
        }


@dataclass(frozen=True, eq=False)
class Case:
    """All that a business case is written from.

    Parameters
    ----------
    base
        Today.
    on
        Day of the decision; None = the start.
    hearing
        All alternatives over what is not known.
    curve
        The same by strength of the published effect.
    drawn
        Keeping against closing, in money by year, in the hearing's draws and futures.
    ledger, cautious
        The same with every assumption at its middle, and with the effect of practice at its low end.
    limits
        Keeping against closing, and how far that is from another answer.
    facts
        When, with which seed, code and versions it was computed.
    """

    base: Scenario
    on: date | None
    hearing: Hearing
    curve: StrengthCurve
    drawn: Ledger
    ledger: Ledger
    cautious: Ledger
    limits: Limits
    facts: Mapping[str, Any]


def compute_case(
    base: Scenario,
    folder: Path,
    effort: Effort,
    scenario_text: Callable[[Scenario], str],
    *,
    on: date | None,
    jobs: int,
    engine: EngineName,
    watched: Watched,
) -> None:
    """Compute what is not in the folder yet; facts come last, so that a folder with them is complete.

    Parameters
    ----------
    base
        States standards and the present maturity.
    folder
        Where to; made if missing.
    effort
        How many futures.
    scenario_text
        How a scenario is written as YAML.
    on, jobs, engine
        As in `hearing_of`; no figure depends on jobs and engine.
    watched
        Shows how far each part is.
    """
    closed = Reshaping.of(base, on).resized(0.0, CLOSED)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FACTS).unlink(missing_ok=True)
    (folder / SCENARIO).write_text(scenario_text(base), encoding="utf-8")
    parts = _parts(base, closed, effort, on, jobs, engine)
    for name, counts in effort.counts().items():
        words, compute = parts[name]
        _kept(folder / f"{name}.npz", _key(base, on, counts), words, compute, watched)
    facts = {
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "scenario": base.name,
        "hash": base.hash,
        "seed": base.seed,
        "on": None if on is None else on.isoformat(),
        **asdict(effort),
        "code": code_hash(),
        "study": _sources(),
        "versions": versions(),
        "fingerprint": fingerprint(),
    }
    (folder / FACTS).write_text(json.dumps(facts, indent=2, ensure_ascii=False), encoding="utf-8")


def _parts(
    base: Scenario, closed: Scenario, effort: Effort, on: date | None, jobs: int, engine: EngineName
) -> dict[str, tuple[str, Callable[[Progress], Arrays]]]:
    """By part: what a progress bar calls it, and how it is computed."""
    worlds, futures, middle = effort.worlds, effort.futures, effort.middle

    def hearing(progress: Progress) -> Arrays:
        found = hearing_of(base, worlds, futures, on=on, jobs=jobs, engine=engine, progress=progress)
        return arrays.of_hearing(found)

    def strength(progress: Progress) -> Arrays:
        return arrays.of_curve(by_strength(base, middle, on=on, engine=engine, progress=progress))

    def money(progress: Progress) -> Arrays:
        return arrays.of_ledger(ledger_of(closed, base, middle, engine=engine, progress=progress))

    def drawn(progress: Progress) -> Arrays:
        found = drawn_ledger(base, worlds, futures, on=on, engine=engine, progress=progress)
        return arrays.of_ledger(found)

    def cautious(_: Progress) -> Arrays:
        return arrays.of_ledger(cautious_ledger(base, middle, on=on, engine=engine))

    def limits(progress: Progress) -> Arrays:
        return arrays.of_limits(limits_of(base, middle, on=on, engine=engine, progress=progress))

    return {
        "hearing": ("what nobody knows", hearing),
        "strength": ("strength of the effect", strength),
        "drawn": ("money by year, what nobody knows", drawn),
        "money": ("money by year", money),
        "cautious": ("money with low effects", cautious),
        "limits": ("break-evens", limits),
    }


def read_case(folder: str | Path) -> Case:
    """Read a case; nothing is simulated.

    Parameters
    ----------
    folder
        As `compute_case` left it.

    Raises
    ------
    InputError
        When it is no such folder, its scenario is another one than was computed, or other code computed it.
    """
    root = Path(folder)
    if str(folder) == "" or not (root / FACTS).is_file():
        text = f"is no folder of a business case: {FACTS} is missing"
        remedy = "name the folder that `workbench business-case` wrote (--to)"
        raise InputError.of(Problem(("case",), text, str(folder), remedy))
    facts = json.loads((root / FACTS).read_text(encoding="utf-8"))
    if not (root / SCENARIO).is_file():
        raise _incomplete(root / SCENARIO)
    data = yaml.load((root / SCENARIO).read_text(encoding="utf-8"), Loader=_LOADER)
    base = Scenario.model_validate(data)
    if base.hash != facts["hash"]:
        text = "is another scenario than was computed here"
        remedy = "run `workbench business-case` on it again"
        raise InputError.of(Problem((SCENARIO,), text, base.hash[:12], remedy))
    on = None if facts["on"] is None else date.fromisoformat(facts["on"])
    _refuse_other_code(root, base, on, facts)
    closed = Reshaping.of(base, on).resized(0.0, CLOSED)
    return Case(
        base,
        on,
        arrays.to_hearing(_arrays(root / "hearing.npz"), base, on),
        arrays.to_curve(_arrays(root / "strength.npz")),
        arrays.to_ledger(_arrays(root / "drawn.npz"), closed, base),
        arrays.to_ledger(_arrays(root / "money.npz"), closed, base),
        arrays.to_ledger(_arrays(root / "cautious.npz"), closed, base),
        arrays.to_limits(_arrays(root / "limits.npz")),
        facts,
    )


def _refuse_other_code(root: Path, base: Scenario, on: date | None, facts: Mapping[str, Any]) -> None:
    """Figures of other code are no answer of this one: draws and alternatives are made again on reading."""
    if (facts["code"], facts["study"]) != (code_hash(), _sources()):
        text = "was computed by other code, or on a machine with other arithmetic"
        raise _stale(root, text, f"{facts['code'][:8]}, {facts['study'][:8]}")
    for name, counts in Effort(facts["worlds"], facts["futures"], facts["middle"]).counts().items():
        if _made_from(root / f"{name}.npz") != _key(base, on, counts):
            raise _stale(root, f"holds another {name}.npz than was computed for it", "")


def _stale(root: Path, text: str, value: str) -> InputError:
    remedy = f"run `workbench business-case` again: {SCENARIO} in the folder is enough"
    return InputError.of(Problem((FACTS,), text, value, remedy, place=str(root)))


def _kept(path: Path, key: str, words: str, compute: Callable[[Progress], Arrays], watched: Watched) -> None:
    """Compute a part unless it is there, from the very same inputs."""
    if _made_from(path) == key:
        return
    with watched(words) as progress:
        found = compute(progress)
    beside = path.with_name(f".{path.name}")
    with beside.open("wb") as file:
        np.savez_compressed(file, **found, key=np.array(key))  # type: ignore[arg-type]
    beside.replace(path)


def _made_from(path: Path) -> str:
    """What a stored part was computed from; empty where there is none, or none that can be read."""
    try:
        return str(_arrays(path)["key"]) if path.is_file() else ""
    except (InputError, KeyError):
        return ""


def _arrays(path: Path) -> Arrays:
    try:
        with np.load(path, allow_pickle=False) as stored:
            return {name: stored[name] for name in stored.files}
    except Exception as error:  # a damaged archive raises nearly anything
        raise _incomplete(path) from error


def _incomplete(path: Path) -> InputError:
    text = f"the business case is incomplete: {path.name} is missing or damaged"
    return InputError.of(
        Problem((), text, remedy="run `workbench business-case` again", place=str(path.parent))
    )


def _key(base: Scenario, on: date | None, counts: tuple[int, ...]) -> str:
    said = json.dumps([base.hash, str(on), counts, code_hash(), _sources()])
    return hashlib.sha256(said.encode()).hexdigest()


def study_files() -> list[Path]:
    """Sources that decide figures of this study and are no part of the hash of the model.

    Returns
    -------
    list of Path
        In a fixed order.

    Examples
    --------
    >>> {"payroll.py", "case.py"} <= {one.name for one in study_files()}
    True
    """
    here = Path(__file__).parent
    return [*sorted(here.glob("*.py")), here.parent / "payroll.py"]


def _sources() -> str:
    """Hash of the sources of this study, which decide its figures as much as the engine does."""
    digest = hashlib.sha256()
    for path in study_files():
        digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()
