"""`workbench publish`: a run as a site that opens from a file share."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.experiment.masked import Audience
from workbench.interfaces.cli.options import DEBUG, JSON, Whole


@click.command(epilog="Example: workbench publish runs/batch --to site")
@click.argument("run", metavar="RUN", type=click.Path(path_type=Path))
@click.option(
    "--to",
    "site",
    required=True,
    metavar="SITE",
    type=click.Path(path_type=Path),
    help="The folder of the site; an earlier site there is replaced, anything else is left alone.",
)
@click.option(
    "--audience",
    type=click.Choice([one.value for one in Audience]),
    default=Audience.TEAM.value,
    show_default=True,
    help="Who reads it; what a board does not see: docs/publishing.md.",
)
@click.option("--pseudonyms", is_flag=True, help="Project 1, Pool A and so on in place of names.")
@click.option(
    "--jobs", type=Whole(1, 1024), metavar="N", help="How many reports at once. [default: all cores]"
)
@JSON
@DEBUG
def publish(
    *, run: Path, site: Path, audience: str, pseudonyms: bool, jobs: int | None, as_json: bool
) -> None:
    """Publish results as pages that others open, print and forward.

    RUN is a folder of results, from run, compare or batch. SITE opens from a file share without a network:
    an index of all scenarios, every report as a page, as one file and as PDF, every chart as SVG, PNG and
    CSV, the scenarios as YAML. Reports that RUN does not hold yet are made first. The site is there whole or
    not at all; what it holds: docs/publishing.md.
    """
    from workbench.experiment.masked import Pseudonyms
    from workbench.interfaces.cli.publishing import published, published_json, published_lines
    from workbench.interfaces.cli.streams import clean
    from workbench.interfaces.publishing.readers import Readers
    from workbench.interfaces.publishing.who_is_who import who_is_who

    names = Pseudonyms.ON if pseudonyms else Pseudonyms.OFF
    readers = Readers(Audience(audience), names)
    found = published(run, site, readers, jobs)
    for line in who_is_who(run, readers):
        click.echo(clean(line), err=True)
    if as_json:
        click.echo(published_json(found))
    else:
        for line in published_lines(found):
            click.echo(clean(line))
    if found.made.failed:
        raise click.exceptions.Exit(1)
