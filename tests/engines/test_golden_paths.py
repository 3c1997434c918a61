"""Five small futures as text, to be read: a change of semantics shows as a changed line in `goldens`.

`python -m tests.engines.test_golden_paths` writes the files anew; read the difference before committing it.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engines.build import (
    Story,
    chain,
    day,
    package,
    policy,
    pool,
    project,
    scenario,
    story,
    with_luck,
    with_process,
)
from workbench.engines.path import Decision, State
from workbench.engines.plan import plan_of
from workbench.model import CapacityShock, Lateness, SharedRisk

GOLDENS = Path(__file__).parent / "goldens"


def one_team() -> Story:
    """Three projects, one developer, two places, earliest due date first."""
    made = [project("A", 5, 5, due=30), project("B", 4, due=12), project("C", 3, due=8, intake=2)]
    return story(scenario(made, policy=policy(release={"wip_limit": 2}, dispatch="edd"), horizon=60))


def monthly_boards() -> Story:
    """Boards on the first of each month, a mandatory latecomer, a successor, a fixed budget."""
    made = [
        project("A", 40),
        project("B", 20, intake=10, after=("A",)),
        project("C", 30, intake=15),
        project("M", 25, intake=40, mandatory=True, due=80, lateness=Lateness(per_day=2)),
        project("X", 400),
    ]
    rules = policy(release={"wip_limit": 1, "cadence": "monthly"})
    return story(
        scenario(made, [pool(capacity=2, cost_per_fte_day=1)], policy=rules, budgets={2027: 200}, horizon=200)
    )


def gates_and_late_defects() -> Story:
    """A gate that reopens, sits again and lets go; a milestone; a project that its gate stops."""
    made = [
        project(
            "A",
            package("draw", 5, stage="one"),
            package("check", 3, stage="one", after=("draw",)),
            package("agreed", 0, {}, stage="one", after=("check",)),
            package("make", 6, {"dev": 1, "test": 1}, stage="two"),
            stages=("one", "two"),
            gates=("one", "two"),
            benefit={"per_year": 36525, "plateau_years": 1},
        ),
        project(
            "B",
            package("draw", 4, stage="one"),
            package("make", 50, stage="two"),
            stages=("one", "two"),
            gates=("one",),
        ),
        project("C", 2, after=("B",)),
    ]
    what = scenario(
        made,
        [pool(capacity=2, cost_per_fte_day=10), pool("test", 1, cost_per_fte_day=10)],
        policy=policy(gates="expected_value"),
        horizon=60,
    )
    plan = with_process(plan_of(what), rework=0.3, late=0.5)
    return with_luck(
        plan, rework={"A/draw": [0.1, 0.9], "A/make": [0.1, 0.9]}, late={"A/draw": [0.1], "A/make": [0.9]}
    )


def people_come_and_go() -> Story:
    """Work in flight, a key person away, operations taking one for good, a shared risk, a wide package."""
    made = [
        project("F", package("w", 20, spent_days=12), in_flight=True, operations_effect={"dev": 1}),
        project("A", *chain(package("w0", 10), package("w1", 10))),
        project("B", package("wide", 6, {"dev": 2}), intake=1.5),
        project("D", 3, intake=30),
    ]
    away = CapacityShock(id="away", pool="dev", fte=-1, from_=day(4), until=day(9))
    storm = SharedRisk(id="storm", probability=1, delay=0.5, cost=100, projects=("A",))
    what = scenario(made, [pool(capacity=3)], shocks=(away,), risks=(storm,), horizon=40)
    return story(what)


def everything_on_one_day() -> Story:
    """Whole days, many ties: zero-length work, chains of projects, repeats, all on day 0 and day 5."""
    made = [
        project("A", *chain(package("a", 5), package("zero", 0), package("b", 5)), due=20),
        project("B", package("m", 0, {})),
        project("C", package("c", 0), after=("B",)),
        project("D", package("d", 5), after=("C",), due=15),
        project("E", package("e", 5, {"dev": 2}), intake=5, due=9),
        project("G", 5, intake=5, due=30, mandatory=True),
    ]
    rules = policy(release={"wip_limit": 3, "index": "edd"}, dispatch="edd")
    plan = with_process(plan_of(scenario(made, [pool(capacity=2)], policy=rules, horizon=40)), rework=0.5)
    return with_luck(plan, rework={"D/d": [0.1, 0.9]})


STORIES: dict[str, Callable[[], Story]] = {
    one.__name__: one
    for one in (
        one_team,
        monthly_boards,
        gates_and_late_defects,
        people_come_and_go,
        everything_on_one_day,
    )
}


def written(title: str, one: Story) -> str:
    """A path as tables."""
    path, ids = one.path, one.plan.projects.ids
    projects = [
        ["project", "end", "reason", "rank", "release", "start", "finish"] + [s.name.lower() for s in State]
    ]
    for i, name in enumerate(ids):
        facts = [path.release[i], path.start[i], path.finish[i], *path.state_days[i]]
        words = [name, one.end(name).lower(), one.reason(name).lower(), str(path.release_rank[i])]
        projects.append(words + ["-" if fact != fact else f"{fact:g}" for fact in facts])
    attempts = [["start", "end", "package", "attempt", "outcome", "late"]]
    for t in one.tries:
        words = [f"{t.start:g}", f"{t.end:g}", t.package, str(t.number), t.outcome.lower()]
        attempts.append([*words, "late" if t.late else ""])
    gates = [["day", "gate of", "decision"]]
    gates += [[f"{d:g}", name, Decision(code).name.lower()] for d, name, code in one.sittings]
    charges = [["day", "charged to", "amount"]]
    charges += [
        [f"{d:g}", ids[i], f"{c:g}"]
        for d, i, c in zip(path.risk_day, path.risk_project, path.risk_cost, strict=True)
    ]
    parts = [table(rows) for rows in (projects, attempts, gates, charges) if len(rows) > 1]
    return "\n\n".join([title, *parts]) + "\n"


def table(rows: list[list[str]]) -> str:
    widths = [max(len(row[c]) for row in rows) for c in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def text_of(name: str) -> str:
    return written((STORIES[name].__doc__ or "").strip(), STORIES[name]())


@pytest.mark.parametrize("name", STORIES)
def test_the_path_reads_as_written(name: str) -> None:
    """Line by line."""
    assert text_of(name) == (GOLDENS / f"{name}.txt").read_text(encoding="utf-8")


if __name__ == "__main__":
    for one in STORIES:
        (GOLDENS / f"{one}.txt").write_text(text_of(one), encoding="utf-8")
