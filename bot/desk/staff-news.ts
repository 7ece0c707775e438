import { addDays, type Day } from '../../knowledge/calendar/day.ts';
import type { Casework } from '../../knowledge/casework/casework.ts';
import type { Corpus } from '../../knowledge/corpus-model/corpus.ts';
import type { ClockState } from '../../knowledge/triage/triage.ts';
import { heading, paragraph, plain } from '../answer-blocks.ts';
import type { Block, Choice, Outgoing } from '../message.ts';
import { fill } from '../words.ts';
import type { CaseHead } from './queue.ts';
import { type StaffChannel, staffToken } from './staff-channel.ts';

export interface NewsSettings {
  readonly casework: Pick<Casework, 'outlines'>;
  readonly corpus: Pick<Corpus, 'slots'>;
}

/** Rows of a digest. */
const MOST_ROWS = 10;

/** A case by what it is about, never by a word that somebody wrote. */
export function caseNews(
  channel: StaffChannel,
  { casework, corpus }: NewsSettings,
  head: CaseHead,
  isUrgent: boolean,
): Outgoing {
  const { language, triage } = channel;
  const { slack, shared } = channel.words[language];
  const { reference, status, due, priority, level } = head;
  const label = (slot: 'place' | 'operator') =>
    corpus.slots[slot].find(({ id }) => id === head[slot])?.label[language] ?? slack.unknown;
  const document = casework.outlines.get(head.document)?.title[language] ?? head.document;
  const reasons = priority.reasons.map(({ says }) => says[language]).join(', ');
  const lines = [
    fill(slack.what, { document, place: label('place'), operator: label('operator') }),
    fill(slack.status, { status: triage.statuses.get(status)?.name[language] ?? status }),
    ...(due ? [clockLine(channel, due)] : []),
    ...(reasons ? [fill(slack.reasons, { level: shared[`level-${level}`], reasons })] : []),
  ];
  return {
    kind: 'message',
    blocks: [
      heading(fill(isUrgent ? slack.urgent : slack.arrived, { reference })),
      { kind: 'list', items: lines.map(plain) },
    ],
    choices: caseChoices(channel, head),
  };
}

function caseChoices(
  { words, language, baseUrl }: StaffChannel,
  { id }: CaseHead,
): readonly Choice[] {
  const { slack } = words[language];
  return [
    { label: slack.take, token: staffToken('take', id) },
    ...(baseUrl ? [{ label: slack.open, url: `${baseUrl}/desk/cases/${id}` }] : []),
    { label: slack.snooze, token: staffToken('snooze', id) },
  ];
}

const clockLine = ({ words, language }: StaffChannel, { name, due, state }: ClockState): string =>
  fill(words[language].slack.due, {
    clock: name[language],
    due,
    state: words[language].shared[`clock-${state}`],
  });

/** Where the desk stands on a morning. */
export async function digestNews(channel: StaffChannel, day: Day): Promise<Outgoing> {
  const { words, language, baseUrl, index } = channel;
  const { slack } = words[language];
  const heads = index.heads().filter(({ mergedInto }) => mergedInto === undefined);
  const open = heads.filter(({ kind }) => kind !== 'closed');
  const count = (line: string, of: readonly CaseHead[]) => fill(line, { count: of.length });
  const withClock = (...states: readonly string[]) =>
    open.filter(({ due }) => due && states.includes(due.state));
  const lines = [
    count(
      slack.digestNew,
      heads.filter(({ receivedOn }) => receivedOn >= addDays(day, -1)),
    ),
    count(slack.digestOpen, open),
    count(
      slack.digestFree,
      open.filter(({ assignee }) => assignee === undefined),
    ),
    count(
      slack.digestUrgent,
      open.filter(({ level }) => level === 'urgent'),
    ),
    count(slack.digestPassed, withClock('passed')),
    count(slack.digestNear, withClock('near', 'last-day')),
  ];
  return {
    kind: 'message',
    blocks: [
      heading(fill(slack.digest, { day })),
      { kind: 'list', items: lines.map(plain) },
      ...(await nextDue(channel, withClock('passed', 'near', 'last-day'))),
    ],
    ...(baseUrl && { choices: [{ label: slack.queue, url: `${baseUrl}/desk/queue` }] }),
  };
}

async function nextDue(
  channel: StaffChannel,
  heads: readonly CaseHead[],
): Promise<readonly Block[]> {
  const { slack, shared } = channel.words[channel.language];
  const first = heads
    .flatMap((head) => (head.due ? [{ head, due: head.due }] : []))
    .sort((a, b) => a.due.due.localeCompare(b.due.due))
    .slice(0, MOST_ROWS);
  if (first.length === 0) return [];
  const rows = await Promise.all(
    first.map(async ({ head: { reference, assignee }, due }) =>
      fill(slack.digestRow, {
        reference,
        clock: due.name[channel.language],
        due: due.due,
        state: shared[`clock-${due.state}`],
        who: (assignee && (await channel.nameOf(assignee))) || slack.digestMine,
      }),
    ),
  );
  return [...paragraph(slack.digestNext), { kind: 'list', items: rows.map(plain) }];
}
