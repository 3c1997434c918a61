"""Writing a scenario as YAML: complete, resolved, and read back as the same content."""

from __future__ import annotations

from typing import Any

import yaml

from workbench.interfaces.files.resolve import plain
from workbench.interfaces.files.scalars import FLOAT, INTEGER, scalar
from workbench.model import Portfolio
from workbench.scenario import Scenario

_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Dumper(_DUMPER):  # type: ignore[misc]
    """Quotes every text that our reading, or that of any YAML 1.1 reader, would take for something else."""


def _text(dumper: Any, text: str) -> Any:
    quoted = not isinstance(scalar(text), str) or INTEGER.fullmatch(text) or FLOAT.fullmatch(text)
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if quoted else None)


_Dumper.add_representer(str, _text)


def dump_scenario(scenario: Scenario) -> str:
    """The complete scenario as YAML; reading it back gives the same hash.

    Parameters
    ----------
    scenario
        Any scenario.
    """
    return dump_data(plain(scenario))


def dump_portfolio(portfolio: Portfolio) -> str:
    """The portfolio as YAML that people can read and edit: what is left at its default is left out.

    Parameters
    ----------
    portfolio
        Any portfolio; reading the text back gives the same one.

    Examples
    --------
    >>> from datetime import date
    >>> from workbench.model import Project, ResourcePool, WorkPackage
    >>> package = WorkPackage(id="build", duration=10, demand={"dev": 1})
    >>> made = Portfolio(name="One", start=date(2027, 1, 4), pools=(ResourcePool(id="dev", capacity=2),),
    ...                  projects=(Project(id="P1", packages=(package,)),))
    >>> Portfolio.model_validate(yaml.safe_load(dump_portfolio(made))) == made
    True
    """
    stated = portfolio.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return dump_data(_short(stated, portfolio.model_dump(mode="json", by_alias=True)))


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


def dump_data(data: dict[str, Any]) -> str:
    """Plain data as YAML, in the given order; texts that any reader would take for something else are quoted.

    Examples
    --------
    >>> print(dump_data({"answers": {"1.1": 2.5, "1.2": None}}), end="")
    answers:
      "1.1": 2.5
      "1.2": null
    """
    text: str = yaml.dump(
        data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100, default_flow_style=False
    )
    return text
