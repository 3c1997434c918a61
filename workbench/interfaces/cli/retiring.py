"""What an earlier batch left in a folder and the next one replaces: a comparison, or runs on their own.

Folder, index and site would otherwise show two batches as one. Blocks are kept elsewhere, so that the earlier
batch is made again without simulating.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from workbench.interfaces.cli.places import shown
from workbench.interfaces.cli.reporting import PAGES
from workbench.interfaces.cli.showing import say


def retire_comparison(out: Path) -> None:
    """Take an earlier comparison away from the folder in which scenarios now stand on their own."""
    from workbench.experiment.run_folder import MARK

    if (out / MARK).is_file():
        _retire(out, out / PAGES)
        say(f"The comparison that was in {shown(out)} is replaced: these stand on their own.")


def retire_alone(out: Path) -> None:
    """Take away the runs on their own that a batch made here before, where scenarios are compared now."""
    earlier = sorted(set(_made_alone(out)))
    for run in earlier:
        _retire(run, out / PAGES)
    if earlier:
        say(f"Runs on their own that were in {shown(out)} are replaced by the comparison: {len(earlier)}.")


def _made_alone(out: Path) -> Iterator[Path]:
    """Runs that the list of pages names: somebody else's, in the same folder, are not among them."""
    from workbench.experiment.run_folder import MARK
    from workbench.interfaces.reports.page_list import pages_in

    for one in pages_in(out / PAGES):
        match Path(one.run).parts:
            case ("..", name) if name != ".." and (out / name / MARK).is_file():
                yield out / name


def _retire(run: Path, pages: Path) -> None:
    from workbench.experiment.run_folder import clear_run
    from workbench.interfaces.reports.agreements import AGREED
    from workbench.interfaces.reports.index_links import copies
    from workbench.interfaces.reports.kept_goal import GOAL
    from workbench.interfaces.reports.kept_kinds import KINDS
    from workbench.interfaces.reports.page_list import pages_of_run
    from workbench.interfaces.reports.pages import COMPARISON
    from workbench.interfaces.reports.stamps import take_away

    for one in pages_of_run(run, pages):
        take_away(pages / one.file)
    if run == pages.parent:
        take_away(pages / COMPARISON)
    clear_run(run)
    for path in (*copies(run, pages), *(run / name for name in (AGREED, GOAL, KINDS))):
        path.unlink(missing_ok=True)
    if not any(run.iterdir()):
        run.rmdir()
