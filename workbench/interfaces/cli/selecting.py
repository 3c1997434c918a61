"""Selecting for a command: the list, its simulation, the line, and what would change it."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.errors import InputError, Problem
from workbench.interfaces.cli.places import shown, write_whole
from workbench.interfaces.cli.streams import clean
from workbench.interfaces.cli.streams import results as standard_output

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console
    from rich.table import Table

    from workbench.analysis import PairedDifference
    from workbench.experiment import Comparison
    from workbench.experiment.selecting.line import Below
    from workbench.experiment.selecting.outcome import Confirmed, Optimism
    from workbench.experiment.selecting.select import Selected
    from workbench.interfaces.cli.running import Order
    from workbench.scenario import Scenario


@dataclass(frozen=True)
class Wanted:
    """What is asked for.

    Parameters
    ----------
    scenario, base
        What to select for, and what to hold it against, if anything.
    rule, starts
        As in `workbench.experiment.select`.
    project
        Whose way above the line is asked for, if anybody's.
    """

    scenario: Scenario
    base: Scenario | None
    rule: str
    starts: str
    project: str | None


@dataclass(frozen=True)
class Paired:
    """A list less what it is held against, in the same futures.

    Parameters
    ----------
    best, standing
        Less the list for the other scenario; less the other scenario as it stands, under its own rule.
    best_value, standing_value
        Average value of both.
    """

    best: PairedDifference
    standing: PairedDifference
    best_value: float
    standing_value: float


@dataclass(frozen=True, eq=False)
class Answer:
    """What was found.

    Parameters
    ----------
    wanted
        The question.
    selected, base
        The lists.
    optimism, base_optimism
        What simulation makes of them.
    below
        Projects below the line.
    changes
        What would get the project of the question above it; none where it is above or none was asked for.
    paired
        The list less what it is held against, in the same futures; None where against nothing.
    """

    wanted: Wanted
    selected: Selected
    base: Selected | None
    optimism: Optimism
    base_optimism: Optimism | None
    below: tuple[Below, ...]
    changes: tuple[Confirmed, ...]
    paired: Paired | None

    @property
    def currency(self) -> str:
        """Currency of all money."""
        return self.wanted.scenario.portfolio.currency


def answer(wanted: Wanted, order: Order) -> Answer:
    """Find the lists, simulate them on the same futures, and explain the line.

    Raises
    ------
    InputError
        Where no list keeps every limit, with the limits that clash; or the project is unknown.
    """
    from workbench.experiment.selecting.change import changes_for
    from workbench.experiment.selecting.line import below_the_line
    from workbench.experiment.selecting.outcome import confirm, optimism_of
    from workbench.experiment.selecting.select import By, Starts, select
    from workbench.experiment.studies.runs import renamed
    from workbench.interfaces.cli.running import compared
    from workbench.model.checks import unknown

    ids = [one.id for one in wanted.scenario.portfolio.projects]
    if wanted.project is not None:
        InputError.raise_if(unknown(("--project",), [wanted.project], ids, "project"))
    by, starts = By(wanted.rule), Starts(wanted.starts)
    selected = _kept(select(wanted.scenario, by, starts))
    base = None if wanted.base is None else _kept(select(wanted.base, by, starts))
    lists = [one.as_scenario(name) for one, name in _named(selected, base)]
    standing = [] if wanted.base is None else [renamed(wanted.base, f"{wanted.base.name} / as it is")]

    def simulated(scenarios: Sequence[Scenario]) -> Comparison:
        return compared(scenarios, order)

    found = simulated([*lists, *standing])
    changes: tuple[Confirmed, ...] = ()
    if wanted.project is not None and wanted.project not in selected.projects:
        changes = confirm(changes_for(selected, wanted.project), simulated)
    return Answer(
        wanted,
        selected,
        base,
        optimism_of(selected, found, lists[0].name),
        None if base is None else optimism_of(base, found, lists[1].name),
        below_the_line(selected),
        changes,
        _paired(found) if standing else None,
    )


def _paired(found: Comparison) -> Paired:
    """From the list, the list it is held against, and the other scenario as it stands."""
    from workbench.analysis import paired_difference

    one, best, standing = (found.values(name, "npv") for name in found.names)

    def less(other: pd.Series) -> PairedDifference:
        both = one.index.intersection(other.index)
        return paired_difference(other.loc[both].to_numpy(), one.loc[both].to_numpy(), 1)

    return Paired(less(best), less(standing), float(best.mean()), float(standing.mean()))


def _named(selected: Selected, base: Selected | None) -> list[tuple[Selected, str]]:
    rows = [(selected, f"{selected.scenario.name}-selected")]
    return rows if base is None else [*rows, (base, f"{base.scenario.name}-selected")]


def holdable(scenario: Scenario) -> None:
    """Refuse a scenario whose limits no list keeps, with those that clash."""
    from workbench.experiment.selecting.select import By, Starts, select

    _kept(select(scenario, By.OPTIMAL, Starts.AT_INTAKE))


def _kept(selected: Selected) -> Selected:
    """The list, or what clashes as an error of the input."""
    from workbench.interfaces.wording.selection import clash_words

    if selected.solved.chosen is not None:
        return selected
    where = ("policy", "selection")
    if selected.clash is None:
        said = "the solver found no list in time" if selected.by == "optimal" else "greedy finds no list"
        raise InputError.of(
            Problem(where, f"{said} that keeps every limit of “{selected.scenario.name}”", "", "loosen one")
        )
    lines = clash_words(selected.clash, selected.scenario.portfolio.currency)
    raise InputError(tuple(Problem((), line) for line in lines))


def written_to(found: Answer, target: Path) -> None:
    """Write the scenario with the list."""
    from workbench.interfaces.files import dump_scenario

    write_whole(target, dump_scenario(found.selected.as_scenario(target.stem)))


def show_json(found: Answer) -> None:
    """Print the answer as JSON."""
    click.echo(json.dumps(_plain(found), indent=2, allow_nan=False))


def show(found: Answer, target: Path | None) -> None:
    """Print the answer: sentences, the line, and what would change it."""
    from workbench.interfaces.wording import label_of
    from workbench.interfaces.wording.selection import headline, plan_and_simulation

    console, label = standard_output(), label_of(found.wanted.scenario.name)
    console.print()
    for line in _asked_of(found):
        console.print(clean(line))
    console.print(clean(headline(found.selected, label)))
    console.print(clean(plan_and_simulation(found.optimism, found.currency)))
    _show_against(console, found, label)
    if found.below:
        console.print()
        console.print(_line(found))
        if who := _who_leaves(found):
            console.print(clean(who))
    for line in _ways(found):
        console.print(clean(line))
    console.print()
    console.print(_next(found, target))


def _show_against(console: Console, found: Answer, label: str) -> None:
    """The other list and the other scenario as it stands, each with the difference in the same futures."""
    from workbench.interfaces.wording import label_of
    from workbench.interfaces.wording.selection import headline, moved, paired_words, plan_and_simulation

    if found.base is None or found.base_optimism is None or found.paired is None:
        return
    against, paired = label_of(found.base.scenario.name), found.paired
    their_list, as_it_is = f"the list for “{against}”", f"“{against}” as it is (under its own rule)"
    console.print()
    console.print(clean(moved(found.selected, found.base, label, against)))
    console.print(clean(paired_words(paired.best, their_list, paired.best_value, found.currency)))
    console.print(clean(paired_words(paired.standing, as_it_is, paired.standing_value, found.currency)))
    console.print()
    console.print(clean(headline(found.base, f"The list for “{against}”")))
    console.print(clean(plan_and_simulation(found.base_optimism, found.currency)))


def _next(found: Answer, target: Path | None) -> str:
    if target is not None:
        return f"Next:   workbench run {shown(target)}"
    said = "Next:   --to FILE writes the scenario with this list"
    if found.wanted.project is not None or not found.below:
        return said
    return f"{said}; --project {found.below[0].project} asks what gets it above the line"


def _line(found: Answer) -> Table:
    from rich import box
    from rich.table import Table

    from workbench.charts.numbers import money
    from workbench.interfaces.wording.selection import named, reason

    amounts = [one for row in found.below for one in (row.value, row.loss) if math.isfinite(one)]
    figures = money(amounts or [0.0], found.currency)
    unit = f" ({figures.unit})" if figures.unit else ""
    fallen = set() if found.base is None else set(found.base.projects)
    table = Table(
        title="Below the line, first what the plan would lose least by taking it", title_justify="left",
        title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False,
    )  # fmt: skip
    table.add_column("project", overflow="fold", ratio=1)
    for heading in (f"worth by plan{unit}", f"taking it loses{unit}"):
        table.add_column(heading, justify="right")
    table.add_column("why", overflow="fold", ratio=2)
    for row in found.below:
        mark = " (falls)" if row.project in fallen else ""
        value = figures.bare_signed(row.value) if math.isfinite(row.value) else ""
        loss = figures.bare(row.loss) if math.isfinite(row.loss) else "no list"
        called = clean(named(found.selected, row.project) + mark)
        table.add_row(called, value, loss, clean(reason(row, found.currency)))
    return table


def _who_leaves(found: Answer) -> str:
    """Names of the projects that would have to leave; reasons say ids."""
    from workbench.interfaces.wording.selection import named

    gone = {one for row in found.below for one in row.displaced}
    gone |= {one for change in found.changes for one in change.change.dropped}
    names = [named(found.selected, one) for one in found.selected.problem.ids if one in gone]
    return f"Would leave: {'; '.join(names)}." if any(" " in one for one in names) else ""


def _asked_of(found: Answer) -> list[str]:
    """The answer to the question about a project, if one was asked."""
    from workbench.interfaces.wording.selection import named, project_answer

    project = found.wanted.project
    if project is None:
        return []
    called = named(found.selected, project)
    if project in found.selected.projects:
        return [f"{called} is above the line already.", ""]
    return [project_answer(found.changes, called), ""]


def _ways(found: Answer) -> list[str]:
    from workbench.interfaces.wording.selection import change_words, confirmation

    project = found.wanted.project
    if project is None or not found.changes:
        return []
    lines = [
        "",
        f"What would get {project} above the line, each on its own; then simulated with and without it "
        "(each range is that of one change alone):",
    ]
    for one in found.changes:
        words = change_words(one.change, project, found.currency)
        lines.append(f"  - {words}; {confirmation(one, found.currency)}")
    return lines


def _plain(found: Answer) -> dict[str, Any]:
    """The answer as JSON; undefined figures are null."""
    return {
        **_list_of(found.selected, found.optimism),
        "below": [
            {
                "project": row.project,
                "cause": str(row.cause),
                "plan_value": _number(row.value),
                "over": [{"limit": one.words, "by": _number(one.by)} for one in row.over],
                "displaces": list(row.displaced),
                "plan_loss": _number(row.loss),
            }
            for row in found.below
        ],
        "against": None
        if found.base is None or found.base_optimism is None
        else _list_of(found.base, found.base_optimism),
        "paired": None
        if found.paired is None
        else {
            "less_list": _figures(found.paired.best.mean, found.paired.best.n),
            "less_as_it_is": _figures(found.paired.standing.mean, found.paired.standing.n),
        },
        "changes": [
            {
                "kind": str(one.change.kind),
                "size": _number(one.change.size),
                "dropped": list(one.change.dropped),
                "simulated": _figures(one.difference.mean, one.difference.n),
                "confirmed": one.is_confirmed,
            }
            for one in found.changes
        ],
    }


def _list_of(selected: Selected, optimism: Optimism) -> dict[str, Any]:
    return {
        "scenario": selected.scenario.name,
        "rule": str(selected.by),
        "starts": str(selected.starts),
        "projects": list(selected.projects),
        "plan_value": _number(selected.solved.value),
        "gap": _number(selected.gap),
        "proven": selected.solved.proven,
        "greedy_value": _number(selected.solved.greedy_value),
        "simulated": _figures(optimism.simulated, optimism.n),
        "plan_optimism": _figures(optimism.too_high, optimism.n),
    }


def _figures(found: Any, n: int) -> dict[str, Any]:
    return {"mean": _number(found.value), "low": _number(found.low), "high": _number(found.high), "n": n}


def _number(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
