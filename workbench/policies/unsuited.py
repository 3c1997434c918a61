"""Ranking rules that stand where they cannot rank."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.errors import Problem
from workbench.policies.indices import FIXED_RULES, PACKAGE_RULES, PROJECT_RULES
from workbench.policies.policy import Policy, Sgs


def unsuited_rules(policy: Policy) -> Iterator[Problem]:
    """Rules of packages named for release, and a serial schedule without an order to make it from.

    Parameters
    ----------
    policy
        Any policy.

    Examples
    --------
    >>> from workbench.policies import Dispatch, IndexName, Release
    >>> [problem.path for problem in unsuited_rules(Policy(release=Release(index=IndexName.LFT)))]
    [('release', 'index')]
    >>> list(unsuited_rules(Policy(dispatch=Dispatch(index=IndexName.LFT, sgs=Sgs.SERIAL))))
    []
    """
    release, dispatch = policy.release.index, policy.dispatch
    if release in PACKAGE_RULES:
        yield Problem(
            ("release", "index"),
            f"ranks work packages, and a release ranks projects: allowed are {', '.join(PROJECT_RULES)}",
            release.value,
            "name it under dispatch, and a rule of projects here",
        )
    if dispatch.sgs is Sgs.SERIAL and dispatch.index not in FIXED_RULES:
        yield Problem(
            ("dispatch", "index"),
            "a serial schedule needs an order of packages that is fixed before the run begins: "
            f"allowed are {', '.join(FIXED_RULES)}",
            dispatch.index.value,
            "choose one of these, or write sgs: parallel",
        )
