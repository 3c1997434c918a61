"""Whose look a sitting goes by: the board's own, or the mean of several assessors', its own among them.

The errors of k independent assessors' looks at one project are k sequences of the kind of `rules.gate`, each
with a lasting part of its own; their mean is such a sequence too, with 1/k of the variance throughout. So the
advised look has the noise ÷ √k and the mean of k normal numbers: the board's, and √(k − 1) times one more.
"""

from __future__ import annotations

import math

from workbench.engines.rules.gate import ADVISED, OWN, believed_benefit
from workbench.engines.rules.records import Board, Effects, Figures, Luck, Room


def advised_normal(board: Board, own: float, others: float) -> float:
    """Mean of the normal numbers of all assessors; to the bit the board's own where it is the only one.

    Parameters
    ----------
    board
        How many assessors there are.
    own, others
        The board's normal number, and the one that stands for all others.
    """
    return (own + math.sqrt(board.assessors - 1.0) * others) / board.assessors


def gone_by(
    board: Board,
    effects: Effects,
    figures: Figures,
    luck: Luck,
    room: Room,
    days: Room,
    signals: Room,
    noises: Room,
    i: int,
    now: float,
    step: int,
    normal: float,
    look: int,
    overdue: float,
) -> tuple[float, int]:
    """Believed true ÷ stated benefit that a sitting goes by, and in whose file it stands.

    Board and assessors look at every sitting and remember in a file of their own; a board that does not
    follow goes by its own file alone, whatever it followed before.

    Parameters
    ----------
    board, effects, figures, luck, room, days, signals, noises, i, now, step, normal
        As in `workbench.engines.rules.gate.believed_benefit`.
    look
        Number of the sitting among all gates, then all reviews.
    overdue
        Days by which an open report is overdue.
    """
    own = believed_benefit(
        board, effects, figures, luck, room, days, signals, noises, i, now, step, normal, OWN, overdue
    )
    if not board.is_advised:
        return own, OWN
    mean = advised_normal(board, normal, luck.others[look])
    advised = believed_benefit(
        board, effects, figures, luck, room, days, signals, noises, i, now, step, mean, ADVISED, overdue
    )
    if luck.heed[look] < board.followed:
        return advised, ADVISED
    return own, OWN
