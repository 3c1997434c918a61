"""What the working page asks of everything that changes the draft: a panel, a question, a grid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import ipywidgets as widgets

from workbench.errors import Problem
from workbench.interfaces.explorer.draft import Draft
from workbench.scenario import Scenario


class Group(Protocol):
    """Controls that belong together; each gives the page a `Change` when it is moved."""

    widget: widgets.Widget
    """What stands on the page."""

    def show(self, draft: Draft, baseline: Scenario) -> None:
        """Put every control where the draft says, without telling anybody that it moved."""

    def tell(self, problems: Sequence[Problem]) -> Sequence[Problem]:
        """Say beside its control what cannot be, take back what was said before; gives what has no place."""
