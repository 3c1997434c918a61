"""Where text stands in a scenario, and what it names there: a test holds this table to the model's types."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.interfaces.publishing.kinds import Kind

PLACES: Mapping[str, Kind] = {
    "name": Kind.SCENARIO,
    "description": Kind.NOTE,
    "portfolio.name": Kind.PORTFOLIO,
    "portfolio.organisation": Kind.ORGANISATION,
    "portfolio.currency": Kind.OURS,
    "portfolio.maturity.programmes.{}": Kind.PROGRAMME,
    "portfolio.objectives.*.id": Kind.OBJECTIVE,
    "portfolio.objectives.*.name": Kind.OF_ID,
    "portfolio.objectives.*.scale.unit": Kind.NOTE,
    "portfolio.programmes.*.name": Kind.PROGRAMME,
    "portfolio.estimate_cv.{}": Kind.CLASS,
    "portfolio.pools.*.id": Kind.POOL,
    "portfolio.pools.*.name": Kind.OF_ID,
    "portfolio.pools.*.covers.{}": Kind.POOL,
    "portfolio.projects.*.id": Kind.PROJECT,
    "portfolio.projects.*.name": Kind.OF_ID,
    "portfolio.projects.*.class": Kind.CLASS,
    "portfolio.projects.*.programme": Kind.PROGRAMME,
    "portfolio.projects.*.after.*": Kind.PROJECT,
    "portfolio.projects.*.scores.{}": Kind.OBJECTIVE,
    "portfolio.projects.*.levels.{}": Kind.OBJECTIVE,
    "portfolio.projects.*.not_done.{}": Kind.OBJECTIVE,
    "portfolio.projects.*.operations_effect.{}": Kind.POOL,
    "portfolio.projects.*.packages.*.id": Kind.PACKAGE,
    "portfolio.projects.*.packages.*.name": Kind.OF_ID,
    "portfolio.projects.*.packages.*.stage": Kind.STAGE,
    "portfolio.projects.*.packages.*.demand.{}": Kind.POOL,
    "portfolio.projects.*.packages.*.after.*": Kind.PACKAGE,
    "portfolio.projects.*.stages.*": Kind.STAGE,
    "portfolio.projects.*.gates.*": Kind.STAGE,
    "portfolio.projects.*.risks.*.id": Kind.RISK,
    "portfolio.projects.*.risks.*.name": Kind.OF_ID,
    "portfolio.projects.*.risks.*.packages.*": Kind.PACKAGE,
    "portfolio.risks.*.id": Kind.RISK,
    "portfolio.risks.*.name": Kind.OF_ID,
    "portfolio.risks.*.projects.*": Kind.PROJECT,
    "portfolio.incidents.*.id": Kind.INCIDENT,
    "portfolio.incidents.*.name": Kind.OF_ID,
    "portfolio.incidents.*.people.{}": Kind.POOL,
    "portfolio.assumptions.*.what": Kind.ASSUMPTION,
    "portfolio.assumptions.*.value": Kind.TEXT,
    "portfolio.assumptions.*.source": Kind.TEXT,
    "portfolio.source.file": Kind.TEXT,
    "portfolio.source.dropped.*.place": Kind.TEXT,
    "portfolio.source.dropped.*.reason": Kind.TEXT,
    "policy.selection.exclude.*": Kind.PROJECT,
    "policy.selection.include.*": Kind.PROJECT,
    "policy.selection.projects.*": Kind.PROJECT,
    "policy.selection.exclusive.*.id": Kind.GROUP,
    "policy.selection.exclusive.*.projects.*": Kind.PROJECT,
    "policy.selection.buckets.*.id": Kind.BUCKET,
    "policy.selection.buckets.*.name": Kind.OF_BUCKET,
    "policy.selection.found.by": Kind.TEXT,
    "policy.release.programme_limits.{}": Kind.PROGRAMME,
    "policy.release.pool_limits.{}": Kind.POOL,
    "policy.triggers.*.id": Kind.RULE,
    "policy.triggers.*.pool": Kind.POOL,
    "pmo.standards.practices.{}": Kind.OURS,
    "pmo.standards.practices.*.stages.*": Kind.STAGE,
    "pmo.standards.practices.*.programmes.{}": Kind.PROGRAMME,
    "pmo.levels.*.maturity.programmes.{}": Kind.PROGRAMME,
    "pmo.one_off.*.what": Kind.NOTE,
    "shocks.*.id": Kind.EVENT,
    "shocks.*.pool": Kind.POOL,
    "strategy.*.weights.{}": Kind.OBJECTIVE,
    "evidence.{}": Kind.OURS,
}
"""By field, `*` for the items of a list or mapping and `{}` for the keys of a mapping."""

MAPPINGS = frozenset(place.removesuffix(".{}") for place in PLACES if place.endswith(".{}"))
"""Fields whose keys are names."""

BY_NAME = frozenset(
    f"portfolio.{field}" for field in ("objectives", "programmes", "pools", "projects", "risks", "incidents")
)
"""Lists whose order means nothing: in that of pseudonyms, since the present one may tell which is which."""

LEFT_AS_SAID = frozenset({"portfolio.projects.*.stages"})
"""Lists of names whose order means something."""

WORK = "work"
"""Stage of packages that name none: a word of this package."""
