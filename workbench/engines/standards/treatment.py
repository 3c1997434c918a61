"""How well a standard suits a project: too light does little, too heavy does little and costs more."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.engines.standards.figures import Figures
from workbench.model.work import Project
from workbench.policies import Intensity, Size, Treatment

SIZE_SCORE = {Size.SMALL: 0.2, Size.MEDIUM: 0.5, Size.LARGE: 1.0}

RISK_SCORE = {Size.SMALL: 0.0, Size.MEDIUM: 0.5, Size.LARGE: 1.0}

SOME_RISK, MUCH_RISK = 0.02, 0.10
"""Expected delay by stated risks, as a share of planned work: from here on some, and much (assumed)."""


@dataclass(frozen=True, order=True)
class Kind:
    """What decides which standard suits a project.

    Parameters
    ----------
    size
        By planned person-days.
    risk
        By the expected delay of its stated risks.
    """

    size: Size
    risk: Size


def kind_of(project: Project, figures: Figures) -> Kind:
    """Size and risk of a project.

    Parameters
    ----------
    project
        Its packages and own risks count, as planned.
    figures
        Bounds of the sizes.
    """
    effort = math.fsum(
        package.duration.mean * math.fsum(package.demand.values()) for package in project.packages
    )
    size = Size.MEDIUM
    if effort < figures.of_the_pmo("size_tier_bound", "small"):
        size = Size.SMALL
    elif effort >= figures.of_the_pmo("size_tier_bound", "large"):
        size = Size.LARGE
    return Kind(size, _risk(project))


def _risk(project: Project) -> Size:
    planned = math.fsum(package.duration.mean for package in project.packages)
    if planned == 0.0:
        return Size.SMALL
    expected = math.fsum(
        risk.probability * risk.delay.mean * package.duration.mean
        for risk in project.risks
        for package in project.packages
        if not risk.packages or package.id in risk.packages
    )
    share = expected / planned
    if share < SOME_RISK:
        return Size.SMALL
    return Size.LARGE if share >= MUCH_RISK else Size.MEDIUM


def tailored(kinds: Sequence[Kind], figures: Figures) -> Treatment:
    """For each size and risk that occurs, the intensity that suits best.

    Of two that suit alike the lighter one. What counts for a size is what suits projects with some risk; much
    and little risk are named where there are such projects and another intensity suits them.

    Parameters
    ----------
    kinds
        One for each project.
    figures
        What decides the fit.

    Examples
    --------
    >>> found = tailored([Kind(Size.LARGE, Size.LARGE)], Figures())
    >>> found.small.value, found.medium.value, found.large.value, found.of(Size.LARGE, Size.LARGE).value
    ('light', 'standard', 'standard', 'heavy')
    """

    def best(size: Size, risk: Size) -> Intensity:
        # Rounded, so that a tie is one whatever the last bit says.
        return max(Intensity, key=lambda asked: round(fit(Kind(size, risk), asked, figures), 9))

    usual = {size: best(size, Size.MEDIUM) for size in Size}

    def differing(risk: Size) -> dict[Size, Intensity]:
        occurs = {one.size for one in kinds if one.risk is risk}
        return {size: best(size, risk) for size in Size if size in occurs and best(size, risk) != usual[size]}

    return Treatment(
        small=usual[Size.SMALL],
        medium=usual[Size.MEDIUM],
        large=usual[Size.LARGE],
        much_risk=differing(Size.LARGE),
        little_risk=differing(Size.SMALL),
    )


def fit(kind: Kind, intensity: Intensity, figures: Figures) -> float:
    """Share of its effect that a standard of this intensity keeps on a project of this kind, at most 1.

    Examples
    --------
    >>> large = Kind(Size.LARGE, Size.SMALL)
    >>> fit(large, Intensity.STANDARD, Figures())
    1.0
    >>> round(fit(Kind(Size.SMALL, Size.SMALL), Intensity.HEAVY, Figures()), 2)
    0.03
    """
    need = (
        figures.of_the_pmo("fit_need_constant")
        + figures.of_the_pmo("fit_need_size_weight") * SIZE_SCORE[kind.size]
        + figures.of_the_pmo("fit_need_risk_weight") * RISK_SCORE[kind.risk]
    )
    off = (figures.of_the_pmo("intensity", intensity.value) - need) / figures.of_the_pmo("fit_width")
    return math.exp(-off * off)
