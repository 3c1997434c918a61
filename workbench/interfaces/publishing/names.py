"""What everything is called on masked pages, the same in all scenarios and files that are shown together."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.experiment.masked import Audience, Pseudonyms
from workbench.interfaces.publishing.kinds import Kind, pseudonym
from workbench.interfaces.publishing.named import Key, Named, named_in, only_in, persons
from workbench.interfaces.publishing.ours import is_our_name, is_ours, said_of_pools, study_made
from workbench.interfaces.publishing.text_places import WORK
from workbench.interfaces.publishing.words import Untold
from workbench.interfaces.wording.counted import counted
from workbench.scenario import Scenario

BASELINE = "baseline"
OUR_STAGE: Key = (Kind.STAGE, WORK)
UNNAMED_PROJECT, UNNAMED_PERSON = "Unnamed project", "Unnamed person"


@dataclass(frozen=True)
class Names:
    """New names by kind and present name or id; what is not among them keeps its own.

    Parameters
    ----------
    given
        The new names.
    unlisted
        Projects, by their new ids, that are counted but not shown one by one.
    """

    given: Mapping[Key, str]
    unlisted: frozenset[str] = frozenset()

    def called(self, kind: Kind, key: str, name: str) -> str:
        """What something is called now."""
        return self.given.get((kind, key), name)

    def of(self, kind: Kind, key: str) -> str:
        """The same of what goes by its key."""
        return self.called(kind, key, key)


@dataclass(frozen=True)
class Shown:
    """Scenarios that are shown together, and what is known of them.

    Parameters
    ----------
    scenarios
        All of them.
    dropped
        Projects that each drops, by its name.
    first
        Name of today's scenario; None where nobody can tell.
    beside
        What stands in other files of the runs: people and free text.
    """

    scenarios: Sequence[Scenario]
    dropped: Mapping[str, frozenset[str]]
    first: str | None
    beside: Sequence[Key] = ()

    def drops(self, scenario: str) -> bool:
        """Whether it drops anybody."""
        return bool(self.dropped.get(scenario))


def names_for(shown: Shown, audience: Audience, pseudonyms: Pseudonyms) -> Names:
    """Names for what is shown together.

    Numbers follow a hash over all inputs: the same run gives the same names, and neither their order nor a
    name that somebody guesses tells which is which.

    Parameters
    ----------
    shown
        The scenarios.
    audience, pseudonyms
        Who they are shown to, and how.
    """
    dumps = [one.model_dump(mode="json", by_alias=True) for one in shown.scenarios]
    found = named_in(dumps)
    for kind, text in shown.beside:
        found.called(kind, text, text)
    key = hashlib.sha256(json.dumps(dumps, sort_keys=True).encode()).hexdigest()
    for_board = audience is Audience.BOARD
    dropped = frozenset[str]().union(*shown.dropped.values()) if for_board else frozenset[str]()
    people = persons(shown.scenarios) if for_board else frozenset[str]()
    unnamed = {
        **_numbered([(Kind.PROJECT, one) for one in sorted(dropped)], key, UNNAMED_PROJECT, found),
        **_numbered([(Kind.POOL, one) for one in sorted(people)], key, UNNAMED_PERSON, found),
    }
    others = [one for one in found.things if one not in unnamed and one != OUR_STAGE]
    if pseudonyms is Pseudonyms.ON:
        masked = [one for one in others if one[0] is not Kind.SCENARIO]
        hidden = _everything(found)
    elif for_board:
        untold = _untold(unnamed, found)
        special = _only_where_dropped(shown, dumps)
        parts = only_in(dropped, shown.scenarios)
        masked = [
            one
            for one in others
            if one[0] is not Kind.SCENARIO
            and (one in parts or one in special or any(untold.is_told(name) for name in found.things[one]))
        ]
        hidden = _told(found, untold, shown, special)
    else:
        return Names({})
    given = {**_pseudonyms(masked, key, found), **unnamed}
    given |= _scenarios(shown, [one[1] for one in hidden if one[0] is Kind.SCENARIO], found)
    given |= _written([one for one in hidden if one[0] is not Kind.SCENARIO], given, shown, key, found)
    return Names(given, frozenset(given[Kind.PROJECT, one] for one in dropped))


def _everything(found: Named) -> list[Key]:
    """Whatever somebody wrote."""
    scenarios = [one for one in found.things if one[0] is Kind.SCENARIO]
    return [*scenarios, *found.texts]


def _untold(unnamed: Collection[Key], found: Named) -> Untold:
    seen = [
        name
        for key, names in found.things.items()
        if key not in unnamed and key[0] in (Kind.PROJECT, Kind.POOL)
        for name in names
    ]
    return Untold.of((name for key in unnamed for name in found.things[key]), seen)


def _told(found: Named, untold: Untold, shown: Shown, special: Collection[Key]) -> list[Key]:
    """Names of scenarios and notes that are about a project that is dropped, or may be; all other texts."""
    about = {(Kind.NOTE, one.description) for one in shown.scenarios if shown.drops(one.name)}
    return [
        one
        for one in _everything(found)
        if one in special
        or one in about
        or one[0] in (Kind.ASSUMPTION, Kind.TEXT)
        or untold.is_told(one[1])
        or (one[0] is Kind.SCENARIO and shown.drops(one[1]))
    ]


def _only_where_dropped(shown: Shown, dumps: Sequence[Mapping[str, object]]) -> frozenset[Key]:
    """What stands in scenarios that drop somebody and in no other: it may say whom."""
    of = [named_in([one]) for one in dumps]
    keys = [
        {*one.texts, *(key for key in one.things if key[0] not in (Kind.PROJECT, Kind.POOL))} for one in of
    ]
    scenarios = [one.name for one in shown.scenarios]
    dropping, rest = set[Key](), set[Key]()
    for name, own in zip(scenarios, keys, strict=True):
        is_whats_if = name != shown.first and shown.drops(name)
        (dropping if is_whats_if else rest).update(own)
    return frozenset(dropping - rest - keys[0].intersection(*keys) - {OUR_STAGE})


def _pseudonyms(masked: Sequence[Key], key: str, found: Named) -> dict[Key, str]:
    given: dict[Key, str] = {}
    for kind in dict.fromkeys(one[0] for one in masked):
        given |= _numbered([one for one in masked if one[0] is kind], key, kind, found)
    return given


def _numbered(keys: Iterable[Key], secret: str, called: Kind | str, found: Named) -> dict[Key, str]:
    """Each with a number that its place in a file does not tell."""
    order = sorted(keys, key=lambda one: hashlib.sha256(f"{secret}\0{one[0]}\0{one[1]}".encode()).digest())
    names = _free(called, found)
    return {one: next(names) for one in order}


def _free(called: Kind | str, found: Named) -> Iterator[str]:
    """Names that nothing has yet: else another project's pseudonym could be taken for its name."""
    taken = {name.casefold() for names in found.things.values() for name in names}
    number = 0
    while True:
        number += 1
        name = pseudonym(called, number) if isinstance(called, Kind) else f"{called} {number}"
        if name.casefold() not in taken:
            yield name


