"""What a policy sees of a project: features for ranking, and what a gate weighs.

Beliefs come from the plan and from what belief may know (`Luck.known_…`); looks at benefits: `rules.gate`.
"""

from __future__ import annotations

from workbench.engines.rules.duration import believed_factor
from workbench.engines.rules.figures import (
    believed_benefit_of,
    benefit_of,
    delay_cost_of,
    lateness_of,
    present,
    programme_worth_of,
    run_cost_of,
    score_of,
)
from workbench.engines.rules.index import (
    APPARENT_TARDINESS,
    CONSTRAINT,
    CONSTRAINT_FTE_DAYS,
    COST_OF_DELAY,
    COST_OF_DELAY_NOW,
    COVERT,
    CRITICAL_RATIO,
    DUE,
    LEAD,
    LINEAR,
    LUCK,
    NET_VALUE,
    NOW,
    ORDINAL_SIZE,
    ORDINAL_VALUE,
    RATIO,
    SCORE,
)
from workbench.engines.rules.records import Effects, Figures, Luck, RankingRule, Room

TRUTH = 1
"""Sight of a rule that knows what will happen."""

FARTHEST_DUE = 1e9
"""Stands in for the due date of a project without one."""


def believed(effects: Effects, luck: Luck, i: int, step: int) -> float:
    """Believed ÷ planned duration of a project estimated at a level step."""
    place = i * effects.steps + step
    return believed_factor(
        effects.belief[place],
        effects.known_sigma[place],
        effects.known_share[place],
        luck.known_systemic[i],
        luck.known_error[i],
    )


def sees_delay(rule: RankingRule) -> bool:
    """Whether a rule weighs the cost of delay at the believed completion."""
    return (
        rule.kernel == CRITICAL_RATIO
        or rule.kernel == APPARENT_TARDINESS
        or rule.kernel == COVERT
        or rule.top[COST_OF_DELAY] != 0.0
    )


def depends_on_time(rule: RankingRule, strategy_steps: int) -> bool:
    """Whether an index moves with the day, the level or the queue although nothing happens to its project."""
    return (
        sees_delay(rule)
        or (strategy_steps > 1 and (rule.top[SCORE] != 0.0 or rule.bottom[SCORE] != 0.0))
        or rule.sight == TRUTH
        or rule.top[NOW] != 0.0
        or rule.bottom[NOW] != 0.0
        or rule.top[COST_OF_DELAY_NOW] != 0.0
        or rule.top[NET_VALUE] != 0.0
    )


def sees_work(rule: RankingRule) -> bool:
    """Whether an index changes as packages of its project get done."""
    return (
        (rule.kernel != LINEAR and rule.kernel != RATIO)
        or depends_on_time(rule, 1)
        or rule.top[LEAD] != 0.0
        or rule.top[CONSTRAINT] != 0.0
        or rule.top[CONSTRAINT_FTE_DAYS] != 0.0
        or rule.bottom[LEAD] != 0.0
        or rule.bottom[CONSTRAINT] != 0.0
        or rule.bottom[CONSTRAINT_FTE_DAYS] != 0.0
        or rule.bottom[COST_OF_DELAY] != 0.0
        or rule.bottom[COST_OF_DELAY_NOW] != 0.0
        or rule.bottom[NET_VALUE] != 0.0
    )


def look(
    features: Room,
    rule: RankingRule,
    figures: Figures,
    luck: Luck,
    i: int,
    now: float,
    lead: float,
    days: float,
    fte_days: float,
    to_pay: float,
) -> None:
    """Write down the features of a project; costly ones that the rule does not use stay 0.

    Parameters
    ----------
    features
        Room for `FEATURES` numbers.
    rule, figures, luck
        The rule, and what there is to see.
    i, now
        The project and the day.
    lead, days, fte_days
        Believed (or true) longest path, days and FTE-days on the scarcest pool still to come.
    to_pay
        Believed money still to pay.
    """
    due = figures.due[i]
    features[DUE] = due if due < FARTHEST_DUE else FARTHEST_DUE
    features[NOW] = now
    features[LEAD] = lead
    features[CONSTRAINT] = days
    features[CONSTRAINT_FTE_DAYS] = fte_days
    features[SCORE] = score_of(figures, i, now)
    features[ORDINAL_VALUE] = figures.ordinal_value[i]
    features[ORDINAL_SIZE] = figures.ordinal_size[i]
    features[LUCK] = luck.luck[i]
    features[COST_OF_DELAY] = delay_cost_of(figures, i, now + lead) if sees_delay(rule) else 0.0
    features[COST_OF_DELAY_NOW] = (
        delay_cost_of(figures, i, now) if rule.top[COST_OF_DELAY_NOW] != 0.0 else 0.0
    )
    features[NET_VALUE] = 0.0
    if rule.top[NET_VALUE] != 0.0:
        done = now + lead
        features[NET_VALUE] = (
            believed_benefit_of(figures, i, done)
            + programme_worth_of(figures, i, done)
            - run_cost_of(figures, i, done)
            - lateness_of(figures, i, done)
            - to_pay * present(figures, now)
        )


def weighed(
    figures: Figures, i: int, now: float, lead: float, cost: float, seen: float, share: float
) -> tuple[float, float, float]:
    """Believed value of continuing less that of stopping, money as present value at day 0, and its parts.

    Continuing: benefit as believed after looks at it, less run cost, lateness and the labour still to come.
    Stopping: salvage less termination cost, and lateness to the end of the run. Sunk cost has no place.
    The parts are the benefit that is right on average, and the difference without any benefit: true ÷ stated
    benefit × the one + the other is the true difference.

    Parameters
    ----------
    figures
        Money by project.
    i, now
        The project and the day.
    lead, cost
        Believed longest path and labour cost still to come.
    seen
        Believed true ÷ stated benefit.
    share
        Of the stated benefit, what the scope leaves.
    """
    done = now + lead
    programme = programme_worth_of(figures, i, done)
    run_cost = run_cost_of(figures, i, done)
    late = lateness_of(figures, i, done)
    labour = cost * present(figures, now)
    stop = figures.on_exit[i] * present(figures, now) - lateness_of(figures, i, figures.end)
    believed_worth = seen * (share * believed_benefit_of(figures, i, done))
    return (
        believed_worth + programme - run_cost - late - labour - stop,
        share * benefit_of(figures, i, done),
        programme - run_cost - late - labour - stop,
    )
