"""How projects report where they stand: how often, how late, how rosy, how exact."""

from __future__ import annotations

from workbench.model.data import Data, quantity


class Reporting(Data):
    """Status reports as boards get them; nothing here changes what happens in a run.

    What is left empty follows maturity (report_age_days, status_optimism_probability, report_optimism_size
    and gate_signal_log_sd of the evidence, all assumed); without maturity reports are fresh and honest.

    Examples
    --------
    >>> Reporting(age_days=0, rosy_share=0, noise=0).rosy_by is None
    True
    """

    every_days: float = quantity(
        21.0, unit="working days", about="from one status report to the next (assumed)", low=1
    )
    age_days: float | None = quantity(
        None, unit="working days", about="how old a report is when it arrives", low=0
    )
    rosy_share: float | None = quantity(
        None, unit="share", about="share of reports that say more than is true", low=0, high=1
    )
    rosy_by: float | None = quantity(
        None, unit="ln", about="ln(true ÷ reported work left) of a rosy report", low=0, high=3
    )
    noise: float | None = quantity(
        None, unit="log-sd", about="how far any report errs on the work left", low=0, high=3
    )
    stuck_at: float = quantity(
        0.9,
        unit="share",
        about="rosy reports follow the plan up to this share and stay there; 0 = not (assumed)",
        low=0,
        high=0.99,
    )
