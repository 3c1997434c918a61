"""DESIGN §4.5: simulated touch time ÷ plan meets the published table, and better process acts as stated.

Touch time is the time of all attempts of a project, people for everybody: no queueing, no switching. The
published ratio has median `estimation_bias_median` and log-sd `log_sd_project_total`.
"""

import math
from functools import lru_cache

import numpy as np
import pytest
from scipy.special import ndtr

from tests.engines.build import chain, day, lived, package, pool, project, scenario
from workbench import evidence
from workbench.engines.draws import draw
from workbench.engines.plan import plan_of
from workbench.engines.rules.duration import believed_factor, noise_factor, systemic_factor
from workbench.model import (
    Estimate,
    Exponential,
    Fixed,
    Lognormal,
    Pert,
    ProjectRisk,
    Triangular,
    Uniform,
)
from workbench.policies import LevelStep, Pmo

PLANNED = 20.0
PROJECTS = 40
LEVELS = [1, 2, 3, 4, 5]
RISKS = (
    ProjectRisk(id="slip", probability=0.25, delay=Lognormal(mean=0.3, cv=0.5)),
    ProjectRisk(id="blow", probability=0.05, delay=0.8, packages=("w0", "w2")),
)


def table(effect: str, level: int) -> float:
    return evidence.effect_table(effect)[level - 1][1]


def organisation(present: float, packages: int, *, risks: tuple = (), now: float | None = None, **more):
    """Independent projects of equal packages at a present level, now at another."""
    made = [
        project(f"P{k:03d}", *chain(*(package(f"w{j}", PLANNED) for j in range(packages))), risks=risks)
        for k in range(PROJECTS)
    ]
    pmo = {} if now is None else {"pmo": Pmo(levels=(LevelStep(from_=day(0), maturity=now),))}
    return scenario(
        made,
        [pool(capacity=100_000)],
        maturity=present,
        uncertainty={"correlation": 0.0, "execution_share": more.pop("execution_share", 0.5)},
        horizon=20_000,
        **pmo,
        **more,
    )


@lru_cache
def touch(present: float, packages: int, risks: tuple = (), now: float | None = None, futures: int = 60):
    """Touch time ÷ plan, one number per project and simulated future."""
    plan = plan_of(organisation(present, packages, risks=risks, now=now))
    ratios = []
    for one in lived(plan, futures):
        a = one.path.attempts
        total = np.bincount(plan.packages.project[a.package], weights=a.end - a.start)
        ratios.append(total / (PLANNED * packages))
    return np.concatenate(ratios)


def mean_ratio(level: int) -> float:
    """B(L)."""
    spread = table("log_sd_project_total", level)
    return table("estimation_bias_median", level) * math.exp(spread * spread / 2)


def uplift(level: int, delays: tuple[tuple[float, float, float], ...] = ()) -> float:
    """U(L) from first principles: overhead × (first attempt with risks + repeats up to eight attempts).

    `delays` are (probability, mean delay, share of the work it may strike).
    """
    again = sum(table("rework_probability", level) ** k for k in range(1, 8))
    multiplier = table("risk_event_multiplier", level)
    first = 1 + sum((1 - (1 - p) ** multiplier) * size * share for p, size, share in delays)
    return (1 + table("overhead_in_project_pm", level)) * (first + again)


@pytest.mark.parametrize("risks", [(), RISKS], ids=["without risks", "with risks"])
@pytest.mark.parametrize("packages", [5, 8])
@pytest.mark.parametrize("level", LEVELS)
def test_touch_time_over_plan_meets_the_table(level: int, packages: int, risks: tuple) -> None:
    """Median and log-sd within 5 %; n = 2,400, so one standard error is about 1 % and 1.5 % of them."""
    ratio = touch(level, packages, risks)
    assert len(ratio) == 2400
    assert np.median(ratio) == pytest.approx(table("estimation_bias_median", level), rel=0.05)
    assert np.log(ratio).std(ddof=1) == pytest.approx(table("log_sd_project_total", level), rel=0.05)


@pytest.mark.parametrize(("present", "now"), [(1, 4), (2, 3), (3, 5), (4, 2)])
@pytest.mark.parametrize("risks", [(), RISKS], ids=["without risks", "with risks"])
def test_the_mean_at_another_level_moves_only_by_the_mechanisms(present: int, now: int, risks: tuple) -> None:
    """True mean at L is plan · B(L0) · U(L) ÷ U(L0): nothing of B(L) in it."""
    delays = ((0.25, 0.3, 1.0), (0.05, 0.8, 0.4)) if risks else ()
    theory = mean_ratio(present) * uplift(now, delays) / uplift(present, delays)
    ratio = touch(present, 5, risks, now, 30)
    assert abs(ratio.mean() - theory) <= 4 * ratio.std() / math.sqrt(len(ratio))
    assert abs(ratio.mean() / theory - 1) < 0.06


