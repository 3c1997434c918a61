"""The index of a folder of reports: one table, marks on one axis, complete without scripts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from workbench.analysis import Interval
from workbench.charts.inline import Dot, inline_baseline, inline_mark
from workbench.charts.numbers import (
    Figures,
    axis_figures,
    clear_ends,
    domain_of,
    finer,
    nice_ticks,
    out_of,
    out_of_span,
    whole,
)
from workbench.interfaces.reports.alone import alone_table, alone_words
from workbench.interfaces.reports.calibration import stamp_over
from workbench.interfaces.reports.folder import RunFolder, open_run
from workbench.interfaces.reports.headline import headline
from workbench.interfaces.reports.html import part, sentence, strong
from workbench.interfaces.reports.index_links import Beside, Link, Links
from workbench.interfaces.reports.kept_goal import kept_goal_words
from workbench.interfaces.reports.pages import INDEX
from workbench.interfaces.reports.preflight import check_folder
from workbench.interfaces.reports.ranking import Standing, standings
from workbench.interfaces.reports.render import index_style, write_page
from workbench.interfaces.reports.sentences import notices, verdict_words
from workbench.interfaces.reports.subject import Kind, Subject, differences, focus_of
from workbench.interfaces.reports.unmade import Unmade, unlived, unmade_words
from workbench.interfaces.reports.yardsticks import note_of, tables_of
from workbench.interfaces.wording import (
    Verdict,
    allowed_for,
    allowing,
    count,
    futures,
    open_words,
    quoted,
)
from workbench.interfaces.wording.calibrated import is_checked

MARK = 244
"""Width of the marks as they are drawn; narrow pages scale them."""


@dataclass(frozen=True)
class Cell:
    """A figure with its range, and the number that it is sorted by (NaN: none)."""

    text: str = ""
    span: str = ""
    value: float = math.nan


@dataclass(frozen=True)
class Row:
    """A line of the index, ready to print.

    `open` says why its average is not clear; `undecided` is its verdict, which a difference that is none has
    not, as the lead counts it.
    """

    standing: Standing
    mark: Markup
    cells: Sequence[Cell]
    open: str
    undecided: bool
    bar: float
    links: Sequence[Link]


def index_page(
    runs: str | Path | Sequence[str | Path], out: str | Path, unmade: Sequence[Unmade] = ()
) -> Path:
    """Write the index of one run or of several.

    Parameters
    ----------
    runs
        Folder of a finished run, or several.
    out
        Folder of the index, or the page itself (`.html`). Pages that lie there, or in `report` inside a
        run, are linked by relative addresses.
    unmade
        Scenarios that are in none of the runs, since they could not be made.

    Returns
    -------
    Path
        The page.
    """
    folders = [runs] if isinstance(runs, (str, Path)) else list(runs)
    path = Path(out)
    page = (path if path.suffix.lower() == ".html" else path / INDEX).absolute()
    check_folder(page.parent)
    opened = [open_run(folder, "") for folder in folders]
    write_page(page, index_text(opened, Beside(page.parent), unmade=unmade))
    return page


def index_text(
    runs: Sequence[RunFolder],
    links: Links,
    origins: Sequence[Markup] = (),
    unmade: Sequence[Unmade] = (),
) -> str:
    """The index as text.

    Parameters
    ----------
    runs
        Finished runs.
    links
        Where it finds what it links to.
    origins
        What the numbers were made of, if it shall stand below them: a piece of a page for each run.
    unmade
        Scenarios that are in none of the runs, since they could not be made.
    """
    subjects = [Subject(run, focus_of(run)) for run in runs]
    compared = [_compared(one, links) for one in subjects if one.focus]
    first = subjects[0]
    missing = [*(lost for run in runs for lost in unlived(run, links)), *unmade]
    return part(
        "index",
        style=Markup(index_style()),
        script=Markup((Path(__file__).parent / "template" / "index.js").read_text(encoding="utf-8")),
        title=_title(subjects),
        lead=sentence("{}{}", _lead(subjects), unmade_words(missing)),
        notices=list(dict.fromkeys(said for one in subjects for said in notices(one))),
        organisation=first.baseline.portfolio.organisation or first.baseline.portfolio.name,
        portfolio=first.baseline.portfolio.name if first.baseline.portfolio.organisation else "",
        scope=_scope(subjects),
        stamp=(line := stamp_over(runs)),
        checked=is_checked(line),
        compared=compared,
        alone=alone_table([one for one in subjects if not one.focus], links),
        unmade=missing,
        files=[(str(one.run.manifest["name"]), links.numbers(one.run)) for one in subjects],
        origins=origins,
        made_on=f"{first.run.made_on.day} {first.run.made_on:%B %Y}",
        seed=first.run.manifest["seed"],
    ).text


def _title(subjects: Sequence[Subject]) -> str:
    with_focus = [one for one in subjects if one.focus]
    if len(with_focus) == 1:
        subject = with_focus[0]
        return headline(subject, differences(subject.run, "npv"))
    each = "on its own" if len(subjects) == 1 else "each on its own"
    return f"{count(len(subjects), 'scenario', 'scenarios').capitalize()}, {each}"


def _lead(subjects: Sequence[Subject]) -> Markup:
    with_focus = [one for one in subjects if one.focus]
    if len(with_focus) != 1:
        return alone_words(len(subjects))
    subject = with_focus[0]
    found = allowing(differences(subject.run, "npv"))
    rows = standings(subject)
    words = verdict_words(found[subject.focus], subject)
    choices = [row for row in rows if row.kind is Kind.CHOICE]
    best = next(row for row in rows if row.name == subject.focus)
    if best.best is not None and len(choices) > 1:
        words = sentence(
            "{} It is the best of {} choices in {} of {} futures ({}).",
            words,
            len(choices),
            strong(out_of(best.best.value, subject.n)),
            whole(subject.n),
            out_of_span(best.best.value, subject.n),
        )
    undecided = sum(one.verdict(subject.value) is Verdict.UNDECIDED for one in found.values())
    if undecided:
        words = sentence(
            "{} {} undecided against {}.",
            words,
            count(undecided, "scenario is", "scenarios are").capitalize(),
            quoted(subject.labels[0]),
        )
    more = [allowed_for(found), kept_goal_words(subject.run, subject.currency)]
    return sentence("{}{}", words, "".join(f" {one}" for one in more if one))


def _scope(subjects: Sequence[Subject]) -> str:
    total = sum(1 for one in subjects for name in one.run.names if one.run.futures(name))
    n = min(one.n for one in subjects)
    same = "the same " if len(subjects) == 1 else "each on "
    return f"{count(total, 'scenario', 'scenarios')} on {same}{futures(n)}".replace("on each on", "each on")


def _compared(subject: Subject, links: Links) -> dict[str, object]:
    rows = standings(subject)
    domain = domain_of(_ends(rows))
    figures = subject.figures
    ticks = nice_ticks(*domain, 5)
    axis = axis_figures(ticks, figures)
    width = domain[1] - domain[0]
    marks = [((t - domain[0]) / width * 100, axis.bare_signed(t)) for t in ticks]
    most = max((row.regret.value for row in rows if row.regret), default=0.0) or 1.0
    dates = subject.run.commitments
    promised = int(dates.loc[dates["scenario"] == subject.run.baseline, "probability"].notna().sum())
    lines = [_row(row, subject, domain, most, links) for row in rows]
    groups = [
        ("Choices: what we could decide", "", [one for one in lines if one.standing.kind is Kind.CHOICE]),
        (
            "Events: what could happen to us",
            "(not ours to choose, so no regret)",
            [one for one in lines if one.standing.kind is Kind.EVENT],
        ),
    ]
    return {
        "groups": [group for group in groups if group[2]],
        "unit": figures.unit,
        "ticks": marks,
        "zero": -domain[0] / width,
        "against": subject.labels[0],
        "choices": sum(row.kind is Kind.CHOICE for row in rows),
        "promised": promised,
        "of": whole(subject.n),
        "comparison": links.comparison(subject.run),
        "undecided": sum(one.undecided for one in lines),
        "beside": _beside(subject.run),
    }


def _beside(run: RunFolder) -> dict[str, object] | None:
    """What yardsticks say, where a share of the gap can be stated; the comparison has all."""
    found = run.beside
    if found is None or not found.closed:
        return None
    return {"lead": " ".join(found.sentences()), "tables": tables_of(found), "note": note_of(found)}


def _ends(rows: Sequence[Standing]) -> list[float]:
    found = [row.found for row in rows if row.found is not None]
    return [end for one in found for end in (one.mean, one.low, one.high, one.p10, one.p90)]


def _row(row: Standing, subject: Subject, domain: tuple[float, float], most: float, links: Links) -> Row:
    found = row.found
    if found is None:
        mark, still, undecided = inline_baseline(domain, MARK), "", False
        shown = [Cell("baseline", value=0.0), Cell()]
    else:
        values = (found.mean, found.low, found.high, found.p10, found.p90)
        mark = inline_mark(values, Dot.of(decided=found.decided), domain, MARK)
        verdict = found.verdict(subject.value)
        undecided = verdict is Verdict.UNDECIDED
        none = str(verdict) if verdict is Verdict.SAME else ""
        still = "" if found.decided else none or open_words(found.low, found.high)
        figures = subject.figures_of(found)
        shown = [
            Cell(figures.signed(found.mean), figures.span(found.low, found.high), found.mean),
            Cell(out_of(found.better, found.n), out_of_span(found.better, found.n), found.better),
        ]
    cells = [
        *shown,
        _average(row.regret, subject.figures),
        _share(row.best, subject.n),
        _average(row.kept, Figures()),
        _average(row.months, Figures()),
    ]
    bar = 66 * row.regret.value / most if row.regret else 0.0
    return Row(row, Markup(mark), cells, still, undecided, bar, links.of(subject.run, row.name))


def _average(found: Interval | None, figures: Figures) -> Cell:
    if found is None or math.isnan(found.value):
        return Cell()
    if not found.low < found.high:
        return Cell(figures.bare(found.value), "", found.value)
    closer = clear_ends(finer(figures, found.value), found.low, found.high)
    span = f"{closer.bare(found.low)} to {closer.bare(found.high)}"
    return Cell(closer.bare(found.value), span, found.value)


def _share(found: Interval | None, n: int) -> Cell:
    if found is None:
        return Cell()
    return Cell(out_of(found.value, n), out_of_span(found.value, n), found.value)
