import type { Corpus, Entry, Reason } from '../corpus-model/corpus.ts';
import { error, type Finding, type Rule } from './finding.ts';

/** Longest plain answers that still read as one chat message (issue: about 600 characters). */
const MAX_ANSWER_LENGTH = { ko: 420, en: 720 } as const;

/** Every link of an entry leads to another entry. */
export const linksLead: Rule = ({ corpus }) =>
  [...corpus.entries.values()].flatMap((entry) => {
    const targets = [...entry.related, ...entry.steps.flatMap(({ to }) => (to ? [to] : []))];
    return targets
      .filter((target) => !corpus.entries.has(target))
      .map((target) => error(entry.id, `links to "${target}", which is no entry`));
  });

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
export const datesAgree: Rule = ({ corpus, today }) => {
  const findings: Finding[] = [];
  for (const { id, reviewed } of corpus.entries.values()) {
    if (reviewed > today) findings.push(error(id, `reviewed in the future: ${reviewed}`));
  }
  for (const source of corpus.sources.values()) {
    if (source.type !== 'document') continue;
    const { decided, announced, published } = source.dates;
    if (decided && announced && decided.slice(0, announced.length) > announced) {
      findings.push(error(source.id, `announced ${announced} before it was decided ${decided}`));
    }
    for (const date of [decided, announced, published]) {
      if (date && date > today) findings.push(error(source.id, `dated in the future: ${date}`));
    }
  }
  return findings;
};

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
