"""Luck, drawn before the run: uniforms, normals and base quantiles, never durations.

Durations depend on when an attempt starts and at which level, so they are made by rules during the run.
Nothing here depends on the policy, on capacity or on the level path: scenarios that share ids and seed
share their luck (DESIGN §4.9).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import cast

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from workbench.engines.addresses import PLAIN, WORDS, AttemptNumbers, Uniforms, address
from workbench.engines.incidents import incident_steps
from workbench.engines.noise import Law, log_noise
from workbench.engines.plan.plan import Plan
from workbench.engines.requests import request_luck
from workbench.model.laws import Lognormal

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Draws:
    """Luck of a block of replications; first axis = replication.

    Truth and belief are separate arrays, so that hiding or shuffling the truth cannot leak into a belief.

    Parameters
    ----------
    systemic
        Normal of each project's systemic factor, common part included.
    known_systemic, known_error
        What belief may see of it, and its independent error.
    known_value
        What gates take their noisy look at: the same as `value_log`.
    log_noise
        ln(quantile ÷ mean) of each package and attempt, spread exponent 1; NaN for attempts that no luck
        and no level of the plan lead to.
    rework, late
        Uniforms of each package and attempt; NaN for most of those that are never looked at.
    remaining
        Days that packages under way at the start still take, overhead included; NaN elsewhere.
    struck
        Uniform of each risk column; `delay` and `cost` its sizes.
    value_log
        ln(true ÷ stated benefit) of each project.
    signal
        Normal of each gate, in the order of `plan.projects.gate_stages.items`.
    review
        Normal of each project and review, as `i * reviews + number`; addressed by project and month.
    others, heed
        Normal of all assessors besides the board, and uniform of whether it follows them: at each gate, then
        at each project and review, addressed as those; nothing where nobody advises.
    luck
        Uniform of each project, for the random ranking.
    incident_day, incident
        When incidents begin and end, and which; see `workbench.engines.incidents`.
    service, patience, audited, found, report
        Of what is asked of the PMO's people; see `workbench.engines.requests`.
    """

    replications: range
    systemic: Floats
    known_systemic: Floats
    known_error: Floats
    known_value: Floats
    log_noise: Floats
    rework: Floats
    late: Floats
    remaining: Floats
    struck: Floats
    delay: Floats
    cost: Floats
    value_log: Floats
    signal: Floats
    review: Floats
    others: Floats
    heed: Floats
    luck: Floats
    incident_day: Floats
    incident: Floats
    service: Floats
    patience: Floats
    audited: Floats
    found: Floats
    report: Floats

    def first(self, count: int) -> Draws:
        """The luck of the first futures alone."""
        rows = {
            one.name: getattr(self, one.name)[:count] for one in fields(self) if one.name != "replications"
        }
        return Draws(replications=self.replications[:count], **rows)

    def shuffled(self, order: NDArray[np.int64]) -> Draws:
        """The same beliefs with another hidden truth: its rows are taken in another order."""
        hidden = {"systemic", "log_noise", "rework", "late", "remaining"}
        hidden |= {"value_log", "struck", "delay", "cost", "incident_day", "incident"}
        hidden |= {"service", "patience", "audited", "found"}
        changed = {
            one.name: getattr(self, one.name)[order] if one.name in hidden else getattr(self, one.name)
            for one in fields(self)
        }
        return Draws(**changed)


def draw(plan: Plan, replications: range, uniforms: Uniforms = PLAIN) -> Draws:
    """Draw the luck of a contiguous range of replications.

    Parameters
    ----------
    plan
        The scenario as arrays.
    replications
        Which futures.
    uniforms
        Where uniform numbers come from; any source gives the same.

    Examples
    --------
    Any part of a range gets the very numbers of the whole, see `workbench.engines.addresses.uniforms`.
    """
    projects, seed = plan.projects, plan.seed

    def one_each(stream: str, names: Sequence[str]) -> Floats:
        return _uniforms(uniforms, seed, stream, tuple(names), replications)

    def normal_each(stream: str, names: Sequence[str]) -> Floats:
        return _normals(uniforms, seed, stream, tuple(names), replications)

    ids, names = projects.ids, _names_of(plan)
    rho = plan.correlation
    common, own = normal_each("common", ["*"]), normal_each("systemic", ids)
    systemic = math.sqrt(rho) * common + math.sqrt(1.0 - rho) * own
    stages = projects.gate_stages.rows()
    gates = [address(ids[i], str(stage)) for i, row in enumerate(stages) for stage in row]
    risk_ids = plan.risks.draw_ids
    laws = cast("tuple[tuple[Law, Law], ...]", plan.risks.laws)
    delay, cost = one_each("risk delay", risk_ids), one_each("risk cost", risk_ids)
    value_log = projects.value_sigma * normal_each("value", ids) - projects.value_sigma**2 / 2
    attempts = _attempts(uniforms, seed, names, replications, plan.attempts, _rung(plan))

    def eight(stream: str, entity: str) -> Floats:
        return uniforms.block(seed, stream, (entity,), replications, WORDS)[:, 0]

    def at_sittings(stream: str) -> Floats:
        if not plan.rules.is_advised:
            return np.empty((len(replications), 0))
        reviews = _review_numbers(plan, replications, uniforms, f"review {stream}")
        return np.concatenate([one_each(f"gate {stream}", gates), reviews], axis=1)

    incident_day, incident = incident_steps(plan, len(replications), eight)
    return Draws(
        replications=replications,
        systemic=systemic,
        known_systemic=systemic.copy(),
        known_error=normal_each("belief", ids),
        known_value=value_log.copy(),
        log_noise=log_noise(plan, attempts.rework, attempts.noise),
        rework=attempts.rework,
        late=attempts.late,
        remaining=_remaining(plan, attempts.noise[:, :, 0], systemic),
        struck=one_each("risk", risk_ids),
        delay=_quantiles(delay, [law for law, _ in laws]),
        cost=_quantiles(cost, [law for _, law in laws]),
        value_log=value_log,
        signal=normal_each("gate", gates),
        review=np.asarray(ndtri(_review_numbers(plan, replications, uniforms, "review"))),
        others=np.asarray(ndtri(at_sittings("assessors"))),
        heed=at_sittings("followed"),
        luck=one_each("luck", ids),
        incident_day=incident_day,
        incident=incident,
        **request_luck(plan, replications, uniforms),
    )


KEPT_NUMBERS = 2**20
"""Arrays up to this size are kept for the next scenario with the same seed and ids: what-ifs draw nothing."""


RUNGS = 4
"""Worst probabilities of a defect are rounded up to so many: levels that differ little share their luck."""


def _rung(plan: Plan) -> float:
    """A round number that no probability of a defect of the plan exceeds."""
    return math.ceil(RUNGS * plan.worst_rework) / RUNGS


@lru_cache(maxsize=8)
def _names_of(plan: Plan) -> tuple[str, ...]:
    """Address of each package."""
    ids, packages = plan.projects.ids, plan.packages
    return tuple(address(ids[i], one) for i, one in zip(packages.project.tolist(), packages.ids, strict=True))


def _uniforms(
    uniforms: Uniforms, seed: int, stream: str, names: tuple[str, ...], replications: range
) -> Floats:
    """A uniform number of each name, shape (replications, names); never to be written to."""
    small = len(replications) * len(names) <= KEPT_NUMBERS
    made = _kept_uniforms if small else _made_uniforms
    return made(uniforms, seed, stream, names, replications)


def _made_uniforms(
    uniforms: Uniforms, seed: int, stream: str, names: tuple[str, ...], replications: range
) -> Floats:
    numbers = uniforms.block(seed, stream, names, replications, 1)[:, :, 0]
    numbers.setflags(write=False)
    return numbers


_kept_uniforms = lru_cache(maxsize=48)(_made_uniforms)


def _attempts(
    uniforms: Uniforms, seed: int, names: tuple[str, ...], replications: range, words: int, worst: float
) -> AttemptNumbers:
    """Uniform numbers of attempts; never to be written to."""
    small = len(replications) * len(names) * words <= KEPT_NUMBERS
    made = _kept_attempts if small else _made_attempts
    return made(uniforms, seed, names, replications, words, worst)


def _made_attempts(
    uniforms: Uniforms, seed: int, names: tuple[str, ...], replications: range, words: int, worst: float
) -> AttemptNumbers:
    numbers = uniforms.attempts(seed, names, replications, words, worst)
    for one in numbers:
        one.setflags(write=False)
    return numbers


_kept_attempts = lru_cache(maxsize=16)(_made_attempts)


@lru_cache(maxsize=24)
def _normals(
    uniforms: Uniforms, seed: int, stream: str, names: tuple[str, ...], replications: range
) -> Floats:
    """One normal number of each name, shape (replications, names); never to be written to."""
    numbers = np.asarray(ndtri(_uniforms(uniforms, seed, stream, names, replications)))
    numbers.setflags(write=False)
    return numbers


def _review_numbers(plan: Plan, replications: range, uniforms: Uniforms, stream: str) -> Floats:
    """A uniform number of every project at each review, shape (replications, projects × reviews)."""
    ids, months = plan.projects.ids, plan.rules.review_month
    if not len(months):
        return np.empty((len(replications), 0))
    spans = int(months[-1]) // WORDS + 1
    numbers = _numbers_by_month(uniforms, plan.seed, stream, ids, replications, spans)[:, :, months]
    return numbers.reshape(len(replications), len(ids) * len(months))


@lru_cache(maxsize=8)
def _numbers_by_month(
    uniforms: Uniforms, seed: int, stream: str, ids: tuple[str, ...], replications: range, spans: int
) -> Floats:
    """A uniform number of each project and month; a span of months is as long as an address has numbers."""
    names = tuple(address(one, str(span)) for one in ids for span in range(spans))
    numbers = uniforms.block(seed, stream, names, replications, WORDS)
    return numbers.reshape(len(replications), len(ids), spans * WORDS)


def _remaining(plan: Plan, u: Floats, systemic: Floats) -> Floats:
    """Days left of packages under way at day 0, overhead included, given days spent and systemic factor.

    The attempt's whole length X is drawn from its law given X > spent, on the scale of the normal: with z the
    normal that gives the days spent, z′ = −Φ⁻¹(Φ(−z)·(1 − u)), which is exact far in the tail.
    A certain length ends after what is left of it; what took longer than its law can say ends at once.
    """
    packages = plan.packages
    result = np.full_like(u, np.nan)
    for k in np.flatnonzero(~np.isnan(packages.spent)):
        i = packages.project[k]
        sigma = plan.levels.sigma[i, 0]
        factor = np.exp(sigma * systemic[:, i] - sigma**2 / 2)
        whole = packages.scale[k] * factor * (1 + plan.levels.overhead[packages.unit[k], 0])
        spent = packages.spent[k]
        noise = packages.noise_sigma[k]
        law = cast("Law", plan.laws[k])
        if isinstance(law, Lognormal):
            noise = math.sqrt(math.log1p(law.squared_cv))
        passed = spent / np.maximum(whole, 1e-12)
        ratio = _rest_of_a_law(law, passed, u[:, k]) if math.isnan(noise) else _rest(noise, passed, u[:, k])
        result[:, k] = np.maximum(whole * ratio - spent, 0.0)
    return result


def _beyond(normal: Floats, u: Floats) -> Floats:
    """A normal given that it exceeds another."""
    return np.asarray(-ndtri(ndtr(-normal) * (1 - u)))


def _rest(noise: float, passed: Floats, u: Floats) -> Floats:
    """Length ÷ mean of a lognormal that exceeds the share passed; a certain one is its mean."""
    if noise == 0.0:
        return np.ones_like(u)
    normal = np.log(np.maximum(passed, 1e-12)) / noise + noise / 2
    return np.asarray(np.exp(noise * _beyond(normal, u) - noise**2 / 2))


def _rest_of_a_law(law: Law, passed: Floats, u: Floats) -> Floats:
    """Length ÷ mean of any other law, given that it exceeds the share passed."""
    normals = np.linspace(-8.0, 8.0, 4097)
    ratios = law.quantile(ndtr(normals)) / law.mean if law.mean > 0 else np.ones(1)
    if ratios[0] == ratios[-1]:
        return np.ones_like(u)
    again = ndtr(_beyond(np.interp(passed, ratios, normals, left=-np.inf), u))
    return np.asarray(law.quantile(np.minimum(again, 1 - 2.0**-53)) / law.mean)


def _quantiles(u: Floats, laws: list[Law]) -> Floats:
    columns = [law.quantile(u[:, k]) for k, law in enumerate(laws)]
    return np.stack(columns, axis=1) if columns else np.empty_like(u)
