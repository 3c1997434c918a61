"""Flow adds up: counts at the horizon are the run's measures, states sum to lead time as shown."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from workbench import Scenario
from workbench.experiment.by_project import ByProject
from workbench.experiment.flow_over_time import flow_over_time, instants
from workbench.interfaces.explorer import WhatIf
from workbench.interfaces.explorer.views import Flow, Seen

See = Callable[[Scenario, Scenario, int], Seen]
Many = Callable[[int], Scenario]


def no_redraw() -> None:
    """Nothing is clicked here."""


def test_counts_by_hand(many: Many) -> None:
    today = many(3)
    nan = np.nan
    one = np.array([[0.0, 0.0, nan]])
    found = ByProject(
        ("P000", "P001", "P002"),
        np.array([[2, 3, 0]]),
        {"release": one, "finish": np.array([[30.0, 45.0, nan]]), "start": one, "on_time": one},
    )
    flow = flow_over_time(today, found)
    # Proposed on 1 January, 1 February and 1 March; the second is stopped after 45 working days.
    assert flow.dates[:4] == (date(2027, 1, 4), date(2027, 2, 1), date(2027, 3, 1), date(2027, 4, 1))
    assert flow.proposed[0, :4].tolist() == [1, 2, 3, 3]
    assert flow.started[0, :4].tolist() == [2, 2, 2, 2]
    assert flow.completed[0, :4].tolist() == [0, 0, 1, 1]
    assert flow.under_way[0, :4].tolist() == [2, 2, 1, 0]


@pytest.mark.parametrize("what_if", [WhatIf(wip_limit=1), WhatIf(demand=1.5)])
def test_counts_at_the_horizon_are_the_measures_of_the_run(
    today: Scenario, see: See, what_if: WhatIf
) -> None:
    seen = see(today, what_if.of(today), 30)
    for scenario, name in zip((seen.baseline, seen.what_if), seen.comparison.names, strict=True):
        flow = flow_over_time(scenario, ByProject.of(seen.comparison, name))
        assert flow.completed[:, -1].tolist() == seen.comparison.values(name, "completed").tolist()
        assert (np.diff(flow.completed, axis=1) >= 0).all()
        assert (np.diff(flow.started, axis=1) >= 0).all()
        assert (flow.under_way >= 0).all()
        assert (flow.started <= flow.proposed).all()
        # The time average of what is under way, read off once a month, is close to the run's own.
        days = np.diff(flow.days)
        middle = (flow.under_way[:, 1:] + flow.under_way[:, :-1]) / 2
        own = (middle * days).sum(axis=1) / days.sum()
        assert own.mean() == pytest.approx(seen.comparison.values(name, "wip").mean(), rel=0.1)


def test_states_add_up_as_shown(today: Scenario, see: See) -> None:
    shown = Flow(no_redraw).shown(see(today, WhatIf(wip_limit=1).of(today), 40))
    states = shown.cards[0]
    parts, total = states.rows[:-1], states.rows[-1]
    for column in (1, 2):
        assert sum(float(row[column]) for row in parts) == pytest.approx(float(total[column]), abs=1e-9)
    assert total[0] == "Together"


def test_no_completed_project_is_one_sentence(many: Many, see: See) -> None:
    today = many(3)
    short = today.model_copy(update={"horizon": date(2027, 1, 8)})
    seen = see(short, WhatIf(wip_limit=1).of(short), 5)
    shown = Flow(no_redraw).shown(seen)
    assert shown.cards[0].chart is None
    assert shown.cards[0].note == "No project is completed by the horizon: there is no time to split."


@pytest.mark.parametrize("count", [1, 60, 500])
def test_any_number_of_projects_is_drawn(
    many: Many, see: See, count: int, renamed: Callable[[Scenario], Scenario]
) -> None:
    today = many(count)
    shown = Flow(no_redraw).shown(see(today, renamed(today), 5))
    assert [card.key for card in shown.cards] == ["states", "flow", "under-way"]
    assert "with the what-if" not in shown.words


def test_a_very_long_run_is_counted_at_fewer_instants(many: Many) -> None:
    long = many(1).model_copy(update={"horizon": date(2057, 12, 31)})
    assert 36 <= len(instants(long)) <= 74
