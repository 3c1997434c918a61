"""Published scheduling instances as portfolios: PSPLIB `.sm`, Patterson `.rcp` and multi-project `.json`."""

from workbench.interfaces.scheduling_instances.portfolio import enough_days
from workbench.interfaces.scheduling_instances.reading import ENDINGS, read_instance

__all__ = ["ENDINGS", "enough_days", "read_instance"]
