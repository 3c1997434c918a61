"""`workbench schema`: the file formats, for editors."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.interfaces.cli.options import DEBUG

KINDS = ("scenario", "portfolio")


@click.command(epilog="Example: workbench schema --out workbench-scenario.schema.json")
@click.option(
    "--of", "kind", type=click.Choice(KINDS), default=KINDS[0], show_default=True, help="Which kind of file."
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write it to a file and print the line that tells editors about it.",
)
@DEBUG
def schema(kind: str, out: Path | None) -> None:
    """Print the JSON Schema of the files.

    It holds every key with its unit, bounds and meaning; with it, editors complete keys and mark mistakes
    while you type.
    """
    import json

    from workbench.interfaces.cli.places import shown
    from workbench.interfaces.files import editor_line, json_schema, portfolio_json_schema

    made = json_schema() if kind == "scenario" else portfolio_json_schema()
    text = json.dumps(made, indent=2)
    if out is None:
        click.echo(text)
        click.echo(
            f"With --out FILE, editors use it where a YAML file begins with: {editor_line()}", err=True
        )
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    click.echo(f"Written: {shown(out)}")
    click.echo("First line of a YAML file beside it:")
    click.echo(editor_line(out.name))
