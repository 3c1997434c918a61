"""Whether a run came out again, in sentences and for programs."""

from __future__ import annotations

import math
from collections.abc import Iterator

from workbench.experiment.measures import measure_of
from workbench.experiment.reproduction import Deviation, Reproduction
from workbench.interfaces.studies.as_json import as_json
from workbench.interfaces.wording import count

MOST_SHOWN = 12


def reproduction_lines(found: Reproduction) -> Iterator[str]:
    """The verdict first, then what it rests on."""
    made = f"made {found.manifest.created}, seed {found.manifest.seed}"
    if found.reasons:
        yield f"Cannot be made again ({made}): {'; '.join(found.reasons)}."
    elif found.identical:
        yield f"Identical: all {found.figures:,} figures come out to the bit ({made})."
    else:
        measures = count(len(found.deviations), "measure comes", "measures come")
        yield f"Not identical: {measures} out otherwise, of {found.figures:,} figures in all ({made})."
        yield from (_line(one) for one in found.deviations[:MOST_SHOWN])
        if len(found.deviations) > MOST_SHOWN:
            yield f"  and {len(found.deviations) - MOST_SHOWN} more; --json lists all"
    if found.surroundings:
        yield "Not as it was when the run was made:"
        yield from (f"  {one.what}: {one.then} then, {one.now} now" for one in found.surroundings)
    elif not found.reasons:
        yield "Packages, machine and code are as they were when the run was made."


def _line(one: Deviation) -> str:
    try:
        title = measure_of(one.measure).title
    except KeyError:
        title = one.measure
    most = "there only once" if math.isnan(one.most) else f"by up to {one.most:.6g}"
    return f"  {one.scenario}, {title}: in {one.futures:,} of {one.of:,} futures, {most}"


def reproduction_json(found: Reproduction) -> str:
    """The same for programs."""
    return as_json(
        {
            "identical": found.identical,
            "figures": found.figures,
            "created": found.manifest.created,
            "seed": found.manifest.seed,
            "reasons": list(found.reasons),
            "differs": [
                {
                    "scenario": one.scenario,
                    "measure": one.measure,
                    "futures": one.futures,
                    "of": one.of,
                    "most": None if math.isnan(one.most) else one.most,
                }
                for one in found.deviations
            ],
            "surroundings": [
                {"what": one.what, "then": one.then, "now": one.now} for one in found.surroundings
            ],
        }
    )
