"""What can go wrong with a scenario on its way to a report."""

from enum import StrEnum


class Step(StrEnum):
    """What could not be done with a scenario, as it stands after “could not be”."""

    READ = "read"
    SIMULATED = "simulated"
    IN_ALL = "simulated in all futures"
    REPORTED = "reported"
