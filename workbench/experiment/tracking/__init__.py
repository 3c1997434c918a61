"""A stored run's forecasts beside what happened: which ranges held, and whether they can be trusted."""

from workbench.experiment.tracking.actuals import Actual
from workbench.experiment.tracking.forecast import Forecast, forecasts_of
from workbench.experiment.tracking.record import Finding, Record, track
from workbench.experiment.tracking.tally import Tally

__all__ = ["Actual", "Finding", "Forecast", "Record", "Tally", "forecasts_of", "track"]
