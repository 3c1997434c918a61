"""From what a PMO does to the levels of the organisation, at plan time; a run only reads what comes out.

funding and people → adoption → compliance → effective practice → perspectives → process effects. What each
step assumes, and what would show it wrong, stands in docs/standards.md.
"""

from workbench.engines.standards.adoption import Spreading, adopted_after
from workbench.engines.standards.compliance import Following, share_served
from workbench.engines.standards.figures import Figures
from workbench.engines.standards.funding import (
    Funding,
    funding_of,
    needed_cash,
    needed_staff,
    roll_out_cash,
    staff_by_hours,
    staff_factor,
    yearly_spend,
)
from workbench.engines.standards.path import Standing, standing_of
from workbench.engines.standards.treatment import Kind, fit, kind_of, tailored

__all__ = [
    "Figures",
    "Following",
    "Funding",
    "Kind",
    "Spreading",
    "Standing",
    "adopted_after",
    "fit",
    "funding_of",
    "kind_of",
    "needed_cash",
    "needed_staff",
    "roll_out_cash",
    "staff_by_hours",
    "staff_factor",
    "share_served",
    "standing_of",
    "tailored",
    "yearly_spend",
]
