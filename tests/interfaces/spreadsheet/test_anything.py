"""Whatever stands in a file, the answer is a reading or an `InputError`, never a traceback."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import InputError
from workbench.interfaces.spreadsheet import read_usable

TODAY = date(2026, 12, 10)
HEADINGS = (
    "id;name;value_per_year;due_date;duration_days;team_size;pool;intake_date;started_on;share_complete;"
    "benefit_years;urgency;budget;lateness_cost_per_day;mandatory;planned_start;planned_end"
)
NUMBERS = st.sampled_from(
    ["", "0", "1", "3", "0,5", "1.200", "-1", "99%", "1e9", "x", "1e300", "0.001", "45 k€"]
)
DATES = st.sampled_from(
    ["", "2027-02-01", "01.03.2027", "2026-11-15", "2020-05-05", "03/04/2027", "2100-01-01", "?"]
)
WORDS = st.sampled_from(
    ["", "A", "B", "x" * 90, "=1+1", "ja", "fixed date", "closing window", "steady", "Summe"]
)
ROW = st.tuples(
    st.sampled_from(["A", "B", "C", "D", "", "x" * 90]),
    WORDS, NUMBERS, DATES, NUMBERS, NUMBERS, WORDS, DATES, DATES, NUMBERS, NUMBERS,
    st.sampled_from(["", "fixed date", "closing window", "steady", "soon"]),
    NUMBERS, NUMBERS, st.sampled_from(["", "ja", "no"]), DATES, DATES,
)  # fmt: skip


def check(data: bytes, suffix: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"plan{suffix}"
        path.write_bytes(data)
        try:
            reading = read_usable(path, today=TODAY)
        except InputError as error:
            assert str(error)
        else:
            assert len(reading.used) == len(reading.portfolio.projects) > 0


@settings(max_examples=300)
@given(st.lists(ROW, min_size=1, max_size=6))
def test_any_rows_under_known_headings(rows: list[tuple[str, ...]]) -> None:
    check("\n".join([HEADINGS, *(";".join(row) for row in rows)]).encode(), ".csv")


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    check(data, ".csv")
    check(data, ".xlsx")


@given(st.text(max_size=300))
def test_any_text_after_a_heading(text: str) -> None:
    check(("id,value_per_year,duration_days,team_size\n" + text).encode("utf-8", "replace"), ".csv")
