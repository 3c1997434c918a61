"""What the pages were made of, so that somebody else can make them again."""

from __future__ import annotations

from workbench.interfaces.reports.html import Html, Table, part
from workbench.interfaces.reports.subject import Subject


def provenance_section(subject: Subject) -> Html:
    """Seed, hashes, versions, machine, failures."""
    run = subject.run
    manifest = run.manifest
    scenarios = Table(
        caption="Scenarios of this run",
        head=["Scenario", "simulated futures", "hash of its content"],
        rows=[
            [run.label(name), f"{run.futures(name):,}", str(run.entry(name)["hash"])[:16]]
            for name in run.names
        ],
    )
    facts = [
        ("Run", f"{manifest['name']}, {manifest['created']}"),
        ("Seed", str(manifest["seed"])),
        ("Code", str(manifest.get("code", ""))[:16]),
        ("Versions", _pairs(manifest.get("versions", {}))),
        ("Machine", _pairs(manifest.get("fingerprint", {}))),
        (
            "Blocks",
            f"{manifest.get('blocks_computed', 0)} computed, {manifest.get('blocks_reused', 0)} reused",
        ),
    ]
    failures = [
        f"{run.label(str(one['scenario']))}, futures {one['start']} to {int(one['stop']) - 1}: {one['error']}"
        for one in manifest.get("failures", ())
    ]
    again = f"workbench compare scenarios/*.yaml -n {subject.n} --seed {manifest['seed']}"
    return part(
        "provenance",
        facts=[(name, text) for name, text in facts if text],
        scenarios=scenarios,
        failures=failures,
        again=again,
    )


def _pairs(values: dict[str, object]) -> str:
    return ", ".join(f"{name} {value}" for name, value in values.items())
