"""`workbench app`: the explorer as a web page, without code cells."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.interfaces.cli.options import BASE_URL, DEBUG, Whole


@click.command(epilog="Example: workbench app")
@click.argument("folder", metavar="[FOLDER]", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option("--port", type=Whole(1, 65535), metavar="N", help="Port of the server. [default: a free one]")
@BASE_URL
@click.option("--browser/--no-browser", default=True, help="Whether to open a browser. [default: --browser]")
@DEBUG
def app(*, folder: Path, port: int | None, base_url: str, browser: bool) -> None:
    """Open the explorer as a web page, without code.

    Works in FOLDER (the present one unless stated) and copies the notebooks there if it has none. The
    explorer opens scenarios/baseline.yaml of FOLDER; where there is none, it asks for a portfolio. The server
    listens on this computer only and asks for a token. Stop it with Ctrl-C.
    """
    from workbench.interfaces.cli.serving import Door, copy_notebooks, serve_app

    door = Door(port, base_url, browser)
    raise click.exceptions.Exit(serve_app(folder, copy_notebooks(folder), door))
