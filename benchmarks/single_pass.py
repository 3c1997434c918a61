"""Single-pass schedules of published instances: each rule of packages against proven bounds.

    python -m benchmarks.single_pass ../shared/data        all sets, and the tables of docs/rcpsp.md anew
    python -m benchmarks.single_pass ../shared/data j30    one set alone, printed

A makespan below a proven bound stops the study: then the engine would be wrong. So does least slack over
several projects if it is on average further above the published makespans than it may be.
"""

from __future__ import annotations

import csv
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from workbench.analysis import mean_interval
from workbench.engines.compiled.engine import live
from workbench.engines.draws import Draws, draw
from workbench.engines.plan import Plan, plan_of
from workbench.engines.plan.money import ranking_rule
from workbench.engines.plan.order import order_of
from workbench.errors import RunError
from workbench.interfaces.scheduling_instances import enough_days, read_instance
from workbench.policies import FIXED_RULES, PACKAGE_RULES, Dispatch, IndexName, Sgs
from workbench.scenario import Scenario

PARALLEL = (*PACKAGE_RULES, IndexName.FIFO)
SERIAL = tuple(name for name in PARALLEL if name in FIXED_RULES)
WAYS = [*((name, Sgs.PARALLEL) for name in PARALLEL), *((name, Sgs.SERIAL) for name in SERIAL)]

REFERENCE = {IndexName.LFT: "LFT", IndexName.PACKAGE_SLACK: "MSLK", IndexName.PACKAGE_SPT: "SPT"}
"""Rules that a scheduler written by somebody else has run on the same instances, and its columns."""

LITERATURE = {
    IndexName.LFT: "LFT",
    IndexName.LST: "LST",
    IndexName.MTS: "MTS",
    IndexName.GRPW: "GRPW",
    IndexName.GRPW_ALL: "GRPW*",
    IndexName.WCS: "WCS",
    IndexName.PACKAGE_SLACK: "MSLK",
    IndexName.PACKAGE_SPT: "SPT",
    IndexName.FIFO: "lowest number first",
}
"""What the literature calls the rules."""

SETS = ("j30", "j60", "j90", "j120")

LEAST_SLACK = (IndexName.PACKAGE_SLACK, IndexName.LST)
"""Rules that have to come near the published makespans of least slack: slack as planned, and slack today."""

MOST_ABOVE = 10.0
"""Percent: how far above them they may be on average."""

PAGE = Path(__file__).parents[1] / "docs" / "rcpsp.md"
BEGIN, END = "<!-- tables begin -->\n", "<!-- tables end -->\n"

Way = tuple[IndexName, Sgs]


@dataclass(frozen=True)
class Bench:
    """An instance, ready to be run under any rule."""

    plan: Plan
    draws: Draws

    @classmethod
    def of(cls, path: Path) -> Bench:
        """The instance of a file."""
        portfolio = read_instance(path)
        plan = plan_of(Scenario(name=path.stem, portfolio=portfolio, horizon=enough_days(portfolio)))
        return cls(plan, draw(plan, range(1)))

    def ruled(self, way: Way) -> Plan:
        """The plan under another rule of dispatch."""
        name, sgs = way
        plan = self.plan
        order = order_of(Dispatch(index=name, sgs=sgs), plan.projects, plan.packages, plan.pools)
        return replace(plan, rules=replace(plan.rules, dispatch=ranking_rule(name)), order=order)

    def makespan(self, way: Way) -> float:
        """Of the one schedule that a rule makes."""
        return float(np.max(live(self.ruled(way), self.draws).finish))


@dataclass(frozen=True)
class Known:
    """What is known of an instance: a proven bound, what to measure against, and others' makespans."""

    path: Path
    bound: float
    against: float
    others: dict[Way, float]


def psplib(data: Path, name: str) -> Iterator[Known]:
    """Instances of a set; j30 against the optimum, larger ones against the critical path."""
    for row in _rows(data / "psplib" / "best_known.csv"):
        if row["set"] == name:
            others = {
                (rule, sgs): float(row[f"{sgs.value}_{column}"])
                for rule, column in REFERENCE.items()
                for sgs in Sgs
            }
            against = float(row["best_ub"] if name == "j30" else row["cpm_lb"])
            if name == "j30" and row["proven_optimal"] != "1":
                continue
            yield Known(data / "psplib" / name / row["file"], float(row["best_lb"]), against, others)


def patterson(data: Path) -> Iterator[Known]:
    """The Patterson set, against the optimum."""
    for row in _rows(data / "rg" / "patterson.optimum.csv"):
        optimum = float(row["optimum"])
        yield Known(data / "rg" / "patterson" / f"{row['problem']}.rcp", optimum, optimum, {})


