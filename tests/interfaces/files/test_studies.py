"""Study files: the scenarios that they make, and everything that can be wrong in one."""

from pathlib import Path

import pytest

from workbench.errors import InputError
from workbench.experiment.designs import points_of
from workbench.interfaces.files.studies import is_study, read_study
from workbench.scenario.study import Design, Span, Study

PORTFOLIO = """\
name: Small
start: 2027-01-04
pools: {dev: {capacity: 6}, "dev.ops": {capacity: 2}}
projects:
  A: {packages: {build: {duration: 10, demand: {dev: 1}}}}
"""
BASELINE = "name: today\nportfolio: portfolio.yaml\nhorizon: 2028-12-31\n"

MANY = list(range(1, 102))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "portfolio.yaml").write_text(PORTFOLIO, encoding="utf-8")
    (tmp_path / "today.yaml").write_text(BASELINE, encoding="utf-8")
    return tmp_path


def study(folder: Path, text: str) -> Path:
    path = folder / "study.yaml"
    path.write_text(f"name: how many\nscenarios: [today.yaml]\n{text}", encoding="utf-8")
    return path


def names(folder: Path, text: str) -> list[str]:
    return [one.name for one in read_study(study(folder, text)).scenarios]


FACTORS = "factors: {policy.release.wip_limit: [2, 4], policy.dispatch.index: [spt, edd]}\n"


def test_a_product_holds_every_combination_and_today_first(folder: Path) -> None:
    found = read_study(study(folder, FACTORS)).scenarios
    assert [one.name for one in found] == [
        "today",
        *(f"today, wip_limit {limit}, index {rule}" for limit in (2, 4) for rule in ("spt", "edd")),
    ]
    assert found[3].policy.release.wip_limit == 4 and found[3].policy.dispatch.index == "spt"
    assert found[3].description == (
        "today, but at most four projects at once; people go to projects by shortest first"
    )


def test_zip_goes_side_by_side_and_one_at_a_time_alone(folder: Path) -> None:
    assert names(folder, f"design: zip\n{FACTORS}")[1:] == [
        "today, wip_limit 2, index spt",
        "today, wip_limit 4, index edd",
    ]
    assert len(names(folder, f"design: one_at_a_time\n{FACTORS}")) == 5


def test_a_latin_hypercube_has_one_point_in_each_slice_of_every_factor(folder: Path) -> None:
    text = (
        "design: latin_hypercube\npoints: 10\n"
        "factors:\n  portfolio.pools.dev.capacity: {low: 2, high: 12}\n"
        "  pmo.effect_strength: {low: 0, high: 1}\n"
    )
    found = read_study(study(folder, text)).scenarios[1:]
    people = sorted(next(p for p in one.portfolio.pools if p.id == "dev").capacity for one in found)
    assert all(2 + k <= value <= 3 + k for k, value in enumerate(people))
    strengths = sorted(one.pmo.effect_strength for one in found)
    assert all(k / 10 <= value <= (k + 1) / 10 for k, value in enumerate(strengths))
    assert [one.hash for one in found] == [one.hash for one in read_study(study(folder, text)).scenarios[1:]]


@pytest.mark.parametrize(("points", "values"), [(19, set(range(6, 25))), (5, None), (60, set(range(6, 25)))])
def test_a_latin_hypercube_over_whole_numbers_takes_its_steps(
    folder: Path, points: int, values: set[int] | None
) -> None:
    text = (
        f"design: latin_hypercube\npoints: {points}\n"
        "factors: {policy.release.wip_limit: {low: 6, high: 24, step: 1}}\n"
    )
    limits = [one.policy.release.wip_limit for one in read_study(study(folder, text)).scenarios[1:]]
    assert len(set(limits)) == len(limits), "points that coincide are one"
    assert all(isinstance(one, int) and 6 <= one <= 24 for one in limits)
    # As many points as values, or more: one in every slice, so that each value is there.
    assert set(limits) == values if values else len(limits) == points


def test_steps_that_are_no_whole_numbers_end_where_the_span_does(folder: Path) -> None:
    text = (
        "design: latin_hypercube\npoints: 40\n"
        "factors: {pmo.effect_strength: {low: 0.1, high: 0.4, step: 0.1}}\n"
    )
    found = read_study(study(folder, text)).scenarios[1:]
    assert sorted(one.pmo.effect_strength for one in found) == [0.1, 0.2, 0.3, 0.4]


@pytest.mark.parametrize("step", [None, 1.0])
def test_values_of_a_hypercube_above_a_million_are_not_rounded_away(step: float | None) -> None:
    """Slice by slice one point, however large values are beside the span between them."""
    span = Span(low=3_000_000, high=3_000_010, step=step)
    made = Study(
        name="s", scenarios=("a.yaml",), design=Design.LATIN_HYPERCUBE, factors={"seed": span}, points=11
    )
    values = sorted(dict(point)["seed"] for point in points_of(made))
    width = 10 / 11 if step is None else 1
    assert [int((value - 3_000_000) / width) for value in values] == list(range(11))


