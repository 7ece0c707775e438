import { folded } from '../search/plain-text.ts';
import { isHangul } from '../search/tokens.ts';
import { isAlike, type ReadWord, type WordReader } from './word-match.ts';
import { anyOf, blanked, type WordingRules } from './wording-rules.ts';

/** One thing that a sentence says: a clause with its words and what is denied in it. */
export interface Statement {
  readonly text: string;
  /** The sentence that it is part of. */
  readonly sentence: string;
  readonly words: readonly ReadWord[];
  /** How often its predicate is denied. */
  readonly denials: number;
  /** Words that deny by their meaning: banned, void. */
  readonly denying: number;
  /** Words that are denied on the side: "without consent", 등록하지 않은 방문객. */
  readonly denied: ReadonlySet<ReadWord>;
}

const KOREAN_BREAK =
  /[,;:]\s+|\s[–—]\s|(?<=(?:지만|는데|은데|인데|므로|니까|으니|아서|어서|여서|라서|해서|돼서|거든요|이고|하고|되고|있고|없고|않고|이며|하며|되며|으며|했고|였고|됐고|았고|었고|때문에))\s+/u;
const ENGLISH_BREAK =
  /[,;:()]\s*|\s[–—]\s|\s(?=(?:and|but|because|since|while|whereas|although|though|which|so|yet|however|as)\s)/u;

/** Behind a word that is denied on the side. */
const KOREAN_ASIDE =
  /(?:없이|없는|없던|없을|없으면|없어도|없다면|않은|않는|않던|않으면|않아도|않더라도|않고서|아닌|아니면|아니라도|아니어도|못한|못하는|못하면|못해도)/u;
const KOREAN_DENIAL =
  /없|않|아니|아닌|아녜|못(?=\s?[가-힣])|(?<![가-힣])안\s(?=[되돼된됩하해한할받찍쓰써내보알가나지맞쓸])|불가(?!피)|지\s?말|지\s?마|지는 마/gu;
const ENGLISH_DENIAL =
  /\b(?:not|no|never|cannot|can't|nor|neither|none|nobody|nothing|nowhere)\b|n't\b/g;
const ENGLISH_ASIDE = /\b(?:without|unless|instead of|except)\b/g;

/** Takes texts apart into what they say. */
export class StatementReader {
  readonly #words: WordReader;
  readonly #neutral: RegExp;
  readonly #denying: RegExp;

  constructor({ neutral, denying }: WordingRules['polarity'], words: WordReader) {
    this.#words = words;
    this.#neutral = anyOf(neutral);
    const any = anyOf(denying);
    this.#denying = new RegExp(any.source, `${any.flags}g`);
  }

  /** @param sentences - Each becomes one statement or more. */
  read(sentences: readonly string[]): readonly Statement[] {
    return sentences.flatMap((sentence) => {
      const plain = folded(sentence);
      const breaks = [...plain].some(isHangul) ? KOREAN_BREAK : ENGLISH_BREAK;
      return this.#joined(plain.split(breaks)).map((text) => this.#statement(text, plain));
    });
  }

  /** A piece with too little in it belongs to the next, or to the one before. */
  #joined(pieces: readonly string[]): readonly string[] {
    const joined: string[] = [];
    let open = '';
    for (const piece of pieces) {
      open = open ? `${open} ${piece}` : piece;
      if (this.#words.read(open).length < 2) continue;
      joined.push(open);
      open = '';
    }
    const last = joined.pop();
    return [...joined, [last, open].filter(Boolean).join(' ')].filter((text) => text.trim());
  }

  #statement(text: string, sentence: string): Statement {
    const plain = blanked(text, this.#neutral);
    const words = this.#words.read(plain);
    const isKorean = [...plain].some(isHangul);
    const { denials, denied } = isKorean
      ? koreanDenials(plain, words)
      : englishDenials(plain, words);
    const denying = plain.match(this.#denying)?.length ?? 0;
    return { text, sentence, words, denials, denying, denied };
  }
}

interface Denials {
  readonly denials: number;
  readonly denied: ReadonlySet<ReadWord>;
}

function koreanDenials(text: string, words: readonly ReadWord[]): Denials {
  const denied = new Set<ReadWord>();
  let denials = 0;
  for (const match of text.matchAll(KOREAN_DENIAL)) {
    const rest = text.slice(match.index, match.index + 5);
    const before = words.findLast(({ at }) => at < match.index);
    if (before && KOREAN_ASIDE.exec(rest)?.index === 0) denied.add(before);
    else denials += 1;
  }
  return { denials, denied };
}

function englishDenials(text: string, words: readonly ReadWord[]): Denials {
  const denied = new Set<ReadWord>();
  for (const match of text.matchAll(ENGLISH_ASIDE)) {
    const next = words.find(({ at }) => at > match.index);
    if (next) denied.add(next);
  }
  return { denials: text.match(ENGLISH_DENIAL)?.length ?? 0, denied };
}

/** How many words of one statement the other has too. */
export const overlap = (one: Statement, other: Statement): number =>
  one.words.filter((word) => other.words.some((given) => isAlike(word, given))).length;

/** The statements that speak of the same as one does, the likest first; those nearly as like count too. */
export function aligned(
  one: Statement,
  given: readonly Statement[],
  nearly = 0.75,
): readonly Statement[] {
  const scored = given
    .map((other) => ({ other, score: overlap(one, other) }))
    .toSorted((a, b) => b.score - a.score);
  const best = scored[0]?.score ?? 0;
  if (best < Math.min(2, one.words.length) || best === 0) return [];
  return scored.filter(({ score }) => score >= best * nearly).map(({ other }) => other);
}
