"""Who agreed to what, as an audience may see it: assumptions under the names that they have on its pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbench.experiment.masked import Audience
from workbench.interfaces.publishing.kinds import Kind
from workbench.interfaces.publishing.named import Key
from workbench.interfaces.publishing.names import Names
from workbench.interfaces.reports.agreements import Agreement, Agreements
from workbench.interfaces.reports.assumed_rows import levels_of
from workbench.interfaces.reports.assumption_row import AssumptionRow
from workbench.interfaces.reports.assumptions import assumption_rows
from workbench.interfaces.wording import capital
from workbench.scenario import Scenario


def told_by(agreements: Agreements, scenario: Scenario) -> Iterator[Key]:
    """People, and what stands in agreements that no assumption of the scenario says.

    Parameters
    ----------
    agreements
        Of a run.
    scenario
        Its baseline.
    """
    ours, filled = _ours(scenario), {capital(one.what) for one in scenario.portfolio.assumptions}
    for one in agreements:
        if one.owner:
            yield Kind.PERSON, one.owner
        row = ours.get(one.assumption)
        if row is None and one.assumption not in filled:
            yield Kind.ASSUMPTION, one.assumption
        if row is None or row.value != one.value:
            yield Kind.TEXT, one.value


def masked_agreements(
    agreements: Agreements, scenario: Scenario, masked: Scenario, names: Names, audience: Audience
) -> Iterator[Agreement]:
    """Boards see what was agreed and when, never by whom.

    Parameters
    ----------
    agreements
        Of a run.
    scenario, masked
        Its baseline, as it is and as the audience sees it.
    names
        What everything is called.
    audience
        Who reads.
    """
    ours, called = _ours(scenario), _called(scenario, names)
    theirs = _ours(masked)
    for one in agreements:
        row, name = ours.get(one.assumption), called.get(one.assumption, one.assumption)
        known = theirs.get(name) if row is not None else None
        if row is None or known is None:
            name, known = called.get(one.assumption) or names.of(Kind.ASSUMPTION, one.assumption), None
        yield Agreement(
            name,
            known.value if row and known and row.value == one.value else names.of(Kind.TEXT, one.value),
            "" if audience is Audience.BOARD else names.of(Kind.PERSON, one.owner),
            one.agreed_on,
            known.range if row and known and row.range == one.range else "",
            known.source if row and known and row.source == one.source else "",
        )


def _ours(scenario: Scenario) -> Mapping[str, AssumptionRow]:
    """Assumptions in words of ours, by their names; those of programmes hold one of the organisation's."""
    bare = scenario.portfolio.model_copy(update={"assumptions": ()})
    return {one.name: one for one in assumption_rows(scenario.model_copy(update={"portfolio": bare}))}


def _called(scenario: Scenario, names: Names) -> Mapping[str, str]:
    """What assumptions that may name something are called on the pages."""
    portfolio = scenario.portfolio
    programmes = () if portfolio.maturity is None else tuple(portfolio.maturity.programmes)
    return {
        **{levels_of(one): levels_of(names.of(Kind.PROGRAMME, one)) for one in programmes},
        **{capital(one.what): capital(names.of(Kind.ASSUMPTION, one.what)) for one in portfolio.assumptions},
    }