def multi_project(data: Path) -> Iterator[Known]:
    """Multi-project instances with a published makespan of least slack first in parallel."""
    for row in _rows(data / "mpsplib" / "summary.csv"):
        if row["published_TMS_pSGS_MINSLK"]:
            bound = max(float(row["cpm_lb"]), float(row["capacity_lb"]))
            published = float(row["published_TMS_pSGS_MINSLK"])
            others = {(IndexName.PACKAGE_SLACK, Sgs.PARALLEL): float(row["pSGS_MINSLK_ours"])}
            others[IndexName.LFT, Sgs.PARALLEL] = float(row["pSGS_LFT_ours"])
            yield Known(data / "mpsplib" / f"{row['instance']}.json", bound, published, others)


@dataclass
class Tally:
    """Makespans above what they are measured against, by rule and scheme, and how many equal others'."""

    above: dict[Way, list[float]]
    equal: int = 0
    compared: int = 0


def studied(known: Sequence[Known], ways: Sequence[Way]) -> Tally:
    """Run every way on every instance.

    Raises
    ------
    RunError
        If a makespan lies below a proven bound.
    """
    tally = Tally({way: [] for way in ways})
    for one in known:
        bench = Bench.of(one.path)
        for way in ways:
            found = bench.makespan(way)
            if not found >= one.bound:
                raise RunError(
                    f"{one.path.name}: {found} under {' '.join(way)} lies below the bound {one.bound}"
                )
            tally.above[way].append(100.0 * (found / one.against - 1.0))
            if way in one.others:
                tally.compared += 1
                tally.equal += found == one.others[way]
    return tally


def lines(title: str, tally: Tally) -> Iterator[str]:
    """A table: mean over instances with its 95 % interval, the worst, and paired differences."""
    count = len(next(iter(tally.above.values())))
    yield f"**{title}**, n = {count}"
    yield ""
    yield (
        "| rule | in the literature | parallel: mean % (95 %) | worst % | more than `lft` "
        "| serial: mean % (95 %) | worst % | more than parallel |"
    )
    yield "|---|---|---|---|---|---|---|---|"
    for name in PARALLEL:
        parallel, serial = (tally.above.get((name, sgs)) for sgs in (Sgs.PARALLEL, Sgs.SERIAL))
        if parallel:
            lft = None if name is IndexName.LFT else tally.above[IndexName.LFT, Sgs.PARALLEL]
            cells = (_cells(parallel), _more(parallel, lft), _cells(serial), _more(serial, parallel))
            yield f"| `{name.value}` | {LITERATURE[name]} | {' | '.join(cells)} |"
    yield ""
    if tally.compared:
        yield f"Equal to the makespans of another scheduler: {tally.equal} of {tally.compared}."
        yield ""


def _cells(above: list[float] | None) -> str:
    if not above:
        return "– | –"
    mean = mean_interval(above)
    return f"{mean.value:.2f} ({mean.low:.2f} to {mean.high:.2f}) | {max(above):.1f}"


def _more(above: list[float] | None, other: list[float] | None) -> str:
    """Mean difference on the same instances, in points of a percent."""
    if not above or not other:
        return "–"
    mean = mean_interval(np.subtract(above, other))
    said = ", undecided" if mean.holds(0.0) else ""
    return f"{mean.value:+.2f} ({mean.low:+.2f} to {mean.high:+.2f}{said})"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table(data: Path, name: str) -> str:
    """The table of a set.

    Raises
    ------
    RunError
        If a makespan cannot be, or least slack is too far from what is published.
    """
    if name == "mpsplib":
        ways: list[Way] = [(rule, Sgs.PARALLEL) for rule in (*LEAST_SLACK, IndexName.LFT)]
        title, known = "Several projects: above the published makespans", list(multi_project(data))
    elif name == "patterson":
        title, known, ways = "Patterson: above the optimum", list(patterson(data)), WAYS
    else:
        against = "the optimum" if name == "j30" else "the critical path"
        title, known, ways = f"PSPLIB {name}: above {against}", list(psplib(data, name)), WAYS
    tally = studied(known, ways)
    for rule in LEAST_SLACK if name == "mpsplib" else ():
        mean = float(np.mean(tally.above[rule, Sgs.PARALLEL]))
        if not mean <= MOST_ABOVE:
            raise RunError(f"{rule} is on average {mean:.1f} % above the published makespans")
    return "\n".join(lines(title, tally))


def placed(page: str, tables: Sequence[str]) -> str:
    """The page with these tables in place of those it has.

    Examples
    --------
    >>> placed(f"before {BEGIN}old{END} after", ["new"]) == f"before {BEGIN}new{chr(10)}{END} after"
    True
    """
    before, rest = page.split(BEGIN)
    return "".join((before, BEGIN, "\n".join(tables), "\n", END, rest.split(END)[1]))


def main(words: Sequence[str]) -> None:
    """Print the tables; those of all sets go on the page too."""
    data, asked = Path(words[0]), list(words[1:])
    tables = []
    for name in asked or (*SETS, "patterson", "mpsplib"):
        begun = time.perf_counter()
        tables.append(table(data, name))
        sys.stdout.write(tables[-1] + "\n")
        sys.stdout.flush()
        sys.stderr.write(f"{name}: {time.perf_counter() - begun:.0f} s\n")
    if not asked:
        PAGE.write_text(placed(PAGE.read_text(encoding="utf-8"), tables), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
