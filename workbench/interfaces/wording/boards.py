"""What gates and reviews decided, in sentences."""

from __future__ import annotations

from workbench.engines.path import Decision, Reason
from workbench.experiment.story import GateSat

STOPPED_BY = {
    Reason.GATE: "by its gate",
    Reason.REVIEW: "by a portfolio review",
    Reason.SELECTION: "at once: the selection turned it down",
}


def who_sat(one: GateSat) -> str:
    """The gate or the review, as the subject of a sentence."""
    return f"the gate after “{one.stage}”" if one.stage else "the portfolio review"


RANKED_ANEW = "It is planned and ranked anew: from now on it waits for people by what is believed that day."


def decided(one: GateSat, money: str) -> str:
    """What it decided, and the belief that it went by; `money` is that belief without its sign."""
    said = _decided(one, money)
    return f"{said} {RANKED_ANEW}" if one.ranks_anew else said


def _decided(one: GateSat, money: str) -> str:
    who, again = who_sat(one), "again " if one.held else ""
    side = "less" if one.belief < 0 else "more"
    worth = f"continuing looks worth {money} {side} than stopping"
    match one.decision:
        case Decision.TERMINATE:
            after = ", after a hold," if one.held else ""
            return f"{who}{after} stops it: {worth}."
        case Decision.HOLD:
            return f"{who} puts it on hold {again}until the next review: {worth}, too close to decide."
        case Decision.REDUCE:
            return f"{who} lets it go on with its reduced scope: so {worth}."
    goes = "ends its hold and lets it go on" if one.held else "lets it go on"
    if one.belief >= 0:
        return f"{who} {goes}: {worth}."
    why = "it is mandatory" if one.mandatory else "a later gate may still stop it"
    return f"{who} {goes} although {worth}: {why}."
