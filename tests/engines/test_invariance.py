"""What must not change a path: order in the file, names of others, work that is none, effects at rest."""

from dataclasses import fields, replace

import numpy as np
import pytest

from tests.engines.build import (
    Story,
    day,
    lived,
    package,
    policy,
    pool,
    project,
    same_paths,
    scenario,
    with_process,
)
from tests.engines.portfolios import mixed, ordinary, pools, under_way
from workbench.engines.draws import Draws, draw
from workbench.engines.plan import landscape, plan_of
from workbench.engines.process import run
from workbench.model import Maturity
from workbench.policies import LevelStep, OneOff, Pmo, StaffStep
from workbench.scenario import Scenario

FUTURES = 6

LUCK = [
    [0.7680533611949549, 0.12437368544209043],
    [0.12615480832995346, 0.34641459185082585],
    [0.8668749920844201, 0.10962280354960469],
]
REWORK = [
    [0.4585554587452145, 0.1364892895199003],
    [0.9850713636472468, 0.7211915486713532],
    [0.9985085940772429, 0.4465604945359572],
]
SYSTEMIC = [
    [1.5478147389913681, -0.5056860684290267],
    [-0.36039366301963577, -0.8974199815138548],
    [-0.24370225277854607, 1.7125333934304778],
]
NOISE = [0.13872883330189523, 0.33016810769063776, -0.036624148560150886]


def same(one: list[Story], other: list[Story]) -> bool:
    """Paths and money agree in every bit."""
    return all(
        same_paths(a.path, b.path)
        and all(
            np.asarray(getattr(a.worth, f.name)).tobytes() == np.asarray(getattr(b.worth, f.name)).tobytes()
            for f in fields(a.worth)
        )
        for a, b in zip(one, other, strict=True)
    )


def reordered(what: Scenario) -> Scenario:
    """Every list whose order means nothing, backwards."""
    portfolio = what.portfolio
    projects = tuple(
        one.model_copy(
            update={
                "packages": tuple(
                    p.model_copy(update={"demand": dict(reversed(p.demand.items())), "after": p.after[::-1]})
                    for p in reversed(one.packages)
                ),
                "risks": one.risks[::-1],
                "gates": one.gates[::-1],
                "stages": one.stage_order,
                "scores": dict(reversed(one.scores.items())),
            }
        )
        for one in reversed(portfolio.projects)
    )
    turned = portfolio.model_copy(
        update={
            "projects": projects,
            "pools": portfolio.pools[::-1],
            "objectives": portfolio.objectives[::-1],
            "risks": portfolio.risks[::-1],
            "budgets": dict(reversed(portfolio.budgets.items())),
        }
    )
    pmo = what.pmo.model_copy(
        update={"one_off": what.pmo.one_off[::-1], "staff_steps": what.pmo.staff_steps[::-1]}
    )
    return what.model_copy(update={"portfolio": turned, "shocks": what.shocks[::-1], "pmo": pmo})


COSTLY = Pmo(
    staff=2,
    cost_per_fte=90_000,
    staff_steps=(StaffStep(from_=day(100), fte=3), StaffStep(from_=day(300), fte=1)),
    one_off=tuple(OneOff(on=day(30 * k), amount=0.1 + k) for k in range(9)),
)


def test_shuffling_the_file_changes_nothing() -> None:
    """Projects, packages, pools, risks, objectives, shocks, payments: the same bits in paths and money."""
    what = mixed(pmo=COSTLY)
    assert same(lived(what, FUTURES), lived(reordered(what), FUTURES))


def test_names_and_descriptions_change_nothing() -> None:
    """Names are for people."""
    what = mixed()
    named = [
        one.model_copy(update={"name": f"Project {one.id}", "reference_class": "x"})
        for one in what.portfolio.projects
    ]
    assert same(lived(what, FUTURES), lived(mixed(projects=named), FUTURES))


def test_a_project_without_work_changes_nobody_elses_path() -> None:
    """Common random numbers: a milestone project in between moves no luck and no decision of the others."""
    base = lived(mixed(), FUTURES)
    empty = project("P03b", package("m", 0, {}), intake=0.0, ordinal=ordinary(1).ordinal)
    more = lived(mixed(projects=[*mixed().portfolio.projects, empty]), FUTURES)
    for one, other in zip(base, more, strict=True):
        assert other.end("P03b") == "COMPLETED"
        others = one.plan.projects.ids
        np.testing.assert_array_equal([one.finish(p) for p in others], [other.finish(p) for p in others])
        assert repr(one.tries) == repr(other.tries)


# Draws ----------------------------------------------------------------------------------------------------


