"""How planned value and cost are spread over programmes, classes and objectives: what hangs on few things.

Read from the plan alone; nothing is simulated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from workbench.engines.plan import Plan, plan_of
from workbench.engines.records import lists_of
from workbench.engines.rules.figures import believed_benefit_of
from workbench.engines.rules.network import remaining_work
from workbench.model.alignment import contribution
from workbench.scenario import Scenario

NONE = "without"
"""Group of the projects that name no programme or no class."""

COLUMNS = ("by", "of", "groups", "herfindahl", "as_if", "largest", "largest_share", "total")


def herfindahl(parts: Mapping[str, float]) -> float:
    """Sum of squared shares: 1 where all is one part, 1 ÷ n where n parts are equal; NaN where nothing is.

    Examples
    --------
    >>> herfindahl({"a": 1.0, "b": 1.0}), herfindahl({"a": 5.0, "b": 0.0})
    (0.5, 1.0)
    """
    sizes = np.array(list(parts.values()))
    whole = float(sizes.sum())
    return float(((sizes / whole) ** 2).sum()) if whole > 0 else float("nan")


def risk_balance(scenario: Scenario) -> pd.DataFrame:
    """Concentration of planned value, planned cost and strategic score.

    Planned value is the present value of the believed benefit if each project took as long as planned from
    its intake on; planned cost is planned labour still to come and what is bought. Projects that the policy
    excludes count: this is what is proposed.

    Returns
    -------
    pandas.DataFrame
        ``by`` (programme, class, project; objective for the score), ``of`` (value, cost, score), ``groups``,
        ``herfindahl``, ``as_if`` (its inverse: so many equal parts), the ``largest`` group with its share,
        and the ``total``.
    """
    plan = plan_of(scenario)
    value, cost = _planned(plan)
    projects = plan.projects
    rows = []
    for by, names in (
        ("programme", projects.programmes),
        ("class", projects.classes),
        ("project", projects.ids),
    ):
        for of, amounts in (("value", value), ("cost", cost)):
            rows.append(_row(by, of, _grouped(names, amounts)))
    rows.append(_row("objective", "score", dict(_by_objective(scenario))))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def planned_value(plan: Plan) -> np.ndarray:
    """Present value of the believed benefit of each project, if it took as long as planned from intake."""
    return _planned(plan)[0]


def _planned(plan: Plan) -> tuple[np.ndarray, np.ndarray]:
    records, count = lists_of(plan), len(plan.projects.ids)
    length = np.where(plan.packages.done, 0.0, plan.packages.mean).tolist()
    path = [0.0] * len(length)
    value, cost = np.zeros(count), np.zeros(count)
    for i in range(count):
        lead, _, _, labour = remaining_work(records.network, i, length, path)
        begins = max(0.0, float(plan.projects.intake[i]))
        value[i] = believed_benefit_of(records.figures, i, begins + lead)
        bought = 0.0 if plan.projects.in_flight[i] else float(plan.projects.external[i])
        cost[i] = labour + bought
    return value, cost


def _grouped(names: tuple[str, ...], amounts: np.ndarray) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, amount in zip(names, amounts.tolist(), strict=True):
        found[name or NONE] = found.get(name or NONE, 0.0) + amount
    return found


def _by_objective(scenario: Scenario) -> Iterator[tuple[str, float]]:
    for one in scenario.portfolio.objectives:
        if not one.monetised:
            parts = (max(0.0, contribution(one, project)) for project in scenario.portfolio.projects)
            yield one.id, one.weight * sum(parts)


def _row(by: str, of: str, parts: dict[str, float]) -> tuple[object, ...]:
    index, whole = herfindahl(parts), sum(parts.values())
    largest = max(sorted(parts), key=lambda name: parts[name], default="")
    share = parts[largest] / whole if whole > 0 else float("nan")
    return (by, of, len(parts), index, 1 / index if index > 0 else float("nan"), largest, share, whole)
