"""`workbench weights`: weights of objectives from comparisons in pairs."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.interfaces.cli.options import DEBUG, JSON


@click.command(epilog="Example: workbench weights comparisons.yaml")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@JSON
@DEBUG
def weights(*, file: Path, as_json: bool) -> None:
    """Find weights of objectives from comparisons in pairs.

    FILE says for each pair once how many times as much the one weighs as the other, as in
    “growth: {resilience: 3, customer: 0.5}”. Compare going from the worst to the best level on the one with
    going from the worst to the best on the other. For weights alone; projects are never scored this way.
    """
    import json

    from workbench.interfaces.cli.streams import clean
    from workbench.interfaces.files.comparisons import read_comparisons

    compared = read_comparisons(file)
    points = [round(100 * one, 1) for one in compared.found.weights]
    ratio = compared.found.consistency_ratio
    if as_json:
        click.echo(
            json.dumps(
                {
                    "weights": dict(zip(compared.names, compared.found.weights, strict=True)),
                    "consistency_ratio": ratio,
                    "contradictory": compared.found.contradictory,
                },
                indent=2,
                ensure_ascii=False,
            )
        )
        return
    click.echo("objectives:")
    for name, point in zip(compared.names, points, strict=True):
        click.echo(clean(f"  {json.dumps(name, ensure_ascii=False)}: {{weight: {point:g}}}"))
    said = f"Consistency ratio {ratio:.2f} (0 = no contradiction, 1 = as random answers)"
    if compared.found.contradictory:
        click.echo(f"{said}: above 0.10, so compare again before you use these weights.", err=True)
    else:
        click.echo(f"{said}: below 0.10, usable.", err=True)
