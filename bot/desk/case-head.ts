import { type Day, isDay } from '../../knowledge/calendar/day.ts';
import type { Casework } from '../../knowledge/casework/casework.ts';
import { type Facts, UNKNOWN } from '../../knowledge/casework/facts.ts';
import { type Answers, ONGOING } from '../../knowledge/casework/questions.ts';
import { koreanDay } from '../../knowledge/law/korean-day.ts';
import type { ClockFacts, ClockState, Priority, Triage } from '../../knowledge/triage/triage.ts';
import { type CaseFile, caseReference, statementOf } from './case-file.ts';
import type { CaseHead } from './queue.ts';

/** What heads are worked out by. */
export interface HeadRules {
  readonly triage: Pick<Triage, 'statuses' | 'letters' | 'clocks' | 'priority'>;
  readonly casework: Pick<Casework, 'questions' | 'interview'>;
  /** Id of a region that an exact place names, if it names one. */
  readonly regionOf: (exactPlace: string) => string | undefined;
}

/** A case as the store has it. */
export interface VersionedCase {
  readonly file: CaseFile;
  readonly version: number;
  readonly change: number;
}

/** What has to be worked out anew on another day. */
type OfTheDay = Pick<
  CaseHead,
  'operator' | 'place' | 'mode' | 'clocks' | 'due' | 'priority' | 'level'
>;

/** What of a case a head on any day can be made from, without the file: no word that the person typed. */
export interface HeadSource {
  readonly lasting: Omit<CaseHead, keyof OfTheDay>;
  /** Answers, of texts only that there is one. */
  readonly chosen: Answers;
  readonly clockFacts: ClockFacts;
  readonly level: Priority['level'] | undefined;
}

/** How the facts of answers are on a day; made once for many cases. */
export type FactsOn = (chosen: Answers) => Facts;

export const factsOn = ({ casework }: Pick<HeadRules, 'casework'>, today: Day): FactsOn =>
  casework.interview(today).factsOf;

/** A case as the queue shows it on a day in Korea. */
export function headOf(stored: VersionedCase, rules: HeadRules, today: Day): CaseHead {
  return headOn(sourceOf(stored, rules), rules, today, factsOn(rules, today));
}

export function headOn(
  { lasting, chosen, clockFacts, level }: HeadSource,
  { triage }: Pick<HeadRules, 'triage'>,
  today: Day,
  factsOf: FactsOn,
): CaseHead {
  const facts = factsOf(chosen);
  const clocks = triage.clocks(clockFacts, today);
  const due = nearestOf(clocks);
  const priority = triage.priority({
    facts,
    today,
    reports: lasting.reports,
    ...(due && { nearestDue: due.due }),
  });
  // Each by its name: spread over an object of so many fields the engine would make a slow one, in twice the memory.
  return {
    id: lasting.id,
    reference: lasting.reference,
    version: lasting.version,
    change: lasting.change,
    receivedAt: lasting.receivedAt,
    receivedOn: lasting.receivedOn,
    changedAt: lasting.changedAt,
    status: lasting.status,
    kind: lasting.kind,
    document: lasting.document,
    region: lasting.region,
    language: lasting.language,
    assignee: lasting.assignee,
    reports: lasting.reports,
    unread: lasting.unread,
    openTasks: lasting.openTasks,
    snoozedUntil: lasting.snoozedUntil,
    mergedInto: lasting.mergedInto,
    hasIdentity: lasting.hasIdentity,
    answeredAt: lasting.answeredAt,
    closedAt: lasting.closedAt,
    access: lasting.access,
    operator: firstOf(facts['operator']),
    place: firstOf(facts['place']),
    mode: firstOf(facts['mode']),
    clocks,
    due,
    priority,
    level: level ?? priority.level,
  };
}

