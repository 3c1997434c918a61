"""The explorer: what-if in a notebook, without code."""

from workbench.interfaces.explorer.app import ANYTHING, Explorer, explore
from workbench.interfaces.explorer.assess_page import AssessPage, assess
from workbench.interfaces.explorer.crossing_page import CrossingPage, explore_crossing
from workbench.interfaces.explorer.frontier_page import FrontierPage, explore_frontier
from workbench.interfaces.explorer.gate_page import GatePage, explore_gates
from workbench.interfaces.explorer.hearing_page import HearingPage, explore_value
from workbench.interfaces.explorer.line_page import LinePage, explore_line
from workbench.interfaces.explorer.lines import in_words, table
from workbench.interfaces.explorer.policy_page import PolicyPage, policies
from workbench.interfaces.explorer.standard_page import StandardPage, explore_standards
from workbench.interfaces.explorer.standing import standing_table
from workbench.interfaces.explorer.what_if import WhatIf

__all__ = [
    "ANYTHING",
    "AssessPage",
    "CrossingPage",
    "Explorer",
    "FrontierPage",
    "GatePage",
    "HearingPage",
    "LinePage",
    "PolicyPage",
    "StandardPage",
    "WhatIf",
    "assess",
    "explore",
    "explore_crossing",
    "explore_frontier",
    "explore_gates",
    "explore_line",
    "explore_standards",
    "explore_value",
    "in_words",
    "policies",
    "standing_table",
    "table",
]
