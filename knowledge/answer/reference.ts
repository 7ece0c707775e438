import type { Corpus, Law } from '../corpus-model/corpus.ts';
import type { Pinpoint } from '../law/pinpoint.ts';
import { contentWords } from '../search/tokens.ts';
import { mentionsForeignLaw } from './another-law.ts';
import { LawNames, squash } from './law-names.ts';

/** An article that a question names. */
export interface LawReference {
  readonly law: Law;
  readonly at: Pinpoint;
  /** False when the question names no law and we took the likeliest. */
  readonly isLawNamed: boolean;
}

/** With more words than this beside the reference the question is about something more than the article. */
const WORDS_BESIDE_REFERENCE = 5;

/** "3조원", "3조 원이에요", "3조 5천억", "3조 달러" are amounts of money. "3조 원칙" is not. */
const WON = '원(?:이?(?![가-힣])|이[에야었라]|인[가데지]|입니다|[을은의도]|까지|정도|대|짜리|규모)';
const MONEY = `\\s?(?:${WON}|[\\d,천백십]+\\s?억|달러|유로|위안)`;
const KOREAN = new RegExp(
  `(?<!\\d|\\d[.,])제?\\s?(\\d{1,4})\\s?조(?!${MONEY})` +
    '(?:\\s?의\\s?(\\d{1,2})(?!\\d|\\s?[항호]))?(?:\\s?의?\\s?제?\\s?(\\d{1,2})\\s?항)?(?:\\s?의?\\s?제?\\s?(\\d{1,2})\\s?호)?',
);
const ENGLISH =
  /(?:\barticles?|\barts?\.?|\bsections?|\bsec\.?|§)\s*(\d{1,4})(?:\s?[-–]\s?(\d{1,2}))?(?:\s?\((\d{1,2})\))?/i;

const BARE_NUMBER =
  /(?<![\d.])(\d{1,3})(?:\s?[-–]\s?(\d{1,2}))?(?:\s?\((\d{1,2})\))?(?![\d년월일명])/g;

/** Finds "개보법 23조", "PIPA art. 35-2", "시행령 18조" in questions. */
export class ReferenceReader {
  readonly #names: LawNames;
  readonly #laws: ReadonlyMap<string, Law>;

  constructor({ sources }: Pick<Corpus, 'sources'>) {
    const laws = [...sources.values()].filter((source) => source.type === 'law');
    this.#laws = new Map(laws.map((law) => [law.id, law]));
    this.#names = new LawNames(laws);
  }

  /** The first article the text names; undefined when it names none, or one of a law that we do not have. */
  read(text: string): LawReference | undefined {
    const asked = text.normalize('NFKC');
    const match = KOREAN.exec(asked) ?? ENGLISH.exec(asked) ?? this.#bareNumber(asked);
    const [whole = '', number, branch, paragraph, item] = match ?? [];
    if (!match || !number) return undefined;
    const before = asked.slice(0, match.index);
    const found = this.#lawOf(before, asked.slice(match.index + whole.length));
    return (
      found && {
        ...found,
        at: {
          article: branch ? `${number}-${branch}` : number,
          ...(paragraph && { paragraph }),
          ...(item && { item }),
        },
      }
    );
  }

  /** "NHRCK Act 48": a number right behind the name of one of our laws. */
  #bareNumber(text: string): RegExpExecArray | undefined {
    return [...text.matchAll(BARE_NUMBER)].find(({ index }) => {
      const beside = this.#names.beside(text.slice(0, index), '');
      return beside !== undefined && beside !== 'another-law';
    });
  }

  /** True when the text asks for the article itself, not for a situation in which it matters. */
  isAboutReference(text: string, reference: LawReference): boolean {
    const rest = text
      .normalize('NFKC')
      .replace(KOREAN, ' ')
      .replace(ENGLISH, ' ')
      .replace(BARE_NUMBER, ' ');
    const beside = contentWords(rest).length;
    if (!reference.isLawNamed) return beside <= WORDS_BESIDE_REFERENCE;
    const unnamed = squash(this.#names.without(rest, reference.law));
    return unnamed.length <= 30 || beside <= WORDS_BESIDE_REFERENCE + 4;
  }

  #lawOf(before: string, after: string): Omit<LawReference, 'at'> | undefined {
    const beside = this.#names.beside(before, after);
    if (beside === 'another-law') return undefined;
    const text = `${before} ${after}`;
    const named = beside ?? this.#names.within(text);
    if (!named && mentionsForeignLaw(text)) return undefined;
    const base = named ?? this.#laws.get(LIKELIEST_LAW);
    const law = base && this.#subordinateTo(base, before, after);
    // "시행령 18조" names a law as well: ours has one likeliest decree.
    return law && { law, isLawNamed: named !== undefined || law !== base };
  }

  /** The decree or rule of a law where the question asks for that; undefined when we do not have it. */
  #subordinateTo(law: Law, before: string, after: string): Law | undefined {
    const suffix = SUBORDINATE.find(({ asked }) => asked.test(`${before}|${after}`))?.suffix;
    if (!suffix || law.id.endsWith(suffix) || law.kind === 'decree') return law;
    return this.#laws.get(`${law.id}${suffix}`);
  }
}

/** Which law a bare "23조" most likely means. */
const LIKELIEST_LAW = 'pipa';

/** Korean says it right before the number (`|`); English also after it: "article 18 of the decree". */
const SUBORDINATE = [
  { suffix: '-ed', asked: /시행령[^가-힣\d|]*\||\bdecree\b/i },
  { suffix: '-rule', asked: /시행규칙[^가-힣\d|]*\||\benforcement ?rules?\b/i },
] as const;
