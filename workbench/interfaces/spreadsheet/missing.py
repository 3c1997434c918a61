"""Columns without which no row can become a project, and how to get them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.errors import Problem
from workbench.interfaces.spreadsheet.mapping import Mapping
from workbench.interfaces.spreadsheet.pools import StatedPools
from workbench.interfaces.spreadsheet.table import Table, as_yaml, nearest_field


def missing_columns(table: Table, mapping: Mapping, pools: StatedPools) -> Iterator[Problem]:
    """Fields without which no row can become a project."""
    there = set(table.matches) | set(mapping.constants)
    dates = {"planned_start", "planned_end"} <= there or {"started_on", "planned_end"} <= there
    assume = mapping.assume
    needed = {
        "id": bool(there & {"id", "name"}),
        "value_per_year": "value_per_year" in there
        or (assume.value_per_year is not None and "budget" in there),
        "duration_days": "duration_days" in there or dates or assume.duration_days is not None,
        "team_size": "team_size" in there or (assume.team_size is not None and "budget" in there),
        "pool": "pool" in there or len(pools.pools) < 2,
    }
    unmatched = _unmatched(table, mapping)
    for field, given in needed.items():
        if not given and field not in mapping.columns:  # those are told with the heading that is not there
            yield Problem(
                (field,),
                "there is no column for it",
                remedy=_how_to_map(field, unmatched),
                place=f"{table.origin}, row {table.headings[0].row}",
            )


def _how_to_map(field: str, unmatched: Sequence[str]) -> str:
    near = next((heading for heading in unmatched if nearest_field(heading) == field), None)
    if near is not None:
        return f"map the nearest: {field}: {as_yaml(near)}"
    listed = ", ".join(unmatched[:12]) if unmatched else "none"
    return (
        f"write “{field}: heading” in a mapping file and give it with --map (headings not matched: {listed})"
    )


def _unmatched(table: Table, mapping: Mapping) -> list[str]:
    used = {match.heading.column for match in table.matches.values()}
    return [
        cell.text
        for cell in table.headings
        if cell.text and cell.column not in used and cell.text not in mapping.ignore
    ]
