"""One simulated future in sentences: each happening a date and what happened, honest about luck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workbench.charts.dates import dated
from workbench.charts.numbers import amount
from workbench.engines.path import Decision, End, Outcome, Reason, State
from workbench.experiment.attended import Coached
from workbench.experiment.story import (
    Account,
    Ended,
    Future,
    GateSat,
    Happening,
    PassedOver,
    Proposed,
    Released,
    Room,
    WaitedForBoard,
    WaitedForPeople,
    WaitedForProjects,
    Worked,
)
from workbench.interfaces.wording.boards import STOPPED_BY, decided, who_sat
from workbench.interfaces.wording.phrases import capital, count, inside, listed, percent
from workbench.interfaces.wording.rank import ranked
from workbench.interfaces.wording.states import STATES

MOST_NAMED = 3
NOTABLE = 0.01
"""Shares below this are not worth a word."""

_WAITED = {
    Reason.PREDECESSOR: "for other projects",
    Reason.BOARD: "for a board",
    Reason.WIP: "for a free place",
    Reason.BUDGET: "for room in the budget",
    Reason.PAUSED: "for a pause of starts to end",
    Reason.PROGRAMME: "for a place in its programme",
    Reason.POOL: "for a place on a pool that it needs",
}
_STATE_KEYS = dict(zip(State, STATES, strict=True))


@dataclass(frozen=True)
class Line:
    """A date and what happened."""

    date: date
    text: str


def working_days(number: float) -> str:
    """A length of time.

    Examples
    --------
    >>> working_days(9.0), working_days(1.0), working_days(3.42), working_days(17.6), working_days(0.2)
    ('9 working days', '1 working day', '3.4 working days', '18 working days', 'less than half a working day')
    """
    if 0.0 < number < 0.5:
        return "less than half a working day"
    shown = f"{number:,.0f}" if number >= 9.95 else f"{number:.1f}".removesuffix(".0")
    return f"{shown} working day{'' if shown == '1' else 's'}"


def named(names: Sequence[str]) -> str:
    """The first few of several names, and how many others; names may hold commas.

    Examples
    --------
    >>> named(["P07", "P11"]), named(["A", "B", "C", "D", "E"])
    ('“P07” and “P11”', '“A”, “B”, “C” and two others')
    """
    shown = [f"“{one}”" for one in names]
    if len(shown) <= MOST_NAMED + 1:
        return listed(shown)
    return listed([*shown[:MOST_NAMED], count(len(shown) - MOST_NAMED, "other", "others")])


def one_of_many(future: Future) -> str:
    """What a single future is, and is not."""
    return (
        f"This is one simulated future of many: number {future.replication} of seed "
        f"{future.scenario.seed}. It shows how one thing leads to another, not what will happen."
    )


COUNTED = (
    "Where the time went counts each day once, also one that several packages share; every line above rounds "
    "by itself. So lines and sum may differ by some days."
)
"""Why the lengths told line by line need not sum to where the time went."""


def told(future: Future, happenings: Sequence[Happening]) -> list[Line]:
    """A story as dated sentences."""
    return [_Teller(future).line(one) for one in happenings]


def closing(future: Future, account: Account) -> list[str]:
    """Where the time went, plan against outcome, luck and worth of a project."""
    money = future.scenario.portfolio.currency
    spent = [
        f"{inside(STATES[_STATE_KEYS[state]])} {_number(days)}"
        for state, days in account.state_days.items()
        if days > 0
    ]
    said = [f"Where the time went, in working days until the horizon: {listed(spent)}."] if spent else []
    if account.touch_days > 0:
        since = ", with what was worked before the simulated time" if account.in_flight else ""
        said.append(
            f"Plan and outcome{since}: {working_days(account.plan_days)} of work on all packages planned, "
            f"{_number(account.touch_days)} done; {amount(account.plan_cost, money)} planned, "
            f"{amount(account.cost, money)} paid."
        )
    luck = [_share_words(account.luck - 1, "work {} than is usual at this maturity", ("longer", "shorter"))]
    luck.append(_share_words(account.worth - 1, "a benefit {} than stated", ("higher", "lower")))
    known = [one for one in luck if one]
    if known:
        said.append(f"Luck that nobody could see beforehand: {listed(known)}.")
    said.append(f"In this future it is worth {amount(account.npv, money)} to the portfolio (present value).")
    return said


def _number(days: float) -> str:
    return working_days(days).partition(" ")[0] if days >= 0.5 else "next to none"


def _share_words(share: float, pattern: str, words: tuple[str, str]) -> str:
    if abs(share) < NOTABLE / 2:
        return ""
    return pattern.format(f"{percent(round(abs(share), 2))} {words[0 if share > 0 else 1]}")


class _Teller:
    def __init__(self, future: Future) -> None:
        self._future = future
        self._money = future.scenario.portfolio.currency
        self._rule = future.scenario.policy.release.index

    def line(self, one: Happening) -> Line:
        """A happening in words."""
        future, closes = self._future, isinstance(one, GateSat) and bool(one.stage)
        if isinstance(one, Ended):
            closes = one.end is not End.REJECTED
        day = future.ends_on(one.day) if closes else future.starts_on(one.day)
        return Line(day, capital(self._text(one)))

    def _text(self, one: Happening) -> str:
        match one:
            case Proposed():
                return self._proposed(one)
            case WaitedForProjects():
                return f"waits {working_days(one.until - one.day)} for {named(one.projects)} to be completed."
            case WaitedForBoard():
                return f"waits {working_days(one.until - one.day)} for the next board."
            case PassedOver():
                return self._passed_over(one)
            case Released():
                return self._released(one)
            case WaitedForPeople():
                return _people(one)
            case Worked():
                return self._worked(one)
            case GateSat():
                return self._gate(one)
            case Ended():
                return self._ended(one)
        raise TypeError(f"no words for {one!r}")

    def _proposed(self, one: Proposed) -> str:
        said = "under way when the simulated time begins" if one.in_flight else "proposed"
        parts = [said, "mandatory"] if one.mandatory else [said]
        if one.promised is not None:
            parts.append(f"promised for {dated(one.promised)}")
        left = " still" if one.in_flight else ""
        parts.append(f"planned to take {working_days(one.planned_days)}{left} if nobody has to wait")
        return f"{'; '.join(parts)}."

    def _passed_over(self, one: PassedOver) -> str:
        place = ranked(one.rank, one.candidates, self._rule, one.index, self._money)
        why = self._no_room(one.rooms) if one.reason is Reason.BUDGET else _no_place(one)
        said = f"not released, {place}: {why}."
        often = "twice" if one.looks == 2 else count(one.looks, "time", "times")
        looked = f"is looked at {often} and " if one.looks > 1 else ""
        said += f" It {looked}waits {working_days(one.until - one.day)}."
        if one.ahead:
            verb = "is" if len(one.ahead) == 1 else "are"
            said += f" Meanwhile {named(one.ahead)} {verb} released."
        return said

    def _no_room(self, rooms: Sequence[Room]) -> str:
        short = [one for one in rooms if one.short > 0]
        parts = []
        for one in short:
            free = f"only {amount(one.free, self._money)} is free" if one.free > 0 else "nothing is free"
            needed = amount(one.needed, self._money)
            parts.append(f"in fiscal year {one.year} it needs {needed} where {free}")
        return f"the budget has no room; {', '.join(parts)}"

    def _released(self, one: Released) -> str:
        said = f"released, {ranked(one.rank, one.candidates, self._rule, one.index, self._money)}"
        said += "; mandatory projects go before all others" if one.mandatory and one.candidates > 1 else ""
        if one.limit:
            said += f"; {_places(one)}"
        said += f". Believed to take {working_days(one.believed_days)}"
        said += _share_words(one.believed - 1, ", {} than planned", ("longer", "shorter"))
        said += f"; {amount(one.external, self._money)} is paid to others." if one.external else "."
        return said

    def _worked(self, one: Worked) -> str:
        said = f"work on “{one.package}”"
        if one.number > 1:
            said += f" again, attempt {one.number}"
            said += ", as its gate ordered" if one.late else ""
        elif one.begun_before:
            said += ", begun before, goes on"
        length = one.until - one.day
        said += f": {working_days(length)}, until {dated(self._future.ends_on(one.until))}"
        if one.number == 1 and not one.begun_before:
            said += f" (planned: {_number(one.planned)})"
        if one.fitting > 1:
            place = _ORDINALS[one.rank] if one.rank < len(_ORDINALS) else f"number {one.rank}"
            said += f"; {place} of {count(one.fitting, '', '').strip()} that could start then"
        said += f"{_COACHED[one.coached]}{_OUTCOMES[one.outcome]}."
        for risk in one.struck:
            costs = [f"{percent(round(risk.delay, 2))} more work"] if risk.delay > 0 else []
            costs += [amount(risk.cost, self._money)] if risk.cost > 0 else []
            said += f" Struck by “{risk.risk}”: {listed(costs)}." if costs else ""
        if one.switching_loss >= NOTABLE:
            said += f" {percent(round(one.switching_loss, 2))} of the time goes into switching."
        return said

    def _gate(self, one: GateSat) -> str:
        if one.decision is Decision.REOPEN:
            defects = "a defect" if len(one.sent_back) == 1 else "defects"
            again = "it" if len(one.sent_back) == 1 else "them"
            return (
                f"{who_sat(one)} finds {defects} in {named(one.sent_back)}, sends {again} back "
                "and will sit again."
            )
        if not one.weighs:
            return f"{who_sat(one)} lets it go on, as gates do under this policy."
        return decided(one, amount(abs(one.belief), self._money))

    def _ended(self, one: Ended) -> str:
        match one.end:
            case End.COMPLETED:
                return self._completed(one)
            case End.TERMINATED:
                return f"stopped for good {STOPPED_BY[one.reason]}."
            case End.REJECTED:
                if one.because:
                    return f"turned down: it depends on {named(one.because)}, stopped or turned down."
                return "turned down by the selection."
            case End.WAITING:
                if one.reason is Reason.INTAKE:
                    return "never released: no starts are allowed after the horizon."
                waited = _WAITED.get(one.reason, "")
                return f"never released: at the horizon, after which nothing may start, it waited {waited}."
        return "still under way when the run ends."

    def _completed(self, one: Ended) -> str:
        if one.promised is None:
            return "completed; no date was promised."
        promised = dated(one.promised)
        if one.late > 0:
            return f"completed, {working_days(one.late)} late: it was promised for {promised}."
        if one.late > -1:
            return "completed on the promised day."
        return f"completed, {working_days(-one.late)} before the promised date, {promised}."


_ORDINALS = (
    "",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)
_COACHED = {
    Coached.NOT_ASKED: "",
    Coached.NO: "; no coach came in time",
    Coached.YES: "; a coach came",
}
_OUTCOMES = {
    Outcome.RUNNING: "; unfinished when the run ends",
    Outcome.ACCEPTED: "",
    Outcome.REPEATED: "; a defect shows, so it has to be done again",
    Outcome.LATENT: "; taken as done, with a defect that only a gate will find",
    Outcome.TRUNCATED: "; taken as it is, defect and all: no further attempt is allowed",
    Outcome.ABORTED: "; broken off",
    Outcome.FOUND: "; an audit finds something to mend",
}


def _places(one: Released) -> str:
    if one.running > one.limit:
        return f"{one.running} projects are now under way, where {one.limit} may be"
    return (
        "the only place is now taken"
        if one.limit == 1
        else f"{one.running} of {one.limit} places are now taken"
    )


def _no_place(one: PassedOver) -> str:
    if one.reason is Reason.PAUSED:
        return f"the rule “{one.place}” pauses starts"
    if one.reason is Reason.PROGRAMME:
        return f"the places in the programme “{one.place}” are taken, {one.running} of {one.limit}"
    if one.reason is Reason.POOL:
        return f"the places on {one.place} are taken, {one.running} of {one.limit}"
    if one.running > one.limit:
        return f"{one.running} projects are under way, where {one.limit} may be"
    return "the only place is taken" if one.limit == 1 else f"all {one.limit} places are taken"


def _people(one: WaitedForPeople) -> str:
    said = f"“{one.package}” waits {working_days(one.until - one.day)} for {listed(one.pools)}"
    behind = named(one.holders)
    if one.own:
        behind = f"{behind}, and behind other work of its own" if behind else "other work of its own"
    if one.incidents:
        verb = "keeps" if len(one.incidents) == 1 else "keep"
        away = f"while {named(one.incidents)} {verb} people in daily operations"
        return f"{said} behind {behind}, {away}." if behind else f"{said} {away}."
    return f"{said} behind {behind}." if behind else f"{said}: there are too few, at work or not."