export function sourceOf({ file, version, change }: VersionedCase, rules: HeadRules): HeadSource {
  const { answers } = statementOf(file);
  const { id, receivedAt, status, document, language, snoozedUntil, mergedInto } = file;
  const exactPlace = typedIn(answers, 'exact-place');
  return {
    lasting: {
      id,
      reference: caseReference(file),
      version,
      change,
      receivedAt,
      receivedOn: dayIn(receivedAt),
      changedAt: file.history.at(-1)?.at ?? receivedAt,
      status,
      kind: rules.triage.statuses.get(status)?.kind ?? 'open',
      document,
      region: (exactPlace && rules.regionOf(exactPlace)) || UNKNOWN,
      language,
      assignee: file.assignee,
      reports: 1 + file.merged.length,
      unread: file.messages.filter(({ from, readAt }) => from === 'person' && readAt === undefined)
        .length,
      openTasks: file.tasks.filter(({ doneAt }) => doneAt === undefined).length,
      snoozedUntil,
      mergedInto,
      hasIdentity: file.hasIdentity,
      answeredAt: file.answeredAt,
      closedAt: file.closedAt,
      access: accessOf(file),
    },
    chosen: chosenOf(answers, rules),
    clockFacts: clockFactsOf(file, rules.triage),
    level: setLevel(file),
  };
}

/** What the clocks of a case go by. */
export function clockFactsOf(
  file: CaseFile,
  { statuses, letters }: Pick<Triage, 'statuses' | 'letters'>,
): ClockFacts {
  const { when = [] } = statementOf(file).answers;
  const happenedOn = when.map((value) => value.slice(0, 10)).find(isDay);
  const open = file.supplements.findLast(({ answeredAt }) => answeredAt === undefined);
  const endedAt = file.closedAt ?? file.withdrawnAt;
  const isDecided = statuses.get(file.status)?.kind === 'closed' && file.withdrawnAt === undefined;
  const toldAt = isDecided ? decisionTold(file, letters) : undefined;
  return {
    document: file.document,
    receivedOn: dayIn(file.receivedAt),
    ...(happenedOn && { happenedOn }),
    isOngoing: when.includes(ONGOING),
    ...(open && { supplementAskedOn: dayIn(open.askedAt) }),
    pauses: file.supplements.flatMap(({ askedAt, answeredAt }) =>
      answeredAt === undefined ? [] : [{ from: dayIn(askedAt), to: dayIn(answeredAt) }],
    ),
    ...(isDecided && { decidedOn: dayIn(endedAt ?? file.statusSince) }),
    ...(toldAt !== undefined && { notifiedOn: dayIn(toldAt) }),
    ...(endedAt !== undefined && { closedOn: dayIn(endedAt) }),
  };
}

/** When the letter about the decision was sent: one that is meant for this status, or any that followed it. */
function decisionTold(file: CaseFile, letters: Triage['letters']): number | undefined {
  const isAboutIt = ({ letter, sentAt = 0 }: CaseFile['letters'][number]) =>
    letters.get(letter)?.for === file.status || sentAt >= file.statusSince;
  return file.letters.filter(isAboutIt).find(({ sentAt }) => sentAt !== undefined)?.sentAt;
}

/** The nearest clock of the staff that is not met. */
function nearestOf(clocks: readonly ClockState[]): ClockState | undefined {
  const [first, ...rest] = clocks.filter(
    ({ whose, state }) => whose === 'staff' && state !== 'met',
  );
  return rest.reduce((nearest, one) => (nearest && nearest.due <= one.due ? nearest : one), first);
}

/** One for all that stand open to everybody, which are nearly all. */
const OPEN_TO_ALL: CaseHead['access'] = { recused: [] };

const accessOf = ({ recused, restrictedTo }: CaseFile): CaseHead['access'] =>
  recused.length === 0 && !restrictedTo
    ? OPEN_TO_ALL
    : { recused, ...(restrictedTo && { restrictedTo }) };

const LEVELS = ['urgent', 'high', 'normal', 'low'] as const satisfies Priority['level'][];

const setLevel = ({ priority }: CaseFile): Priority['level'] | undefined =>
  LEVELS.find((level) => level === priority?.level);

function chosenOf(answers: Answers, { casework }: Pick<HeadRules, 'casework'>): Answers {
  const texts = new Set(
    casework.questions.filter(({ kind }) => kind === 'text').map(({ id }) => id),
  );
  return Object.fromEntries(
    Object.entries(answers).map(([id, values]) => [
      id,
      texts.has(id) && !values.includes(UNKNOWN) ? ['given'] : values,
    ]),
  );
}

const typedIn = (answers: Answers, question: string): string => {
  const [text = ''] = answers[question] ?? [];
  return text === UNKNOWN ? '' : text;
};

const firstOf = (values: readonly string[] = []): string => values[0] ?? UNKNOWN;

const dayIn = (at: number): Day => koreanDay(new Date(at));
