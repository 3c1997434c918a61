"""What the index of a site links to, and what its pages do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from workbench.interfaces.publishing.layout import ALONE, INDEX, NUMBERS, PAGES, PDF, SCENARIOS, SINGLE
from workbench.interfaces.publishing.numbers import table_file, tables_in
from workbench.interfaces.publishing.source import ALL, Sheet, Source
from workbench.interfaces.reports.folder import RunFolder
from workbench.interfaces.reports.index_links import NO_REPORT, Link


@dataclass(frozen=True)
class InSite:
    """Links that hold in a site, to what is really there.

    Parameters
    ----------
    source
        What the site is made of.
    site
        The folder, its files written.
    up
        The way from the page to the top of the site: nothing for the index.
    """

    source: Source
    site: Path
    up: str = field(default="")

    def of(self, run: RunFolder, scenario: str) -> Sequence[Link]:
        """Every form of every report on a scenario, its numbers, and the scenario itself."""
        stem = self.source.stem(run, scenario)
        first, *further = [self.forms(sheet) for sheet in self.source.of(run, scenario)] or [()]
        # Of further reports the page alone: it leads to their other forms.
        forms = [*first, *(one[0] for one in further)]
        unlived = [] if forms else [(NO_REPORT, f"{PAGES}/{stem}.html")]
        rest = [("CSV", f"{ALONE}/{stem}.csv"), ("YAML", f"{SCENARIOS}/{stem}.yaml")]
        return [*forms, *self._there(unlived), *self._there(rest)]

    def comparison(self, run: RunFolder) -> Sequence[Link]:
        """The comparison in every form."""
        named = {
            "comparison": "Open the comparison of all",
            NO_REPORT: "Why there is no comparison",
            "one file": "as one file",
            "PDF": "as PDF",
        }
        found = [link for sheet in self.source.of(run, ALL) for link in self.forms(sheet)]
        return [Link(named.get(link.text, link.text), link.address) for link in found]

    def numbers(self, run: RunFolder) -> Sequence[Link]:
        """Tables of a run."""
        return self._there(
            [(f"{one}.csv", f"{NUMBERS}/{table_file(self.source, run, one)}") for one in tables_in(run)]
        )

    def forms(self, sheet: Sheet, without: Collection[str] = ()) -> Sequence[Link]:
        """A report as page, as one file and as PDF, without those forms that are named."""
        every = [
            (sheet.label if sheet.finished else NO_REPORT, f"{PAGES}/{sheet.stem}.html"),
            ("one file", f"{SINGLE}/{sheet.stem}.html"),
            ("PDF", f"{PDF}/{sheet.stem}.pdf"),
        ]
        return self._there([(text, place) for text, place in every if text not in without])

    def around(self, sheet: Sheet) -> Sequence[Link]:
        """What the page of a report links to, in reading order."""
        whole = [] if sheet.about == ALL else self._forms_of_whole(sheet.run)
        return [
            *self.back(),
            *whole,
            *(Link(f"This report as {one.text}", one.address) for one in self.forms(sheet, {sheet.label})),
        ]

    def back(self) -> Sequence[Link]:
        """The way to the index."""
        return [Link("All scenarios", f"{self.up}{INDEX}")]

    def files(self, sheet: Sheet) -> Sequence[Link]:
        """The scenario of a report, and its numbers."""
        if sheet.about == ALL:
            return ()
        stem = self.source.stem(sheet.run, sheet.about)
        return self._there(
            [
                ("the scenario (YAML)", f"{SCENARIOS}/{stem}.yaml"),
                ("its numbers (CSV)", f"{ALONE}/{stem}.csv"),
            ]
        )

    def _forms_of_whole(self, run: RunFolder) -> Sequence[Link]:
        pages = [(one.label.capitalize(), f"{PAGES}/{one.stem}.html") for one in self.source.of(run, ALL)]
        return [Link(text, self.up + quote(place)) for text, place in pages]

    def _there(self, places: Sequence[tuple[str, str]]) -> Sequence[Link]:
        return [Link(text, self.up + quote(place)) for text, place in places if (self.site / place).is_file()]
