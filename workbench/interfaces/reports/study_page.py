"""An answer of a study as a page: one file without scripts that loads nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from workbench.interfaces.reports.calibration import stamp
from workbench.interfaces.reports.html import Table, part
from workbench.interfaces.reports.preflight import check_folder
from workbench.interfaces.reports.render import style, write_page
from workbench.interfaces.studies.answer import Answer, Grid, Section


@dataclass(frozen=True)
class _Drawn:
    """A section with its picture drawn and its tables marked up."""

    section: Section
    alt: str
    svg: Markup
    tables: list[Table]


def study_page(answer: Answer, page: Path) -> None:
    """Write the page of an answer.

    Parameters
    ----------
    answer
        What to show.
    page
        The HTML file.
    """
    check_folder(page.parent)
    page.parent.mkdir(parents=True, exist_ok=True)
    portfolio = answer.scenario.portfolio
    simulated = f"{answer.futures:,} futures of seed {answer.scenario.seed}"
    origin = f"Scenario {answer.scenario.hash[:6]} · {simulated if answer.futures else 'nothing simulated'}"
    text = part(
        "study",
        style=Markup(style(origin, answer.stamp)),
        answer=answer,
        stamp=stamp(answer.stamp),
        sections=[_drawn(one, f"study-{k}") for k, one in enumerate(answer.sections)],
        organisation=portfolio.organisation or portfolio.name,
        portfolio=portfolio.name if portfolio.organisation else "",
        origin=origin,
    ).text
    write_page(page, text)


def _drawn(section: Section, key: str) -> _Drawn:
    tables = [_table(one) for one in section.grids]
    if section.picture is None:
        return _Drawn(section, "", Markup(), tables)
    from workbench.charts.static import as_svg

    spec = section.picture().to_dict()
    return _Drawn(section, str(spec["description"]), Markup(as_svg(spec, key)), tables)


def _table(grid: Grid) -> Table:
    return Table(grid.caption, grid.head, grid.rows, grid.totals, texts=grid.texts)
