import { addsDenial, isContrary, losesDenial, turnsContrast } from './denials.ts';
import { saidAt } from './denied.ts';
import type { Evidence } from './evidence.ts';
import type { Fault } from './faults.ts';
import { turnsModality } from './modality.ts';
import { aligned, type Statement } from './statements.ts';
import { isSwapped } from './swaps.ts';
import type { Reading } from './text-reader.ts';
import { knows } from './word-match.ts';
import { anyOf, everywhere, type WordingRules } from './wording-rules.ts';

interface Opposites {
  readonly one: RegExp;
  readonly other: RegExp;
}

/** Statements that share so much of what the likest shares are looked at as well. */
const NEARLY = 0.75;
const RETOLD = 0.85;
const DENIALS =
  /없|않|아니|아닌|못|안 [되돼하]|금지|거절|거부|\b(?:not|no|never|cannot|nor|neither|none|without|nobody|nothing|unlawful|illegal|banned|prohibited|refus\w+|unsettled)\b|n't/gu;
/** What a sentence denies the passages deny too, and what it affirms they do not deny. */
export class PolarityCheck {
  readonly #opposites: readonly Opposites[];

  constructor({ opposites }: WordingRules['polarity']) {
    this.#opposites = opposites.map(({ one, other }) => ({
      one: everywhere(anyOf(one)),
      other: everywhere(anyOf(other)),
    }));
  }

  faultsOf(reading: Reading, { readings }: Evidence): readonly Fault[] {
    const { statements: said } = reading;
    const given = readings.flatMap((one) => one.text.statements);
    const isWrong =
      (!isRetold(reading, readings) &&
        (isContrary(said, given) || losesDenial(said, given) || addsDenial(said, given))) ||
      turnsContrast(said, given) ||
      isSwapped(said, given) ||
      turnsModality(said, given) ||
      said.some((one) => this.#hasOpposite(one, aligned(one, given, NEARLY)));
    return isWrong ? ['negation'] : [];
  }

  /** It says "same" where the passages say "different". */
  #hasOpposite({ text }: Statement, likely: readonly Statement[]): boolean {
    return this.#opposites.some((pair) => {
      const mine = signsOf(pair, text);
      if (mine.size !== 1) return false;
      const signs = new Set(likely.flatMap((one) => [...signsOf(pair, one.text)]));
      return signs.size > 0 && [...mine].some((sign) => !signs.has(sign));
    });
  }
}

/** Nearly all words of the passages, and as many denials: a "not" more or less would show. */
function isRetold({ words, folded }: Reading, readings: Evidence['readings']): boolean {
  const given = readings.flatMap(({ text }) => text.words);
  const said = given.filter((word) => knows(words, word)).length;
  const denials = (text: string) => text.match(DENIALS)?.length ?? 0;
  const theirs = readings.reduce((sum, { text }) => sum + denials(text.folded), 0);
  return said >= given.length * RETOLD && denials(folded) === theirs;
}

/** +1 where the first of the pair is said, -1 where the other is, turned around by a "not". */
function signsOf({ one, other }: Opposites, text: string): ReadonlySet<number> {
  const signs = new Set<number>();
  const collect = (pattern: RegExp, sign: number) => {
    for (const { index, 0: word } of text.matchAll(pattern)) {
      const isTurned = saidAt(text, index, index + word.length) === 'denied';
      signs.add(isTurned ? -sign : sign);
    }
  };
  collect(other, -1);
  collect(one, 1);
  return signs;
}
