"""Parts of the value, and how a change of each is said."""

from __future__ import annotations

PARTS: dict[str, tuple[int, str, str]] = {
    "benefit": (1, "benefits rise by {}", "benefits fall by {}"),
    "run_cost": (-1, "running what is delivered costs {} less", "running what is delivered costs {} more"),
    "cost": (-1, "the projects cost {} less", "the projects cost {} more"),
    "lateness_cost": (-1, "being late costs {} less", "being late costs {} more"),
    "pmo_cost": (-1, "the PMO costs {} less", "the PMO costs {} more"),
    "payroll_change": (-1, "the rest of the payroll costs {} less", "the rest of the payroll costs {} more"),
}
"""Parts of the value: sign in the sum, words for a gain and for a loss."""