def _scenarios(shown: Shown, hidden: Sequence[str], found: Named) -> dict[Key, str]:
    """Names of what-ifs, numbered in their order; what a study made of one is called after it."""
    every = {one.name: one for one in shown.scenarios}
    theirs = [name for name in hidden if not is_our_name(name)]
    made = {name: study_made(name, every[name], every.keys() - {name}) for name in theirs}
    free, given = _free(Kind.SCENARIO, found), dict[Key, str]()
    for name in theirs:
        if made[name] is None:
            is_today = name == shown.first and BASELINE not in every
            given[Kind.SCENARIO, name] = BASELINE if is_today else next(free)
    for name in sorted(theirs, key=len):
        of = made[name]
        if of is not None:
            given[Kind.SCENARIO, name] = given.get((Kind.SCENARIO, of[0]), of[0]) + of[1]
    return given


def _written(
    hidden: Sequence[Key], given: Mapping[Key, str], shown: Shown, secret: str, found: Named
) -> dict[Key, str]:
    """In place of free text: nothing, or a number where something must be there; what is ours stays."""
    names = frozenset(name for some in found.things.values() for name in some)
    pools = {
        name: given.get(key, name)
        for key, some in found.things.items()
        if key[0] is Kind.POOL
        for name in some
    }
    described = {one.description: one for one in shown.scenarios}
    bases = {one.name for one in shown.scenarios}
    numbers: dict[tuple[Kind, str], int] = {}
    texts: dict[Key, str] = {}
    for kind, text in sorted(hidden, key=lambda one: hashlib.sha256(f"{secret}\0{one[1]}".encode()).digest()):
        if is_ours(text, names):
            continue
        made = study_made(text, described[text], bases) if text in described else None
        if made is not None:
            texts[kind, text] = given.get((Kind.SCENARIO, made[0]), made[0]) + made[1]
            continue
        by_pool = said_of_pools(text, pools)
        if by_pool is not None:
            texts[kind, text] = by_pool
            continue
        what, of = counted(text)
        if kind is Kind.NOTE:
            texts[kind, text] = ""
            continue
        number = numbers.setdefault((kind, what.casefold()), len(numbers) + 1)
        masked = f"{kind} {number}" + (f" ({of})" if of else "")
        texts[kind, text] = masked if kind is Kind.ASSUMPTION else f"not shown ({number})"
    return texts
