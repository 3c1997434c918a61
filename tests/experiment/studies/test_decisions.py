"""What to do with each project: advice that can be worked out by hand, and parts that add up."""

from dataclasses import replace

import pytest

from tests.engines.build import chain, package, policy, pool, project, scenario
from workbench.analysis import Interval, paired_difference
from workbench.errors import InputError
from workbench.experiment.recommendation import Recommendation
from workbench.experiment.studies.decisions import Advice, DecisionStudy, decisions, later
from workbench.experiment.studies.deletion import without
from workbench.experiment.studies.runs import plain_runs
from workbench.interfaces.studies.deciding import because, deciding_answer, deciding_json, lead, words
from workbench.model import BenefitProfile, Lateness, Project
from workbench.model.laws import DurationLaw
from workbench.scenario import Scenario

N = 40


def worth(per_year: float) -> BenefitProfile:
    return BenefitProfile(per_year=per_year, plateau_years=5.0)


def one_person(*projects: Project, **more: object) -> Scenario:
    people = [pool(capacity=1.0, cost_per_fte_day=100.0)]
    return scenario(projects, people, discount_rate=0.1, horizon=1000, **more)


def studied(what: Scenario, *projects: str, months: float = 6.0) -> DecisionStudy:
    return decisions(what, plain_runs(N), projects, months)


def of(study: DecisionStudy, project: str) -> Advice:
    return next(one for one in study.advice if one.project == project)


def test_what_only_costs_is_turned_down_and_what_pays_goes_on() -> None:
    study = studied(one_person(project("A", 20.0), project("B", 20.0, benefit=worth(1e5))))
    assert of(study, "A").recommendation is Recommendation.TERMINATE
    assert of(study, "B").recommendation is Recommendation.GREEN_LIGHT
    assert words(of(study, "A")) == "turn down" and words(of(study, "B")) == "green-light"
    assert of(study, "A").stable.value == 1.0


def test_what_it_costs_itself_and_what_it_costs_others_add_up() -> None:
    study = studied(one_person(project("A", 20.0), project("B", 20.0, benefit=worth(1e5))))
    advice = of(study, "A")
    assert advice.going is not None and advice.own is not None and advice.others is not None
    assert advice.own.value == pytest.approx(-2000.0, rel=0.01)
    assert advice.others.value < 0, "B waits for it"
    assert advice.own.value + advice.others.value == pytest.approx(advice.going.mean.value, rel=1e-12)


def test_stopping_what_has_begun_counts_what_stopping_costs_but_never_what_was_spent() -> None:
    def begun(termination: float, bought: float) -> Scenario:
        work = chain(package("done", 40.0, done=True), package("rest", 10.0))
        return one_person(
            Project(id="A", packages=work, in_flight=True, termination_cost=termination, external_cost=bought)
        )

    cheap = of(studied(begun(0.0, 0.0)), "A")
    assert cheap.recommendation is Recommendation.TERMINATE and words(cheap) == "terminate"
    dear = of(studied(begun(5000.0, 0.0)), "A")
    assert dear.recommendation is Recommendation.GREEN_LIGHT and words(dear) == "go on"
    assert of(studied(begun(0.0, 1e6)), "A").going == cheap.going


def test_what_blocks_something_better_is_held() -> None:
    """First come, first served: A takes the only person for 60 days, B is worth far more and is late."""
    blocking = one_person(
        project("A", 60.0, benefit=worth(3e4)), project("B", 30.0, benefit=worth(1e6), intake=0.0)
    )
    study = studied(blocking)
    assert of(study, "A").recommendation is Recommendation.HOLD
    assert study.together is not None and study.together.mean.value > 0
    assert any(line.startswith("Hold for 6 months: A (best in 40 of 40 futures, ") for line in lead(study))
    assert because(of(study, "A"), study).startswith("Proposing it 6 months later is worth ")


