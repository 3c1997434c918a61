"""What a reader must be careful with: ranges that hold zero, pools with hardly any time left."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.analysis import Interval
from workbench.interfaces.reports.people import pool_rows
from workbench.interfaces.reports.subject import Subject, differences
from workbench.interfaces.wording import quoted
from workbench.interfaces.wording.crowded import crowded_words

QUEUES = "queues grow long before 100 %"


def scenario_cautions(subject: Subject) -> str:
    """About the scenario in focus; empty where there is nothing to warn of."""
    said = []
    if subject.focus and _holds_zero(subject, subject.focus):
        said.append("the range of the average difference includes zero")
    return _sentence(said, list(_pools(subject)))


def comparison_cautions(subject: Subject) -> str:
    """About all scenarios of a run; empty where there is nothing to warn of."""
    others = list(differences(subject.run, "npv"))
    zero = sum(_holds_zero(subject, name) for name in others)
    said = []
    if zero and len(others) == 1:
        said.append("the range of the average difference includes zero")
    elif zero:
        of = f"{zero} of {len(others)} what-ifs"
        said.append(f"for {of} the range of the average difference includes zero")
    return _sentence(said, list(_pools(subject)))


def _holds_zero(subject: Subject, name: str) -> bool:
    found = differences(subject.run, "npv").get(name)
    return found is not None and not found.nothing and found.low <= 0.0 <= found.high


def _pools(subject: Subject) -> Iterator[str]:
    rows = pool_rows(subject)
    if rows.empty:
        return
    wheres = {"today": f"under {quoted(subject.labels[0])}"}
    if subject.focus:
        wheres["what_if"] = f"with {quoted(subject.labels[1])}"
    for key, where in wheres.items():
        use = {
            str(row["label"]): Interval(*(float(row[f"{what}_{key}"]) for what in ("mean", "low", "high")))
            for row in rows.to_dict("records")
        }
        if words := crowded_words(use, where):
            yield words


def _sentence(said: list[str], pools: list[str]) -> str:
    if not said and not pools:
        return ""
    queues = f": {QUEUES}" if pools else ""
    return f"Take care: {'; '.join([*said, *pools])}{queues}."