def test_a_list_may_scale_and_reach_ids_with_dots(folder: Path) -> None:
    text = (
        "design: list\ncases:\n"
        '- {"portfolio › pools › dev.ops › capacity": {scale: 2}}\n'
        "- {policy.release.wip_limit: 3, pmo.effect_strength: 0.5}\n"
    )
    found = read_study(study(folder, text)).scenarios
    assert found[1].portfolio.pools[1].capacity == 4
    assert found[2].name == "today, wip_limit 3, effect_strength 0.5"


def test_what_equals_today_is_no_scenario_of_its_own(folder: Path) -> None:
    assert names(folder, "factors: {portfolio.pools.dev.capacity: [6, 7]}\n") == [
        "today",
        "today, dev capacity 7",
    ]


def test_a_change_of_an_item_says_of_which_in_names_and_words(folder: Path) -> None:
    named = PORTFOLIO.replace("dev: {", "dev: {name: Developers, ")
    (folder / "portfolio.yaml").write_text(named, encoding="utf-8")
    text = (
        "design: one_at_a_time\nfactors:\n"
        "  portfolio.pools.dev.capacity: [{scale: 0.8}, {add: -2}]\n"
        "  portfolio.pools.each.capacity: [{add: 1}]\n"
        "  portfolio › pools › dev.ops › capacity: [4]\n"
    )
    found = read_study(study(folder, text)).scenarios[1:]
    assert [(one.name, one.description) for one in found] == [
        ("today, Developers capacity × 0.8", "today, but Developers: capacity × 0.8"),
        ("today, Developers capacity −2", "today, but Developers: capacity −2"),
        ("today, all pools capacity +1", "today, but all pools: capacity +1"),
        ("today, dev.ops capacity 4", "today, but dev.ops: capacity 4"),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("factors: {policy.relase.wip_limit: [2, 4]}\n", "did you mean release?"),
        ("factors: {policy.release.wip_limit: [0]}\n", "factors › policy.release.wip_limit: policy"),
        ("design: zip\nfactors: {horizon: [2029-01-01], pmo.effect_strength: [1, 0]}\n", "equally many"),
        ("design: latin_hypercube\nfactors: {pmo.effect_strength: [1]}\n", "needs low and high"),
        ("design: latin_hypercube\nfactors: {pmo.effect_strength: {low: 2, high: 2}}\n", "must be above low"),
        (
            "design: latin_hypercube\nfactors: {policy.release.wip_limit: {low: 6, high: 24}}\n",
            "write step: 1 beside low and high",
        ),
        (
            "design: latin_hypercube\nfactors: {policy.release.wip_limit: {low: 6, high: 24, step: 0}}\n",
            "must be above 0 and at most high less low (18)",
        ),
        ("executor: dsk\n", "did you mean dask?"),
        ("design: list\n", "is empty"),
        ("cases: [{pmo.effect_strength: 2}]\n", "for the design list alone"),
        ("factors: {pmo.effect_strength: {low: 1, high: 2}}\n", "needs a list of values"),
        ("factors: {pmo.effect_strength: []}\n", "has no value"),
        ("factors: {seed: [1, 2]}\n", "meets the same futures"),
        ("design: prodct\n", "did you mean product?"),
        ("factrs: {}\n", "did you mean factors?"),
        (f"factors:\n  policy.release.wip_limit: {MANY}\n  pmo.max: {MANY}\n", "10,000 are the most"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(folder: Path, text: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        read_study(study(folder, text))
    (problem,) = caught.value.problems
    assert told in str(problem) and problem.place.startswith(str(folder / "study.yaml"))


def test_only_a_study_is_one(folder: Path) -> None:
    assert is_study(study(folder, "")) and not is_study(folder / "today.yaml")
    assert not is_study(folder / "portfolio.yaml")


def test_a_factor_on_an_id_that_the_base_does_not_have_is_refused(folder: Path) -> None:
    """Else it would add a pool that nobody uses, and say that its capacity changes nothing."""
    text = (
        "factors:\n  portfolio.pools.devs.capacity: [6, 12]\n"
        "  portfolio.projects.A.packages.biuld.duration: [5, 20]\n"
    )
    with pytest.raises(InputError) as caught:
        read_study(study(folder, f"design: one_at_a_time\n{text}"))
    first, second = str(caught.value).splitlines()
    assert "study.yaml:5:" in first and "no work needs it (got devs); did you mean dev?" in first
    assert "study.yaml:6:" in second and "no package of this name (got biuld); did you mean build?" in second


def test_a_case_may_bring_a_pool_with_the_work_that_needs_it(folder: Path) -> None:
    case = "{portfolio.pools.ext.capacity: 4, portfolio.projects.A.packages.build.demand.ext: 1}"
    found = read_study(study(folder, f"design: list\ncases:\n  - {case}\n"))
    assert found.scenarios[1].portfolio.pools[-1].id == "ext"
