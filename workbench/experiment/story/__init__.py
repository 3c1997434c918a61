"""One simulated future as a story: what happened to each project, on which day, and why.

Facts only, as frozen types with names as people know them; sentences are made of them in the interfaces.
"""

from workbench.experiment.story.account import Account, account_of
from workbench.experiment.story.future import Future, live_through
from workbench.experiment.story.happenings import (
    Ended,
    GateSat,
    Happening,
    PassedOver,
    Proposed,
    Released,
    Room,
    Struck,
    WaitedForBoard,
    WaitedForPeople,
    WaitedForProjects,
    Worked,
)
from workbench.experiment.story.spans import (
    Mark,
    MarkKind,
    Span,
    SpanKind,
    package_spans,
    project_marks,
    project_spans,
)
from workbench.experiment.story.tell import story_of

__all__ = [
    "Account",
    "Ended",
    "Future",
    "GateSat",
    "Happening",
    "Mark",
    "MarkKind",
    "PassedOver",
    "Proposed",
    "Released",
    "Room",
    "Span",
    "SpanKind",
    "Struck",
    "WaitedForBoard",
    "WaitedForPeople",
    "WaitedForProjects",
    "Worked",
    "account_of",
    "live_through",
    "package_spans",
    "project_marks",
    "project_spans",
    "story_of",
]
