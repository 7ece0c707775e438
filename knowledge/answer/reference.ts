import type { Corpus, Law } from '../corpus-model/corpus.ts';
import type { Pinpoint } from '../law/pinpoint.ts';
import { folded } from '../search/plain-text.ts';
import { contentWords } from '../search/tokens.ts';

/** An article that a question names. */
export interface LawReference {
  readonly law: Law;
  readonly at: Pinpoint;
  /** False when the question names no law and we took the likeliest. */
  readonly isLawNamed: boolean;
}

/** With more words than this beside the reference the question is about something more than the article. */
const WORDS_BESIDE_REFERENCE = 5;

const KOREAN = /제?\s?(\d{1,4})\s?조(?:\s?의\s?(\d{1,2}))?(?:\s?제?\s?(\d{1,2})\s?항)?(?:\s?제?\s?(\d{1,2})\s?호)?/;
const ENGLISH =
  /(?:\barticles?|\barts?\.?|\bsections?|\bsec\.?|§)\s*(\d{1,4})(?:\s?[-–]\s?(\d{1,2}))?(?:\s?\((\d{1,2})\))?/i;

/** What a law is called, and which law that is: longest name first. */
type LawNames = readonly { readonly name: string; readonly law: Law }[];

/** Finds "개보법 23조", "PIPA art. 35-2", "시행령 18조" in questions. */
export class ReferenceReader {
  readonly #names: LawNames;
  readonly #laws: ReadonlyMap<string, Law>;

  constructor({ sources }: Pick<Corpus, 'sources'>) {
    const laws = [...sources.values()].filter((source) => source.type === 'law');
    this.#laws = new Map(laws.map((law) => [law.id, law]));
    this.#names = laws
      .flatMap((law) =>
        [law.title.ko, law.title.en, ...law.aliases].map((name) => ({ name: squash(name), law })),
      )
      .sort((a, b) => b.name.length - a.name.length);
  }

  /** The first article the text names; undefined when it names none. */
  read(text: string): LawReference | undefined {
    const [, number, branch, paragraph, item] = KOREAN.exec(text) ?? ENGLISH.exec(text) ?? [];
    if (!number) return undefined;
    const { law, isLawNamed } = this.#lawIn(text);
    if (!law) return undefined;
    return {
      law,
      isLawNamed,
      at: {
        article: branch ? `${number}-${branch}` : number,
        ...(paragraph && { paragraph }),
        ...(item && { item }),
      },
    };
  }

  /** True when the text asks for the article itself, not for a situation in which it matters. */
  isAboutReference(text: string, reference: LawReference): boolean {
    const names = this.#names.filter(({ law }) => law.id === reference.law.id);
    const rest = names.reduce(
      (left, { name }) => left.replace(name, ' '),
      squash(text.replace(KOREAN, ' ').replace(ENGLISH, ' ')),
    );
    const beside = contentWords(text.replace(KOREAN, ' ').replace(ENGLISH, ' ')).length;
    return reference.isLawNamed
      ? rest.length <= 30 || beside <= WORDS_BESIDE_REFERENCE + 4
      : beside <= WORDS_BESIDE_REFERENCE;
  }

  #lawIn(text: string): { law: Law | undefined; isLawNamed: boolean } {
    const squashed = squash(text);
    const named = this.#names.find(({ name }) => squashed.includes(name))?.law;
    const subordinate = /시행령|enforcement ?decree|\bdecree\b/i.test(text)
      ? '-ed'
      : /시행규칙|enforcement ?rule/i.test(text)
        ? '-rule'
        : '';
    const base = named ?? this.#laws.get('pipa');
    const below = base && subordinate ? this.#laws.get(`${base.id}${subordinate}`) : undefined;
    return { law: below ?? base, isLawNamed: named !== undefined };
  }
}

const squash = (text: string): string =>
  folded(text)
    .replace(/[\s·ㆍ‧・.,「」『』"'’()]/g, '')
    .replace(/^the/, '');
