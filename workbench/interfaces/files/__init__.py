"""YAML files of scenarios and portfolios: read with located errors, checked, written."""

from workbench.interfaces.files.dump import dump_portfolio, dump_scenario
from workbench.interfaces.files.load import load_portfolio, load_scenario, load_scenarios, validate

__all__ = [
    "dump_portfolio",
    "dump_scenario",
    "load_portfolio",
    "load_scenario",
    "load_scenarios",
    "validate",
]
