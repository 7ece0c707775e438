import type { Law } from '../corpus-model/corpus.ts';
import { folded } from '../search/plain-text.ts';
import { endsInLaw, isElsewhere, lawAtStart } from './another-law.ts';

/** What stands beside an article number: one of our laws, a law we do not have, or no law at all. */
type NamedLaw = Law | 'another-law' | undefined;

/** Spaces, dots, quotation marks and brackets, which people set in names as they like (U+119E is a folded ㆍ). */
const MARK = `[\\s·\\u119eㆍ‧・.,「」『』"'’()]`;
const PARTICLE = `(?:의|상|에서|은|는|중|에(?:\\s*(?:따르면|따라|따른|의하면|의한|있는|나오는|나온))?|['’]s)?`;
const SUBORDINATE = '(?:시행령|시행규칙|(?:enforcement )?(?:decree|rules?))';

/** What may stand between a law and its number: "개보법의 「시행령」 제23조". */
const UP_TO_NUMBER = `${PARTICLE}${MARK}*(?:${SUBORDINATE}${PARTICLE}${MARK}*)?$`;
const ONLY_UP_TO_NUMBER = new RegExp(`^${UP_TO_NUMBER}`, 'i');
const TAIL = new RegExp(UP_TO_NUMBER, 'i');
/** What may stand between a number and its law: "Article 9 | of the", then "enforcement decree of the". */
const UP_TO_LAW = /^[\s(),:]*(of|in|under)?\s*(?:the\s+)?/i;
const DECREE_OF = /^enforcement (?:decree|rules?) of\s+(?:the\s+)?/i;

/** Which of our laws a text names, and whether the law beside a number is one of ours at all. */
export class LawNames {
  readonly #names: readonly { readonly law: Law; readonly pattern: RegExp }[];

  constructor(laws: readonly Law[]) {
    this.#names = laws
      .flatMap((law) => [law.title.ko, law.title.en, ...law.aliases].map((name) => ({ law, name })))
      .map(({ law, name }) => ({ law, name: squash(name) }))
      .sort((a, b) => b.name.length - a.name.length)
      .map(({ law, name }) => ({ law, pattern: namePattern(name) }));
  }

  /** The law that stands right before an article number, or else right after it. */
  beside(before: string, after: string): NamedLaw {
    return this.#atEnd(before) ?? this.#atStart(after);
  }

  /** The law of ours that a text names, wherever in it; the one with the longest name where there are several. */
  within(text: string): Law | undefined {
    return this.#names.find(({ pattern }) => lastIn(text, pattern))?.law;
  }

  /** The text without the names of a law. */
  without(text: string, law: Law): string {
    return this.#names
      .filter((name) => name.law.id === law.id)
      .reduce((left, { pattern }) => left.replace(pattern, ' '), text);
  }

  #atEnd(before: string): NamedLaw {
    for (const { law, pattern } of this.#names) {
      const name = lastIn(before, pattern);
      if (!name || !ONLY_UP_TO_NUMBER.test(before.slice(name.end))) continue;
      return isElsewhere(before.slice(0, name.start)) ? 'another-law' : law;
    }
    return endsInLaw(before.replace(TAIL, '')) ? 'another-law' : undefined;
  }

  #atStart(after: string): NamedLaw {
    const [link = '', join] = UP_TO_LAW.exec(after) ?? [];
    const whole = after.slice(link.length);
    const text = whole.replace(DECREE_OF, '');
    const first = this.#names.find(
      ({ pattern }) => whole.search(pattern) === 0 || text.search(pattern) === 0,
    );
    if (first) return first.law;
    const phrase = lawAtStart(text, join ? 'joined' : 'bare');
    return phrase ? (this.#fillingEndOf(phrase) ?? 'another-law') : undefined;
  }

  /** "korean AI Basic Act" ends in a name of ours; "UK Data Protection Act" only seems to. */
  #fillingEndOf(phrase: string): Law | undefined {
    const ours = this.#names.find(({ pattern }) => {
      const name = lastIn(phrase, pattern);
      return name?.end === phrase.length && !isElsewhere(phrase.slice(0, name.start));
    });
    return ours?.law;
  }
}

/** For comparing names: no spaces, no marks, lower case. */
export const squash = (text: string): string =>
  folded(text).replace(new RegExp(MARK, 'g'), '').replace(/^the/, '');

/** A name is met whole: 민법 is not in 난민법, nor "police act" in "police action". */
function namePattern(name: string): RegExp {
  const letters = [...name].map((letter) => letter.replace(/[^\p{L}\p{N}]/u, '\\$&'));
  const begins = /^[가-힣]/.test(name)
    ? '(?<![가-힣])(?:국가|대한민국|한국|우리나라|우리|현행|개정)?'
    : '(?<![a-z0-9])';
  // "Constitutional basis, article 10" names it too; "Constitutional Court" does not.
  const adjective = name.endsWith('constitution') ? '(?:al(?!\\s*court))?' : '';
  const ends = /[a-z]$/.test(name) ? `${adjective}(?![a-z])` : '';
  return new RegExp(`${begins}${letters.join(`${MARK}*`)}${ends}`, 'gi');
}

function lastIn(text: string, pattern: RegExp): { start: number; end: number } | undefined {
  const match = [...text.matchAll(pattern)].at(-1);
  return match && { start: match.index, end: match.index + match[0].length };
}
