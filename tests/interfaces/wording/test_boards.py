"""What the trace says of a sitting that ranks anew."""

from dataclasses import replace

import pytest

from workbench.engines.path import Decision
from workbench.experiment.story import GateSat
from workbench.interfaces.wording.boards import RANKED_ANEW, decided

SAT = GateSat(
    day=120.0,
    stage="",
    decision=Decision.GO,
    belief=5_000.0,
    weighs=True,
    held=False,
    band=0.0,
    options=False,
    mandatory=False,
    sent_back=(),
    ranks_anew=False,
)


@pytest.mark.parametrize("decision", [Decision.GO, Decision.REDUCE, Decision.HOLD])
def test_ranking_anew_is_named_at_the_sitting_that_does_it(decision: Decision) -> None:
    plain = replace(SAT, decision=decision)
    assert RANKED_ANEW not in decided(plain, "€5k")
    assert decided(replace(plain, ranks_anew=True), "€5k") == f"{decided(plain, '€5k')} {RANKED_ANEW}"
