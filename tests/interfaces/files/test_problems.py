"""Every mistake of a file at once: place, value, what is allowed, nearest spelling; no consequences."""

from pathlib import Path

import pytest

from workbench.errors import InputError
from workbench.interfaces.files import load_portfolio, load_scenario, validate


def told(path: Path | str) -> list[str]:
    return [str(problem) for problem in validate(path)]


def after_change(write, change: str) -> list[str]:
    """Problems of a what-if that changes the projects and pools so."""
    return told(write("x.yaml", f"extends: baseline.yaml\nportfolio:\n  {change}\n"))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("pools: {dev: {capacity: -3}}", "pools › dev › capacity: must be at least 0 FTE (got -3)"),
        ("pools: {dev: {capacity: .inf}}", "pools › dev › capacity: must be a finite number (FTE) (got inf)"),
        ("pools: {dev: {capacity: .nan}}", "pools › dev › capacity: must be a finite number (FTE) (got nan)"),
        (
            "pools: {dev: {capacity: 1e999}}",
            "pools › dev › capacity: must be a finite number (FTE) (got inf)",
        ),
        ("budgets: {2027: -1}", "budgets › 2027: must be at least 0 (got -1)"),
        (
            "start: 0001-01-01",
            "start: must be a date from 1900-01-01 to 2999-12-31 (got 0001-01-01); check the",
        ),
        ("projects: {P01: {due: 9999-12-31}}", "due: must be a date from 1900-01-01 to 2999-12-31 (got 9999"),
        ("projects: {P01: {intake: 1026-07-01}}", "intake: must be a date from 1900-01-01 to 2999-12-31"),
        ("calendar: {holidays: [3027-01-01]}", "holidays › #1: must be a date from 1900-01-01 to 2999-12-31"),
        ("discount_rate: ٣", "discount_rate: must be a number (per year, discount rate) (got ٣); write 3"),
        ("discount_rate: −1", "must be a number (per year, discount rate) (got −1); write -1 without quotes"),
        (
            "projects: {P01: {packages: {build: {demand: [dev]}}}}",
            "demand: must be a mapping of key: value (got a list)",
        ),
        ("projects: {each: 5}", "projects › each: must be a mapping of what differs (got 5)"),
        ("objectives: {each: {set: []}, growth: {weight: 2}}", "objectives › #1: must be a mapping of key"),
        ("projects: {remove: P02}", "projects › remove: takes a list (got P02); write [P02]"),
        ("projects: {remove: {P02: 1}}", "projects › remove: takes a list (got {'P02': 1})"),
        ("budgets: {remove: 2027}", "budgets › remove: takes a list (got 2027); write [2027]"),
        ("projects: [{id: null, mandatory: true}]", "projects › #1 › id: must be text; write a short key"),
        (
            "projects: [{id: 1.5, mandatory: true}]",
            "projects › #1 › id: must be text (got 1.5); put it in quo",
        ),
        ("projects: [{id: [P01], mandatory: true}]", "projects › #1 › id: must be text (got ['P01'])"),
        (
            "projects: {P01: {benefit: {window_closes: 9999-12-31}}}",
            "window_closes: must be a date from 1900",
        ),
        (
            "budgets: {2027: 1e14}",
            "budgets › 2027: must be at most 10,000,000,000,000 (got 100000000000000.0)",
        ),
        (
            "budgets: {27: 1e6}",
            "budgets › 27: a fiscal year is a year of four digits (got 27); did you mean 2027?",
        ),
        (
            "pools: {dev: {capacity: 1e6}}",
            "pools › dev › capacity: must be at most 100,000 FTE (got 1000000.0)",
        ),
        ("pools: {dev: {cost_per_fte_day: 1e10}}", "must be at most 1,000,000,000 money per FTE-day"),
        (
            "projects: {P01: {benefit: {decay_per_year: 101}}}",
            "decay_per_year: must be at most 100 (got 101)",
        ),
        (
            "projects: {P01: {intake: -1e9}}",
            "intake: must be at least -36,525 working days (got -1000000000.0)",
        ),
        ("projects: {P01: {due: 40000}}", "due: must be at most 36,525 working days (got 40000)"),
        (
            "projects: {P01: {operations_effect: {dev: 1e6}}}",
            "operations_effect › dev: must be at most 100,000 FTE (got 1000000.0)",
        ),
        (
            "projects: {P01: {packages: {build: {demand: {dev: 1e308}}}}}",
            "demand › dev: must be at most 100,000 FTE (got 1e+308)",
        ),
        (
            "projects: {P01: {packages: {build: {duration: {law: fixed, value: 1e9}}}}}",
            "duration: a duration has a mean of at most 36,525 working days, got 1e+09",
        ),
        ("budgets: {soon: 1}", "budgets › soon: a fiscal year is a key of four digits, for example 2027"),
        ("budgets: {2027: 1, 2_027: 2}", "budgets › 2_027: a fiscal year is a key of four digits"),
        ("budgets: {2027.0: 1}", "budgets › 2027.0: a fiscal year is a key of four digits"),
        ("budgets: {2027/28: 1}", "budgets › 2027/28: a fiscal year is a key of four digits"),
        ("start: 2027-02-30", "start: must be a date as YYYY-MM-DD (day value is outside expected range)"),
        (
            "discount_rate: 8%",
            "discount_rate: must be a number (per year, discount rate) (got 8%); write 0.08",
        ),
        ("discount_rate: '0,08'", "got 0,08); write 0.08 without quotes"),
        ("fiscal_year_starts: 4.5", "fiscal_year_starts: must be a whole number"),
        ("currency: 978", 'currency: must be text (got 978); put it in quotes: "978"'),
        ("unspent: laps", "unspent: is not one of the words allowed (got laps); did you mean lapses?"),
        ("maturity: 6", "maturity: must be at most 5 (got 6)"),
        ("maturity: high", "maturity: must be a mapping of key: value (got high)"),
        ("objectives: {growth: {weigth: 2}}", "weigth: is not a known key; did you mean weight?"),
        ("calendar: {weekend: [0, 1, 2, 3, 4, 5, 6]}", "at least one day of the week must be a working day"),
        (
            "projects: {P01: {intake: soon}}",
            "intake: must be a date (YYYY-MM-DD) or a number of working days",
        ),
        ("projects: {P01: {mandatory: yes}}", "mandatory: must be true or false (got yes)"),
        ("projects: {P01: {after: P02}}", "after: must be a list (got P02); write [P02]"),
        (
            "projects: {P01: {after: [P20]}}",
            "after: there is no project of this name (got P20); did you mean P0",
        ),
        ("projects: {P01: {after: [P02]}, P02: {after: [P01]}}", "projects: predecessors run in a circle"),
        ("projects: {P01: {packages: {build: {after: [test]}}}}", "packages: predecessors run in a circle"),
        ("projects: {P01: {due: 2026-12-01}}", "due: is before the intake"),
        ("projects: {P02: {due: 2027-02-01}}", "due: is before the intake 2027-03-01"),
        (
            "projects: {P01: {scores: {groth: 5}}}",
            "there is no objective of this name (got groth); did you mean growth?",
        ),
        ("projects: {P01: {scores: {growth: 101}}}", "a score lies between 0 and 100 (got 101)"),
        ("projects: {P01: {packages: {build: {demand: {dev: 11}}}}}", "demand is above the 10 FTE"),
        ("projects: {P01: {packages: {build: {demand: {dev: -1}}}}}", "demand must be above 0 FTE (got -1)"),
        (
            "projects: {P01: {packages: {build: {demand: {dev: 0.333}}}}}",
            "whole hundredths of an FTE (got 0.333)",
        ),
        (
            "projects: {P01: {packages: {build: {duration: long}}}}",
            "duration: must be a number or a law (got long)",
        ),
        ("projects: {P01: {packages: {build: {duration: -5}}}}", "duration: must be at least 0 working days"),
        ("projects: {P01: {packages: {build: {duration: {law: prt}}}}}", "(got prt); did you mean pert?"),
        ("projects: {P01: {packages: {build: {duration: {low: 3}}}}}", "low: is not a known key"),
        (
            "projects: {P01: {packages: {build: {duration: {set: {low: 3}}}}}}",
            "needs law: a word that says which",
        ),
        (
            "projects: {P01: {packages: {test: {duration: {mode: 40}}}}}",
            "low ≤ mode ≤ high is needed, got 10, 40, 30",
        ),
        ("projects: {P01: {packages: {set: []}}}", "a project needs at least one work package"),
        ("projects: {set: []}", "projects: a portfolio needs at least one project; add a project"),
        (
            "projects: {P01: {benefit: {plateau_years: null}}, P02: {}}\n  discount_rate: 0",
            "value without end",
        ),
    ],
)
def test_a_mistake_is_located_and_said_once(write, change: str, expected: str) -> None:
    lines = after_change(write, change)
    assert len(lines) == 1, lines
    assert expected in lines[0]
    assert lines[0].startswith(("x.yaml:3:", "x.yaml:4:")), lines[0]