@pytest.mark.parametrize("now", LEVELS)
def test_first_attempts_have_the_same_mean_work_at_every_level(now: int) -> None:
    """plan · B(L0) ÷ U(L0); the overhead of the level comes on top."""
    plan = plan_of(organisation(2, 5, now=now))
    works = []
    for one in lived(plan, 20):
        a = one.path.attempts
        first = (a.end - a.start)[a.number == 1]
        works.append(first / (1 + table("overhead_in_project_pm", now)) / PLANNED)
    work = np.array(works).reshape(-1, 5).mean(axis=1)
    theory = mean_ratio(2) / uplift(2)
    assert abs(work.mean() - theory) <= 4 * work.std() / math.sqrt(len(work))


def test_stated_outcomes_get_no_bias_on_top() -> None:
    """With `durations: outcome` the mean of touch time is what was stated."""
    plan = plan_of(organisation(1, 5, durations="outcome"))
    ratios = []
    for one in lived(plan, 40):
        a = one.path.attempts
        ratios.append(np.bincount(plan.packages.project[a.package], weights=a.end - a.start) / 100)
    ratio = np.concatenate(ratios)
    assert plan.packages.scale[0] == pytest.approx(PLANNED / uplift(1), rel=1e-12)
    assert abs(ratio.mean() - 1) <= 4 * ratio.std() / math.sqrt(len(ratio))


@pytest.mark.parametrize("now", [1, 3, 4, 5])
@pytest.mark.parametrize("durations", ["plan", "outcome"])
def test_belief_at_another_level_is_the_true_mean_over_its_bias(now: int, durations: str) -> None:
    """Believed ÷ planned = B(L0) · U(L) ÷ U(L0) ÷ B(L); at L0 it is the plan, to the bit."""
    levels = plan_of(organisation(2, 5, now=now, durations=durations)).levels
    stated, here = (1, 1) if durations == "outcome" else (mean_ratio(2), mean_ratio(now))
    assert (levels.belief[:, 0] == 1.0).all() and (levels.known_sigma[:, 0] == 0.0).all()
    assert levels.belief[0, 1] == pytest.approx(stated * uplift(now) / uplift(2) / here, rel=1e-12)


def test_without_maturity_work_takes_what_its_laws_say() -> None:
    """No level, no identities: a package that no risk strikes takes its stated days, a struck one more."""
    slip = ProjectRisk(id="slip", probability=0.5, delay=0.4)
    futures = lived(scenario([project("A", 10, risks=(slip,))]), 60)
    assert {one.finish("A") for one in futures} == {10.0, 14.0}


# Spread ---------------------------------------------------------------------------------------------------

LAWS = [
    Lognormal(mean=7, cv=0.3),
    Lognormal(mean=7, cv=1.5),
    Exponential(mean=3),
    Uniform(low=1, high=9),
    Triangular(low=1, mode=2, high=9),
    Pert(low=2, mode=4, high=12),
    Fixed(value=4),
    Estimate(mean=6),
]


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.law)
@pytest.mark.parametrize("now", [1, 3, 5])
def test_a_change_of_spread_holds_the_mean_of_any_law(law, now: int) -> None:
    """Q′ = m·(Q/m)^r ÷ E[(Q/m)^r] has mean m, checked by another quadrature; exact for the lognormal."""
    what = scenario(
        [project("A", package("w", law))],
        maturity=2,
        pmo=Pmo(levels=(LevelStep(from_=day(0), maturity=now),)),
    )
    plan = plan_of(what)
    r, log_norm = plan.levels.spread[0, 1], plan.levels.log_norm[0, 1]
    assert r == table("log_sd_stage_independent", now) / table("log_sd_stage_independent", 2)
    z = np.linspace(-8, 8, 200_001)
    sigma = plan.packages.noise_sigma[0]
    logs = np.log(law.quantile(ndtr(z)) / law.mean) if np.isnan(sigma) else sigma * z - sigma**2 / 2
    weight = np.exp(-z * z / 2) / math.sqrt(2 * math.pi) * (z[1] - z[0])
    factors = np.array([noise_factor(one, r, log_norm) for one in logs[::100]])
    assert float((factors * weight[::100]).sum() * 100) == pytest.approx(1.0, rel=2e-4)
    assert float(np.log((np.exp(r * logs) * weight).sum())) == pytest.approx(log_norm, abs=1e-7)
    if isinstance(law, Lognormal):
        exact = math.log1p(law.cv**2) * (r * r - r) / 2
        assert log_norm == pytest.approx(exact, rel=1e-12)


