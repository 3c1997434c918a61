"""What happens at one instant, in one order: the heart of the semantics (see `workbench.engines`).

The letters (a) to (g) are those of the text there. The engine around it only keeps the time.
"""

from __future__ import annotations

from collections.abc import Callable

from workbench.engines.clock import NOT_COUNTED, StateClock
from workbench.engines.draws import Draws
from workbench.engines.ledger import BudgetLedger
from workbench.engines.log import Log
from workbench.engines.path import End, Outcome, Path, Reason, State
from workbench.engines.plan import Plan
from workbench.engines.plan.plan import RankingRule
from workbench.engines.pools import PoolState
from workbench.engines.rules.duration import attempt_duration
from workbench.engines.tables import tables_of
from workbench.engines.view import View

GO, TERMINATE, REOPEN = 1, 0, 2
RELEASED = End.RUNNING
_TARDINESS_KERNEL = 4


class Settling:
    """State of one run, and the passes in which an instant is settled.

    Parameters
    ----------
    begin
        Called with a package and its duration (above 0) when an attempt starts.
    abort
        Called with a package whose running attempt is broken off.
    """

    def __init__(
        self,
        plan: Plan,
        draws: Draws,
        row: int,
        begin: Callable[[int, float], None],
        abort: Callable[[int], None],
    ) -> None:
        self._plan = plan
        self._tables = tables = tables_of(plan)
        self._begin, self._abort = begin, abort
        self._view = View(plan, draws, row, tables)
        self._pools = PoolState(plan, tables)
        self._ledger = BudgetLedger(plan)
        self._clock = StateClock(len(tables.intake), plan.horizon)
        self._log = Log(plan)
        self._struck = draws.struck[row].tolist()
        self._delay = draws.delay[row].tolist()
        self._cost = draws.cost[row].tolist()
        self._remaining = draws.remaining[row].tolist()
        self._risk_probability = plan.risks.probability.tolist()
        self._risk_draw = plan.risks.draw.tolist()
        self._risk_charge = plan.risks.charge.tolist()
        self._charged: set[int] = set()

        projects, packages = len(tables.intake), len(tables.project_of)
        self.finished: list[int] = []
        """Packages whose attempts ended at this instant: the engine fills it, (a) empties it."""
        self._end = [int(End.WAITING)] * projects
        self._arrived = [False] * projects
        self._waits_for = [len(row) for row in tables.project_after]
        self._refused = [int(Reason.NONE)] * projects
        self._believed = [1.0] * projects
        self._working = [0] * projects
        self._reworking = [0] * projects
        self._open = [sum(1 for k in row if not tables.done[k]) for row in tables.members]
        self._gates_passed = [0] * projects
        self._before_gate = [0] * projects
        self._package_done = list(tables.done)
        for i in range(projects):
            self._count_before_gate(i)
        self._package_waits = [sum(1 for one in row if not tables.done[one]) for row in tables.after]
        self._latent = [False] * packages
        self._sent_back = [False] * packages
        self._attempt = [0] * packages
        self._start_step = [0] * packages
        self._in_work = [False] * packages
        self._queue: list[int] = []
        self._opened: list[int] = []
        self._again: list[int] = []
        self._ended_now: list[int] = []
        self._zero: list[int] = []
        self._touched: set[int] = set()
        self._candidates: list[int] = []
        self._wip = 0
        self._left = projects
        self._step = 0
        self._next_intake = 0
        self._next_board = 0
        self._next_level = 1
        self._next_year = 1
        self._next_cut = 0
        self._is_board = False
        self._arriving: list[int] = []
        self._boards = plan.rules.board_day.tolist()
        self._level_days = plan.levels.day.tolist()
        self._year_starts = plan.money.year_start.tolist()
        self._cuts = list(
            zip(
                plan.money.cut_day.tolist(),
                plan.money.cut_year.tolist(),
                plan.money.cut_amount.tolist(),
                strict=True,
            )
        )
        self._now = 0.0
        self._instants = 0
        self._under_way = False

    # -- the instants that the plan itself opens ---------------------------------------------------------

    def dated_instants(self) -> list[float]:
        """Days after 0 on which something dated happens: intakes, steps, boards, years, cuts."""
        days = {day for day in self._tables.intake if day > 0.0}
        days.update(self._pools.step_days())
        days.update(self._boards)
        days.update(self._level_days[1:])
        days.update(self._year_starts)
        days.update(day for day, _, _ in self._cuts)
        last = 2 * self._plan.horizon
        return sorted(day for day in days if 0.0 < day <= last)

    def is_over(self) -> bool:
        """Whether nothing can happen any more: all ended, or too late to release and nothing under way."""
        return self._left == 0 or (self._now > self._plan.horizon and self._wip == 0)

    def path(self, now: float) -> Path:
        """The facts of the run, once it is over."""
        for i in range(len(self._end)):
            self._clock.enter(i, NOT_COUNTED, now)
            if self._end[i] == End.WAITING:
                self._log.reason[i] = self._why_waiting(i)
        return self._log.path(self._end, self._clock.days, self._instants)

    # -- one instant -------------------------------------------------------------------------------------

    def settle(self, now: float) -> None:
        """Settle everything that happens at one instant, in passes, until nothing of zero length is left."""
        self._now = now
        self._instants += 1
        self._complete_attempts()
        self._dated_changes()
        if not self._under_way:
            self._under_way = True
            self._start_in_flight()
        first = True
        while True:
            self._decide_rework()
            self._sit_gates()
            self._complete_projects()
            if first:
                self._select()
            self._end_dependents()
            self._release(first=first)
            milestones = self._fill_queue()
            self._dispatch()
            if not self._zero and not milestones:
                break
            self.finished.extend(self._zero)
            self._zero.clear()
            self._complete_attempts()
            first = False
        self._update_states()

    # (a) completions, intakes, capacity, levels, fiscal year, shocks -------------------------------------

    def _complete_attempts(self) -> None:
        for k in sorted(self.finished):
            i = self._tables.project_of[k]
            self._stop_work(k)
            self._ended_now.append(k)
            self._touched.add(i)
        self.finished.clear()

    def _stop_work(self, k: int) -> None:
        i = self._tables.project_of[k]
        self._in_work[k] = False
        self._pools.give_back(k)
        self._ledger.stop(k, self._now)
        if self._attempt[k] == 1:
            self._working[i] -= 1
        else:
            self._reworking[i] -= 1

    def _dated_changes(self) -> None:
        now, intake = self._now, self._tables.intake
        while self._next_intake < len(intake) and intake[self._next_intake] <= now:
            self._arrived[self._next_intake] = True
            self._arriving.append(self._next_intake)
            self._touched.add(self._next_intake)
            self._next_intake += 1
        self._pools.take_steps(now)
        while self._next_level < len(self._level_days) and self._level_days[self._next_level] <= now:
            self._step = self._next_level
            self._next_level += 1
        while self._next_year < len(self._year_starts) and self._year_starts[self._next_year] <= now:
            self._ledger.turn_of_year(now)
            self._next_year += 1
        while self._next_cut < len(self._cuts) and self._cuts[self._next_cut][0] <= now:
            _, year, amount = self._cuts[self._next_cut]
            self._ledger.cut(year, amount)
            self._next_cut += 1
        self._is_board = False
        while self._next_board < len(self._boards) and self._boards[self._next_board] <= now:
            self._is_board = True
            self._next_board += 1

    def _start_in_flight(self) -> None:
        """What is under way at day 0 counts to WIP, commits its remaining plan, and goes on working."""
        for i, under_way in enumerate(self._tables.in_flight):
            if not (under_way and self._tables.admitted[i]):
                continue
            self._arriving.remove(i)
            self._skip_passed_gates(i)
            self._set_released(i, 0)
            for k in self._tables.members[i]:
                spent = self._tables.spent[k]
                if spent == spent:
                    self._opened.remove(k)
                    self._start_attempt(k, self._remaining[k], 1)

    def _skip_passed_gates(self, i: int) -> None:
        """A gate has passed if a package behind it has begun before day 0."""
        begun = [
            self._tables.gates_needed[k]
            for k in self._tables.members[i]
            if self._tables.done[k] or self._tables.spent[k] == self._tables.spent[k]
        ]
        self._gates_passed[i] = max(begun, default=0)
        self._count_before_gate(i)

    # (b) rework of what finished ------------------------------------------------------------------------

    def _decide_rework(self) -> None:
        for k in self._ended_now:
            i = self._tables.project_of[k]
            gate_ahead = 1 if self._gate_follows(k) else 0
            outcome = self._view.truth.outcome(k, self._attempt[k], self._start_step[k], gate_ahead)
            self._view.truth.made[k] = self._attempt[k]
            self._log.close_attempt(k, self._now, outcome)
            if outcome == Outcome.REPEATED:
                self._again.append(k)
                continue
            if outcome == Outcome.LATENT:
                self._latent[k] = True
            self._sent_back[k] = False
            self._set_done(k)
            self._touched.add(i)
        self._ended_now.clear()
        self._finish_milestones()

    def _gate_follows(self, k: int) -> bool:
        i = self._tables.project_of[k]
        gates = self._tables.gate_stages[i]
        return bool(gates) and self._gates_passed[i] < len(gates) and gates[-1] >= self._tables.stage[k]

    def _set_done(self, k: int) -> None:
        tables = self._tables
        i = tables.project_of[k]
        self._package_done[k] = True
        self._open[i] -= 1
        self._view.remaining.set_done(k)
        self._pools.set_done(k)
        self._ledger.close(k)
        if self._is_before_gate(k):
            self._before_gate[i] -= 1
        for later in tables.before[k]:
            self._package_waits[later] -= 1
            self._open_if_ready(later)
        self._touched.add(i)

    def _open_if_ready(self, k: int) -> None:
        """Let a package join the queue once predecessors are done and gates have passed, and only once."""
        i = self._tables.project_of[k]
        if (
            self._package_waits[k] == 0
            and not self._package_done[k]
            and self._attempt[k] == 0
            and self._gates_passed[i] >= self._tables.gates_needed[k]
            and k not in self._opened
            and k not in self._queue
        ):
            self._opened.append(k)

    def _finish_milestones(self) -> bool:
        """Milestones whose predecessors are done finish at once, and so do those they open."""
        any_finished = False
        while True:
            ready = sorted(k for k in self._opened if self._tables.milestone[k])
            if not ready:
                return any_finished
            any_finished = True
            for k in ready:
                self._opened.remove(k)
                self._log.start_project(self._tables.project_of[k], self._now)
                self._set_done(k)

    # (c) gates, completions, boards ---------------------------------------------------------------------

    def _is_before_gate(self, k: int) -> bool:
        i = self._tables.project_of[k]
        gates, passed = self._tables.gate_stages[i], self._gates_passed[i]
        return passed < len(gates) and self._tables.stage[k] <= gates[passed]

    def _count_before_gate(self, i: int) -> None:
        gates, passed = self._tables.gate_stages[i], self._gates_passed[i]
        if passed >= len(gates):
            self._before_gate[i] = 0
            return
        self._before_gate[i] = sum(
            1
            for k in self._tables.members[i]
            if not self._package_done[k] and self._tables.stage[k] <= gates[passed]
        )

    def _sit_gates(self) -> None:
        for i in sorted(self._touched):
            gates = self._tables.gate_stages[i]
            while (
                self._end[i] == RELEASED and self._gates_passed[i] < len(gates) and self._before_gate[i] == 0
            ):
                if not self._sit_gate(i, gates[self._gates_passed[i]]):
                    break

    def _sit_gate(self, i: int, stage: int) -> bool:
        """One sitting; True if the project goes on past the gate."""
        latent = [k for k in self._tables.members[i] if self._latent[k] and self._tables.stage[k] <= stage]
        if latent:
            self._log.sit(self._now, i, stage, REOPEN, 0.0)
            for k in latent:
                self._reopen(k)
            return False
        belief = 0.0
        goes_on = True
        if self._plan.rules.gate == 1:
            gate = self._tables.first_gate[i] + self._gates_passed[i]
            belief = self._view.gate_belief(i, gate, self._now, self._believed[i], self._step)
            goes_on = belief >= 0.0 or self._tables.mandatory[i]
        self._log.sit(self._now, i, stage, GO if goes_on else TERMINATE, belief)
        if not goes_on:
            self._terminate(i)
            return False
        self._gates_passed[i] += 1
        self._count_before_gate(i)
        for k in self._tables.members[i]:
            self._open_if_ready(k)
        return True

    def _reopen(self, k: int) -> None:
        i = self._tables.project_of[k]
        self._latent[k] = False
        self._sent_back[k] = True
        self._package_done[k] = False
        self._open[i] += 1
        self._before_gate[i] += 1
        for later in self._tables.before[k]:
            self._package_waits[later] += 1
        self._view.remaining.set_open(k)
        self._pools.set_open(k)
        self._ledger.reopen(k)
        self._again.append(k)

    def _complete_projects(self) -> None:
        for i in sorted(self._touched):
            if (
                self._end[i] == RELEASED
                and self._open[i] == 0
                and self._gates_passed[i] == len(self._tables.gate_stages[i])
            ):
                self._finish(i, End.COMPLETED, Reason.NONE)
                self._pools.operations_change(self._tables.operations_effect[i])
                for later in self._tables.project_before[i]:
                    self._waits_for[later] -= 1
                    self._touched.add(later)

    def _select(self) -> None:
        """Those that arrive and are not admitted are turned down; the others are candidates from now on."""
        for i in self._arriving:
            if self._end[i] != End.WAITING:
                continue
            if self._tables.admitted[i]:
                self._candidates.append(i)
            else:
                self._finish(i, End.REJECTED, Reason.SELECTION)
        self._arriving.clear()

    def _terminate(self, i: int) -> None:
        """End a project at once: running attempts are aborted and their people are free."""
        for k in self._tables.members[i]:
            if self._in_work[k]:
                self._abort(k)
                self._stop_work(k)
                self._log.close_attempt(k, self._now, Outcome.ABORTED)
            self._ledger.close(k)
        mine = set(self._tables.members[i])
        self._queue = [k for k in self._queue if k not in mine]
        self._opened = [k for k in self._opened if k not in mine]
        self._again = [k for k in self._again if k not in mine]
        self._pools.leave(i)
        self._finish(i, End.TERMINATED, Reason.GATE)

    def _finish(self, i: int, end: End, reason: Reason) -> None:
        if self._end[i] == RELEASED:
            self._wip -= 1
        self._end[i] = end
        self._left -= 1
        self._log.finish[i] = self._now
        self._log.reason[i] = reason
        self._clock.enter(i, NOT_COUNTED, self._now)

    def _end_dependents(self) -> None:
        """A dead predecessor ends all that wait for it, even before their intake."""
        dead = [i for i in sorted(self._touched) if self._end[i] in (End.TERMINATED, End.REJECTED)]
        while dead:
            i = dead.pop()
            for later in self._tables.project_before[i]:
                if self._end[later] == End.WAITING:
                    self._finish(later, End.REJECTED, Reason.PREDECESSOR)
                    dead.append(later)

    # (d) release ----------------------------------------------------------------------------------------

    def _release(self, *, first: bool) -> None:
        rules = self._plan.rules
        if self._now > self._plan.horizon or (rules.calendar_boards and not (first and self._is_board)):
            return
        self._candidates = [i for i in self._candidates if self._end[i] == End.WAITING]
        able = [i for i in self._candidates if self._waits_for[i] == 0]
        if not able:
            return
        room = self._ledger.room(self._now) if self._ledger.binding else []
        for rank, i in enumerate(self._ranked_candidates(able), start=1):
            if self._wip >= rules.wip_limit and not self._tables.mandatory[i]:
                self._refuse(i, Reason.WIP)
                continue
            if self._ledger.binding:
                shares = self._planned_shares(i)
                if not self._ledger.fits(room, shares):
                    self._refuse(i, Reason.BUDGET)
                    continue
            self._log.release_rank[i] = rank
            self._set_released(i, self._step)
            if self._ledger.binding:
                room = self._ledger.room(self._now)

    def _ranked_candidates(self, able: list[int]) -> list[int]:
        rule = self._plan.rules.release
        believed = {i: self._view.believed(i, self._step) for i in able}
        features = {}
        for i in able:
            unpaid = self._log.external[i]
            features[i] = self._view.features(rule, i, self._now, believed[i], self._step, unpaid)
        mean = sum_in_order([self._view.constraint_days(i, believed[i]) for i in able]) / len(able)
        index = {i: self._view.index(rule, features[i], mean) for i in able}
        return sorted(able, key=lambda i: (not self._tables.mandatory[i], -index[i], i))

    def _refuse(self, i: int, reason: Reason) -> None:
        self._refused[i] = reason
        self._touched.add(i)

    def _planned_shares(self, i: int) -> list[float]:
        factor = self._view.believed(i, self._step)
        lead, _, _, cost = self._view.remaining.of(i)
        return self._ledger.phased(factor * cost + self._log.external[i], self._now, factor * lead)

    def _set_released(self, i: int, step: int) -> None:
        self._end[i] = RELEASED
        self._wip += 1
        self._believed[i] = factor = self._view.believed(i, step)
        self._log.release[i] = self._now
        self._log.believed[i] = factor
        duration = factor * self._view.remaining.of(i)[0]
        for k in self._tables.members[i]:
            if not self._package_done[k]:
                length = factor * self._tables.mean[k]
                spent = self._tables.spent[k]
                if spent == spent:
                    length = max(0.0, length - spent)
                self._ledger.commit(k, length * self._tables.rate[k], self._now, duration)
        if not self._tables.in_flight[i]:
            self._ledger.pay(self._log.external[i])
        self._pools.join(i, self._package_done)
        for k in self._tables.members[i]:
            self._open_if_ready(k)
        self._touched.add(i)

    # (e) queue ------------------------------------------------------------------------------------------

    def _fill_queue(self) -> bool:
        """Ready packages and rework join the queue; True if a milestone finished on the way."""
        milestones = self._finish_milestones()
        self._queue.extend(self._opened)
        self._queue.extend(self._again)
        self._opened.clear()
        self._again.clear()
        return milestones

    # (f) dispatch ---------------------------------------------------------------------------------------

    def _dispatch(self) -> None:
        """Grant people by index; what does not fit is skipped, and nothing is reserved.

        People only get scarcer within a pass, so only packages that fit at its start can be granted.
        """
        if self._now >= 2 * self._plan.horizon:
            return
        fitting = [k for k in self._queue if self._pools.fits(k)]
        if not fitting:
            return
        if len(fitting) > 1:
            index = self._dispatch_indices(fitting)
            fitting.sort(key=lambda k: (-index[self._tables.project_of[k]], k))
        granted = set()
        for k in fitting:
            if self._pools.fits(k):
                granted.add(k)
                self._grant(k)
        self._queue = [k for k in self._queue if k not in granted]

    def _dispatch_indices(self, fitting: list[int]) -> dict[int, float]:
        rule: RankingRule = self._plan.rules.dispatch
        project_of = self._tables.project_of
        mean = 0.0
        if rule.kernel == _TARDINESS_KERNEL:
            queued = sorted({project_of[k] for k in self._queue})
            mean = sum_in_order([self._view.constraint_days(i, self._believed[i]) for i in queued]) / len(
                queued
            )
        index = {}
        for i in sorted({project_of[k] for k in fitting}):
            features = self._view.features(rule, i, self._now, self._believed[i], self._step, 0.0)
            index[i] = self._view.index(rule, features, mean)
        return index

    def _grant(self, k: int) -> None:
        i = self._tables.project_of[k]
        number = self._attempt[k] + 1
        struck = self._strike(k) if number == 1 else 0.0
        work = self._view.truth.work(k, number, self._step, struck)
        loss = self._pools.switching_loss(k, self._plan.levels.switching[self._tables.unit[i], self._step])
        duration = attempt_duration(work, self._view.truth.overhead(i, self._step), loss)
        self._start_attempt(k, duration, number)

    def _start_attempt(self, k: int, duration: float, number: int) -> None:
        i = self._tables.project_of[k]
        self._attempt[k] = number
        self._start_step[k] = self._step
        self._in_work[k] = True
        self._pools.take(k)
        self._ledger.start(k, self._tables.rate[k], self._now)
        if number == 1:
            self._working[i] += 1
        else:
            self._reworking[i] += 1
        self._log.open_attempt(k, number, self._now, late=self._sent_back[k])
        self._log.start_project(i, self._now)
        self._touched.add(i)
        if duration == 0.0:
            self._zero.append(k)
        else:
            self._begin(k, duration)

    def _strike(self, k: int) -> float:
        """Risks show at the first attempt's start: the share they add; money is charged once per project."""
        added = 0.0
        for pair in self._tables.risks[k]:
            column = self._risk_draw[pair]
            if self._struck[column] < self._risk_probability[pair][self._step]:
                added += self._delay[column]
                charge = self._risk_charge[pair]
                if charge not in self._charged and self._cost[column] > 0.0:
                    self._charged.add(charge)
                    self._ledger.pay(self._cost[column])
                    self._log.charge(self._now, self._tables.project_of[k], self._cost[column])
        return added

    # states ---------------------------------------------------------------------------------------------

    def _update_states(self) -> None:
        touched = self._touched
        if self._is_board:
            touched.update(self._candidates)
        for i in touched:
            if self._arrived[i] and self._end[i] in (End.WAITING, RELEASED):
                self._clock.enter(i, self._state(i), self._now)
        touched.clear()

    def _state(self, i: int) -> int:
        if self._end[i] == RELEASED:
            if self._working[i] > 0:
                return State.WORK
            return State.REWORK if self._reworking[i] > 0 else State.PEOPLE
        if self._waits_for[i] > 0:
            return State.PREDECESSOR
        if self._plan.rules.calendar_boards and self._refused[i] == Reason.NONE:
            return State.BOARD
        return State.RELEASE

    def _why_waiting(self, i: int) -> int:
        if not self._arrived[i]:
            return Reason.INTAKE
        if self._waits_for[i] > 0:
            return Reason.PREDECESSOR
        return self._refused[i] or Reason.BOARD


def sum_in_order(values: list[float]) -> float:
    """Plain sum from left to right, the same in every engine."""
    total = 0.0
    for value in values:
        total += value
    return total
