"""What the benchmark with perfect foresight knows of the work left: true lengths, repeats included."""

from __future__ import annotations

from workbench.engines.rules.records import (
    DeskRoom,
    Desks,
    Effects,
    Floats,
    Ints,
    Luck,
    Network,
    RiskPairs,
    Room,
)
from workbench.engines.rules.rework import REPEATED
from workbench.engines.rules.service import block_of, is_mending, mended
from workbench.engines.rules.truth import overhead_of, struck_share, true_outcome, true_work


def true_lengths(
    network: Network,
    effects: Effects,
    risks: RiskPairs,
    desks: Desks,
    luck: Luck,
    room: DeskRoom,
    i: int,
    step: int,
    made: Ints,
    scope: Floats,
    planned: Floats,
    lengths: Room,
) -> None:
    """True days left of each package of a project, repeats included, switching left out.

    Who will have a coach is open until a package has been at work; before that the average counts.

    Parameters
    ----------
    network, effects, risks, desks, luck
        The plan and its luck.
    room
        What stands at the PMO's desks.
    i, step
        The project and the level step in force.
    made
        Attempts made of each package.
    scope
        Share of each package's work that its scope leaves.
    planned
        Planned days left of each package; 0 for those that are done.
    lengths
        Where the days are written, indexed like the packages of the plan.
    """
    for k in range(network.first[i], network.first[i + 1]):
        lengths[k] = 0.0
        if planned[k] > 0.0:
            days = 0.0
            if is_mending(desks, room, k):
                days = desks.mending[k]
            else:
                number = made[k] - mended(desks, room, k)
                block = block_of(desks, room, k) if made[k] > 0 else 0
                scale = scope[k] * network.scale[k]
                ends = REPEATED
                while ends == REPEATED:
                    number += 1
                    added = struck_share(effects, risks, luck, k, step) if number == 1 else 0.0
                    days += true_work(effects, luck, scale, i, k, number, step, added)
                    ends = true_outcome(effects, luck, k, number, step, 0, block)
            lengths[k] = days * (1.0 + overhead_of(effects, k, step))