def test_what_must_be_done_is_never_stopped() -> None:
    late = Lateness(per_day=1e4)
    study = studied(one_person(project("A", 20.0, mandatory=True, due=30.0, lateness=late)))
    advice = of(study, "A")
    assert advice.recommendation is Recommendation.GREEN_LIGHT and advice.going is None
    assert because(advice, study) == "It must be done."


def test_undecided_is_said() -> None:
    """As often worth its cost as not: nothing is known for sure."""
    law: DurationLaw = {"law": "lognormal", "mean": 100.0, "cv": 1.0}  # type: ignore[assignment]
    study = studied(one_person(project("A", package("w", law), benefit=worth(2.45e3))))
    advice = of(study, "A")
    assert advice.recommendation is Recommendation.RE_EVALUATE
    assert because(advice, study).startswith("Undecided: going on could be anywhere from ")
    # A range that leaves out zero by itself, but not once all comparisons are allowed for.
    alone = replace(advice, going=paired_difference([0.0] * 40, [-3e3, -1e3] * 20, 1))
    said = because(alone, study)
    assert said.startswith(
        "By itself going on is €2.0k worse than stopping (between €1.7k and €2.3k), but not"
    )
    assert "all 2 comparisons are allowed for" in said


def test_each_part_of_the_worth_is_told_in_a_unit_of_its_own() -> None:
    """Beside a project worth millions, what it does to the others is not zero because it is thousands."""
    study = studied(one_person(project("A", 10.0), project("B", 10.0)))
    one = replace(
        of(study, "A"),
        recommendation=Recommendation.GREEN_LIGHT,
        own=Interval(8.6e6, 7.1e6, 10.2e6),
        others=Interval(12_000.0, 4_000.0, 20_000.0),
    )
    assert because(one, study) == (
        "It brings €8.6m itself (€7.1m to €10.2m) and helps the others by €12.0k (€4.0k to €20.0k)."
    )
    alone = replace(one, others=Interval(0.0, 0.0, 0.0))
    assert because(alone, study).endswith("and changes nothing for the others.")


def test_those_that_need_it_count_with_it() -> None:
    study = studied(
        one_person(
            project("A", 10.0),
            project("B", 10.0, benefit=worth(1e6), after=("A",)),
        )
    )
    advice = of(study, "A")
    assert advice.needing == ("B",)
    assert advice.recommendation is Recommendation.GREEN_LIGHT
    assert advice.own is not None and advice.own.value > 0


def test_what_is_proposed_later_is_not_decided_now() -> None:
    study = studied(one_person(project("A", 10.0), project("B", 10.0, intake=100.0)))
    assert [one.project for one in study.advice] == ["A"] and study.not_yet == ("B",)


def test_what_the_selection_turns_down_is_not_said_to_be_proposed_later() -> None:
    some = without(one_person(project("A", 10.0), project("B", 10.0), project("C", 10.0, intake=100.0)), "B")
    study = studied(some)
    assert [one.project for one in study.advice] == ["A"]
    assert (study.not_yet, study.not_selected) == (("C",), ("B",))


def test_later_is_so_many_months_after_it_could_start_now() -> None:
    moved = later(one_person(project("A", 10.0), project("B", 10.0, intake=100.0)), "B", 6.0)
    assert moved.portfolio.projects[1].intake == pytest.approx(100.0 + 365.25 / 2, abs=0.3)


def test_an_unknown_project_is_refused() -> None:
    with pytest.raises(InputError, match="there is no"):
        studied(one_person(project("A", 10.0)), "Z")


def test_page_and_json_hold_everybody() -> None:
    what = one_person(project("A", 20.0), project("B", 20.0, benefit=worth(1e5)), policy=policy())
    study = studied(what)
    answer = deciding_answer(study, what)
    assert len(answer.sections[0].grids[0].rows) == 2
    assert '"recommendation": "terminate"' in deciding_json(study, what)


def test_nothing_to_decide_is_said() -> None:
    what = one_person(project("A", 20.0, intake=50.0))
    study = studied(what)
    assert study.advice == () and "nothing to decide" in lead(study)[0]
    assert deciding_answer(study, what).sections[0].picture is None