def by_name(draws: Draws, ids: list[str], names: list[str]) -> dict[tuple[str, str], bytes]:
    """Luck of each project and package, by its address."""
    found = {}
    for stream in ("systemic", "known_systemic", "known_error", "value_log", "luck"):
        for i, name in enumerate(ids):
            found[stream, name] = getattr(draws, stream)[:, i].tobytes()
    for stream in ("rework", "late", "log_noise", "remaining"):
        for k, name in enumerate(names):
            found[stream, name] = getattr(draws, stream)[:, k].tobytes()
    return found


def luck_of(what: Scenario, futures: range = range(FUTURES)) -> dict[tuple[str, str], bytes]:
    plan = plan_of(what)
    ids = list(plan.projects.ids)
    names = [f"{ids[i]}/{k}" for i, k in zip(plan.packages.project, plan.packages.ids, strict=True)]
    return by_name(draw(plan, futures), ids, names)


def test_draws_are_stable_under_insertion_removal_and_reordering_of_projects() -> None:
    """Luck has an address; who else is there does not matter."""
    whole = luck_of(mixed(projects=[ordinary(k) for k in range(1, 10) if k != 7] + under_way()))
    fewer = luck_of(mixed(projects=[ordinary(k) for k in (8, 2, 5)] + under_way()[:1]))
    assert fewer and all(whole[address] == numbers for address, numbers in fewer.items())


def test_draws_do_not_depend_on_policy_capacity_levels_or_money() -> None:
    """What-ifs meet the same luck."""
    base = luck_of(mixed())
    others = [
        mixed(policy=policy(release={"index": "npv"}, dispatch="random")),
        mixed(shocks=()),
        mixed(budgets={}),
        mixed(discount_rate=0.2),
        mixed(horizon=500),
        mixed(pmo=Pmo(levels=(LevelStep(from_=day(50), maturity=4),), effect_strength=0.5)),
    ]
    assert all(luck_of(one) == base for one in others)


def test_a_block_of_futures_has_the_numbers_of_the_whole() -> None:
    """Any split of the replications gives the same luck and the same paths."""
    plan = plan_of(mixed())
    whole = draw(plan, range(10))
    for part in (range(0, 4), range(4, 5), range(7, 10)):
        split = draw(plan, part)
        for one in fields(Draws):
            if one.name != "replications":
                chosen = getattr(whole, one.name)[part.start : part.stop]
                assert getattr(split, one.name).tobytes() == chosen.tobytes(), one.name
        assert same_paths(run(plan, split, 0), run(plan, whole, part.start))


def test_seed_zero_is_a_seed_and_seeds_differ() -> None:
    """0 is not “no seed”."""
    zero, again, one = luck_of(mixed(seed=0)), luck_of(mixed(seed=0)), luck_of(mixed(seed=1))
    assert zero == again
    assert all(zero[address] != one[address] for address in zero if address[0] in {"systemic", "luck"})
    assert luck_of(mixed(seed=2**63 - 1))


def test_streams_entities_attempts_and_futures_are_unrelated() -> None:
    """Correlations of the streams of one portfolio stay within what chance allows."""
    made = [project(f"P{k}", package("a", 5), package("b", 5)) for k in range(6)]
    # Noise is made for attempts that can come: with certain rework, for all eight.
    plan = with_process(plan_of(scenario(made, maturity=1, uncertainty={"correlation": 0})), rework=1.0)
    draws = draw(plan, range(4000))
    columns = [draws.systemic, draws.known_error, draws.luck, draws.rework[:, :, 0], draws.rework[:, :, 1]]
    columns += [draws.late[:, :, 0], draws.log_noise[:, :, 0], draws.log_noise[:, :, 7]]
    table = np.corrcoef(np.concatenate(columns, axis=1), rowvar=False)
    off = table[~np.eye(len(table), dtype=bool)]
    assert np.abs(off).max() < 5 / np.sqrt(4000)
    series = draws.luck[:, 0]
    assert abs(np.corrcoef(series[1:], series[:-1])[0, 1]) < 4 / np.sqrt(4000)


@pytest.mark.parametrize("share", [0.0, 0.2, 1.0])
def test_projects_share_the_stated_part_of_the_systemic_factor(share: float) -> None:
    """Correlation ρ between any two projects."""
    made = [project(f"P{k}", 5) for k in range(2)]
    plan = plan_of(scenario(made, maturity=2, uncertainty={"correlation": share}))
    one, other = draw(plan, range(4000)).systemic.T
    assert one.std() == pytest.approx(1, abs=0.05) and other.mean() == pytest.approx(0, abs=0.07)
    assert np.corrcoef(one, other)[0, 1] == pytest.approx(share, abs=0.06)


def test_ids_with_the_separator_in_them_have_luck_of_their_own() -> None:
    """Project “A/B” with package “C” is not project “A” with package “B/C”."""
    made = [project("A/B", package("C", 5)), project("A", package("B/C", 5))]
    draws = draw(plan_of(scenario(made, maturity=2)), range(50))
    assert (draws.rework[:, 0, 0] != draws.rework[:, 1, 0]).all()


