"""Money by year of keeping a PMO against closing it: over what is not known, and with low effects."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from workbench import evidence
from workbench.engines.engine import EngineName
from workbench.experiment.progress import Progress, silent
from workbench.experiment.worth.cash import Line
from workbench.experiment.worth.ledger import Ledger, ledger_of
from workbench.experiment.worth.limits import CLOSED
from workbench.experiment.worth.reshaping import Reshaping
from workbench.experiment.worth.worlds import in_world, worlds_of
from workbench.scenario import Scenario


def drawn_ledger(
    base: Scenario,
    worlds: int,
    futures: int,
    *,
    on: date | None = None,
    engine: EngineName = EngineName.AUTO,
    progress: Progress = silent,
) -> Ledger:
    """Keeping against closing in the worlds and on the futures of a hearing; futures lie world by world.

    Parameters
    ----------
    base, worlds, futures, on, engine, progress
        As in `hearing_of`.
    """
    found = []
    for k, world in enumerate(worlds_of(worlds, base.seed)):
        progress(2 * futures * k, 2 * futures * worlds)
        found.append(_against_closing(in_world(base, world), k * futures, futures, on, engine))
    progress(2 * futures * worlds, 2 * futures * worlds)
    first = found[0]
    return replace(
        first,
        base=Reshaping.of(base, on).resized(0.0, CLOSED),
        other=base,
        by_year={line: np.concatenate([one.by_year[line] for one in found]) for line in Line},
        path=np.concatenate([one.path for one in found]),
        labour=np.concatenate([one.labour for one in found]),
        managing=np.concatenate([one.managing for one in found]),
    )


def low_strength() -> float:
    """Low end of what the effect of good practice may be, no effect at all apart.

    Examples
    --------
    >>> low_strength()
    0.2
    """
    return evidence.coefficient("effect_strength_prior").low


def cautious_ledger(
    base: Scenario,
    futures: int,
    *,
    on: date | None = None,
    engine: EngineName = EngineName.AUTO,
) -> Ledger:
    """Keeping against closing with the effect of good practice at its low end, all else at its middle.

    Parameters
    ----------
    base, futures, on, engine
        As in `limits_of`.
    """
    pmo = base.pmo.model_copy(update={"effect_strength": low_strength()})
    return _against_closing(base.model_copy(update={"pmo": pmo}), 0, futures, on, engine)


def _against_closing(base: Scenario, first: int, futures: int, on: date | None, engine: EngineName) -> Ledger:
    closed = Reshaping.of(base, on).resized(0.0, CLOSED)
    return ledger_of(closed, base, futures, first=first, engine=engine)
