"""YAML files of scenarios and portfolios: read with located errors, checked, written."""

from workbench.interfaces.files.dump import dump_portfolio, dump_scenario
from workbench.interfaces.files.load import load_portfolio, load_scenario, load_scenarios, validate
from workbench.interfaces.files.schema import editor_line, json_schema, portfolio_json_schema

__all__ = [
    "dump_portfolio",
    "dump_scenario",
    "editor_line",
    "json_schema",
    "load_portfolio",
    "load_scenario",
    "load_scenarios",
    "portfolio_json_schema",
    "validate",
]
