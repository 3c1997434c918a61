"""`workbench evidence`: what the defaults rest on."""

from __future__ import annotations

import click

from workbench.interfaces.cli.options import DEBUG


@click.command(epilog="Example: workbench evidence rework_probability")
@click.argument("name", metavar="[NAME]", required=False)
@DEBUG
def evidence(name: str | None) -> None:
    """Print the published figures behind the defaults.

    Without NAME, every effect of maturity and every general default with its grade: measured, cited or
    assumed. With NAME, its figures, their range and where they come from; NAME may also be the id of
    a source.
    """
    from workbench.interfaces.cli.register import show_one, show_register

    if name is None:
        show_register()
    else:
        show_one(name)
