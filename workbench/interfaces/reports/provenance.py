"""What the pages were made of, so that somebody else can make them again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.interfaces.reports.folder import RunFolder
from workbench.interfaces.reports.html import Html, Table, part
from workbench.interfaces.reports.subject import Subject
from workbench.interfaces.wording import detail_words, listed, quoted
from workbench.interfaces.wording.masked import masked_words

FROM_THE_RUN = "It can be made again from the run behind it, which whoever published this keeps."
MOST_NAMED = 4
"""What-ifs of a comparison that are named, the others are counted."""


def provenance_section(subject: Subject) -> Html:
    """Seed, hashes, versions, machine, failures."""
    run = subject.run
    manifest = run.manifest
    masked = run.masked
    scenarios = Table(
        caption="Scenarios of this run",
        head=["Scenario", "simulated futures", "hash of its content" + (" before masking" if masked else "")],
        rows=[
            [run.label(name), f"{run.futures(name):,}", str(run.entry(name)["hash"])[:16]]
            for name in run.names
        ],
    )
    facts = [
        ("Comparison" if run.others else "Run", f"{_called(run)}, {manifest['created']}"),
        ("Masked", "" if masked is None else f"{masked_words(masked)} {FROM_THE_RUN}"),
        ("Seed", str(manifest["seed"])),
        ("Code", str(manifest.get("code", ""))[:16]),
        ("Detail", "" if masked or run.detail is None else detail_words(run.detail)),
        ("Engines", _agreement(manifest["scenarios"])),
        ("Versions", _pairs(manifest.get("versions", {}))),
        ("Machine", _pairs(manifest.get("fingerprint", {}))),
        ("Unlike machines that took part", "; ".join(manifest.get("unlike_workers", ()))),
        (
            "Blocks",
            f"{manifest.get('blocks_computed', 0)} computed, {manifest.get('blocks_reused', 0)} reused",
        ),
    ]
    failures = [
        f"{run.label(str(one['scenario']))}, futures {one['start']} to {int(one['stop']) - 1}: {one['error']}"
        for one in manifest.get("failures", ())
    ]
    again = "" if masked else _again(subject)
    return part(
        "provenance",
        facts=[(name, text) for name, text in facts if text],
        scenarios=scenarios,
        failures=failures,
        again=again,
    )


def _called(run: RunFolder) -> str:
    """What was run: a comparison by all its scenarios, its baseline first."""
    others = [quoted(run.label(name)) for name in run.others]
    if not others:
        return str(run.manifest["name"])
    more = len(others) - MOST_NAMED
    named = [*others[:MOST_NAMED], *([f"{more} more"] if more > 0 else [])]
    return f"{quoted(run.label(run.baseline))} against {listed(named)}"


def _agreement(scenarios: Sequence[Mapping[str, object]]) -> str:
    """Which engine made the numbers, and how often it was compared with the other."""
    names = {"compiled": "compiled", "simpy": "SimPy"}
    used = sorted({names.get(str(one.get("engine", "")), str(one.get("engine", ""))) for one in scenarios})
    checked = min((int(str(one.get("twins", 0))) for one in scenarios), default=0)
    by = " and ".join(name for name in used if name)
    if not checked:
        return f"{by}; nothing was compared with another engine" if by else ""
    each = " of each scenario" if len(scenarios) > 1 else ""
    return f"{by}; SimPy and compiled agree on {checked} of {checked} futures{each}, bit for bit"


def _again(subject: Subject) -> str:
    """The command, with the scenarios in the order of the run and the baseline first."""
    import shlex

    from workbench.experiment.run_folder import file_names

    run = subject.run
    every = tuple(str(one["name"]) for one in run.manifest["scenarios"])
    files = dict(zip(every, file_names(every), strict=True))
    order = [run.baseline, *(name for name in every if name != run.baseline)]
    paths = " ".join(shlex.quote(f"scenarios/{files[name]}") for name in order)
    verb = "compare" if len(order) > 1 else "run"
    detail = _detail(run.detail, subject.n)
    return f"workbench {verb} {paths} -n {subject.n} --seed {run.manifest['seed']}{detail}"


def _detail(kept: int | None, n: int) -> str:
    """The option that keeps as many project rows, where it is not what happens without."""
    from workbench.experiment.blocks import DETAIL

    if kept is None:
        return " --detail all" if n > DETAIL else ""
    return "" if kept == DETAIL else f" --detail {kept}"


def _pairs(values: dict[str, object]) -> str:
    return ", ".join(f"{name} {value}" for name, value in values.items())