def test_a_shock_that_takes_more_people_than_there_are_is_told_where_it_stands(write) -> None:
    path = write(
        "x.yaml",
        """\
        extends: baseline.yaml
        pmo: {staff: 1e6, one_off: [{on: 2027-06-01, amount: 1e14}]}
        shocks:
          leavers: {kind: capacity, pool: dev, fte: -6, from: 2027-05-03}
          storm: {kind: capacity, pool: dev, fte: -5, from: 2027-06-01, until: 2027-06-15}
          cut: {kind: budget, share: 15, from: 2027-06-01}
        """,
    )
    assert told(path) == [
        "x.yaml:2:7: pmo › staff: must be at most 100,000 FTE (got 1000000.0)",
        "x.yaml:2:46: pmo › one_off › #1 › amount: must be at most 10,000,000,000,000 money "
        "(got 100000000000000.0)",
        "x.yaml:5:38: shocks › storm › fte: together with leavers, takes more people than the pool dev has: "
        "10 FTE on 2027-06-01 (got -11 in all); write -4 or raise the capacity",
        "x.yaml:6:23: shocks › cut › share: must be at most 10 (got 15)",
    ]


@pytest.mark.parametrize(
    "flaw", ["{capacity: ten}", "{capacity_steps: [{from: 2027-02-01, fte: many}]}", "{capacity: 1e9}"]
)
def test_a_shock_is_not_told_of_a_pool_whose_people_are_wrong(write, flaw: str) -> None:
    shocks = "shocks: {a: {kind: capacity, pool: dev, fte: -30, from: 2027-05-03}}"
    text = f"extends: baseline.yaml\nportfolio: {{pools: {{dev: {flaw}}}}}\n{shocks}\n"
    (line,) = told(write("x.yaml", text))
    assert "shocks" not in line


