"""The bar over reports: what is at work, done, failed and left."""

from tqdm import tqdm

from workbench.interfaces.cli.report_bar import ReportBar


class Told:
    """A bar that keeps what it is told."""

    def __init__(self) -> None:
        self.n = 0
        self.said: list[str] = []

    def update(self) -> None:
        self.n += 1

    def set_postfix_str(self, said: str) -> None:
        self.said.append(said)


def test_it_says_what_is_at_work_done_failed_and_left() -> None:
    told = Told()
    bar = ReportBar(told, 4)  # type: ignore[arg-type]
    bar.begins("one")
    bar.begins("two\x1b[2J")
    bar.begins("three")
    bar.waits("three")
    bar.ends("one", 0)
    bar.ends("two\x1b[2J", 1)
    assert told.n == 2
    assert told.said == [
        "3 left, at work: one",
        "2 left, at work: one, two�[2J",
        "1 left, at work: one, two�[2J",
        "2 left, at work: one, two�[2J",
        "2 left, at work: two�[2J",
        "1 failed, 2 left",
    ]
    assert hasattr(tqdm, "set_postfix_str")
