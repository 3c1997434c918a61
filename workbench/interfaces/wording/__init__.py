"""Words that the terminal, the explorer and the reports share."""

from workbench.charts.undecided import open_words
from workbench.interfaces.wording.assumed import capacity_assumed, ranking_assumed
from workbench.interfaces.wording.measures import BESIDE_VALUE, SHORT
from workbench.interfaces.wording.phrases import (
    capital,
    count,
    dates_lost,
    detail_words,
    futures,
    in_100_futures,
    inside,
    label_of,
    listed,
    most_of_all,
    percent,
    project_label,
    quoted,
    some_of,
    whole_percent,
)
from workbench.interfaces.wording.rules import ORDERS, rule_words
from workbench.interfaces.wording.several import allowed_for, allowing, clear_ones
from workbench.interfaces.wording.states import STATES
from workbench.interfaces.wording.verdict import (
    STAMP,
    Difference,
    Verdict,
    answer,
    between,
    between_values,
    not_beyond_doubt,
    span_words,
    too_few,
    too_few_to_tell,
    worse_to_better,
)

__all__ = [
    "BESIDE_VALUE",
    "ORDERS",
    "SHORT",
    "STAMP",
    "STATES",
    "Difference",
    "Verdict",
    "allowed_for",
    "allowing",
    "answer",
    "between",
    "between_values",
    "capacity_assumed",
    "capital",
    "clear_ones",
    "count",
    "dates_lost",
    "detail_words",
    "futures",
    "in_100_futures",
    "inside",
    "label_of",
    "listed",
    "most_of_all",
    "not_beyond_doubt",
    "open_words",
    "percent",
    "project_label",
    "quoted",
    "ranking_assumed",
    "rule_words",
    "some_of",
    "span_words",
    "too_few",
    "too_few_to_tell",
    "whole_percent",
    "worse_to_better",
]
