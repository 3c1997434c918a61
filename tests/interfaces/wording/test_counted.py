"""What `import` writes behind a name is read in one way by pages, agreements and masking."""

from workbench.interfaces.reports.sentences import named_once
from workbench.interfaces.spreadsheet.ledger import Entry, summed
from workbench.interfaces.wording.counted import counted, with_count
from workbench.model import Filled


def test_what_the_ledger_writes_is_read_back() -> None:
    entry = Entry("years (of benefit)", "5 years", "assumed", Filled.VALUE)
    (written,) = summed([entry, entry], 40)
    assert counted(written.what) == ("years (of benefit)", "2 of 40 projects")
    assert with_count("years (of benefit)", 2, "40 projects") == written.what


def test_pools_are_counted_together_as_projects_are() -> None:
    """They were told twice: page one knew projects only."""
    said = named_once(
        ["cost per FTE-day (2 of 5 pools)", "cost per FTE-day (1 of 5 pools)", "maturity (low)"]
    )
    assert said == ["cost per FTE-day (3 of 5 pools)", "maturity (low)"]
