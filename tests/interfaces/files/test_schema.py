"""The schema accepts what the reader accepts, and says what the types say."""

import re
from pathlib import Path

import jsonschema
import pytest

from workbench.interfaces.files import (
    dump_portfolio,
    dump_scenario,
    json_schema,
    load_scenario,
    portfolio_json_schema,
)
from workbench.interfaces.files.tree import read_tree

DOCS = Path(__file__).parents[3] / "docs" / "scenario-files.md"
EXAMPLES = re.findall(r"```yaml\n# file: (\S+)\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)


def found(schema, text: str) -> list[str]:
    data = read_tree(text, "x.yaml")[0].plain()
    return [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(data)]


def test_the_schemas_are_schemas() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    jsonschema.Draft202012Validator.check_schema(portfolio_json_schema())


@pytest.mark.parametrize(("name", "text"), EXAMPLES, ids=[name for name, _ in EXAMPLES])
def test_the_examples_of_the_documentation_fit(name: str, text: str) -> None:
    schema = portfolio_json_schema() if name.startswith("portfolios/") else json_schema()
    assert bool(found(schema, text)) == name.startswith("wrong")


def test_written_scenarios_and_portfolios_fit(write) -> None:
    scenario = load_scenario("baseline.yaml")
    assert found(json_schema(), dump_scenario(scenario)) == []
    assert found(portfolio_json_schema(), dump_portfolio(scenario.portfolio)) == []


@pytest.mark.parametrize(
    "text",
    [
        "name: x\n",
        "horizon: 2029-12-31\nportfolio: a.yaml\nsed: 1\n",
        "extends: a.yaml\npolicy: {release: {wip_limit: 0}}\n",
        "extends: a.yaml\npolicy: {release: {wip_limit: {times: 2}}}\n",
        "extends: a.yaml\nportfolio: {projects: {P01: {benfit: {}}}}\n",
        "extends: a.yaml\nportfolio: {projects: [{name: without id}]}\n",
        "extends: a.yaml\ndemand: {scale: 0.5}\n",
    ],
)
def test_mistakes_show_in_the_editor(text: str) -> None:
    assert found(json_schema(), text)


def test_units_bounds_and_descriptions_come_from_the_types() -> None:
    capacity = json_schema()["$defs"]["ResourcePool"]["properties"]["capacity"]
    assert (capacity["unit"], capacity["minimum"]) == ("FTE", 0)
    change = json_schema()["$defs"]["ResourcePool.change"]["properties"]["capacity"]
    assert (change["unit"], change["description"]) == (capacity["unit"], capacity["description"])