def test_demand_above_capacity_is_not_told_of_a_pool_whose_capacity_is_wrong(write) -> None:
    lines = after_change(write, "pools: {dev: {capacity: -1}}")
    assert len(lines) == 1


def test_mistakes_of_every_kind_are_told_at_once_and_in_the_order_of_the_lines(write) -> None:
    path = write(
        "x.yaml",
        """\
        name: x
        horizon: 2020-01-01
        polcy: {}
        policy: {release: {index: cd4}}
        shocks:
          - {kind: capacity, id: a, pool: devs, fte: -1, from: 2027-02-01}
          - {kind: capcity, id: b, pool: dev, fte: -1, from: 2027-02-01}
        portfolio:
          name: x
          start: 2027-01-04
          pools:
            - {id: dev, capacity: 5}
            - {id: dev, capacity: 6}
          projects:
            - {id: A, benfit: {}, packages: [{id: p, duration: 3, demand: {dev: 50}}]}
            - {id: B, packages: [{id: p, duration: x, demand: {qa: 1}}, {id: p, duration: 2}]}
            - {id: C, after: [A], packages: [{id: p}]}
            - {id: D}
        """,
    )
    lines = [line.split(":", 3) for line in told(path)]
    assert [int(line[1]) for line in lines] == sorted(int(line[1]) for line in lines)
    found = {(int(line[1]), line[3].strip()) for line in lines}
    expected = [
        (2, "horizon: must be after the portfolio's start"),
        (3, "polcy: is not a known key; did you mean policy?"),
        (4, "policy › release › index: is not one of the words allowed (got cd4); did you mean cd3?"),
        (6, "shocks › a › pool: there is no pool of this name (got devs); did you mean dev?"),
        (7, "shocks › b: kind is not one of the words allowed (got capcity); did you mean capacity?"),
        (13, "portfolio › pools › dev: the id stands twice"),
        (15, "portfolio › projects › A › benfit: is not a known key; did you mean benefit?"),
        (15, "portfolio › projects › A › packages › p › demand › dev: demand is above the 6 FTE"),
        (16, "portfolio › projects › B › packages › p › duration: must be a number or a law (got x)"),
        (16, "portfolio › projects › B › packages › p › demand: there is no pool of this name (got qa)"),
        (16, "portfolio › projects › B › packages › p: the id stands twice"),
        (17, "portfolio › projects › C › packages › p › duration: is missing; state duration"),
        (18, "portfolio › projects › D › packages: is missing"),
    ]
    for line, text in expected:
        assert any(line == at and said.startswith(text) for at, said in found), (line, text, sorted(found))


