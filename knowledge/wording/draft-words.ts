import { folded } from '../search/plain-text.ts';
import { englishStem, isHangul, RUN } from '../search/tokens.ts';
import { type DraftRules, formsPattern } from './draft-rules.ts';
import { beginningsOf, isSameRoot, isWithEnding } from './korean-roots.ts';

/** A word that says something, with the rows of words that stand for each other in which it is. */
export interface DraftWord {
  readonly raw: string;
  readonly groups: ReadonlySet<number>;
  /** It adds nothing by itself. */
  readonly isEveryday: boolean;
}

/** English words of this length or more are the same word when they begin alike. */
const ENGLISH_ALIKE = 5;

/** Reads what accounts say, and tells which words mean the same. */
export class DraftWords {
  readonly #rows: readonly ReturnType<typeof formsPattern>[];
  readonly #everyday: ReadonlySet<string>;

  constructor({ synonyms, everyday }: Pick<DraftRules, 'synonyms' | 'everyday'>) {
    this.#rows = synonyms.map(formsPattern);
    this.#everyday = new Set([...everyday.ko, ...everyday.en]);
  }

  /** Without numbers, which are compared by themselves. */
  read(text: string): readonly DraftWord[] {
    const plain = folded(text);
    const spans = this.#rows.flatMap(({ begins, within }, group) =>
      [
        ...[...plain.matchAll(begins)].filter((match) => isWordAt(plain, match.index, match[0])),
        ...plain.matchAll(within),
      ].map((match) => ({ group, start: match.index, end: match.index + match[0].length })),
    );
    return [...plain.matchAll(RUN)].flatMap((match) => {
      const { 0: raw, index } = match;
      if (/^\d+$/.test(raw)) return [];
      const within = spans.filter(({ start, end }) => start < index + raw.length && end > index);
      const groups = new Set(within.map(({ group }) => group));
      return [{ raw, groups, isEveryday: this.#isEveryday(raw) }];
    });
  }

  #isEveryday(raw: string): boolean {
    if (!isHangul(raw)) return this.#everyday.has(raw);
    return beginningsOf(raw).some(
      (stem) => this.#everyday.has(stem) && isWithEnding(raw.slice(0, stem.length), raw),
    );
  }
}

/** A Korean word of a row begins a word; one syllable also has to be followed by an ending and nothing else. */
function isWordAt(text: string, start: number, found: string): boolean {
  if (!isHangul(found.charAt(0))) return true;
  if (isHangul(text.charAt(start - 1))) return false;
  if (found.length > 1) return true;
  const word = /^[가-힣]+/.exec(text.slice(start))?.[0] ?? found;
  return isWithEnding(found, word);
}

/** Whether two words say the same, as far as spelling and rows tell. */
export function isAlikeInDraft(one: DraftWord, other: DraftWord): boolean {
  for (const group of one.groups) if (other.groups.has(group)) return true;
  if (isHangul(one.raw) !== isHangul(other.raw)) return false;
  return isHangul(one.raw) ? isSameRoot(one.raw, other.raw) : isSameEnglish(one.raw, other.raw);
}

function isSameEnglish(one: string, other: string): boolean {
  const [a, b] = [englishStem(one), englishStem(other)];
  const length = Math.min(a.length, b.length);
  return a === b || (length >= ENGLISH_ALIKE && a.slice(0, length - 1) === b.slice(0, length - 1));
}
