"""What everything is called on masked pages, the same in all scenarios and files of a run."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.experiment.masked import Audience, Pseudonyms
from workbench.interfaces.publishing.kinds import Kind, pseudonym
from workbench.interfaces.publishing.named import (
    Key,
    Named,
    dropped_by_some,
    named_in,
    only_in,
    persons,
)
from workbench.interfaces.publishing.places import WORK
from workbench.interfaces.publishing.plain_words import is_registered, plain, words_of
from workbench.scenario import Scenario

BASELINE = "baseline"
OUR_STAGE: Key = (Kind.STAGE, WORK)
UNNAMED_PROJECT, UNNAMED_PERSON = "Unnamed project", "Unnamed person"
_COUNTED = re.compile(r"(?P<what>.*?)(?P<of> \(\d+ of \d+ (?:projects|pools)\))?", re.DOTALL)


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


def names_for(
    scenarios: Sequence[Scenario],
    audience: Audience,
    pseudonyms: Pseudonyms,
    beside: Iterable[Key] = (),
) -> Names:
    """Names for a run.

    Numbers follow a hash over all inputs: the same run gives the same names, and neither their order nor a
    name that somebody guesses tells which is which.

    Parameters
    ----------
    scenarios
        Of the run, the baseline first.
    audience, pseudonyms
        Who it is shown to, and how.
    beside
        What stands in other files of the run: people and free text.
    """
    dumps = [one.model_dump(mode="json", by_alias=True) for one in scenarios]
    found = named_in(dumps)
    for kind, text in beside:
        found.called(kind, text, text)
    key = hashlib.sha256(json.dumps(dumps, sort_keys=True).encode()).hexdigest()
    dropped = dropped_by_some(scenarios) if audience is Audience.BOARD else frozenset()
    people = persons(scenarios) if audience is Audience.BOARD else frozenset()
    unnamed = {
        **_numbered([(Kind.PROJECT, one) for one in dropped], key, UNNAMED_PROJECT, found),
        **_numbered([(Kind.POOL, one) for one in people], key, UNNAMED_PERSON, found),
    }
    if pseudonyms is Pseudonyms.ON:
        masked = [one for one in found.things if one not in unnamed and one != OUR_STAGE]
    else:
        masked = _of_the_unnamed(unnamed, only_in(dropped, scenarios), found)
    given = {**_pseudonyms(masked, key, pseudonyms, found), **unnamed}
    given |= _written(found, given, key, pseudonyms)
    return Names(given, frozenset(given[Kind.PROJECT, one] for one in dropped))


def _of_the_unnamed(unnamed: Mapping[Key, str], parts: Mapping[Key, set[str]], found: Named) -> list[Key]:
    """Parts of what is not named, and whatever is called after it."""
    said = _phrases(name for key in unnamed for name in found.things[key])
    after = [
        key
        for key, names in found.things.items()
        if key not in unnamed and said is not None and any(said.search(name) for name in names)
    ]
    return list(dict.fromkeys([*(key for key in parts if key != OUR_STAGE), *after]))


def _pseudonyms(masked: Sequence[Key], key: str, how: Pseudonyms, found: Named) -> dict[Key, str]:
    given: dict[Key, str] = {}
    for kind in dict.fromkeys(one[0] for one in masked):
        own = [one for one in masked if one[0] is kind]
        if kind is Kind.SCENARIO:
            given |= _scenarios(own, how, found)
        else:
            given |= _numbered(own, key, kind, found)
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


def _scenarios(keys: Sequence[Key], how: Pseudonyms, found: Named) -> dict[Key, str]:
    """Names of what-ifs: kept where they say nothing but what the rules of this package are called."""
    others = [
        names for key, names in found.things.items() if key[0] is not Kind.SCENARIO and key != OUR_STAGE
    ]
    said, words = _phrases(one for names in others for one in names), _words(others)

    def is_harmless(name: str) -> bool:
        return plain(name, words) and (said is None or not said.search(name))

    hidden = [one for one in keys if how is Pseudonyms.OFF or not is_harmless(one[1])]
    first = next(one for one in found.things if one[0] is Kind.SCENARIO)
    given: dict[Key, str] = {}
    if first in hidden and (Kind.SCENARIO, BASELINE) not in found.things:
        hidden.remove(first)
        given[first] = BASELINE
    free = _free(Kind.SCENARIO, found)
    return {**given, **{one: next(free) for one in hidden}}


def _written(found: Named, given: Mapping[Key, str], secret: str, how: Pseudonyms) -> dict[Key, str]:
    """Free text: names in it replaced, and with pseudonyms only where it then holds nothing but our words."""
    hidden = {name: new for key, new in given.items() for name in found.things[key] if name != new}
    said = _phrases(hidden)
    by_case = {name.casefold(): new for name, new in hidden.items()}
    words = _words(found.things.values())
    numbers: dict[tuple[Kind, str], int] = {}
    order = sorted(found.texts, key=lambda one: hashlib.sha256(f"{secret}\0{one[1]}".encode()).digest())
    texts = {}
    for kind, text in order:
        new = text if said is None else said.sub(lambda hit: by_case.get(hit[0].casefold(), "…"), text)
        if how is Pseudonyms.OFF or _harmless(new, words):
            texts[kind, text] = new
            continue
        counted = _COUNTED.fullmatch(text)
        assert counted is not None
        number = numbers.setdefault((kind, counted["what"].casefold()), len(numbers) + 1)
        texts[kind, text] = _instead(kind, number, counted["of"] or "")
    return texts


def _harmless(text: str, words: frozenset[str]) -> bool:
    return is_registered(text) or plain(text, words)


def _instead(kind: Kind, number: int, counted: str) -> str:
    if kind is Kind.NOTE:
        return ""
    return f"{kind} {number}{counted}" if kind is Kind.ASSUMPTION else f"not shown ({number})"


def _words(names: Iterable[Iterable[str]]) -> frozenset[str]:
    return frozenset(word for some in names for name in some for word in words_of(name))


def _phrases(names: Iterable[str]) -> re.Pattern[str] | None:
    """Any of some names as a phrase; single letters and short numbers are no phrase."""
    long = {name for name in names if len(name) >= (2 if re.search(r"[^\W\d_]", name) else 4)}
    if not long:
        return None
    either = "|".join(re.escape(name) for name in sorted(long, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
