"""Whatever can be stated can be written and read back."""

from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.interfaces.files import dump_scenario, load_scenario
from workbench.interfaces.files.scalars import scalar
from workbench.model import (
    BenefitProfile,
    Estimate,
    Exponential,
    Fixed,
    Lateness,
    Lognormal,
    Maturity,
    MaturityProfile,
    Pert,
    Portfolio,
    Project,
    ProjectRisk,
    ResourcePool,
    Triangular,
    Uniform,
    WorkPackage,
)
from workbench.policies import PROJECT_RULES, IndexName, Policy, Release
from workbench.scenario import Scenario

amounts = st.floats(0, 1e9, allow_nan=False)
days = st.floats(0, 36_525, allow_nan=False)
words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=12)
ids = words.map(str.strip).filter(bool)
tricky = st.sampled_from(
    ["no", "1e6", "007", "null", "~", "2027-01-01", "12:30", "set", "each", "<<", "#x", "a: b", "*"]
)
names = words | tricky
dates = st.dates(date(2027, 1, 4), date(2035, 1, 1))


def laws(sizes: st.SearchStrategy[float]) -> st.SearchStrategy[object]:
    """Every kind of law over some sizes."""
    three = st.tuples(sizes, sizes, sizes).map(sorted)
    return st.one_of(
        st.builds(Estimate, mean=days),
        st.builds(Fixed, value=sizes),
        st.builds(Exponential, mean=sizes),
        st.builds(Lognormal, mean=sizes, cv=st.floats(0, 10)),
        st.tuples(sizes, sizes).map(sorted).map(lambda two: Uniform(low=two[0], high=two[1])),
        three.map(lambda t: Pert(low=t[0], mode=t[1], high=t[2])),
        three.map(lambda t: Triangular(low=t[0], mode=t[1], high=t[2])),
    )


levels = st.floats(1, 5)
maturities = st.none() | st.builds(
    Maturity,
    profile=st.builds(MaturityProfile, **dict.fromkeys(MaturityProfile.model_fields, levels)),
    programmes=st.dictionaries(ids, levels.map(MaturityProfile.model_validate), max_size=2),
)


@st.composite
def portfolios(draw: st.DrawFn) -> Portfolio:
    pools = [
        ResourcePool(
            id=one, name=draw(names), capacity=draw(st.floats(1, 99)), cost_per_fte_day=draw(amounts)
        )
        for one in draw(st.lists(ids | tricky, min_size=1, max_size=3, unique=True))
    ]
    projects = []
    for one in draw(st.lists(ids | tricky, min_size=1, max_size=3, unique=True)):
        stems = draw(st.lists(ids | tricky, min_size=1, max_size=3, unique=True))
        demand = st.dictionaries(
            st.sampled_from([pool.id for pool in pools]), st.integers(1, 100).map(lambda n: n / 100)
        )
        packages = [
            WorkPackage(
                id=stem,
                stage=draw(names),
                duration=draw(laws(days)),
                demand=draw(demand),
                after=stems[:place],
            )
            for place, stem in enumerate(stems)
        ]
        intake = draw(st.floats(0, 500) | dates)
        projects.append(
            Project.model_validate(
                {
                    "id": one,
                    "name": draw(names),
                    "class": draw(names),
                    "intake": intake,
                    "due": date(2036, 1, 1) if draw(st.booleans()) else 9999.5,
                    "mandatory": draw(st.booleans()),
                    "benefit": BenefitProfile(
                        per_year=draw(amounts), plateau_years=draw(st.none() | st.floats(0, 50))
                    ),
                    "lateness": Lateness(per_day=draw(amounts)),
                    "packages": packages,
                    "risks": [
                        ProjectRisk(id="r", probability=draw(st.floats(0, 1)), delay=draw(laws(amounts)))
                    ],
                }
            )
        )
    return Portfolio(
        name=draw(names),
        start=date(2027, 1, 4),
        pools=pools,
        projects=projects,
        maturity=draw(maturities),
        budgets=draw(st.dictionaries(st.integers(2020, 2040), amounts, max_size=3)),
    )


scenarios = st.builds(
    Scenario,
    name=names,
    description=names,
    portfolio=portfolios(),
    horizon=st.dates(date(2027, 2, 1), date(2099, 1, 1)),
    seed=st.integers(0, 2**63 - 1),
    policy=st.builds(
        Policy,
        release=st.builds(
            Release,
            index=st.sampled_from([one for one in PROJECT_RULES if one is not IndexName.WSJF_SAFE]),
            wip_limit=st.none() | st.integers(1, 99),
        ),
    ),
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(scenario=scenarios)
def test_a_scenario_that_is_written_and_read_is_the_same(scenario: Scenario, tmp_path_factory) -> None:
    path = Path(tmp_path_factory.getbasetemp()) / "round-trip.yaml"
    path.write_text(dump_scenario(scenario), encoding="utf-8", newline="\n")
    again = load_scenario(path)
    assert again == scenario
    assert again.hash == scenario.hash


@given(number=st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_reads_back_to_the_bit(number: float) -> None:
    assert scalar(repr(number)) == number
