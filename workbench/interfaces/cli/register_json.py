"""The register of evidence as JSON: a promise to scripts, so its keys never change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from workbench import evidence
from workbench.interfaces.cli.register_entry import known
from workbench.interfaces.cli.register_practices import figures_named
from workbench.interfaces.wording.evidence import rests_on, standing


def register_json() -> str:
    """All of it: effects, coefficients, practices, doubts, sources."""
    return _text(
        {
            "effects": [_effect(name) for name in evidence.effects()],
            "coefficients": [_coefficient(name) for name in evidence.coefficients()],
            "practices": [asdict(one) for one in evidence.practice_figures()],
            "doubts": [_doubt(one) for one in evidence.doubts()],
            "sources": [_source(key) for key in evidence.sources()],
        }
    )


def entry_json(name: str) -> str:
    """One effect, coefficient or practice with its doubts and sources, or one source and what rests on it."""
    if name in evidence.effects():
        own = [one.id for one in evidence.sources_of(name)]
        return _text({**_effect(name), **_beneath([*own, *evidence.weighting(name).sources], own)})
    if name in evidence.coefficients():
        own = list(evidence.coefficient(name).sources)
        return _text({**_coefficient(name), **_beneath(own, own)})
    if figures := figures_named(name):
        own = list(dict.fromkeys(key for one in figures for key in one.sources))
        told = {"kind": "practice", "name": name, "figures": [asdict(one) for one in figures]}
        return _text({**told, **_beneath(own, own)})
    key = known(name)
    doubts = [_doubt(one) for one in evidence.doubts_about(key)]
    return _text({**_source(key), "used_by": list(rests_on(key)), "doubts": doubts})


def _effect(name: str) -> dict[str, Any]:
    weights = evidence.weighting(name)
    by_perspective = dict(zip(evidence.perspectives(), weights.weights, strict=True))
    split = {**asdict(weights), "weights": by_perspective}
    del split["effect"]
    return {"kind": "effect", **asdict(evidence.effect(name)), "perspectives": split}


def _coefficient(name: str) -> dict[str, Any]:
    return {"kind": "coefficient", **asdict(evidence.coefficient(name))}


def _source(key: str) -> dict[str, Any]:
    one = evidence.source(key)
    return {"kind": "source", **asdict(one), "standing": standing(one)}


def _doubt(one: evidence.Doubt) -> dict[str, Any]:
    return {"id": one.id, "kind": one.kind.value, "sentence": one.sentence, "sources": list(one.sources)}


def _beneath(sources: Iterable[str], own: Iterable[str]) -> dict[str, Any]:
    return {
        "doubts": [_doubt(one) for one in evidence.doubts_about(*own)],
        "cited": [_source(key) for key in dict.fromkeys(sources)],
    }


def _text(content: Mapping[str, Any]) -> str:
    import json

    return json.dumps(content, indent=2, allow_nan=False, ensure_ascii=False)
