"""The explorer: what-if in a notebook, without code."""

from workbench.interfaces.explorer.app import Explorer, explore
from workbench.interfaces.explorer.lines import table
from workbench.interfaces.explorer.what_if import WhatIf

__all__ = ["Explorer", "WhatIf", "explore", "table"]