def test_known_answers_of_the_draws() -> None:
    """Frozen numbers: a change of addresses or of the generator must be seen and announced."""
    made = [project("A", package("w", 5), value_cv=0.5), project("B", package("w", 5))]
    draws = draw(with_process(plan_of(scenario(made, maturity=2, seed=7)), rework=1.0), range(3))
    assert draws.luck.tolist() == LUCK
    assert draws.rework[:, :, 0].tolist() == REWORK
    np.testing.assert_allclose(draws.systemic, SYSTEMIC, rtol=1e-12)
    np.testing.assert_allclose(draws.log_noise[2, 1, :3], NOISE, rtol=1e-12)


def test_noise_is_made_for_the_attempts_that_can_come_and_is_the_same_whatever_can() -> None:
    """What the worst level of a plan cannot lead to has no number; what it can has the number of any plan."""
    plan = plan_of(scenario([project("A", package("w", 5))], maturity=2))
    certain, seldom = (draw(with_process(plan, rework=share), range(500)) for share in (1.0, 0.2))
    known = ~np.isnan(seldom.log_noise)
    assert known[:, :, 0].all() and 0 < known[:, :, 1].mean() < 0.4
    assert (known[:, :, 1:] == (seldom.rework < 0.2).cumprod(axis=2)[:, :, :-1].astype(bool)).all()
    assert (seldom.log_noise[known] == certain.log_noise[known]).all()


# Maturity at rest -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("strength", [0.0, 0.3, 1.0, 2.0])
def test_effect_strength_never_moves_the_baseline(strength: float) -> None:
    """Without a level path every s gives the same bits."""
    base = lived(mixed(), FUTURES)
    assert same(base, lived(mixed(pmo=Pmo(effect_strength=strength)), FUTURES))


@pytest.mark.parametrize("strength", [0.0, 0.3, 1.0])
def test_a_level_path_that_stays_where_it_is_changes_nothing(strength: float) -> None:
    """The same levels again, from two dates on: the same bits, whatever the strength (a null practice)."""
    maturity = {"profile": 2, "programmes": {"north": 3}}
    base = lived(mixed(maturity=maturity), FUTURES)
    path = tuple(
        LevelStep(from_=day(when), maturity=Maturity.model_validate(maturity)) for when in (0, 31, 200)
    )
    other = lived(mixed(maturity=maturity, pmo=Pmo(levels=path, effect_strength=strength)), FUTURES)
    assert same(base, other)


def test_no_strength_leaves_only_the_overhead_of_a_better_level() -> None:
    """s = 0 is the published null: nothing but cost moves."""
    plan = plan_of(mixed(pmo=Pmo(levels=(LevelStep(from_=day(31), maturity=4),), effect_strength=0.0)))
    levels = plan.levels
    for name in ("rework", "late", "switching", "gate_noise", "spread", "sigma"):
        table = getattr(levels, name)
        assert (table[:, 0] == table[:, 1]).all(), name
    assert (levels.overhead[:, 0] != levels.overhead[:, 1]).all()
    assert (plan.risks.probability[:, 0] == plan.risks.probability[:, 1]).all()


def test_the_present_levels_count_until_the_first_board_of_a_new_one() -> None:
    """Maturity is a step function on board dates: nothing that starts before differs."""
    base = lived(mixed(), FUTURES)
    other = lived(mixed(pmo=Pmo(levels=(LevelStep(from_=day(100), maturity=5),))), FUTURES)
    assert other[0].plan.levels.day.tolist() == [-np.inf, 120.0]
    for one, two in zip(base, other, strict=True):
        early = [repr(t) for t in one.tries if t.start < 120 and t.end <= 120]
        assert early == [repr(t) for t in two.tries if t.start < 120 and t.end <= 120]
        assert repr(one.tries) != repr(two.tries)


# A pure cost ---------------------------------------------------------------------------------------------


def test_a_pure_cost_is_worth_its_present_value_and_nothing_else() -> None:
    """PMO staff without effect: paths are the same bits, the cost is the closed form."""
    base = lived(mixed(), FUTURES)
    costly = lived(mixed(pmo=Pmo(staff=2, cost_per_fte=100_000)), FUTURES)
    rho = np.log(1.08) / base[0].plan.days_per_year
    theory = 200_000 / base[0].plan.days_per_year * (1 - np.exp(-rho * 730)) / rho
    for one, other in zip(base, costly, strict=True):
        assert same_paths(one.path, other.path)
        assert other.worth.pmo_cost - one.worth.pmo_cost == pytest.approx(theory, rel=1e-9)
        assert (other.worth.npv == one.worth.npv).all()


