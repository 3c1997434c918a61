"""A what-if states only what differs; files rest on files; the content decides what is the same."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.errors import InputError
from workbench.interfaces.files import (
    dump_portfolio,
    dump_scenario,
    load_portfolio,
    load_scenario,
    load_scenarios,
)
from workbench.model import Estimate, Pert, Portfolio, Project, ResourcePool, WorkPackage
from workbench.scenario import Scenario


def test_a_what_if_that_changes_nothing_has_the_hash_of_its_base(write) -> None:
    path = write(
        "same.yaml",
        "extends: baseline.yaml\nname: other\ndescription: words\npolicy: {}\nportfolio: {projects: []}\n",
    )
    assert load_scenario(path).hash == load_scenario("baseline.yaml").hash


@pytest.mark.parametrize(
    "change",
    [
        "seed: 8",
        "horizon: 2029-12-30",
        "policy: {gates: {rule: expected_value}}",
        "pmo: {effect_strength: 0}",
        "portfolio: {projects: {P02: {after: [P01]}}}",
        "portfolio: {pools: {dev: {name: x}}}",
        "portfolio: {remove: [objectives]}",
    ],
)
def test_any_change_of_content_changes_the_hash(write, change: str) -> None:
    path = write("x.yaml", f"extends: baseline.yaml\n{change}\n")
    assert load_scenario(path).hash != load_scenario("baseline.yaml").hash


def test_the_order_of_keys_does_not_count(write) -> None:
    text = Path("baseline.yaml").read_text()
    path = write("x.yaml", "\n".join(reversed(text.splitlines())) + "\n")
    assert load_scenario(path).hash == load_scenario("baseline.yaml").hash


def test_the_hash_is_the_same_in_every_process(write) -> None:
    code = "from workbench.interfaces.files import load_scenario; print(load_scenario('baseline.yaml').hash)"
    root = Path(__file__).parents[3]
    seen = set()
    for seed in ("0", "1", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}
        done = subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
        )
        seen.add(done.stdout.strip())
    assert seen == {load_scenario("baseline.yaml").hash}


def test_numbers_are_set_scaled_and_added_to(write) -> None:
    path = write(
        "x.yaml",
        """\
        extends: baseline.yaml
        policy: {release: {wip_limit: {scale: 1.5}}}
        portfolio:
          discount_rate: {add: 0.02}
          pools:
            - {id: dev, capacity: {scale: 0.9}}
          projects:
            P01:
              benefit: {per_year: {scale: 0.8}}
              packages: {build: {duration: {scale: 1.25}}, test: {duration: {scale: 2}}}
        """,
    )
    scenario = load_scenario(path)
    build, test = scenario.portfolio.projects[0].packages
    assert scenario.policy.release.wip_limit == 6
    assert scenario.portfolio.discount_rate == 0.1
    assert scenario.portfolio.pools[0].capacity == 9.0
    assert scenario.portfolio.projects[0].benefit.per_year == 80_000
    assert build.duration == Estimate(mean=75.0)
    assert test.duration == Pert(low=20, mode=30, high=60)


def test_a_chain_is_applied_from_its_base_on(write) -> None:
    write("one.yaml", "extends: baseline.yaml\nportfolio: {pools: {dev: {capacity: {scale: 2}}}}\n")
    path = write("deep/two.yaml", "extends: ../one.yaml\nportfolio: {pools: {dev: {capacity: {add: 1}}}}\n")
    scenario = load_scenario(path)
    assert (scenario.name, scenario.description) == ("two", "")
    assert scenario.portfolio.pools[0].capacity == 21


def test_a_circle_is_named_with_its_files(write) -> None:
    write("a.yaml", "extends: b.yaml\n")
    write("b.yaml", "name: b\nextends: c.yaml\n")
    write("c.yaml", "extends: ./a.yaml\n")
    with pytest.raises(InputError) as error:
        load_scenario("a.yaml")
    assert str(error.value) == (
        "c.yaml:1:1: extends: files extend one another in a circle (got a.yaml → b.yaml → c.yaml → a.yaml); "
        "drop one of these links"
    )


def test_a_file_that_extends_itself_is_a_circle(write) -> None:
    with pytest.raises(InputError, match=r"p.yaml → p.yaml"):
        load_portfolio(write("p.yaml", "extends: p.yaml\nstart: 2027-01-04\n"))


def test_a_missing_base_gets_the_nearest_name(write) -> None:
    with pytest.raises(
        InputError,
        match=r"x.yaml:1:1: extends: there is no such file \(got basline.yaml\); did you mean baseline",
    ):
        load_scenario(write("x.yaml", "extends: basline.yaml\n"))


def test_a_base_may_be_incomplete(write) -> None:
    write("rules.yaml", "policy: {release: {index: cd3}}\nhorizon: 2028-12-31\n")
    scenario = load_scenario(write("x.yaml", "extends: rules.yaml\nportfolio: small.yaml\n"))
    assert scenario.policy.release.index == "cd3"


def test_a_portfolio_can_be_changed_in_place_and_in_a_file(write) -> None:
    write(
        "richer.yaml",
        "extends: small.yaml\nprojects: {P01: {benefit: {per_year: {scale: 2}}}, remove: [P02]}\n",
    )
    inline = write(
        "x.yaml",
        """\
        horizon: 2029-12-31
        portfolio:
          extends: small.yaml
          projects: {P01: {benefit: {per_year: {scale: 2}}}, remove: [P02]}
        """,
    )
    assert load_scenario(inline).portfolio == load_portfolio("richer.yaml")
    by_file = write("y.yaml", "horizon: 2029-12-31\nportfolio: richer.yaml\n")
    assert load_scenario(by_file).hash == load_scenario(inline).hash


def test_another_portfolio_replaces_that_of_the_base(write) -> None:
    write("other.yaml", Path("small.yaml").read_text().replace("name: Small", "name: Other"))
    write("one.yaml", "extends: baseline.yaml\nportfolio: {pools: {dev: {capacity: 99}}}\n")
    scenario = load_scenario(write("two.yaml", "extends: one.yaml\nportfolio: other.yaml\n"))
    assert (scenario.portfolio.name, scenario.portfolio.pools[0].capacity) == ("Other", 10)


def test_several_scenarios_of_a_folder_by_name(write) -> None:
    for name in ("b", "a"):
        write(f"folder/{name}.yaml", "extends: ../baseline.yaml\n")
    assert [one.name for one in load_scenarios("folder")] == ["a", "b"]
    assert [one.name for one in load_scenarios(["baseline.yaml", "folder/b*.yaml"])] == ["baseline", "b"]


def test_problems_of_several_scenarios_come_together_and_once(write) -> None:
    write("small.yaml", Path("small.yaml").read_text().replace("capacity: 10", "capacity: -10"))
    for name in ("a", "b"):
        write(f"folder/{name}.yaml", "extends: ../baseline.yaml\nseed: -1\n")
    with pytest.raises(InputError) as error:
        load_scenarios("folder")
    assert len(error.value.problems) == 3


def test_two_scenarios_of_one_name_are_refused(write) -> None:
    write("x.yaml", "extends: baseline.yaml\nname: baseline\n")
    with pytest.raises(InputError, match="is the name of baseline.yaml too"):
        load_scenarios(["baseline.yaml", "x.yaml"])


def test_what_is_written_is_complete_and_reads_back_the_same(write) -> None:
    path = write("x.yaml", "extends: baseline.yaml\nname: 'on'\ndescription: '1e6'\ndemand: {scale: 2}\n")
    scenario = load_scenario(path)
    again = load_scenario(write("again.yaml", dump_scenario(scenario)))
    assert again == scenario
    assert again.hash == scenario.hash
    assert load_portfolio(write("p.yaml", dump_portfolio(scenario.portfolio))) == scenario.portfolio


def test_a_thousand_projects_load(write) -> None:
    packages = tuple(
        WorkPackage(id=f"w{n}", duration=20, demand={"dev": 1.5}, after=(f"w{n - 1}",) if n else ())
        for n in range(6)
    )
    portfolio = Portfolio(
        name="large",
        start="2027-01-04",
        pools=(ResourcePool(id="dev", capacity=50),),
        projects=tuple(Project(id=f"P{n:04}", packages=packages) for n in range(1000)),
    )
    path = write("large.yaml", dump_scenario(Scenario(name="x", portfolio=portfolio, horizon="2029-12-31")))
    assert len(load_scenario(path).portfolio.projects) == 1000


def test_a_spreadsheet_as_of_a_day_can_be_the_portfolio(write) -> None:
    write(
        "plan.csv",
        """\
        id,class,value_per_year,due_date,duration_days,team_size,pool,intake_date
        A,software,100000,2028-03-31,60,3,dev,2027-02-01
        B,software,50000,2028-06-30,40,2,dev,2027-03-01
        """,
    )
    path = write(
        "x.yaml",
        """\
        horizon: 2029-12-31
        portfolio:
          extends: plan.csv
          start: 2027-01-04
          projects: {A: {benefit: {per_year: {scale: 0.5}}}}
        """,
    )
    portfolio = load_scenario(path).portfolio
    assert portfolio.start.isoformat() == "2027-01-04"
    assert [(one.id, one.benefit.per_year) for one in portfolio.projects] == [("A", 50_000), ("B", 50_000)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            "{pools: {dve: {capacity: 20}}}",
            "portfolio › pools › dve: there is no pool of this name, and as a new one no work needs it "
            "(got dve); did you mean dev?",
        ),
        ("{pools: {night: {capacity: 20}}}", "no work needs it (got night); known: dev, test"),
        ("{objectives: {groth: {weight: 2}}}", "no project has a score on it (got groth); did you mean"),
    ],
)
def test_a_misspelt_id_adds_nothing_that_nobody_uses(write, change: str, said: str) -> None:
    path = write("x.yaml", f"extends: baseline.yaml\nportfolio: {change}\n")
    with pytest.raises(InputError) as caught:
        load_scenario(path)
    assert said in str(caught.value) and "x.yaml:2:" in str(caught.value)
    portfolio = write("y.yaml", f"extends: small.yaml\n{change[1:-1]}\n")
    with pytest.raises(InputError, match="as a new one"):
        load_portfolio(portfolio)


def test_a_new_pool_that_somebody_needs_or_that_stands_in_for_others_is_welcome(write) -> None:
    needed = "{pools: {night: {capacity: 2}}, projects: {P02: {packages: {build: {demand: {night: 1}}}}}}"
    covering = "{pools: {night: {capacity: 2, covers: {dev: 0.5}}}}"
    for change in (needed, covering):
        path = write("x.yaml", f"extends: baseline.yaml\nportfolio: {change}\n")
        assert load_scenario(path).portfolio.pools[-1].id == "night"


def test_a_misspelt_risk_without_any_harm_is_refused(write) -> None:
    write("risky.yaml", "extends: small.yaml\nrisks: {strike: {probability: 0.2, delay: 0.5}}\n")
    path = write("x.yaml", "extends: risky.yaml\nrisks: {strke: {probability: 0.9}}\n")
    with pytest.raises(InputError, match="neither delay nor cost.*did you mean strike"):
        load_portfolio(path)
