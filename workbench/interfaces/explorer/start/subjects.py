"""What a question asks just now, as the beginning of a sentence: “a cut of 15 %”."""

from __future__ import annotations

from collections.abc import Callable

from workbench.charts.numbers import amount
from workbench.interfaces.explorer.new_budget import needed_a_year
from workbench.interfaces.explorer.new_law import later, planned_cost, usual
from workbench.interfaces.explorer.new_strategy import gaining, weighed
from workbench.interfaces.explorer.what_if import WhatIf
from workbench.interfaces.explorer.words import objective_name, pool_name
from workbench.interfaces.wording import count, percent, rule_words, whole_percent
from workbench.scenario import Scenario
from workbench.scenario.strategy import weights_by_step


def subject(levers: WhatIf, baseline: Scenario) -> str:
    """What differs from today, as a subject that “would gain” or “would lose”.

    Parameters
    ----------
    levers
        As a question sets them; the first kind that differs is named.
    baseline
        Today.

    Examples
    --------
    >>> import workbench
    >>> from workbench.bundled import bundled
    >>> today = workbench.load_scenario(bundled("scenarios") / "baseline.yaml")
    >>> subject(WhatIf(pool="developers", people=-5), today), subject(WhatIf(pmo=0), today)
    ('five fewer people in Developers', 'closing the PMO')
    """
    found = (kind(levers, baseline) for kind in _KINDS)
    return next((words for words in found if words), "today’s way")


def _budget(levers: WhatIf, baseline: Scenario) -> str:
    if levers.allowance is not None:
        each = amount(levers.allowance * needed_a_year(baseline), baseline.portfolio.currency)
        return f"a budget of {each} a year"
    if levers.budget == 0.0:
        return ""
    share = percent(abs(round(levers.budget, 4)))
    return (f"a cut of {share}" if levers.budget < 0 else f"{share} more budget") + _since(levers)


def _people(levers: WhatIf, baseline: Scenario) -> str:
    if levers.people == 0.0:
        return ""
    change = abs(levers.people)
    number = count(round(change), "", "").strip() if change == round(change) else f"{change:g}"
    more = "more" if levers.people > 0 else "fewer"
    pool = pool_name(levers.pool, baseline.portfolio)
    whose = "" if pool.lower() == "people" else f" in {pool}"
    return f"{number} {more} {'person' if number == 'one' else 'people'}{whose}{_since(levers)}"


def _order(levers: WhatIf, _: Scenario) -> str:
    parts = [] if levers.wip_limit is None else [f"{count(levers.wip_limit, 'at', 'at')} once"]
    rules = [rule_words(rule) for rule in (levers.release, levers.dispatch) if rule is not None]
    if len(set(rules)) == 1:
        parts.append(f"ordered by {rules[0]}")
    elif rules:
        parts.append(f"started by {rules[0]} and staffed by {rules[1]}")
    # What is put between commas ends with one before the verb.
    return f"{', '.join(parts)}," if len(parts) > 1 else "".join(parts)


def _pmo(levers: WhatIf, _: Scenario) -> str:
    if levers.pmo == 1.0:
        return ""
    size = "closing the PMO" if levers.pmo == 0.0 else f"a PMO of {percent(levers.pmo)} of today’s size"
    return size + _since(levers)


def _level(levers: WhatIf, _: Scenario) -> str:
    if levers.level == 0.0:
        return ""
    size = abs(levers.level)
    number = count(round(size), "level", "levels") if size == round(size) else f"{size:g} levels"
    more = "more" if levers.level > 0 else "less"
    return f"{number} {more} of maturity"


def _strategy(levers: WhatIf, baseline: Scenario) -> str:
    if levers.shift == 0.0:
        return ""
    since = levers.since or later(baseline)
    made = levers.of(baseline)
    steps = [one for one in made.strategy if one.from_ <= since]
    weights = weights_by_step(tuple(steps), baseline.portfolio)[-1]
    counted = [one.id for one in weighed(baseline)]
    gains = gaining(baseline, levers.objective)
    share = weights[gains] / sum(weights[one] for one in counted)
    name = objective_name(levers, baseline)
    return f"giving “{name}” {whole_percent(share)} of the weight{_since(levers)}"


def _law(levers: WhatIf, baseline: Scenario) -> str:
    if levers.added == 0:
        return ""
    portfolio = baseline.portfolio
    cost = planned_cost(portfolio, usual(portfolio))
    number = "one more mandatory project" if levers.added == 1 else f"{levers.added} more mandatory projects"
    size = f" of {amount(cost, portfolio.currency)}" if cost > 0 else ""
    each = " each" if levers.added > 1 and size else ""
    return f"{number}{size}{each}{_since(levers)}"


def _since(levers: WhatIf) -> str:
    return "" if levers.since is None else f" from {levers.since:%b} {levers.since.year}"


_KINDS: tuple[Callable[[WhatIf, Scenario], str], ...] = (
    _budget,
    _people,
    _order,
    _pmo,
    _level,
    _strategy,
    _law,
)