@pytest.mark.parametrize("sizes", [[20.0] * 5, [20.0] * 10, [20.0] * 40, [5.0, 60.0, 10.0, 25.0], [80.0]])
def test_splitting_a_project_finer_does_not_change_the_spread_of_its_packages_sum(
    sizes: list[float],
) -> None:
    """Own noise is scaled so that the sum's coefficient of variation is that of five stages, equal or not."""
    what = scenario([project("A", *(package(f"w{k}", m) for k, m in enumerate(sizes)))], maturity=2)
    sigma = plan_of(what).packages.noise_sigma
    means = np.array(sizes)
    squared_cv = (means**2 * np.expm1(sigma**2)).sum() / means.sum() ** 2
    independent = table("log_sd_stage_independent", 2)
    assert squared_cv == pytest.approx(math.expm1(independent**2) / 5, rel=1e-12)


@pytest.mark.parametrize("packages", [5, 10, 40])
def test_the_total_spread_is_the_tables_however_fine_the_packages(packages: int) -> None:
    """Simulated log-sd at level 3, 1,600 projects, one standard error 1.8 %."""
    logs = np.log(touch(3, packages, (), None, 40 if packages < 40 else 12))
    error = 1 / math.sqrt(2 * len(logs))
    assert logs.std() == pytest.approx(table("log_sd_project_total", 3), rel=max(0.05, 4 * error))


def test_a_spread_out_of_reach_is_reported_with_the_one_that_is_reached() -> None:
    """One package at level 5 spreads more than the table by rework alone (lognormal of its moments)."""
    plan = plan_of(organisation(5, 1))
    name, wanted, reached = plan.unreachable[0]
    assert (name, wanted) == ("P000", table("log_sd_project_total", 5))
    assert reached > wanted and (plan.levels.sigma == 0).all()
    ratio = touch(5, 1, (), None, 100)
    of_the_lognormal = math.sqrt(math.log1p(ratio.var() / ratio.mean() ** 2))
    assert of_the_lognormal == pytest.approx(reached, rel=0.1)


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("now", [1, 4])
def test_a_change_of_systemic_spread_is_execution_by_its_share_and_information_else(
    share: float, now: int
) -> None:
    """Truth moves by φ of the change; what belief knows, or errs by, makes up the level's own spread."""
    levels = plan_of(organisation(2, 5, now=now, execution_share=share)).levels
    present, true = levels.sigma[0]
    level = present * table("log_sd_systemic", now) / table("log_sd_systemic", 2)
    assert true == pytest.approx(present + share * (level - present), rel=1e-12)
    gap = true**2 - level**2
    assert levels.known_sigma[0, 1] == pytest.approx(math.sqrt(abs(gap)), abs=1e-7)
    assert levels.known_share[0, 1] == pytest.approx(math.sqrt(gap) / true if gap > 1e-12 else 0.0)


@pytest.mark.parametrize("now", [1, 5])
def test_belief_is_calibrated_and_leaves_the_levels_own_spread(now: int) -> None:
    """At a better level the truth given belief has mean belief; what is left spreads as the level's own."""
    plan = plan_of(organisation(2, 5, now=now, execution_share=0.0))
    draws, levels = draw(plan, range(250)), plan.levels
    true, known, share = levels.sigma[0, 1], levels.known_sigma[0, 1], levels.known_share[0, 1]
    z, error = draws.systemic.ravel(), draws.known_error.ravel()
    truth = np.array([systemic_factor(true, one) for one in z])
    belief = np.array([believed_factor(1.0, known, share, a, b) for a, b in zip(z, error, strict=True)])
    level = levels.sigma[0, 0] * table("log_sd_systemic", now) / table("log_sd_systemic", 2)
    left = np.log(truth) - np.log(belief)
    assert left.std() == pytest.approx(level, rel=0.03)
    assert belief.mean() == pytest.approx(1.0, abs=4 * belief.std() / math.sqrt(len(belief)))
    if now == 5:
        high = belief > np.quantile(belief, 0.8)
        assert truth[high].mean() / belief[high].mean() == pytest.approx(1.0, abs=0.02)
        assert belief[high].mean() > 1.2


def test_the_belief_at_release_is_what_that_day_may_know_of_the_true_factor() -> None:
    """Recomputed from the truth's own normal and the error's: B-ratio × known part of the systemic factor."""
    plan = plan_of(organisation(2, 5, now=5, execution_share=0.0))
    levels = plan.levels
    known, share, ratio = levels.known_sigma[:, 1], levels.known_share[:, 1], levels.belief[:, 1]
    for one in lived(plan, 3):
        signal = share * one.draws.systemic[one.row] + np.sqrt(1 - share**2) * one.draws.known_error[one.row]
        expected = ratio * np.exp(known * signal - known**2 / 2)
        np.testing.assert_allclose(one.path.belief_at_release, expected, rtol=1e-12)
    at_home = lived(plan_of(organisation(2, 5)), 1)[0]
    assert (at_home.path.belief_at_release == 1.0).all()
