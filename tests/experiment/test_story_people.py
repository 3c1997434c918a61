"""What a trace says of limits, incidents and rules that act: the limit, the incident and the rule by name."""

from dataclasses import replace

import numpy as np

from tests.engines.build import package, policy, pool, project, scenario
from workbench.engines.draws import draw
from workbench.engines.plan import plan_of
from workbench.engines.process import run_witnessed
from workbench.experiment.story import Future, story_of
from workbench.interfaces.wording.story import told
from workbench.model import Incident
from workbench.policies import Trigger
from workbench.scenario import Scenario


def sentences(what: Scenario, name: str, *steps: tuple[float, int]) -> str:
    """The story of a project, with incidents that begin (+n) and end (−n) on given days."""
    plan = plan_of(what)
    days, codes = np.array([[one[0] for one in steps]]), np.array([[float(one[1]) for one in steps]])
    drawn = replace(draw(plan, range(1)), incident_day=days, incident=codes)
    path, witness = run_witnessed(plan, drawn, 0)
    future = Future(what, plan, drawn, path, witness)
    return " ".join(line.text for line in told(future, story_of(future, plan.projects.ids.index(name))))


def test_a_full_programme_and_a_full_pool_are_named() -> None:
    made = [project("A", 10, programme="north"), project("B", 5, programme="north"), project("C", 5)]
    rules = policy(release={"programme_limits": {"north": 1}, "pool_limits": {"dev": 1}})
    what = scenario(made, [pool(capacity=9, name="dev")], policy=rules, horizon=60)
    assert "the places in the programme “north” are taken, 1 of 1" in sentences(what, "B")
    assert "the places on dev are taken, 1 of 1" in sentences(what, "C")


def test_a_rule_that_pauses_starts_is_named() -> None:
    rule = Trigger.model_validate(
        {"id": "busy", "when": "wip", "above": 0, "then": "pause_release", "for": 20}
    )
    rules = policy().model_copy(update={"triggers": (rule,)})
    made = [project("A", 10), project("B", 5, intake=1.0)]
    said = sentences(scenario(made, [pool(capacity=9)], policy=rules, horizon=60), "B")
    assert "the rule “busy” pauses starts" in said and "waits 20 working days" in said


def test_an_incident_that_keeps_people_away_is_named() -> None:
    outage = Incident(id="o", name="Outage", per_year=1, duration=3, people={"dev": 1})
    made = [project("A", package("w", 4, {"dev": 1}), intake=2.0)]
    what = scenario(made, incidents=(outage,), horizon=60)
    said = sentences(what, "A", (1.0, 1), (9.0, -1))
    assert "waits 7 working days for dev while “Outage” keeps people in daily operations." in said
