"""Page two names the rows that an import has left out."""

from datetime import date

import pytest

from workbench.interfaces.reports.imported import MOST_SHOWN, imported
from workbench.model import ImportSource, LeftOutRow


def source(dropped: int, **more: int) -> ImportSource:
    rows = tuple(
        LeftOutRow(place=f"plan.xlsx, sheet A, cell B{row}", reason=f"name: is <i>{row}</i>")
        for row in range(2, 2 + dropped)
    )
    fields = {"rows": 40, "used": 40 - dropped} | more
    return ImportSource(file="plan.xlsx", read_on=date(2027, 3, 1), dropped=rows, **fields)


def test_each_row_left_out_stands_there_with_cell_and_reason() -> None:
    text = imported(source(2, set_aside=1, used=37)).text
    assert (
        "plan.xlsx, read on 1 March 2027: 40 rows. 37 became projects, one was a total, a note or not" in text
    )
    assert "two could not be used: the totals are without them." in text
    assert "sheet A, cell B2" in text and "sheet A, cell B3" in text


def test_what_a_cell_holds_is_text() -> None:
    assert "name: is &lt;i&gt;2&lt;/i&gt;" in imported(source(1)).text


@pytest.mark.parametrize(
    ("dropped", "more_dropped", "said"),
    [
        (MOST_SHOWN, 0, ""),
        (MOST_SHOWN + 1, 0, "And one more reason, listed in the scenario file under “source”."),
        (
            MOST_SHOWN + 9,
            1200,
            "And 1,209 more reasons; the scenario file lists the first 59 under “source”.",
        ),
    ],
)
def test_a_long_list_is_cut_and_says_where_the_rest_stands(
    dropped: int, more_dropped: int, said: str
) -> None:
    text = imported(source(dropped, rows=2000, used=20, more_dropped=more_dropped)).text
    assert text.count("cell B") == MOST_SHOWN
    assert said in text
    assert ("more reason" in text) == bool(said)


def test_a_file_of_which_all_was_used_is_named_without_a_table() -> None:
    text = imported(source(0)).text
    assert "40 rows. 40 became projects." in text
    assert "<table" not in text


def test_a_portfolio_that_was_not_imported_says_nothing() -> None:
    assert imported(None).text == ""


def test_words_in_the_place_of_a_file_begin_a_sentence() -> None:
    hidden = source(1).model_copy(update={"file": "the imported file"})
    assert "The imported file, read on 1 March 2027" in imported(hidden).text