def test_a_wrong_project_is_still_known_to_those_that_refer_to_it(write) -> None:
    lines = after_change(
        write, "projects: {P01: {after: [P02]}, P02: {packages: {build: {duration: x}}, due: 1.1.27}}"
    )
    assert len(lines) == 2


def test_a_misspelt_project_in_a_what_if_is_not_a_new_one(write) -> None:
    lines = after_change(write, "projects: {P1: {benefit: {per_year: 5}}}")
    assert lines == [
        "x.yaml:3:14: portfolio › projects › P1: there is nothing of this name to change, "
        "and as a new one it lacks packages (got P1); did you mean P01?"
    ]


def test_a_mistake_of_the_base_is_told_in_the_base(write) -> None:
    write("small.yaml", Path("small.yaml").read_text().replace("capacity: 10", "capacity: ten"))
    path = write("x.yaml", "extends: baseline.yaml\nseed: -1\n")
    assert [line[:16] for line in told(path)] == ["x.yaml:2:1: seed", "small.yaml:4:9: "]


def test_a_rule_that_needs_scores_names_the_projects(write) -> None:
    lines = told(write("x.yaml", "extends: baseline.yaml\npolicy: {dispatch: {index: wsjf_safe}}\n"))
    assert [line.split(": ")[1] for line in lines] == [
        f"portfolio › projects › P0{n} › ordinal" for n in (1, 2)
    ]


def test_an_empty_portfolio_is_refused(write) -> None:
    path = write("p.yaml", "name: x\nstart: 2027-01-04\npools: []\nprojects: []\n")
    with pytest.raises(InputError) as error:
        load_portfolio(path)
    assert len(error.value.problems) == 2


def test_a_file_of_the_other_kind_is_recognised(write) -> None:
    with pytest.raises(
        InputError, match="this is a portfolio file where a scenario file is needed; write portfolio:"
    ):
        load_scenario("small.yaml")
    with pytest.raises(InputError, match="this is a scenario file where a portfolio file is needed"):
        load_portfolio("baseline.yaml")


def test_validate_takes_portfolios_and_scenarios(write) -> None:
    assert told("small.yaml") == told("baseline.yaml") == []


NEVER_RIGHT = ("[[1]]", "{a: {b: {c: null}}}")
"""What no field of a scenario takes."""


def test_nothing_but_wrong_types_gives_problems_and_no_traceback(write) -> None:
    for value in (
        "7",
        "[]",
        "x",
        "null",
        "[[1]]",
        "{a: 1}",
        "true",
        "[{id: [1]}]",
        "{a: {b: {c: null}}}",
        "{set: 1}",
    ):
        for key in ("portfolio", "policy", "pmo", "shocks", "horizon", "seed", "extends", "demand"):
            path = write(
                "x.yaml",
                f"extends: baseline.yaml\n{key}: {value}\n".replace("extends: baseline.yaml\next", "ext"),
            )
            told_wrong = validate(path)
            assert told_wrong or value not in NEVER_RIGHT, f"{key}: {value}"
        for key in (
            "pools",
            "projects",
            "risks",
            "objectives",
            "budgets",
            "calendar",
            "maturity",
            "start",
            "extends",
        ):
            after_change(write, f"{key}: {value}")
            after_change(write, f"projects: {{P01: {{{key}: {value}, packages: {value}, benefit: {value}}}}}")
