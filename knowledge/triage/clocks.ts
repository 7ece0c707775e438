import { type Day, daysBetween } from '../calendar/day.ts';
import { deadlineDays } from '../calendar/deadlines.ts';
import type { WorkingDays } from '../calendar/holidays.ts';
import { lastDayOf } from '../calendar/period.ts';
import { type Casework, RulesError } from '../casework/casework.ts';
import type { ClockFacts, ClockState, Triage } from './triage.ts';
import type { ClockRow, ClocksFile } from './triage-files.ts';

type Calendar = Pick<Casework, 'deadlines' | 'calendar'>;

/** Where a period ends, and what that stands on. */
interface Measured {
  readonly due: Day;
  /** Later than `due` where another way of counting can be argued for. */
  readonly usual: Day;
  readonly cite: readonly string[];
  readonly basis: 'law' | 'analysis';
}

/** How the periods of a case stand on a day; one that has not begun is not among them. */
export function clocksOf({ near, clocks }: ClocksFile, casework: Calendar): Triage['clocks'] {
  const measured = new Map<string, Measured>();
  return (facts, today) =>
    clocks
      .filter(({ documents }) => documents.includes(facts.document))
      .flatMap((clock) => {
        const from = startOf(clock, facts);
        return from ? [stateOf(clock, { from, facts, today, near, casework, measured })] : [];
      });
}

interface Reading {
  readonly from: Day;
  readonly facts: ClockFacts;
  readonly today: Day;
  readonly near: number;
  readonly casework: Calendar;
  /** Of periods without pauses, by clock and first day: many cases share them, and counting working days is slow. */
  readonly measured: Map<string, Measured>;
}

function stateOf(clock: ClockRow, reading: Reading): ClockState {
  const { id, name, whose, promptly } = clock;
  const { facts, today, near } = reading;
  const doneOn = endOf(clock, facts);
  if (promptly) {
    const state = doneOn ? 'met' : 'near';
    const owed = { basis: 'law', due: doneOn ?? today, state, isPrompt: true } as const;
    return { id, name, whose, cite: promptly.cite, ...owed };
  }
  const { due, usual, cite, basis } = measureOnce(clock, reading);
  const state = doneOn ? 'met' : running({ due, usual }, today, near);
  return { id, name, whose, cite, basis, due, state };
}

function running(
  { due, usual }: Pick<Measured, 'due' | 'usual'>,
  today: Day,
  near: number,
): ClockState['state'] {
  const left = daysBetween(today, due);
  if (left > 0) return left <= near ? 'near' : 'running';
  // Past the last safe day, but by the usual way of counting in time: it is not said to be over.
  return today <= usual ? 'last-day' : 'passed';
}

function measureOnce(clock: ClockRow, reading: Reading): Measured {
  const { facts, from, measured } = reading;
  const mayStop = clock.pauses && (facts.pauses.length > 0 || facts.supplementAskedOn);
  if (mayStop) return measure(clock, reading);
  const key = [clock.id, clock.deadline, ...clock.documents, from].join(' ');
  const known = measured.get(key) ?? measure(clock, reading);
  measured.set(key, known);
  return known;
}

function measure({ id, deadline: name, period, pauses }: ClockRow, reading: Reading): Measured {
  const { from, casework } = reading;
  const { calendar, deadlines } = casework;
  if (period) {
    const { days, counts, cite } = period;
    const due = lastDayOf({ from, length: { days }, counts }, calendar);
    return { due, usual: due, cite, basis: 'analysis' };
  }
  const deadline = deadlines.get(name ?? '');
  if (!deadline) throw new RulesError([`desk/clocks.yaml: ${id}: no deadline is called ${name}`]);
  const { last, usual } = deadlineDays(deadline, from, calendar);
  const basis = deadline.confidence === 'verified' ? 'law' : 'analysis';
  const plain: Measured = { due: last, usual, cite: deadline.cite, basis };
  const { length, counts } = deadline;
  // The check of the rules sees to it that only what is counted in working days can be paused.
  if (!pauses || counts !== 'working-days') return plain;
  const due = lastDayOf({ from, length, counts }, withoutPauses(calendar, reading));
  if (due === plain.due) return plain;
  return { due, usual: due, cite: [...plain.cite, ...pauses.cite], basis: pauses.basis };
}

/** Days on which the clock stood still are no working days to it. */
function withoutPauses(calendar: WorkingDays, { facts, today }: Reading): WorkingDays {
  const { pauses, supplementAskedOn: asked } = facts;
  const open = asked && asked <= today ? [{ from: asked, to: today }] : [];
  const isPaused = (day: Day) =>
    [...pauses, ...open].some(({ from, to }) => from <= day && day <= to);
  return { isWorkingDay: (day) => calendar.isWorkingDay(day) && !isPaused(day) };
}

function startOf({ starts }: ClockRow, facts: ClockFacts): Day | undefined {
  switch (starts) {
    case 'received':
      return facts.receivedOn;
    case 'decided':
      return facts.decidedOn;
    case 'supplement':
      return facts.supplementAskedOn;
    case 'happened':
      return facts.isOngoing ? undefined : facts.happenedOn;
  }
}

function endOf({ ends }: ClockRow, facts: ClockFacts): Day | undefined {
  const days = {
    decided: facts.decidedOn,
    notified: facts.notifiedOn,
    filed: facts.filedOn,
    closed: facts.closedOn,
  };
  return ends.flatMap((end) => days[end] ?? []).sort()[0];
}
