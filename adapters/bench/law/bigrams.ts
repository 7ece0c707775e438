import { folded } from '../../../knowledge/search/plain-text.ts';
import { isHangul, RUN } from '../../../knowledge/search/tokens.ts';

const HAN = /^\p{Script=Han}/u;

/**
 * The tokens that the other engines get: Hangul and Chinese characters in pairs, everything else word by word.
 * It is what makes them find Korean at all; they have no knowledge of particles.
 */
export const bigramsOf = (text: string): string[] =>
  [...folded(text).matchAll(RUN)].flatMap(([run]) => pairsOf(run));

function pairsOf(run: string): string[] {
  if (run.length < 2 || !(isHangul(run) || HAN.test(run))) return [run];
  return Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2));
}
