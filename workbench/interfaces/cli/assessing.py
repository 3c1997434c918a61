"""A self-assessment on the terminal: levels with ranges, what to beware of, and the lines for a portfolio."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.errors import InputError, Problem
from workbench.interfaces.cli.places import shown
from workbench.interfaces.cli.streams import clean, results
from workbench.interfaces.files.assessments import form
from workbench.interfaces.files.dump import dump_data
from workbench.interfaces.wording.assessed import nine_in_ten, remarks, who_answered
from workbench.interfaces.wording.perspectives import PERSPECTIVES
from workbench.model.assessed import Unknown, maturity_of, scores

if TYPE_CHECKING:
    from workbench.model.assessment import SelfAssessment


def write_form(path: Path) -> None:
    """Write an empty form; a form that somebody may have filled in is never written over."""
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(form(date.today()))
    except FileExistsError:
        raise InputError.of(
            Problem(
                (),
                "is there already, and may hold somebody’s answers",
                remedy="name another file: each person fills in a form of their own",
                place=path.as_posix(),
            )
        ) from None
    click.echo(f"Written: {shown(path)}")
    click.echo("One person fills it in, alone. When all have: workbench assess FORM FORM FORM")


def show_assessment(assessment: SelfAssessment) -> None:
    """Levels, remarks, and the block to paste."""
    from rich.table import Table

    console = results()
    console.print(clean(f"{assessment.unit}, {assessment.date}: {who_answered(assessment)}."))
    console.print()
    table = Table(box=None, pad_edge=False)
    table.add_column("perspective")
    for heading in ("level", "nine in ten", "people", "answers", "furthest apart"):
        table.add_column(heading, justify="right")
    for one in scores(assessment):
        apart = f"{one.apart:.1f}{' !' if one.must_talk else '  '}" if one.people > 1 else ""
        table.add_row(
            PERSPECTIVES[one.perspective],
            f"{one.level:.1f}",
            nine_in_ten(one),
            str(one.people),
            str(one.answers),
            apart,
        )
    console.print(table)
    for line in remarks(assessment):
        console.print()
        console.print(line)
    console.print("\nFor the portfolio file:\n")
    click.echo(dump_data({"maturity": _maturity(assessment)}), nl=False)


def assessment_json(assessment: SelfAssessment) -> str:
    """All of it for scripts; keys never change."""
    correction = assessment.optimism_correction
    low, high, counted = (
        {one.perspective: one.level for one in found}
        for found in (
            scores(assessment, correction=correction.high),
            scores(assessment, correction=correction.low),
            scores(assessment, Unknown.LOW),
        )
    )
    rows = [
        {
            **asdict(one),
            "low": one.low,
            "high": one.high,
            "must_talk": one.must_talk,
            "level_most_taken_off": low[one.perspective],
            "level_least_taken_off": high[one.perspective],
            "level_unknown_counted": counted[one.perspective],
        }
        for one in scores(assessment)
    ]
    content = {
        "unit": assessment.unit,
        "date": assessment.date.isoformat(),
        "roles": [one.role.value for one in assessment.respondents],
        "optimism_correction": correction.model_dump(),
        "perspectives": rows,
        "maturity": _maturity(assessment),
    }
    return json.dumps(content, indent=2, allow_nan=False, ensure_ascii=False)


def _maturity(assessment: SelfAssessment) -> dict[str, Any]:
    return maturity_of(assessment).model_dump(mode="json", exclude_defaults=True)
