import type { Answer } from '../knowledge/answer/answer.ts';
import { allCitations, isSound, standingReasons } from '../knowledge/answer/citations.ts';
import type { WordedSentence } from '../knowledge/wording/wording.ts';
import type { ViewSettings } from './view.ts';

/** Places behind one sentence: all of them stand in the reasons below. */
const MOST_PLACES = 2;

/** The sentences as one text; behind each that rests on reasons, where they stand. */
export const wordedLead = (
  sentences: readonly WordedSentence[],
  answer: Answer,
  settings: Pick<ViewSettings, 'corpus' | 'prover'>,
): string =>
  sentences.map((sentence) => withPlaces(sentence, placesOf(sentence, answer, settings))).join(' ');

function placesOf(
  { rests }: WordedSentence,
  { subject, language }: Answer,
  settings: Pick<ViewSettings, 'corpus' | 'prover'>,
): readonly string[] {
  if (subject?.type !== 'entry') return [];
  // As the passages number them.
  const reasons = standingReasons(subject.entry.reasons, settings).filter((_, at) =>
    rests.includes(`R${at + 1}`),
  );
  return allCitations(reasons, settings, language)
    .filter(isSound)
    .map(({ text }) => text);
}

/** In brackets before the full stop, without those that the sentence names itself. */
function withPlaces({ text }: WordedSentence, places: readonly string[]): string {
  const unnamed = [...new Set(places)].filter((place) => !text.includes(place));
  if (unnamed.length === 0) return text;
  const [, sentence = text, end = ''] = /^(.*?)([.!?]*)$/su.exec(text) ?? [];
  return `${sentence} (${unnamed.slice(0, MOST_PLACES).join('; ')})${end}`;
}
