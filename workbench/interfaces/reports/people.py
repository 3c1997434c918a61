"""How busy people are, pool by pool."""

from __future__ import annotations

import pandas as pd

from workbench.interfaces.reports.html import Html, Table, figure, part
from workbench.interfaces.reports.subject import Subject
from workbench.interfaces.wording import futures, percent, whole_percent

USE = "utilisation."


def people_section(subject: Subject) -> Html:
    """The chart of pools, and which of them is scarcest."""
    rows = pool_rows(subject)
    title = "7  Who is busy?"
    if rows.empty:
        return part("section", title=title, lead="No pool of people is used.", figures=[], tables=[])
    from workbench.charts import utilisation_chart

    chart = utilisation_chart(rows, subject.labels)
    busiest = rows.sort_values("mean_today", ascending=False).iloc[0]
    lead = (
        "Share of the time for projects that projects use. The busiest pool today is "
        f"{busiest['label']} with {whole_percent(float(busiest['mean_today']))}{_within(busiest)}. "
        "Nobody can plan for 100 %: queues grow long before that."
    )
    caption = f"Averages over {futures(subject.n)} with the range of the average; until the horizon."
    drawn = figure(chart, "people", caption, _table(subject, rows))
    return part("section", title=title, lead=lead, figures=[drawn], tables=[])


def _within(row: pd.Series) -> str:
    """Range of the average today, in brackets; empty where it is unknown."""
    from workbench.charts.utilisation import use_span

    span = use_span(float(row["low_today"]), float(row["high_today"]))
    return f" ({span})" if span else ""


def pool_rows(subject: Subject) -> pd.DataFrame:
    """The frame that `utilisation_chart` draws."""
    run, nan = subject.run, float("nan")
    rows = []
    for pool in subject.baseline.portfolio.pools:
        key = USE + pool.id
        if (run.baseline, key) not in run.summary:
            continue
        row: dict[str, object] = {"label": pool.name or pool.id}
        for column, name in (("today", run.baseline), ("what_if", subject.focus or run.baseline)):
            there = (name, key) in run.summary
            for what in ("mean", "low", "high"):
                row[f"{what}_{column}"] = float(run.summary[(name, key)][what]) if there else nan
        rows.append(row)
    return pd.DataFrame(rows)


def _table(subject: Subject, rows: pd.DataFrame) -> Table:
    keys = ["today", *(["what_if"] if subject.focus else [])]
    head = ["Pool"]
    for label in subject.labels[: len(keys)]:
        head += [label, "range of the average"]
    cells = []
    for row in rows.to_dict("records"):
        line = [str(row["label"])]
        for key in keys:
            mean, low, high = (float(row[f"{what}_{key}"]) for what in ("mean", "low", "high"))
            line += [percent(round(mean, 3)), f"{low * 100:.1f} to {high * 100:.1f}"]
        cells.append(line)
    return Table(caption="Use of pools", head=head, rows=cells)
