"""What happens at one instant, in one order: the heart of the semantics (see `workbench.engines`).

The letters (a) to (g) are those of the text there. The engine around it only keeps the time.
"""

from __future__ import annotations

from collections.abc import Callable

from workbench.engines.agenda import Agenda, Due
from workbench.engines.candidates import Candidates
from workbench.engines.day_to_day import DayToDay
from workbench.engines.draws import Draws
from workbench.engines.governing import Governing, Works
from workbench.engines.keeping import Keeping
from workbench.engines.ledger import BudgetLedger
from workbench.engines.log import Log
from workbench.engines.packages import PackageState
from workbench.engines.path import End, Outcome, Path, Reason
from workbench.engines.places import Places
from workbench.engines.plan import Plan
from workbench.engines.pools import PoolState
from workbench.engines.ranking import Ranking
from workbench.engines.rules.duration import attempt_duration
from workbench.engines.states import States
from workbench.engines.steering import Steering
from workbench.engines.tables import tables_of
from workbench.engines.view import View

RELEASED = End.RUNNING
PRESENT = 0  # level step of what was estimated and begun before day 0


class Settling:
    """State of one run, and the passes in which an instant is settled.

    `begin` gets a package and its duration (above 0) when an attempt starts, `abort` one that is broken off.
    """

    def __init__(
        self,
        plan: Plan,
        draws: Draws,
        row: int,
        begin: Callable[[int, float], None],
        abort: Callable[[int], None],
    ) -> None:
        self._plan, self._rules = plan, plan.rules
        self._tables = tables = tables_of(plan)
        self._begin, self._abort = begin, abort
        self._view = View(plan, draws, row)
        self._truth = self._view.truth
        self.serving = self._view.serving
        self._agenda = Agenda(plan, tables)
        self._packages = PackageState(tables, self.serving)
        self._pools = PoolState(plan, tables, draws, row)
        self._ranking = Ranking(plan, tables, self._view, self._packages, self._pools)
        self._places = Places(plan, tables, self._pools)
        self._candidates = Candidates(tables)
        self._ledger = BudgetLedger(plan)
        self._steering = Steering(plan, tables, self._pools, self._places, self._ledger, self._candidates)
        self.wakes: list[float] = []
        """Days after which the engine shall open an instant: the engine empties it."""
        self._log = Log(plan)
        projects = len(tables.intake)
        self.finished: list[int] = []
        """Packages whose attempts ended at this instant: the engine fills it, (a) empties it."""
        self._end = [int(End.WAITING)] * projects
        self._states = States(plan, self._packages, self._candidates, self.serving, self._end)
        self._believed = [1.0] * projects
        self._queue: list[int] = []
        self._again: list[int] = []
        self._ended: list[int] = []
        self._zero: list[int] = []
        self._touched: set[int] = set()
        works = Works(
            self._view,
            self._packages,
            self._pools,
            self._ledger,
            self._queue,
            self._again,
            self._touched,
            self._believed,
        )
        self._keeping = Keeping(tables, self._pools, self._packages, self._end)
        self._governing = Governing(plan, works, self._log, stop=self._terminate)
        self._daily = DayToDay(plan, self._view, self._packages, self._governing.expected)
        self._due = Due([], 0, 0, [], is_board=False)
        self._last_decision = self._agenda.last_decision(plan.horizon, tables.admitted)
        self._now = 0.0
        self._instants = 0
        self._left = projects

    def dated_instants(self) -> list[float]:
        """Days after 0 on which something dated happens."""
        days = {*self._agenda.days(), *self._pools.step_days()}
        return sorted(day for day in days if 0.0 < day <= 2 * self._plan.horizon)

    def is_over(self) -> bool:
        """Whether nothing can happen any more: all ended, or too late to release and nothing under way."""
        return self._left == 0 or (self._now > self._last_decision and self._places.taken == 0)

    def path(self, now: float) -> Path:
        """The facts of the run, once it is over."""
        for i, end in enumerate(self._end):
            self._states.leave(i, now)
            if end == End.WAITING:
                self._log.reason[i] = self._candidates.why_waiting(i)
        served = self.serving.facts(now, self._end)
        return self._log.path(self._end, self._states.days, self._packages.done, self._instants, served)

    def settle(self, now: float) -> None:
        """Settle everything that happens at one instant, in passes, until nothing of zero length is left."""
        self._now = now
        self._instants += 1
        self._steering.open(now)
        self._touched.update(self.serving.attend(now, self._end))
        self._complete_attempts()
        self._take_dated_changes()
        if self._instants == 1:
            self._start_in_flight()
        first = True
        while True:
            self._decide_rework()
            self._sit_gates()
            self._complete_projects()
            if first:
                self._review()
                self._daily.escalate(self._due, self._end, self._now)
                self._select()
            self._end_dependents()
            if first or not self._rules.calendar_boards:
                self._release()
            milestones = self._fill_queue()
            self._dispatch()
            if not self._zero and not milestones:
                break
            self.finished.extend(self._zero)
            self._zero.clear()
            self._complete_attempts()
            first = False
        self._update_states()

    # (a) completions, intakes, capacity, levels, fiscal year, budget cuts ---------------------------------

    def _complete_attempts(self) -> None:
        for k in sorted(self.finished):
            self._stop_work(k)
            self._ended.append(k)
        self.finished.clear()

    def _stop_work(self, k: int) -> None:
        self._packages.stop(k)
        self._pools.give_back(k)
        self._ledger.stop(k, self._now)
        self._touched.add(self._tables.project_of[k])

    def _take_dated_changes(self) -> None:
        self._due = due = self._agenda.take(self._now)
        for i in due.arrived:
            self._candidates.arrive(i)
            self._touched.add(i)
        self._pools.take_steps(self._now)
        self._daily.plan_anew(due, self._end)
        for _ in range(due.turns_of_year):
            self._ledger.turn_of_year(self._now)
        for year, amount in due.cuts:
            self._ledger.cut(year, amount)

    def _start_in_flight(self) -> None:
        """What is under way at day 0 counts to WIP, commits its remaining plan, and goes on working."""
        for i, under_way in enumerate(self._tables.in_flight):
            if under_way and not self._tables.admitted[i]:
                self._finish(i, End.TERMINATED, Reason.SELECTION)
            elif under_way:
                self._packages.skip_passed_gates(i)
                self._set_released(i, PRESENT)
                for k in self._tables.members[i]:
                    if self._tables.under_way[k]:
                        self._packages.start_under_way(k)
                        self._start_attempt(k, self._truth.remaining(k), 1, PRESENT)

    # (b) rework of what ended -----------------------------------------------------------------------------

    def _decide_rework(self) -> None:
        state = self._packages
        for k in self._ended:
            number = state.attempt[k]
            gate_ahead = 1 if state.gate_follows(k) else 0
            outcome = self._truth.outcome(k, number, state.start_step[k], gate_ahead, self._now)
            self._truth.made[k] = number
            self._log.close_attempt(k, self._now, outcome)
            if outcome in (Outcome.REPEATED, Outcome.FOUND):
                self._again.append(k)
                continue
            if outcome == Outcome.LATENT:
                state.set_latent(k)
            state.sent_back[k] = False
            self._set_done(k)
        self._ended.clear()
        self._finish_milestones()

    def _set_done(self, k: int) -> None:
        self._packages.set_done(k, self._now)
        self._view.remaining.set_done(k)
        self._pools.set_done(k)
        self._ledger.close(k)
        self._touched.add(self._tables.project_of[k])

    def _finish_milestones(self) -> bool:
        """Milestones whose predecessors are done finish at once, and so do those they open."""
        any_finished = False
        while ready := self._packages.take_milestones():
            any_finished = True
            for k in ready:
                self._log.start_project(self._tables.project_of[k], self._now)
                self._set_done(k)
        return any_finished

    # (c) gates, completions, selection, dead predecessors -------------------------------------------------

    def _sit_gates(self) -> None:
        for i in sorted(self._touched):
            if self._end[i] == RELEASED:
                self._governing.sit_gates(i, self._now, self._due.step)

    def _review(self) -> None:
        """A portfolio review sits; where it ends a hold, a gate may sit at once."""
        if self._due.review < 0:
            return
        for i, end in enumerate(self._end):
            if end == RELEASED:
                self._governing.review(i, self._due.review, self._now, self._due.step)
        self._sit_gates()
        self._complete_projects()

    def _complete_projects(self) -> None:
        for i in sorted(self._touched):
            if self._end[i] == RELEASED and self._packages.is_complete(i):
                self._finish(i, End.COMPLETED, Reason.NONE)
                self._pools.operations_change(self._tables.operations_effect[i], 1)
                for later in self._tables.project_before[i]:
                    self._candidates.complete_predecessor(later)
                    self._touched.add(later)

    def _select(self) -> None:
        """Boards turn down those that are not admitted; the others are candidates from now on."""
        if self._rules.calendar_boards and not self._due.is_board:
            return
        self.wakes += self._steering.judge(self._now, self._queue, self._end)
        for i in self._candidates.take_arrivals():
            if self._steering.keeps_out(i):
                self._candidates.put_off(i)
                self._touched.add(i)
            elif self._tables.admitted[i]:
                self._candidates.admit(i)
            elif self._end[i] == End.WAITING:
                self._finish(i, End.REJECTED, Reason.SELECTION)

    def _terminate(self, i: int, reason: Reason) -> None:
        """End a project at once: running attempts are aborted and their people are free."""
        for k in self._tables.members[i]:
            if self._packages.in_work[k]:
                self._abort(k)
                self._stop_work(k)
                self._log.close_attempt(k, self._now, Outcome.ABORTED)
            self._ledger.close(k)
        for waiting in (self._queue, self._again, self._packages.opened):
            waiting[:] = [k for k in waiting if self._tables.project_of[k] != i]
        self._packages.forget_parked(i)
        self._pools.leave(i)
        self._finish(i, End.TERMINATED, reason)

    def _finish(self, i: int, end: End, reason: Reason) -> None:
        if self._end[i] == RELEASED:
            self._places.give_back(i)
        self._end[i] = end
        self._left -= 1
        self._log.finish[i] = self._now
        self._log.reason[i] = reason
        self._touched.add(i)
        self.serving.leave(i, self._now)
        self._states.leave(i, self._now)

    def _end_dependents(self) -> None:
        """A dead predecessor ends all that wait for it, even before their intake."""
        dead = [i for i in sorted(self._touched) if self._end[i] in (End.TERMINATED, End.REJECTED)]
        while dead:
            for later in self._tables.project_before[dead.pop()]:
                if self._end[later] == End.WAITING:
                    self._finish(later, End.REJECTED, Reason.PREDECESSOR)
                    dead.append(later)

    # (d) release ------------------------------------------------------------------------------------------

    def _release(self) -> None:
        if self._now > self._plan.horizon or (self._rules.calendar_boards and not self._due.is_board):
            return
        self._candidates.keep_waiting(self._end)
        able = self._candidates.able()
        if not able:
            return
        room = self._ledger.room(self._now)
        for rank, i in enumerate(self._ranking.candidates(able, self._now, self._due.step), start=1):
            full = Reason.NONE if self._tables.mandatory[i] else self._places.refusal(i)
            if full is not Reason.NONE:
                self._refuse(i, full)
            elif room and not self._ledger.fits(room, self._planned_shares(i)):
                self._refuse(i, Reason.BUDGET)
            else:
                self._log.release_rank[i] = rank
                self._set_released(i, self._due.step)
                self._ledger.reserve(room, self._tables.members[i], self._log.external[i])

    def _refuse(self, i: int, reason: Reason) -> None:
        self._candidates.refused[i] = reason
        self._touched.add(i)

    def _planned_shares(self, i: int) -> list[float]:
        factor = self._view.believed(i, self._due.step)
        lead, _, _, cost = self._view.remaining.of(i)
        return self._ledger.phased(factor * cost + self._log.external[i], self._now, factor * lead)

    def _set_released(self, i: int, step: int) -> None:
        self._end[i] = RELEASED
        self._places.take(i)
        self._believed[i] = self._governing.expected[i] = factor = self._view.believed(i, step)
        self._log.release[i] = self._now
        self._log.believed[i] = factor
        if self._ledger.is_limited:
            left, duration = self._view.remaining.to_commit(i, factor)
            for k, length in left.items():
                self._ledger.commit(k, length * self._tables.rate[k], self._now, duration)
        if not self._tables.in_flight[i]:
            self._ledger.pay(self._log.external[i])
        self._pools.join(i, self._packages.done)
        self._packages.open_project(i)
        self._touched.add(i)

    # (e) queue --------------------------------------------------------------------------------------------

    def _fill_queue(self) -> bool:
        """Ready packages and rework join the queue; True if a milestone finished on the way."""
        milestones = self._finish_milestones()
        waiting = self._packages.not_held(self._packages.take_ready(self._now) + self._again)
        self._steering.queue(waiting, self._now)
        self._queue += waiting
        self._again.clear()
        return milestones

    # (f) dispatch -----------------------------------------------------------------------------------------

    def _dispatch(self) -> None:
        """Grant people by index; what does not fit is skipped, and nothing is reserved."""
        if self._now >= 2 * self._plan.horizon:
            return
        self._ranking.other_dispatch = self._steering.other_dispatch
        expected = self._governing.expected
        for _ in self._keeping.rounds():
            for k in self._ranking.in_turn(self._queue, expected, self._now, self._due.step):
                self._queue.remove(k)
                self._grant(k)

    def _grant(self, k: int) -> None:
        i, step = self._tables.project_of[k], self._due.step
        number = self._packages.attempt[k] + 1
        for cost in self._truth.charges(k, step) if number == 1 else ():
            self._ledger.pay(cost)
            self._log.charge(self._now, i, cost)
        work = self._truth.work(k, number, step)
        loss = self._pools.switching_loss(k, self._view.switching_penalty(i, step))
        self._start_attempt(k, attempt_duration(work, self._truth.overhead(k, step), loss), number, step)
        if number == 1:
            self.serving.ask(k, step, self._now)

    def _start_attempt(self, k: int, duration: float, number: int, step: int) -> None:
        i = self._tables.project_of[k]
        self._packages.begin(k, number, step, self._now)
        self._pools.take(k)
        self._ledger.start(k, self._tables.rate[k], self._now)
        self._log.open_attempt(k, number, self._now, late=self._packages.sent_back[k])
        self._log.start_project(i, self._now)
        self._touched.add(i)
        if duration == 0.0:
            self._zero.append(k)
        else:
            self._begin(k, duration)

    # states -----------------------------------------------------------------------------------------------

    def _update_states(self) -> None:
        self._states.update(self._touched, self._now)
        self._touched.clear()
        self.serving.look_ahead(self._now, self._end)
