"""`workbench evidence`: what the defaults rest on."""

from __future__ import annotations

import click

from workbench.interfaces.cli.options import DEBUG, JSON


@click.command(epilog="Example: workbench evidence rework_probability")
@click.argument("name", metavar="[NAME]", required=False)
@JSON
@DEBUG
def evidence(name: str | None, *, as_json: bool) -> None:
    """Print the published figures behind the defaults, and what speaks against them.

    Without NAME, every effect of maturity and every general default with its range and grade (measured, cited
    or assumed), then the nulls and conflicts of the published record. With NAME, what is published and what
    is guessed at each level, whose level counts, and every source; NAME may also be a practice, one parameter
    of it (coaching.lift), or the id of a source.
    """
    from workbench.interfaces.cli.register import show_register
    from workbench.interfaces.cli.register_entry import show_entry
    from workbench.interfaces.cli.register_json import entry_json, register_json

    if as_json:
        click.echo(register_json() if name is None else entry_json(name))
    elif name is None:
        show_register()
    else:
        show_entry(name)