def test_with_all_effects_zero_level_5_is_level_1_less_its_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    """The published effects at strength 0, and managing as much as today: the same bits, less the cost."""
    of_the_table = landscape.process_at

    def as_managed_today(profile, present, strength, quantiles):
        found = of_the_table(profile, present, strength, quantiles)
        return replace(found, overhead=of_the_table(present, present, strength, quantiles).overhead)

    monkeypatch.setattr(landscape, "process_at", as_managed_today)
    path = (LevelStep(from_=day(31), maturity=5),)
    costly = Pmo(levels=path, effect_strength=0.0, staff=3, cost_per_fte=100_000)
    low, high = (lived(mixed(maturity=1, pmo=pmo), FUTURES) for pmo in (Pmo(effect_strength=0.0), costly))
    assert len(high[0].plan.levels.day) == 2
    for one, other in zip(low, high, strict=True):
        assert same_paths(one.path, other.path)
        assert (other.worth.npv == one.worth.npv).all()
        assert other.worth.pmo_cost > one.worth.pmo_cost == 0.0


# Horizon, scale -------------------------------------------------------------------------------------------


def test_a_longer_horizon_changes_nothing_once_all_is_done() -> None:
    """With terminal value and all work done, H and 2H give the same NPV (oracle 40)."""
    made = [ordinary(k) for k in (1, 2, 3, 9)]
    short = lived(mixed(projects=made, policy=policy(), shocks=(), horizon=1500), 4)
    long = lived(mixed(projects=made, policy=policy(), shocks=(), horizon=3000), 4)
    for one, other in zip(short, long, strict=True):
        assert (one.path.end == 2).all()
        np.testing.assert_array_equal(one.path.finish, other.path.finish)
        assert one.worth.npv.sum() == pytest.approx(other.worth.npv.sum(), abs=1e-6)


def test_twice_the_money_is_twice_the_value() -> None:
    """Benefits, costs, budgets × 2: the same paths, NPV × 2."""

    def doubled(one):
        benefit = one.benefit
        return one.model_copy(
            update={
                "benefit": benefit.model_copy(
                    update={
                        "per_year": 2 * benefit.per_year,
                        "run_cost_per_year": 2 * benefit.run_cost_per_year,
                    }
                ),
                "lateness": one.lateness.model_copy(
                    update={"per_day": 2 * one.lateness.per_day, "step": 2 * one.lateness.step}
                ),
                "external_cost": 2 * one.external_cost,
                "termination_cost": 2 * one.termination_cost,
                "salvage": 2 * one.salvage,
                "risks": tuple(
                    r.model_copy(update={"cost": r.cost.model_copy(update={"value": 2 * r.cost.value})})
                    for r in one.risks
                ),
            }
        )

    what = mixed()
    portfolio = what.portfolio
    rich = portfolio.model_copy(
        update={
            "projects": tuple(doubled(one) for one in portfolio.projects),
            "pools": tuple(
                p.model_copy(update={"cost_per_fte_day": 2 * p.cost_per_fte_day}) for p in pools()
            ),
            "budgets": {year: 2 * money for year, money in portfolio.budgets.items()},
            "risks": tuple(
                r.model_copy(update={"cost": r.cost.model_copy(update={"value": 2 * r.cost.value})})
                for r in portfolio.risks
            ),
        }
    )
    for one, other in zip(
        lived(what, FUTURES), lived(what.model_copy(update={"portfolio": rich}), FUTURES), strict=True
    ):
        np.testing.assert_array_equal(one.path.finish, other.path.finish)
        np.testing.assert_allclose(other.worth.npv, 2 * one.worth.npv, rtol=1e-9, atol=1e-6)


def test_slower_clocks_give_the_same_value() -> None:
    """Every duration × 2 and every rate ÷ 2: days double, NPV stays."""

    def at(pace: float) -> Story:
        made = [
            project(
                f"P{k}",
                pace * (5.0 + k),
                pace * 4.0,
                intake=pace * 3.0 * k,
                due=pace * (6.0 + 4 * k),
                lateness={"per_day": 50.0 / pace, "step": 100.0},
                benefit={
                    "per_year": 9_000 / pace,
                    "plateau_years": pace,
                    "decay_per_year": 0.5 / pace,
                    "ramp_months": pace,
                },
                external_cost=70.0,
            )
            for k in range(6)
        ]
        rate = 1.08 ** (1 / pace) - 1
        what = scenario(
            made,
            [pool(capacity=2, cost_per_fte_day=10 / pace)],
            discount_rate=rate,
            policy=policy(dispatch="cd3"),
            horizon=int(100 * pace),
        )
        return lived(what)[0]

    one, other = at(1.0), at(2.0)
    np.testing.assert_allclose(other.path.finish, 2 * one.path.finish, rtol=1e-12)
    np.testing.assert_allclose(other.worth.npv, one.worth.npv, rtol=1e-9)
