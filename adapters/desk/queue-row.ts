import { NOBODYS } from '../../bot/desk/filter-values.ts';
import type { CaseHead, QueueRow } from '../../bot/desk/queue.ts';
import { fill } from '../../bot/words.ts';
import { type Day, daysBetween } from '../../knowledge/calendar/day.ts';
import { koreanDay } from '../../knowledge/law/korean-day.ts';
import { caseAddress } from './case-state.ts';
import type { QueueLabels } from './queue-labels.ts';

type FullRow = Extract<QueueRow, { access: 'full' }>;

/** A row of the table in the words of one reader. No word of the person is in it. */
export type RowView =
  | ({ readonly access: 'exists' } & CommonView)
  | ({ readonly access: 'full' } & CommonView & FullView);

interface CommonView {
  readonly id: string;
  readonly address: string;
  readonly reference: string;
  readonly receivedOn: Day;
  readonly status: string;
}

interface FullView {
  readonly about: string;
  readonly mode: string;
  /** Snoozed, gathered into another case; empty where neither. */
  readonly asleep: string;
  readonly level: CaseHead['level'];
  readonly levelName: string;
  /** Why: what the rules say, the weightiest first. */
  readonly reasons: readonly string[];
  readonly due: DueView | undefined;
  readonly reports: number;
  readonly assignee: string;
  readonly unread: number;
  readonly language: string;
}

interface DueView {
  readonly state: string;
  /** Absent where the law names no day. */
  readonly day?: Day;
  readonly name: string;
  readonly says: string;
}

/** @param from - The query of the queue as an address, for the way back. */
export function rowView(row: QueueRow, labels: QueueLabels, from: string, today: Day): RowView {
  const { id, reference, receivedOn } = row;
  const common = {
    id,
    address: caseAddress(id, { from }),
    reference,
    receivedOn,
    status: labels.value('status', row.status),
  };
  if (row.access === 'exists') return { access: 'exists', ...common };
  const place = labels.value('place', row.place);
  const operator = labels.value('operator', row.operator);
  return {
    access: 'full',
    ...common,
    about: place === operator ? place : `${place} · ${operator}`,
    mode: labels.value('mode', row.mode),
    asleep: asleep(row, labels),
    level: row.level,
    levelName: labels.word('level', row.level),
    reasons: reasonsOf(row, labels),
    due: row.due && dueView(row.due, labels, today),
    reports: row.reports,
    assignee: labels.value('assignee', row.assignee ?? NOBODYS),
    unread: row.unread,
    language: labels.value('language', row.language),
  };
}

function asleep({ mergedInto, snoozedUntil }: FullRow, { words }: QueueLabels): string {
  if (mergedInto !== undefined) return words.mergedAway;
  if (snoozedUntil === undefined) return '';
  return fill(words.snoozedUntil, { day: koreanDay(new Date(snoozedUntil)) });
}

function reasonsOf({ level, priority }: FullRow, labels: QueueLabels): readonly string[] {
  const { words, language } = labels;
  const set =
    level === priority.level
      ? []
      : [fill(words.levelSet, { level: labels.word('level', priority.level) })];
  const reasons = priority.reasons.map(
    ({ says, points }) => `${says[language]} (${fill(words.points, { points })})`,
  );
  return [...set, ...(reasons.length > 0 ? reasons : [words.noReasons])];
}

function dueView(due: NonNullable<FullRow['due']>, labels: QueueLabels, today: Day): DueView {
  const { words, language } = labels;
  const name = due.name[language];
  if (due.isPrompt) return { state: due.state, name, says: words['due-prompt'] };
  const days = Math.abs(daysBetween(today, due.due));
  const says = fill(labels.word('due', due.state), { days });
  return { state: due.state, day: due.due, name, says };
}
