"""What the explorer shows of today and a what-if: one file for each view."""

from workbench.interfaces.explorer.views.explain import Explain
from workbench.interfaces.explorer.views.flow import Flow
from workbench.interfaces.explorer.views.overview import Overview
from workbench.interfaces.explorer.views.people import People
from workbench.interfaces.explorer.views.projects import Projects
from workbench.interfaces.explorer.views.schedule import Schedule
from workbench.interfaces.explorer.views.value import Value
from workbench.interfaces.explorer.views.view import Redraw, Seen, Shown, SlowView, View, ViewOf

VIEWS: tuple[ViewOf, ...] = (Overview, Value, Schedule, Flow, People, Projects, Explain)
"""The tabs in their order."""

__all__ = [
    "VIEWS",
    "Explain",
    "Flow",
    "Overview",
    "People",
    "Projects",
    "Redraw",
    "Schedule",
    "Seen",
    "Shown",
    "SlowView",
    "Value",
    "View",
    "ViewOf",
]
