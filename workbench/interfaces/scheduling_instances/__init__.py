"""Published scheduling instances as portfolios: PSPLIB `.sm`, Patterson `.rcp` and multi-project `.json`."""

from workbench.interfaces.scheduling_instances.portfolio import START, enough_days
from workbench.interfaces.scheduling_instances.reading import ENDINGS, read_instance

__all__ = ["ENDINGS", "START", "enough_days", "read_instance"]
