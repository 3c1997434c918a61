"""What the numbers of a page were made of, in a few lines at its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

import workbench
from workbench.interfaces.publishing.templates import piece
from workbench.interfaces.reports.assumption_row import GRADES
from workbench.interfaces.reports.assumptions import assumption_rows
from workbench.interfaces.reports.folder import RunFolder
from workbench.interfaces.reports.index_links import Link
from workbench.interfaces.wording import capital, count, listed
from workbench.interfaces.wording.masked import masked_words


def grades_of(run: RunFolder, scenario: str) -> str:
    """How many assumptions of a scenario are of which grade, in words."""
    found = Counter(row.grade for row in assumption_rows(run.scenario(scenario)))
    counted = listed([f"{found[grade]} {grade}" for grade in GRADES if found[grade]])
    return f"{count(found.total(), 'assumption', 'assumptions')}: {counted}"


def origin_of(run: RunFolder, scenario: str) -> str:
    """A line for the foot of printed pages."""
    return f"Scenario {run.entry(scenario)['hash'][:6]} · seed {run.manifest['seed']}"


def provenance_of(run: RunFolder, scenarios: Sequence[str], links: Sequence[Link]) -> Markup:
    """Hashes, seed, versions and grades of evidence.

    Parameters
    ----------
    run
        The run.
    scenarios
        Those that the page is about.
    links
        To their files, if the page has any beside it.
    """
    manifest, masked = run.manifest, run.masked
    versions = {"workbench": workbench.__version__, **manifest.get("versions", {})}
    facts = [
        ("Masked", "" if masked is None else f"{masked_words(masked)} Hashes are those before masking."),
        ("Seed", f"{manifest['seed']}; simulated on {run.made_on.day} {run.made_on:%B %Y}"),
        ("Versions", ", ".join(f"{name} {version}" for name, version in versions.items())),
        ("Code", str(manifest.get("code", ""))),
    ]
    return _section(run, scenarios, links, [fact for fact in facts if fact[1]])


def rest_of_provenance(run: RunFolder, scenarios: Sequence[str], links: Sequence[Link]) -> Markup:
    """The same without what a report of ours has said already under its last heading."""
    return _section(run, scenarios, links, [])


def _section(
    run: RunFolder, scenarios: Sequence[str], links: Sequence[Link], facts: Sequence[tuple[str, str]]
) -> Markup:
    rows = [(run.label(one), str(run.entry(one)["hash"]), f"{run.futures(one):,}") for one in scenarios]
    # Reports list those of the baseline, and beside them what a what-if assumes otherwise.
    grades = f"{capital(grades_of(run, run.baseline))}; which is which stands in each report"
    return piece("provenance", facts=[*facts, ("Evidence", grades)], rows=rows, links=links)
