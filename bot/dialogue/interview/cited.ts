import { allCitations, type CitedSource, isSound } from '../../../knowledge/answer/citations.ts';
import type { Basis } from '../../../knowledge/corpus-model/corpus.ts';
import { linkMaker } from '../../answer-blocks.ts';
import type { Run } from '../../message.ts';
import type { Talk } from '../../talk.ts';

/** Places that a rule rests on; those that the official text at hand does not have are left out. */
const sound = (
  { parts: { settings }, language }: Pick<Talk, 'parts' | 'language'>,
  cite: readonly string[],
): readonly CitedSource[] =>
  allCitations([{ cite: [...cite] }], settings, language).filter(isSound);

/** `국가인권위원회법 제30조제1항, 개인정보 보호법 제62조제1항`. */
export const citedNames = (talk: Talk, cite: readonly string[]): string =>
  sound(talk, cite)
    .map(({ text }) => text)
    .join(', ');

/** True where every place stands: only then may what rests on it be said. */
export const allStand = (
  { parts: { settings } }: Pick<Talk, 'parts'>,
  cite: readonly string[],
): boolean => allCitations([{ cite: [...cite] }], settings, 'ko').every(isSound);

/**
 * A sentence and, behind it, what it rests on, linked where our pages have an address. Where a place has fallen in the official
 * text at hand, that is said in its stead: the sentence may not be so any more.
 */
export function citedRuns(talk: Talk, text: string, cite: readonly string[]): readonly Run[] {
  const link = linkMaker(talk.parts.settings.baseUrl, talk.language);
  const places = sound(talk, cite).flatMap((place, index): Run[] => {
    const url = link(place.path);
    return [{ text: index === 0 ? '' : ', ' }, { text: place.text, ...(url && { url }) }];
  });
  const fallen = allStand(talk, cite) ? [] : [{ text: ` ${talk.words.interview.basisFell}` }];
  return places.length === 0
    ? [{ text }, ...fallen]
    : [{ text: `${text} (` }, ...places.filter((run) => run.text), { text: ')' }, ...fallen];
}

/** The same, with what kind of basis it is: law, a recommendation, or our own analysis. */
export const labelledRuns = (
  talk: Talk,
  basis: Basis,
  text: string,
  cite: readonly string[],
): readonly Run[] => [
  { text: `[${talk.words.basis[basis]}] `, isBold: true },
  ...citedRuns(talk, text, cite),
];
