"""What a run tells of requests for the PMO's people: shares of those settled; nothing where planned."""

from dataclasses import replace

import numpy as np
import pytest

from tests.engines.build import project
from tests.engines.desks import pmo, served
from workbench.analysis import Interval
from workbench.engines.compiled.engine import live
from workbench.engines.draws import draw
from workbench.engines.path import Served
from workbench.engines.plan import plan_of
from workbench.experiment.attended import coached, planned_share, service_figures
from workbench.interfaces.wording.service import service_words

NO = np.nan


def test_figures_of_service_by_hand() -> None:
    """Four packages: a coach for two of three requests settled, one audit held of two, one gate late."""
    what = served([project(name, 5.0, 5.0) for name in "AB"])
    plan = plan_of(what)
    paths = live(plan, draw(plan, range(1)))
    by_hand = Served(
        asked=np.array([[[0.0, 1.0, 2.0, 3.0], [0.0, NO, 4.0, NO], [0.0, NO, 4.0, NO]]]),
        began=np.array([[[0.0, 2.0, NO, NO], [1.0, NO, 5.0, NO], [0.0, NO, NO, NO]]]),
        ended=np.array([[[1.0, 3.0, 9.0, NO], [2.0, NO, 30.0, NO], [1.0, NO, 7.0, NO]]]),
        waited=np.array([[2.5, 0.0, 11.0, 0.0]]),
        reports=np.array([[3, 5]]),
        overdue=np.array([[1, 1]]),
    )
    found = service_figures(plan, replace(paths, served=by_hand))
    assert [one.tolist() for one in found] == [[2 / 3], [0.5], [0.0], [13.5], [0.5], [0.25]]
    assert coached(replace(paths, served=by_hand)).tolist() == [[1, 1, 0, 0]]


def test_planned_service_has_no_figures() -> None:
    plan = plan_of(served([project("A", 5.0)], at=pmo("planned")))
    paths = live(plan, draw(plan, range(3)))
    assert all(np.isnan(one).all() and one.shape == (3,) for one in service_figures(plan, paths))


def test_measured_service_far_from_the_plan_is_a_warning() -> None:
    """More than a tenth apart: said, with what to look at; nothing is said of planned service."""
    what = served([project("A", 5.0)])
    planned = planned_share(what)
    near, far = (Interval(planned - gap, planned - gap, planned - gap) for gap in (0.05, 0.25))
    assert "Warning" not in service_words(what, "Today", near)
    assert "Warning" in service_words(what, "Today", far)
    assert service_words(what, "Today", Interval(NO, NO, NO)) == ""
    assert service_words(served([project("A", 5.0)], at=pmo("planned")), "Today", far) == ""


def test_planned_service_is_averaged_over_time() -> None:
    """Coaches leave after a quarter of the run: from then on nobody is served."""
    steps = [{"from": "2028-05-15", "staff": {"coaching": 0}}]
    whole = planned_share(served([project("A", 5.0)]))
    part = planned_share(served([project("A", 5.0)], at=pmo(steps=steps)))
    assert part == pytest.approx(whole / 4, rel=0.001)
