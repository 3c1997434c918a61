"""Business cases made by hand: what closing gains on average, and how much futures differ."""

import numpy as np

from workbench import load_scenario
from workbench.bundled import bundled
from workbench.experiment.worth import (
    Doing,
    Hearing,
    LeverCurve,
    Limits,
    StrengthCurve,
    alternatives_of,
    worlds_of,
)
from workbench.experiment.worth.case import Case
from workbench.experiment.worth.cash import Line
from workbench.experiment.worth.ledger import Ledger
from workbench.experiment.worth.limits import CLOSED
from workbench.experiment.worth.reshaping import Reshaping
from workbench.experiment.worth.strength import STRENGTHS
from workbench.interfaces.studies.case.delivery import SCOREBOARD
from workbench.scenario import Scenario

NAMES = ("npv", "pmo_cost", *SCOREBOARD)
WORLDS, FUTURES, MIDDLE = 30, 4, 50
HOSTILE = "<b>Aldermere & “Sons”</b>"
FACTS = {
    "created": "2026-11-29T04:22:50+00:00",
    "scenario": "baseline",
    "seed": 2027,
    "on": None,
    "worlds": WORLDS,
    "futures": FUTURES,
    "middle": MIDDLE,
    "code": "c" * 64,
    "study": "d" * 64,
    "versions": {"workbench": "0.1.0"},
    "fingerprint": {"system": "Linux"},
}


def today() -> Scenario:
    base = load_scenario(bundled("scenarios") / "baseline.yaml")
    portfolio = base.portfolio.model_copy(update={"organisation": HOSTILE, "name": f"{HOSTILE} portfolio"})
    return base.model_copy(update={"portfolio": portfolio})


def made(gains: dict[Doing, float], *, spread: float = 1e5, middle: float | None = None) -> Case:
    """A case in which alternatives gain so much; the middle says the same of closing "
    "unless told otherwise."""
    base = today()
    random = np.random.default_rng(4)
    alternatives = alternatives_of(base)
    values = np.zeros((WORLDS, len(alternatives), FUTURES, len(NAMES)))
    for k, one in enumerate(alternatives):
        if one.doing is not Doing.KEEP:
            values[:, k] = 0.01 * random.standard_normal((WORLDS, FUTURES, len(NAMES)))
            luck = spread * random.standard_normal((WORLDS, FUTURES))
            values[:, k, :, 0] = luck + gains.get(one.doing, 0.0)
    keeping = -gains.get(Doing.CLOSE, 0.0) if middle is None else middle
    net = keeping + spread * random.standard_normal(MIDDLE)
    hearing = Hearing(base, alternatives, tuple(worlds_of(WORLDS, 1)), NAMES, values)
    drawn = -hearing.against_keeping(Doing.CLOSE).ravel()
    ledger, low = _ledger(base, net), _ledger(base, net - 1e6)
    return Case(base, None, hearing, _curve(net), _ledger(base, drawn), ledger, low, _limits(net), FACTS)


def _curve(net: np.ndarray) -> StrengthCurve:
    doings = tuple(one for one in Doing if one is not Doing.KEEP)
    rows = np.array([-net + 1e6 * (1 - at) for at in STRENGTHS])[:, None, :]
    return StrengthCurve(STRENGTHS, doings, np.repeat(rows, len(doings), axis=1))


def _ledger(base: Scenario, net: np.ndarray) -> Ledger:
    n = len(net)
    by_year = {line: np.zeros((n, 3)) for line in Line}
    by_year[Line.PMO_RUNNING][:, 0] = -1e6
    by_year[Line.BENEFITS][:, 1] = net + 0.8e6
    by_year[Line.LABOUR][:, 2] = 0.2e6
    path = np.stack([np.full(n, -1e6), net], axis=1)
    labour = np.full((n, 1), 0.2e6)
    closed = Reshaping.of(base, None).resized(0.0, CLOSED)
    return Ledger(
        closed,
        base,
        ("2027", "2028", "later"),
        by_year,
        np.array([60.0, 120.0]),
        path,
        labour,
        labour[:, 0],
        (("A", HOSTILE),),
    )


def _limits(net: np.ndarray) -> Limits:
    kept = np.tile(np.linspace(1.0, 2.0, MIDDLE)[:, None] * 1e7, (1, len(NAMES)))
    closed = kept.copy()
    closed[:, 0] = kept[:, 0] - net
    closed[:, 2:] = kept[:, 2:] = np.linspace(0.2, 0.8, MIDDLE)[:, None]
    overhead = LeverCurve((-0.05, 0.0, 0.1), np.array([net + 1e6, net, net - 2e6]))
    demand = LeverCurve((0.5, 1.0, 2.0), np.array([0.5 * net, net, 2 * net]))
    return Limits(NAMES, kept, closed, 2e6, overhead, demand)
