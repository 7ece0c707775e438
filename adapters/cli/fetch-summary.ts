import type { LawReport, Outcome } from '../law-source/fetch-laws.ts';

const KINDS: readonly Outcome['kind'][] = [
  'new',
  'changed',
  'same',
  'kept',
  'failed',
  'outage',
  'not-tried',
];

/** Notes of this many laws are worth reading one by one. */
const MOST_NOTES = 40;

/** Whether every law that was wanted is there now. */
export const isComplete = (reports: readonly LawReport[]): boolean =>
  reports.every(({ outcome: { kind } }) => !['failed', 'outage', 'not-tried'].includes(kind));

/** What a run came to: what failed by name and reason, what changed, notes, and the count at the end. */
export function summaryLines(reports: readonly LawReport[]): readonly string[] {
  const lines = reports.flatMap(({ law, outcome }) => {
    if (outcome.kind === 'failed' || outcome.kind === 'outage') {
      return [`${outcome.kind.padEnd(8)} ${law.title} (${law.file}): ${outcome.why}`];
    }
    return outcome.kind === 'changed' ? [`changed  ${law.title} (${law.file})`] : [];
  });
  const notes = reports.flatMap(({ law, outcome }) =>
    'note' in outcome && outcome.note !== undefined && !ORDINARY.has(outcome.note)
      ? [`note     ${law.title}: ${outcome.note}`]
      : [],
  );
  const more = notes.length - MOST_NOTES;
  const counts = KINDS.flatMap((kind) => {
    const count = reports.filter(({ outcome }) => outcome.kind === kind).length;
    return count > 0 ? [`${count} ${kind}`] : [];
  });
  return [
    ...notes.slice(0, MOST_NOTES),
    ...(more > 0 ? [`note     and ${more} more`] : []),
    ...lines,
    `${reports.length} laws: ${counts.join(', ')}`,
  ];
}

/** Not worth a line: the count says it. */
const ORDINARY: ReadonlySet<string> = new Set(['fetched earlier today']);
