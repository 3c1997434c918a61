"""The folder that `workbench new` makes: workbook, scenarios, notebooks, README."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from workbench.errors import InputError, Problem
from workbench.interfaces.cli.serving import copy_notebooks

NEXT = (
    "workbench validate portfolio.xlsx scenarios",
    "workbench compare scenarios/baseline.yaml scenarios/cost-of-delay.yaml --report",
    "workbench lab",
)
"""The next three commands, from inside the folder."""

_BASELINE = """\
# How things are today. The what-ifs beside this file state only what differs from it.

name: baseline
description: Today. First come, first served; many projects at once.

portfolio:
  extends: ../portfolio.xlsx
  start: {start}        # day 0; projects under way start from here
  maturity: 2              # how well projects are run today, 1 to 5

horizon: {horizon}        # no project starts after it
seed: 1

policy:
  release: {{index: fifo, wip_limit: 6, cadence: monthly}}   # who may start, how many, how often
  dispatch: {{index: fifo}}                                # who gets people first

# If you have a PMO: what it does, practice by practice. Take the # away, put in your own figures and ask
# workbench practices scenarios/baseline.yaml --describe
# pmo:
#   cost_per_fte: 100000     # of one of its people, a year
#   standards:
#     practices:             # those in use or paid for today; adoption = share of work really done that way
#       methodology: {{adoption: 0.5, staff: 0.5}}
#       templates: {{adoption: 0.6, staff: 0.2}}
#       reporting: {{adoption: 0.8, staff: 1}}
#       coaching: {{adoption: 0.4, staff: 1, cash_per_year: 10000}}     # also: tools, training, audits
#     steps:                 # changes, by date; share = of all of today's people and cash
#       - {{from: {step}, share: 0.7}}
"""

_WHAT_IFS = {
    "cost-of-delay": """\
extends: baseline.yaml
description: Starts and people go by cost of delay per day of work, instead of first come, first served.

policy:
  release: {index: cd3}
  dispatch: {index: cd3}
""",
    "three-at-once": """\
extends: baseline.yaml
description: At most three projects at once instead of six.

policy:
  release: {wip_limit: 3}
""",
    "developers-leave": """\
extends: baseline.yaml
description: Three developers leave in three months and are not replaced.

shocks:
  - {{kind: capacity, id: leavers, pool: DEV, fte: -3, from: {leave}}}
""",
}

_README = """\
# {name}

A portfolio to be simulated. The rows in `portfolio.xlsx` are invented: overwrite them with your own.

Next, in this folder:

{commands}

| file | what it is |
|---|---|
| `portfolio.xlsx` | projects and people; point at a heading to see what it means |
| `scenarios/baseline.yaml` | how things are today |
| `scenarios/*.yaml` | what-ifs: each states only what differs from the baseline |
| `notebooks/` | sliders and pictures |
| `runs/` | results, one folder per run; safe to delete |

Help: `workbench --help`, and `workbench COMMAND --help`.
"""


def make(folder: Path, today: date) -> None:
    """Fill a new or empty folder.

    Parameters
    ----------
    folder
        Where to.
    today
        The day around which the example is dated.

    Raises
    ------
    InputError
        If something stands there already.
    """
    from workbench.bundled import bundled
    from workbench.interfaces.spreadsheet import write_template

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError.of(
            Problem((), "is there already and not empty", remedy="choose another name", place=str(folder))
        )
    bundled("notebooks")  # a broken installation is told before anything is written
    scenarios = folder / "scenarios"
    scenarios.mkdir(parents=True)
    write_template(folder / "portfolio.xlsx", today=today)
    _write(scenarios / "baseline.yaml", _baseline(today))
    for name, text in _WHAT_IFS.items():
        _write(
            scenarios / f"{name}.yaml",
            text.format(leave=today + timedelta(days=91)) if "{{" in text else text,
        )
    copy_notebooks(folder)
    commands = "\n".join(f"    {command}" for command in NEXT)
    _write(folder / "README.md", _README.format(name=folder.name or "Portfolio", commands=commands))


def _baseline(today: date) -> str:
    return _BASELINE.format(
        start=today, horizon=date(today.year + 3, 12, 31), step=today + timedelta(days=182)
    )


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
