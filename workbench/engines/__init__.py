"""Engines turn a plan and its luck into a path. This text is the one source of their semantics.

An engine is a deterministic function (Plan, Draws) → Path: no randomness, no input or output, no clock in it.
Time is in working days from the portfolio's start; two times are equal only as bits.

**One instant, one order.** Everything dated (intakes, capacity steps, incidents, boards, reviews, levels,
days of planning anew and of escalating, fiscal years, budget cuts, changes of strategy, days of a timetable,
ends of triggers) and every end of an attempt opens an instant. It is settled in passes:

(a) attempts that ended give their people back; then intakes, capacity steps, levels, what the PMO plans anew,
    the turn of the fiscal year and budget cuts take effect, in this order (first pass); in later passes
    attempts of no length end;
(b) rework of what ended is decided; milestones (no length, no demand) whose predecessors are done finish;
(c) gates sit; projects complete; a review sits, and gates that it sets free; the PMO escalates; triggers are
    judged and candidates that arrived are admitted or turned down (these in the first pass; with calendar
    boards, the last two at boards alone); what waits for a dead project ends;
(d) release: on a board date in the first pass only, with continuous boards in every pass. Mandatory projects
    first (they may exceed the WIP limit, not the budget), then by index, skipping what does not fit;
(e) packages whose predecessors are done and whose gates have passed, and rework, join the queue; milestones
    that opened meanwhile finish;
(f) dispatch: by index over the queue, skipping what does not fit, no reservation; where a pool covers for
    another, its free people stand in for all who are missing there, until the attempt ends; an index over
    pairs of packages (worst case slack) is computed anew after each grant;
(g) if anything of zero length finished, again from (a). Then time moves.

Ties go to the earlier planned intake, then the project's id, then the package's id: an index into the plan's
arrays is that order. Nothing is pre-empted: a capacity below present use lets work finish.

**Ends.** Completed, terminated (gate, review, or selection if in flight), rejected (selection or dead
predecessor), waiting (for intake, predecessor, board, a pause, WIP, its programme's or a pool's limit, or
budget), running at twice the horizon. Nothing is released after the horizon H, nothing starts at 2H, what is
released runs until 2H at most.

**Attempts.** Duration = plan × B(L0) ÷ U(L0) × systemic factor × own noise × (1 + what risks add, first
attempt) × repeat share (later attempts) × (1 + overhead) ÷ (1 − switching loss), all read at its start. After
each attempt a defect shows with the probability of the level at its start: at once, or only at the next gate
after the package's stage (which then reopens the package and does not decide). The eighth attempt is
accepted as it is. The switching loss is the largest over the package's pools: by the portfolio's curve, of
how many projects with work left there are for each FTE there.

**Belief and truth.** Ranking, budgets and gates use believed durations: the plan at the present level,
better or worse informed at others. Gates and reviews take noisy looks at the true benefit, as signals;
otherwise only the rule `perfect_information` reads the truth.

**Gates and reviews.** A gate sits when all before it is done, a review on its dates at every project under
way, except those of which a gate has decided at that instant. What is told here holds for rules that weigh
value; where gates always go they write down what is stated, take no look, and reviews do nothing.

- A sitting takes a look and hears of those that are at least as old as reports are: its own only where
  reports have no age. Looks at one project share a part of their error and add up by normal–normal updating.
- It weighs going on (believed benefit at the believed completion, less run cost, lateness and labour still to
  come) against stopping (salvage less termination cost, and lateness until 2H), as present values. Money
  spent counts only by the share that the policy wrongly gives it. A review knows the work done when its
  report was written, a gate all of it.
- Going on must be worth more than stopping by the hurdle plus the gate's threshold, which is 0 or, where the
  rule sees options, made before the run. Within the band on either side of that it is held; after as many
  holds in a row as are allowed, the sign decides.
- On hold nothing of a project starts, rework and milestones included, and none of its gates sits; what runs
  goes on. It keeps its place and its commitments. Only a review ends a hold, and then decides in place of the
  gate that began it.
- A smaller scope is chosen once, where it is believed to be worth more and the project goes on. It shortens
  packages not begun; commitments stay as they are, and dispatch sees the shorter work with the full benefit.
- A project that is stopped frees its people and its place at once.

**Who advises.** The PMO informs (as above), does nothing, advises, or decides. Where it does nothing, noise
of looks, age and optimism of reports stand at the table's level 1, as far as effects are strong (assumed),
or at what is stated if that is worse. Where it advises, k assessors look at every sitting that takes a
look, each for himself; the first look is the board's own. Board and assessors remember in a file of their
own. The assessors' look is the mean, so its noise is ÷ √k, what lasts of an error averages out like the
rest (each errs in his own way: assessors who copy one another or read the same reports count for fewer),
and later gates count as that much sharper for the rule that sees options. With the stated probability,
drawn for each sitting, the board goes by the assessors' file, else by its own, whatever it did before. So
with k = 1, or never followed, all is as if it informed, to the bit. Where it decides, the assessors are
always followed, and reports have neither age nor optimism, since they are its own.

**Day to day.** Where people are pooled, they are free when their attempt is over. Where projects keep them:

- Those of an attempt that is over stay with its project, idle, for its own packages only. Who stood in for
  others goes back to his own pool, and nobody kept stands in.
- Before grants in (f) a project lets go of more people than its packages that are neither done nor at work
  need in all, and of everybody once it is on hold or has ended; a pool that has fewer people than are taken
  gets back all idle ones of it.
- Its packages are granted in their turn, its own people first. After grants, projects at which nothing runs
  let everybody go, and if anybody comes free, (f) goes on. So idle people never wait for one another.
- Idle people are taken, so no pool is used beyond what it has; but they are not at work, so neither projects
  pay for them nor do signals of utilisation count them. Switching counts as if people were pooled, and an
  index over pairs counts people kept as not there. Both are assumed.

On its dates the PMO plans anew: dispatch goes by the durations believed at the level of that day of all that
is under way; boards go by their own belief. Where levels do not change, this changes nothing.

On dates of its own the PMO escalates: until the next of them, packages of projects that it believes late get
people before all others, and the rule of dispatch, be it a trigger's, orders each of the two groups.

- Late is whose believed end lies after the close of its promised day by more than is tolerated; without a
  promise nothing is. The believed end is that day plus the longest path of what is left: planned days at the
  belief of the level of that day, less those that a package at work has had. It knows the work done by then
  (no age of reports) and nothing of queues, luck to come, or defects that nobody has found.
- Looked at is every project under way, on hold or not, mandatory or not; who is released at that instant is
  looked at next time. On hold nothing starts all the same. Mandatory projects have no other right here.
- Nothing else changes: no release, no people taken from work, none from projects that keep theirs.

**Serial schedules.** The plan gives each package a day before which it is not ready (`plan.timetable`), so it
joins the queue on that day or when its predecessors are done, whichever is later; milestones and rework know
no timetable. Waiting for that day is waiting for people.

**The PMO's desks** (only where standards say that service is queued). Coaching, audits with the preparation
of gates, and reporting are a desk each, with ⌈people⌉ servers at people ÷ ⌈people⌉ of a person's speed; of
the people of coaching, those who organise it do not serve. First come, first served, at the same time the
lower number (preparations before audits, packages in their order). Services take exponential times, by luck
with an address, at the speed when they begin; nothing is pre-empted when people go, and a desk without
people serves nobody. Desks open no instants: before anything else an instant catches up on what they did
since the last, in order of time. Only while a gate waits do ends of services at its desk, and changes of
its people, open one.

- A package that has days to come, was not begun before day 0, and is of a stage on which coaching acts, asks
  for a coach when its first attempt starts. The hours of a project-month, by the project's own standard,
  times its planned months (longest path of what is left) are shared over such packages (those begun before
  day 0 among them) by planned days. The request lapses after an
  exponential time, or when that attempt ends. A coach who began in time has been there, even if not done.
  By that, its probability of a defect and of its late discovery, at the end of each attempt, is that of
  coached work or of work without a coach; of packages that did not ask, the average. What is read at the
  start of an attempt is the average too, since nobody knows then who will come; so are beliefs, and what
  perfect foresight knows of work not yet begun.
- A stage is closed by the package that the plan ends last among those that ask. When its first attempt
  starts, the stage (if audits act on it) is audited by a chance of its own; this lapses likewise. If it has
  begun in time, it finds something with a chance by the compliance of the level step of that start. Then,
  once the package is good otherwise, one more attempt with the same people mends it: a share of the stage's
  planned days, with overhead and switching, without other luck or a defect of its own; it counts as rework
  and among the attempts allowed, and where none is left nothing is mended.
- The gate after that stage, unless it passed before day 0, is prepared from then on, if its desk has
  people. It sits when prepared; waiting for that alone is waiting for a board. When the last auditor goes,
  what is open is dropped, and the gate sits. A preparation once done counts for all sittings of its gate.
- At the end of each month (a twelfth of a year) a project under way asks for a report, unless its last is
  open or nobody is there to make it. What reviews and gates hear is older by the days that an open report
  is overdue; a PMO that decides itself waits for no report of its own.

**Choices that the text above leaves open**, stated here because results rest on them:

- A package counts in full in beliefs until it is done.
- A project in flight stands behind every gate of which some later package has begun; a gate without that
  sits on day 0.
- What belief knows of the systemic factor at another level than L0 is a signal with the matching correlation,
  so that belief is the mean of the truth given the signal; at lower levels belief errs independently.
- Lateness runs until completion; what never completes pays it until 2H, terminated or not.
- A mandatory project always goes on: it is never held, made smaller or terminated. Gates and reviews go by
  the belief of release, brought up to date by what is done; where the policy plans anew at sittings, by the
  level of that day too, and so does dispatch from then on.
- A project's own risk that names no packages strikes each package on its own luck; work begun before day 0 is
  struck by none.
- A project in flight that the selection turns down is terminated on day 0 and pays for it.
- Commitments are phased over the believed duration, which at the present level is the planned one.
- The last attempt allowed counts as truncated only if it is defective.
- A fiscal year without a stated budget has no limit. Overspend draws on the reserve of its year before it
  lowers the next year's budget; a reserve is no room for releases, is not cut, and lapses with its year.
- Hires, their ramp-up and expected attrition are capacity steps. What a completed project adds to daily
  operations, or relieves them of, counts from its completion on, in (c). An incident takes people as
  operations do, from its random day on, after the steps of that instant, and gives them back at its end.
- A project is refused for a pause, the WIP limit, its programme's, a pool's or the budget, in this order.
  A pool counts released projects with work left on it. Mandatory projects pass all but the budget.
- With hysteresis above 1, candidates stand as at the last board, new ones behind as they rank; one after the
  other goes past those before it while its index exceeds theirs by the factor. Mandatory ones stand first.
- Triggers are judged in (c), in the first pass, before candidates are admitted: at calendar boards, or at
  every instant. One that acts for stated days is over at the beginning of an instant of its own, and is not
  judged meanwhile. Use of people is that just before the instant; every other signal is that of now.
- The score that a rule sees is by the objectives' weights in force on that day. A change of weights opens an
  instant, so continuous boards look again at once and calendar boards when they next sit; it stops nothing.
- A programme's own benefit begins when as many of its projects are completed as it needs. Ranking and gates
  count a project's share of it by planned FTE-days, as if the programme were complete on the project's day.
- Where stated benefits are declared to be noisy estimates, the truth is drawn around E[V | y]; ranking and
  gates go by that too, or by the stated ones if the policy says raw.
- People who stand in for others (cross-training) are charged and counted in the role that they fill. A pool
  of which the package itself needs people does not lend. Work under way before day 0 borrows where it can.
"""
