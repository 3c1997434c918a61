"""What is wrong with a selection, given the portfolio that it selects from."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.errors import Problem
from workbench.model.checks import duplicates, unknown
from workbench.model.portfolio import Portfolio
from workbench.policies import Bucket, BucketOf, Selection, SelectionRule

WHERE = ("policy", "selection")


def selection_problems(selection: Selection, portfolio: Portfolio) -> Iterator[Problem]:
    """Names that do not exist, and what contradicts itself whatever the figures are."""
    projects = [project.id for project in portfolio.projects]
    for field in ("exclude", "include", "projects"):
        yield from unknown((*WHERE, field), getattr(selection, field), projects, "project")
    for one in selection.include:
        if one in selection.exclude:
            yield Problem((*WHERE, "include"), "stands under exclude too", one, "keep one of the two")
    if selection.projects and selection.rule is not SelectionRule.CHOSEN:
        yield Problem(
            (*WHERE, "projects"),
            f"a list belongs to the rule chosen, and the rule is {selection.rule}",
            remedy="write rule: chosen, or drop the list",
        )
    if selection.rule is SelectionRule.GREEDY and selection.worst_tenth_at_least is not None:
        yield Problem(
            (*WHERE, "worst_tenth_at_least"),
            "the rule greedy keeps no risk limit",
            remedy="let workbench select --rule optimal find the list",
        )
    yield from duplicates((*WHERE, "exclusive"), [group.id for group in selection.exclusive])
    for group in selection.exclusive:
        yield from unknown((*WHERE, "exclusive", group.id, "projects"), group.projects, projects, "project")
    yield from duplicates((*WHERE, "buckets"), [bucket.id for bucket in selection.buckets])
    for bucket in selection.buckets:
        yield from _bucket_problems(bucket, portfolio)
    if selection.buckets and not portfolio.budgets:
        yield Problem(
            (*WHERE, "buckets"),
            "a bucket is a share of the available budget, and the portfolio states none",
            remedy="state portfolio.budgets",
        )


def _bucket_problems(bucket: Bucket, portfolio: Portfolio) -> Iterator[Problem]:
    where = (*WHERE, "buckets", bucket.id)
    known = {
        BucketOf.PROGRAMME: {project.programme for project in portfolio.projects} - {""},
        BucketOf.CLASS: {project.reference_class for project in portfolio.projects} - {""},
        BucketOf.OBJECTIVE: {one.id for one in portfolio.objectives if not one.monetised},
    }[bucket.of]
    yield from unknown((*where, "name"), [bucket.name], sorted(known), str(bucket.of))
    if bucket.low > bucket.high:
        yield Problem(
            (*where, "low"), f"is above high ({bucket.high:g})", f"{bucket.low:g}", "swap or mend them"
        )
