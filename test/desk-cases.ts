import { createHash } from 'node:crypto';
import type { CaseFile } from '../bot/desk/case-file.ts';
import type { Answers } from '../knowledge/casework/questions.ts';
import type { Language } from '../knowledge/language.ts';
import { STORIES } from './desk-stories.ts';
import { CASE_NAMES, CASES } from './documents-content/cases.ts';

/** Cases for tests and measurements of the desk. The same seed gives the same case, whole and valid. */

const DAY_MS = 86_400_000;
/** 28 November 2026 in Korea, 10 in the morning: the day on which made cases are looked at. */
export const MADE_NOW = Date.UTC(2026, 10, 28, 1);
/** Cases came in during this many days before. */
const SPAN_DAYS = 200;
const DOCUMENTS = ['nhrck', 'nhrck', 'nhrck', 'pipc', 'mediation', 'ombudsman'] as const;
const OFFICERS = ['staff-kim', 'staff-lee', 'staff-park'] as const;

type Random = () => number;

/** Mulberry32: measurements must not depend on the luck of a run. */
function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const below = (limit: number, random: Random): number => Math.floor(random() * limit);

function oneOf<T>(values: readonly T[], random: Random): T {
  const value = values[below(values.length, random)];
  if (value === undefined) throw new Error('Nothing to choose from.');
  return value;
}

function madeName(language: Language, random: Random): string {
  const { syllables } = STORIES[language];
  const [first, second] = [oneOf(syllables, random), oneOf(syllables, random)];
  return language === 'ko'
    ? `${first}${second}${oneOf(syllables, random)}`
    : first + second.toLowerCase();
}

function filledIn(sentence: string, language: Language, random: Random): string {
  const { areas, things, times, workers } = STORIES[language];
  const values: Readonly<Record<string, () => string>> = {
    name: () => madeName(language, random),
    area: () => oneOf(areas, random),
    thing: () => oneOf(things, random),
    time: () => oneOf(times, random),
    worker: () => oneOf(workers, random),
    number: () => String(2 + below(48, random)),
  };
  return sentence.replace(/\{(\w+)\}/g, (_, slot: string) => values[slot]?.() ?? '');
}

/** A story of about 250 words. */
function madeStory(language: Language, random: Random): string {
  const { openings, middles, endings } = STORIES[language];
  const left = [...middles];
  const told = Array.from({ length: 15 + below(22, random) }, () =>
    left.splice(below(left.length, random), 1),
  ).flat();
  return [oneOf(openings, random), ...told, oneOf(endings, random)]
    .map((sentence) => filledIn(sentence, language, random))
    .join(' ');
}

function madeAnswers(language: Language, random: Random): Answers {
  const from: Answers = CASES[oneOf(CASE_NAMES.slice(0, -1), random)];
  const { areas } = STORIES[language];
  const day = new Date(MADE_NOW - (SPAN_DAYS + below(60, random)) * DAY_MS);
  const isOngoing = from['when']?.includes('ongoing');
  return {
    ...from,
    when: [day.toISOString().slice(0, 10), ...(isOngoing ? ['ongoing'] : [])],
    story: [madeStory(language, random)],
    respondent: [madeName(language, random)],
    'exact-place': [`${oneOf(areas, random)} ${madeName(language, random)}`],
  };
}

export interface MadeCase extends Partial<CaseFile> {
  /** Absent: 1. */
  readonly seed?: number;
  /** In place of what the made answers say; an answer of no value takes it away. */
  readonly answers?: Answers;
}

const withAnswers = (made: Answers, given: Answers = {}): Answers =>
  Object.fromEntries(
    Object.entries({ ...made, ...given }).filter(([, values]) => values.length > 0),
  );

/** A case that has just come in; every field can be set. */
export function madeCase({ seed = 1, answers, ...over }: MadeCase = {}): CaseFile {
  const random = seededRandom(seed * 7919 + 13);
  const language = over.language ?? (random() < 0.8 ? 'ko' : 'en');
  const receivedAt = over.receivedAt ?? MADE_NOW - below(SPAN_DAYS * DAY_MS, random);
  const said = withAnswers(madeAnswers(language, random), answers);
  const document = oneOf(DOCUMENTS, random);
  return {
    version: 1,
    id: createHash('sha256').update(`case ${seed}`).digest('hex').slice(0, 32),
    receivedAt,
    language,
    platform: oneOf(['web', 'telegram', 'slack'] as const, random),
    document,
    statements: [
      {
        at: receivedAt,
        answers: Object.fromEntries(Object.entries(said).map(([id, all]) => [id, [...all]])),
        documentSha256: createHash('sha256').update(`document ${seed}`).digest('hex'),
      },
    ],
    exhibits: [],
    hasIdentity: false,
    status: 'received',
    statusSince: receivedAt,
    supplements: [],
    messages: [],
    notes: [],
    tasks: [],
    letters: [],
    identityRequests: [],
    recused: [],
    merged: [],
    history: [{ no: 1, at: receivedAt, by: 'person', what: 'received', details: {} }],
    done: [],
    ...over,
  };
}

/**
 * So many cases in every state that the queue shows: taken and not, with messages, notes, photos, some restricted, some asleep.
 *
 * @param statuses - Statuses to spread over them; absent: all have just been received.
 */
export const madeCases = (
  count: number,
  seed = 1,
  statuses: readonly string[] = ['received'],
): readonly CaseFile[] =>
  Array.from({ length: count }, (_, at) => workedOn(seed * 1_000_003 + at, statuses));

function workedOn(seed: number, statuses: readonly string[]): CaseFile {
  const random = seededRandom(seed);
  const file = madeCase({ seed });
  const { language, receivedAt: at } = file;
  const { messages, notes } = STORIES[language];
  const said = (from: readonly string[]) => filledIn(oneOf(from, random), language, random);
  const by = oneOf(OFFICERS, random);
  const isTaken = random() < 0.6;
  return {
    ...file,
    status: oneOf(statuses, random),
    hasIdentity: random() < 0.5,
    ...(isTaken && { assignee: by, assignedAt: at, assigneeActiveAt: at }),
    ...(random() < 0.02 && { snoozedUntil: MADE_NOW + 3 * DAY_MS }),
    ...(random() < 0.02 && { restrictedTo: [by] }),
    messages: random() < 0.3 ? [{ no: 1, at, from: 'person', text: said(messages) }] : [],
    notes: random() < 0.3 ? [{ no: 1, at, by, text: said(notes), mentions: [] }] : [],
    exhibits: random() < 0.3 ? [exhibit(seed, said(messages), at)] : [],
  };
}

const exhibit = (seed: number, caption: string, addedAt: number) => ({
  file: `photo-${seed}`,
  caption,
  mediaType: 'image/jpeg',
  size: 120_000,
  sha256: createHash('sha256').update(`photo ${seed}`).digest('hex'),
  isStripped: true,
  addedAt,
});
