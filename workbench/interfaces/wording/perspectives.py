"""The seven perspectives of maturity, as readers call them."""

PERSPECTIVES = {
    "management_control": "management control",
    "benefits": "benefits",
    "risk": "risk",
    "stakeholder": "stakeholders",
    "finance": "finance",
    "organisational_governance": "organisational governance",
    "resource": "resources",
}
"""By name in files and in code, in the order of P3M3."""
