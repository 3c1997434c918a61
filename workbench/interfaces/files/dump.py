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
    return _dumped(plain(scenario))


def dump_portfolio(portfolio: Portfolio) -> str:
    """The complete portfolio as YAML.

    Parameters
    ----------
    portfolio
        Any portfolio.
    """
    return _dumped(plain(portfolio))


def _dumped(data: dict[str, Any]) -> str:
    text: str = yaml.dump(
        data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100, default_flow_style=False
    )
    return text
