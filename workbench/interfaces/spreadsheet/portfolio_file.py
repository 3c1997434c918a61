"""The portfolio as a YAML file that people can read, edit and run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from workbench.model import Portfolio


def portfolio_as_yaml(portfolio: Portfolio) -> str:
    """The portfolio as YAML; what is left at its default is left out.

    Examples
    --------
    >>> from datetime import date
    >>> from workbench.model import Project, ResourcePool, WorkPackage
    >>> package = WorkPackage(id="build", duration=10, demand={"dev": 1})
    >>> made = Portfolio(name="One", start=date(2027, 1, 4), pools=(ResourcePool(id="dev", capacity=2),),
    ...                  projects=(Project(id="P1", packages=(package,)),))
    >>> Portfolio.model_validate(yaml.safe_load(portfolio_as_yaml(made))) == made
    True
    """
    content = _short(
        portfolio.model_dump(mode="json", by_alias=True, exclude_defaults=True),
        portfolio.model_dump(mode="json", by_alias=True),
    )
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=110)


def write_portfolio(portfolio: Portfolio, path: Path) -> None:
    """Write the portfolio as YAML, in place of what stands there."""
    Path(path).write_text(portfolio_as_yaml(portfolio), encoding="utf-8", newline="\n")


def _short(short: Any, full: Any) -> Any:
    """What is left without defaults; a law keeps its name, and a planned duration becomes a bare number."""
    if isinstance(full, list):
        return [_short(one, whole) for one, whole in zip(short, full, strict=True)]
    if not isinstance(full, dict):
        return short
    kept = {name: _short(value, full[name]) for name, value in short.items()}
    if (duration := full.get("duration")) and duration["law"] == "estimate":
        kept["duration"] = duration["mean"]
    return {"law": full["law"], **kept} if "law" in full else kept
