"""`workbench assess`: where a unit stands, from what its people say."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.interfaces.cli.options import DEBUG, JSON


@click.command(epilog="Example: workbench assess --template anna.yaml")
@click.argument("files", metavar="[FILE...]", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--template",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write an empty form for one person instead.",
)
@JSON
@DEBUG
def assess(*, files: tuple[Path, ...], template: Path | None, as_json: bool) -> None:
    """Find out where you stand: present maturity from 21 questions.

    Each person fills in a form (--template), alone; each FILE is such a form, or one that holds several
    people. Prints level and range of each perspective, where people disagree, and the lines for a portfolio.
    """
    from workbench.interfaces.cli.assessing import assessment_json, show_assessment, write_form
    from workbench.interfaces.files.assessments import read_assessments

    if (template is None) == (not files):
        raise click.UsageError("Name the forms to read, or --template FILE for an empty one.")
    if template is not None:
        write_form(template)
        return
    found = read_assessments(files)
    if as_json:
        click.echo(assessment_json(found))
    else:
        show_assessment(found)
