import type { Fault } from './faults.ts';
import { aligned, type Statement } from './statements.ts';
import { isAlike } from './word-match.ts';
import { anyOf, type WordingRules } from './wording-rules.ts';

interface Opposites {
  readonly one: RegExp;
  readonly other: RegExp;
}

/** What a sentence denies the passages deny too, and what it affirms they do not deny. */
export class PolarityCheck {
  readonly #opposites: readonly Opposites[];

  constructor({ opposites }: WordingRules['polarity']) {
    this.#opposites = opposites.map(({ one, other }) => ({ one: anyOf(one), other: anyOf(other) }));
  }

  faultsOf(said: readonly Statement[], given: readonly Statement[]): readonly Fault[] {
    const isFlipped = said.some((one) => {
      const likely = aligned(one, given);
      return likely.length > 0 && likely.every((other) => isOpposite(one, other));
    });
    return isFlipped || this.#isContrary(said, given) ? ['negation'] : [];
  }

  /** It says "same" where the passages say "different". */
  #isContrary(said: readonly Statement[], given: readonly Statement[]): boolean {
    return this.#opposites.some((pair) => {
      const signs = signsOf(pair, given);
      if (signs.size === 0) return false;
      return [...signsOf(pair, said)].some((sign) => !signs.has(sign));
    });
  }
}

/** +1 where the first of the pair is said, -1 where the other is, turned around where it is denied. */
function signsOf({ one, other }: Opposites, statements: readonly Statement[]): ReadonlySet<number> {
  const signs = new Set<number>();
  for (const { text, denials } of statements) {
    const isOther = other.test(text);
    const isOne = !isOther && one.test(text);
    if (!isOne && !isOther) continue;
    signs.add((isOne ? 1 : -1) * (denials % 2 === 0 ? 1 : -1));
  }
  return signs;
}

/**
 * Flips that make up for each other are one and the same: "only with consent" is "not without consent". Words that deny by
 * their meaning may count as denials or not: a ban is also said as "may not".
 */
function isOpposite(one: Statement, other: Statement): boolean {
  const flips = (one.denials + other.denials + sideFlips(one, other)) % 2;
  const byMeaning = (flips + one.denying + other.denying) % 2;
  return flips === 1 && byMeaning === 1;
}

/** Words that one of two statements denies on the side and the other has without that. */
function sideFlips(one: Statement, other: Statement): number {
  let flips = 0;
  for (const word of one.words) {
    const same = other.words.filter((given) => isAlike(word, given));
    if (same.length === 0) continue;
    const isDenied = one.denied.has(word);
    if (same.every((given) => other.denied.has(given) !== isDenied)) flips += 1;
  }
  return flips;
}
