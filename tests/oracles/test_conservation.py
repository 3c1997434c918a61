"""Work, people and time balance on every path of a portfolio with everything in it (oracle 24)."""

import numpy as np
import pytest

from tests.engines.build import Story, lived, policy
from tests.engines.portfolios import mixed
from workbench.engines.path import End

SCENARIOS = {
    "tight": mixed(),
    "free": mixed(policy=policy(dispatch="random"), budgets={}, horizon=500),
    "slow": mixed(policy=policy(release={"cadence": "half_yearly"}, dispatch="atc"), horizon=300),
}


@pytest.fixture(params=list(SCENARIOS))
def futures(request: pytest.FixtureRequest) -> list[Story]:
    return lived(SCENARIOS[request.param], 3)


def is_done(one: Story, i: int, k: int, t: float) -> bool:
    """Whether a package was accepted by a moment and no gate had sent it back since."""
    a, gates = one.path.attempts, one.path.gates
    accepted = np.flatnonzero((a.package == k) & (a.end <= t) & np.isin(a.outcome, (1, 3, 4)))
    if not len(accepted):
        return bool(one.plan.packages.done[k])
    last = accepted[-1]
    back = (gates.project == i) & (gates.decision == 2) & (gates.day >= a.end[last]) & (gates.day <= t)
    return not (a.outcome[last] == 3 and back.any())


def open_on_pool(one: Story, pool: int, t: float) -> int:
    """Released, unfinished projects with work left on a pool at a moment."""
    plan, path = one.plan, one.path
    is_open = (path.release <= t) & ~(path.finish <= t)
    needs = plan.packages.demand[:, pool] > 0
    return sum(
        any(needs[k] and not is_done(one, i, k, t) for k in plan.projects.packages.row(i))
        for i in np.flatnonzero(is_open).tolist()
    )


def test_every_attempt_lasts_what_its_draws_and_its_circumstances_say(futures: list[Story]) -> None:
    """Duration recomputed with numpy from plan, luck and the projects then open on its pools."""
    for one in futures:
        plan, draws, a = one.plan, one.draws, one.path.attempts
        levels, row = plan.levels, one.row
        steps = plan.pools
        for n in range(len(a.package)):
            k, number, start = int(a.package[n]), int(a.number[n]), float(a.start[n])
            if np.isnan(a.end[n]) or a.outcome[n] == 5 or not np.isnan(plan.packages.spent[k]):
                continue
            i = int(plan.packages.project[k])
            unit = plan.projects.unit[i]
            sigma = levels.sigma[i, 0]
            work = plan.packages.scale[k] * np.exp(sigma * draws.systemic[row, i] - sigma**2 / 2)
            work *= np.exp(draws.log_noise[row, k, number - 1])
            if number == 1:
                pairs = plan.risks.of_package.row(k)
                columns = [int(plan.risks.draw[p]) for p in pairs]
                work *= 1 + sum(
                    draws.delay[row, c]
                    for p, c in zip(pairs, columns, strict=True)
                    if draws.struck[row, c] < plan.risks.probability[p, 0]
                )
            stretch = 1.0
            for p in np.flatnonzero(plan.packages.demand[k]):
                mine = steps.step_pool == p
                capacity = steps.step_capacity[mine & (steps.step_day <= start)][-1]
                completed = (one.path.end == End.COMPLETED) & (one.path.finish <= start)
                capacity -= plan.projects.operations_effect[completed, p].sum()
                beyond = open_on_pool(one, int(p), start) / (capacity / 100) - 1
                stretch = max(stretch, 1 + levels.switching[unit, 0] * max(0.0, beyond))
            days = work * (1 + levels.overhead[unit, 0]) * min(stretch, 10.0)
            assert a.end[n] - a.start[n] == pytest.approx(days, rel=1e-9, abs=1e-9), one.name_of(k)


def test_busy_people_add_up_to_the_work_that_was_done(futures: list[Story]) -> None:
    """Area under the people in use, swept over the log, is Σ FTE × days; busy and idle are the capacity."""
    for one in futures:
        plan, a = one.plan, one.path.attempts
        last = 2 * plan.horizon
        end = np.where(np.isnan(a.end), last, a.end)
        moments = np.unique(np.concatenate([[0.0], a.start, end, plan.pools.step_day, [last]]))
        middles, spans = (moments[1:] + moments[:-1]) / 2, np.diff(moments)
        for p in range(len(plan.pools.ids)):
            demand = plan.packages.demand[a.package, p]
            used = np.array([demand[(a.start < t) & (end > t)].sum() for t in middles])
            assert np.dot(used, spans) == pytest.approx(np.dot(demand, end - a.start), rel=1e-9)
            mine = np.flatnonzero(plan.pools.step_pool == p)
            step = np.searchsorted(plan.pools.step_day[mine], middles, side="right") - 1
            capacity = plan.pools.step_capacity[mine][step]
            for i in np.flatnonzero(one.path.end == End.COMPLETED):
                gone = plan.projects.operations_effect[i, p] * (one.path.finish[i] < middles)
                capacity = capacity - gone
            began = np.isin(moments[:-1], a.start[demand > 0])
            assert (used[began] <= np.maximum(capacity[began], 0)).all()


def test_the_states_of_a_project_add_up_to_its_life(futures: list[Story]) -> None:
    """From intake to its end or the horizon; work and rework are the union of its attempts."""
    for one in futures:
        plan, path = one.plan, one.path
        begin = np.maximum(plan.projects.intake, 0.0)
        end = np.minimum(np.where(np.isnan(path.finish), np.inf, path.finish), plan.horizon)
        life = np.maximum(end - begin, 0.0)
        np.testing.assert_allclose(path.state_days.sum(axis=1), life, atol=1e-9)
        for i in range(len(life)):
            mine = plan.packages.project[path.attempts.package] == i
            spans = sorted(
                zip(
                    path.attempts.start[mine],
                    np.nan_to_num(path.attempts.end[mine], nan=2 * plan.horizon),
                    strict=True,
                )
            )
            covered, reached = 0.0, -1.0
            for s, e in spans:
                e = min(e, plan.horizon)
                covered += max(0.0, e - max(s, reached))
                reached = max(reached, e)
            assert path.state_days[i, :2].sum() == pytest.approx(covered, abs=1e-9)


def test_every_project_has_a_named_end_and_what_waits_was_never_released(futures: list[Story]) -> None:
    """Completed, terminated, rejected, waiting (with its reason) or running."""
    for one in futures:
        waiting = one.path.end == End.WAITING
        assert set(one.path.end.tolist()) <= {int(end) for end in End}
        assert (np.isnan(one.path.release) == (waiting | (one.path.end == End.REJECTED))).all()
        assert (one.path.reason[waiting] > 0).all()
