"""What a terminal says of a business case, and the same for programs."""

from __future__ import annotations

import json
import math

from workbench.analysis import mean_interval
from workbench.experiment.worth.case import Case
from workbench.experiment.worth.ledger import Ledger
from workbench.interfaces.studies.as_json import as_json, interval
from workbench.interfaces.studies.case.breaking import conditions, losing_sentence, middle_sentence
from workbench.interfaces.studies.case.cash import drawn_sentences, middle_words
from workbench.interfaces.studies.case.decision import decision_sentence, people_sentences, sure_sentence
from workbench.interfaces.studies.case.delivery import SCOREBOARD
from workbench.interfaces.studies.pmo_hearing_json import hearing_json
from workbench.interfaces.wording import too_few


def first_sentences(case: Case) -> list[str]:
    """The answers of page one, and what must be true to lose."""
    said = [
        decision_sentence(case.hearing),
        sure_sentence(case.hearing),
        *drawn_sentences(case.drawn, len(case.hearing.worlds)),
        middle_words(case.ledger),
        *people_sentences(case.hearing),
        losing_sentence(conditions(case.curve, case.limits)),
        middle_sentence(case.hearing, case.limits),
    ]
    few = too_few(min(case.hearing.futures, case.ledger.futures))
    return [*said, *([few] if few else [])]


def case_json(case: Case) -> str:
    """The same for programs."""
    limits, ledger = case.limits, case.ledger
    portfolio = case.base.portfolio
    horizon = float(portfolio.calendar.days_through(portfolio.start, case.base.horizon))
    return as_json(
        {
            **json.loads(hearing_json(case.hearing, case.curve)),
            "middle_futures": limits.futures,
            "keeping_against_closing": {
                "npv": interval(mean_interval(limits.net)),
                "cash_drawn": interval(mean_interval(_by_draw(case).cash.sum(axis=1))),
                "prudent": interval(mean_interval(ledger.prudent)),
                "prudent_low_effects": interval(mean_interval(case.cautious.prudent)),
                "cash": interval(mean_interval(ledger.cash.sum(axis=1))),
                "cash_by_year": {
                    year: interval(mean_interval(column))
                    for year, column in zip(ledger.years, ledger.cash.T, strict=True)
                },
                "worst_tenth": interval(limits.worst_tenth()),
                "paid_back_by_horizon": interval(ledger.paid_back_by(horizon)),
                "payback_days": [None if math.isinf(one) else one for one in ledger.payback_days()],
                **{name: interval(limits.average_change(name)) for name in SCOREBOARD},
                "lead_time_sd": interval(limits.spread_change("lead_time")),
            },
            "break_evens": [
                {
                    "what": one.what,
                    "outcome": one.found.outcome.value,
                    "at": None if one.found.at is None else interval(one.found.at),
                    "tried": list(one.found.tried),
                    "futures": one.found.futures,
                }
                for one in conditions(case.curve, limits)
            ],
            "facts": dict(case.facts),
        }
    )


def _by_draw(case: Case) -> Ledger:
    return case.drawn.by_draw(case.drawn.futures // len(case.hearing.worlds))
