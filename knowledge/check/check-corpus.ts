import { citedPlaces } from '../corpus-model/cited-places.ts';
import { citationsResolve } from './citations.ts';
import { corpusIsComplete } from './coverage.ts';
import {
  answersAreShort,
  datesAgree,
  linksLead,
  reasonsNameTheirBasis,
  slotsDefined,
  verdictsHaveBasis,
} from './entries.ts';
import type { CheckContext, Finding, Rule } from './finding.ts';
import { citedPlacesExist, filesAreSound, proverOf, stampsHold } from './official-text.ts';
import { reviewsHold } from './reviews.ts';
import { asksAreUnique, languagesAreRight, nothingForbidden, wordsAreOurs } from './wording.ts';

const RULES: readonly Rule[] = [
  corpusIsComplete,
  citationsResolve,
  citedPlacesExist,
  stampsHold,
  filesAreSound,
  reviewsHold,
  linksLead,
  slotsDefined,
  verdictsHaveBasis,
  reasonsNameTheirBasis,
  datesAgree,
  answersAreShort,
  languagesAreRight,
  nothingForbidden,
  asksAreUnique,
  wordsAreOurs,
];

export interface CheckReport {
  readonly errors: readonly Finding[];
  readonly unchecked: readonly Finding[];
  /** Citations of entries to Korean law that were found in the official text. */
  readonly provenCitations: number;
  readonly citations: number;
}

/** Proves the corpus, as far as it can be proved here. */
export function checkCorpus(context: CheckContext): CheckReport {
  const findings = RULES.flatMap((rule) => rule(context));
  const places = citedPlaces(context.corpus);
  const unproven = new Set(
    findings.filter(({ level }) => level === 'unchecked').map(({ message }) => message),
  );
  const prover = proverOf(context);
  const proven = places.filter(({ law, at }) => prover.prove(law, at).state === 'checked-now');
  return {
    errors: findings.filter(({ level }) => level === 'error'),
    unchecked: [...unproven].map((message) => ({ level: 'unchecked', about: 'corpus', message })),
    provenCitations: proven.length,
    citations: places.length,
  };
}
