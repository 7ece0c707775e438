import type { Corpus, Document, Entry, Reason } from '../corpus-model/corpus.ts';
import { error, type Finding, type Rule } from './finding.ts';

/** Longest plain answers that still read as one chat message (issue: about 600 characters). */
const MAX_ANSWER_LENGTH = { ko: 420, en: 720 } as const;

/** Every link of an entry leads to another entry, and so does every choice we offer. */
export const linksLead: Rule = ({ corpus }) => [
  ...corpus.askBack
    .filter((id) => !corpus.entries.has(id))
    .map((id) => error('ask-back.yaml', `offers "${id}", which is no entry`)),
  ...[...corpus.entries.values()].flatMap((entry) => {
    const targets = [...entry.related, ...entry.steps.flatMap(({ to }) => (to ? [to] : []))];
    return targets
      .filter((target) => !corpus.entries.has(target))
      .map((target) => error(entry.id, `links to "${target}", which is no entry`));
  }),
];

/** Every slot value of an entry is defined in slots.yaml. */
export const slotsDefined: Rule = ({ corpus }) => {
  const defined = (kind: 'place' | 'operator' | 'mode' | 'purpose') =>
    new Set(corpus.slots[kind].map(({ id }) => id));
  const known = {
    place: defined('place'),
    operator: defined('operator'),
    mode: defined('mode'),
    purpose: defined('purpose'),
  };
  return [...corpus.entries.values()].flatMap((entry) =>
    (['place', 'operator', 'mode', 'purpose'] as const).flatMap((kind) =>
      (entry.slots[kind] ?? [])
        .filter((value) => !known[kind].has(value))
        .map((value) => error(entry.id, `the ${kind} "${value}" is not in slots.yaml`)),
    ),
  );
};

/** Every verdict stands on what such a verdict must stand on. */
export const verdictsHaveBasis: Rule = ({ corpus }) =>
  [...corpus.entries.values()].flatMap((entry) => {
    const missing = missingBasis(entry);
    return missing ? [error(entry.id, `verdict ${entry.verdict}: ${missing}`)] : [];
  });

const isCited = (reason: Reason): boolean => reason.cite.length > 0;
const isLaw = (reason: Reason): boolean => reason.basis === 'law' && isCited(reason);

function missingBasis(entry: Entry): string | undefined {
  const { kind, reasons, verdict } = entry;
  if (kind === 'situation' && verdict === 'information') return 'a situation needs a verdict';
  if (!reasons.some(isCited)) return 'no reason has a citation';
  switch (verdict) {
    case 'prohibited':
    case 'permitted':
    case 'conditional':
      return reasons.some(isLaw) ? undefined : 'no reason cites a law';
    case 'halt-recommended':
      return reasons.some(({ cite }) => cite.includes('nhrck-2023'))
        ? undefined
        : 'the recommendation nhrck-2023 is not cited';
    case 'unsettled':
    case 'information':
      return undefined;
  }
}

/** A reason without a citation may only be our own analysis, and a citation to law says "law". */
export const reasonsNameTheirBasis: Rule = ({ corpus }) =>
  [...corpus.entries.values()].flatMap((entry) =>
    entry.reasons.flatMap((reason) => [
      ...(isCited(reason) || reason.basis === 'analysis'
        ? []
        : [error(entry.id, `a reason on ${reason.basis} has no citation`)]),
      ...(reason.basis === 'law' && !citesOnlyLaw(corpus, reason)
        ? [error(entry.id, `a reason on law cites something else: ${reason.cite.join(', ')}`)]
        : []),
    ]),
  );

function citesOnlyLaw(corpus: Corpus, { cite }: Reason): boolean {
  return cite.every((one) => corpus.sources.get(one.split(' ')[0] ?? '')?.type !== 'document');
}

/** Dates are real, in order, and not in the future. */
export const datesAgree: Rule = ({ corpus, today }) => [
  ...[...corpus.entries.values()].flatMap(({ id, reviewed }) =>
    dateIsPast(reviewed, today, 'reviewed').map((message) => error(id, message)),
  ),
  ...[...corpus.sources.values()].flatMap((source) =>
    source.type === 'document'
      ? documentDates(source.dates, today).map((message) => error(source.id, message))
      : [],
  ),
];

function documentDates(
  { decided, announced, published }: Document['dates'],
  today: string,
): string[] {
  const isEarly = decided && announced && decided.slice(0, announced.length) > announced;
  return [
    ...(isEarly ? [`announced ${announced} before it was decided ${decided}`] : []),
    ...[decided, announced, published].flatMap((date) =>
      date ? dateIsPast(date, today, 'dated') : [],
    ),
  ];
}

function dateIsPast(date: string, today: string, what: string): string[] {
  if (!isInCalendar(date)) return [`${what} on a day that no calendar has: ${date}`];
  return date > today ? [`${what} in the future: ${date}`] : [];
}

/** True for YYYY, YYYY-MM and YYYY-MM-DD of a month and day that exist: not 2026-13, not 2026-02-31. */
function isInCalendar(date: string): boolean {
  const time = Date.parse(date);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

/** Answers fit into a chat message; traps carry the sentence that corrects them. */
export const answersAreShort: Rule = ({ corpus }) =>
  [...corpus.entries.values()].flatMap((entry) => {
    const findings: Finding[] = [];
    for (const language of ['ko', 'en'] as const) {
      const { length } = entry.answer[language];
      if (length <= MAX_ANSWER_LENGTH[language]) continue;
      findings.push(error(entry.id, `the ${language} answer has ${length} characters`));
    }
    if (entry.kind === 'trap' && !entry.correction) findings.push(error(entry.id, 'no correction'));
    return findings;
  });
