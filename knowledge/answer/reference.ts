import type { Corpus, Law } from '../corpus-model/corpus.ts';
import { type NamedLaws, namedLaws, squash } from '../law/named-laws.ts';
import type { Pinpoint } from '../law/pinpoint.ts';
import { countryBefore, mentionsForeignLaw } from '../law/reference-grammar/other-laws.ts';
import type { Rank, Reference } from '../law/reference-model.ts';
import { type FoldedText, foldText } from '../law/reference-text.ts';
import { readReferences } from '../law/references.ts';
import { contentWords } from '../search/tokens.ts';

/** A law of the whole country, as a catalogue of official text lists it. */
export interface CatalogueLaw {
  readonly title: string;
  readonly slug: string;
  readonly file: string;
}

/** A law that our corpus lacks. */
export type NationwideLaw = CatalogueLaw & { readonly type: 'statute' };

interface ReferenceTo<T> {
  readonly law: T;
  readonly at: Pinpoint;
  /** The last article of a range. */
  readonly to?: Pinpoint;
  /** False when the question names no law and we took the likeliest. */
  readonly isLawNamed: boolean;
}

/** An article of one of our laws that a question names. */
export type LawReference = ReferenceTo<Law>;
/** An article of any law. */
export type AnyReference = ReferenceTo<Law | NationwideLaw>;

/** With more words than this beside the reference the question is about something more than the article. */
const WORDS_BESIDE_REFERENCE = 5;
/** Where a law is named the question may say more. */
const WORDS_BESIDE_NAMED = WORDS_BESIDE_REFERENCE + 4;
const LETTERS_BESIDE_NAMED = 30;

/** Which law a bare "23조" most likely means. */
const LIKELIEST_LAW = 'pipa';

/** English says it anywhere: "what does the decree say in article 18". */
const ENGLISH_RANKS: readonly { readonly rank: Rank; readonly asked: RegExp }[] = [
  { rank: '시행령', asked: /\bdecree\b/ },
  { rank: '시행규칙', asked: /\benforcement ?rules?\b/ },
];

/** Finds "개보법 23조", "PIPA art. 35-2", "시행령 18조" in questions. */
export class ReferenceReader {
  readonly #names: NamedLaws<Law | NationwideLaw>;
  readonly #likeliest: Law | undefined;
  readonly #catalogue: ReadonlyMap<string, CatalogueLaw>;

  /**
   * @param catalogue - All laws of the country, for {@link readNationwide}. Where a name is ambiguous our laws come first.
   */
  constructor(
    { sources, lawAliases }: Pick<Corpus, 'sources' | 'lawAliases'>,
    catalogue: readonly CatalogueLaw[] = [],
  ) {
    const ours = [...sources.values()].filter((source) => source.type === 'law');
    const titled = [
      ...ours.map((law) => ({
        law,
        title: law.title.ko,
        names: [law.title.en, ...law.aliases],
      })),
      ...byPlainSlug(catalogue).map(({ title, slug, file }) => ({
        law: { type: 'statute', title, slug, file } as const,
        title,
        names: [],
      })),
    ];
    const byTitle = namedLaws<Law | NationwideLaw>(titled);
    const nicknamed = lawAliases.flatMap(({ name, title }) => {
      const law = byTitle.exact(title);
      return law ? [{ law, title, names: [name] }] : [];
    });
    this.#names = nicknamed.length > 0 ? namedLaws([...titled, ...nicknamed]) : byTitle;
    this.#likeliest = ours.find(({ id }) => id === LIKELIEST_LAW);
    const laws = byPlainSlug(catalogue).toReversed();
    this.#catalogue = new Map(laws.map((law) => [squash(law.title), law]));
  }

  /** The first article the text names; undefined when it names none, or one of a law that we do not have. */
  read(text: string): LawReference | undefined {
    const first = this.#first(text);
    return first?.law.type === 'law' ? { ...first, law: first.law } : undefined;
  }

  /** Every article that the text names, of laws that we can tell; ours and, with a catalogue, others. */
  readAll(text: string): readonly AnyReference[] {
    const { references } = readReferences(text, this.#names);
    return references.flatMap((reference) => this.#resolved(reference, text) ?? []);
  }

  /** The first article the text names, where it names a law and the catalogue has it. */
  readNationwide(text: string): (CatalogueLaw & { readonly at: Pinpoint }) | undefined {
    const first = this.#first(text);
    if (!first?.isLawNamed) return undefined;
    const { law, at } = first;
    const title = law.type === 'law' ? law.title.ko : law.title;
    const found = law.type === 'law' ? this.#catalogue.get(squash(title)) : law;
    return found && { title: found.title, slug: found.slug, file: found.file, at };
  }

  /** True when the text asks for the article itself, not for a situation in which it matters. */
  isAboutReference(text: string, { law, isLawNamed }: AnyReference): boolean {
    const { references } = readReferences(text, this.#names);
    const rest = without(text, references);
    const beside = contentWords(rest).length;
    if (!isLawNamed) return beside <= WORDS_BESIDE_REFERENCE;
    const folded = foldText(rest);
    const names = this.#names
      .mentionsIn(folded)
      .filter((mention) => mention.law === law)
      .map(({ start, end }) => folded.originalSpan(start, end));
    const unnamed = squash(without(rest, names));
    return unnamed.length <= LETTERS_BESIDE_NAMED || beside <= WORDS_BESIDE_NAMED;
  }

  #first(text: string): AnyReference | undefined {
    const [first] = readReferences(text, this.#names).references;
    return first && this.#resolved(first, text);
  }

  #resolved(
    { law, from, to }: Reference<Law | NationwideLaw>,
    text: string,
  ): AnyReference | undefined {
    const place = { at: from, ...(to && { to }) };
    if (law.kind === 'named') return { ...place, law: law.law, isLawNamed: true };
    if (law.kind === 'unknown-name') return undefined;
    const folded = foldText(text);
    const { named, isForeign } = this.#namedWithin(folded);
    if (!named && (isForeign || mentionsForeignLaw(folded.text))) return undefined;
    const base = named ?? this.#likeliest;
    const rank = law.rank ?? ENGLISH_RANKS.find(({ asked }) => asked.test(folded.text))?.rank;
    const asked = base && rank ? this.#subordinateTo(base, rank) : base;
    // "시행령 18조" names a law as well: ours has one likeliest decree.
    return asked && { ...place, law: asked, isLawNamed: named !== undefined || asked !== base };
  }

  /** The law that a text names anywhere, ours before others; the longest name where there are several. */
  #namedWithin(folded: FoldedText): { named?: Law | NationwideLaw; isForeign: boolean } {
    const mentions = this.#names
      .mentionsIn(folded)
      .toSorted((a, b) => b.end - b.start - (a.end - a.start));
    const here = mentions.filter(({ start }) => countryBefore(folded.text.slice(0, start)) === '');
    const named = (here.find(({ law }) => law.type === 'law') ?? here[0])?.law;
    return { ...(named && { named }), isForeign: here.length < mentions.length };
  }

  /** The decree or rules of a law where the question asks for that; undefined when we do not have it. */
  #subordinateTo(law: Law | NationwideLaw, rank: Rank): Law | NationwideLaw | undefined {
    const title = law.type === 'law' ? law.title.ko : law.title;
    if (title.endsWith(rank) || (law.type === 'law' && law.kind === 'decree')) return law;
    return this.#names.exact(`${title} ${rank}`);
  }
}

/** Of laws that share a title the one whose address is the bare title comes first: 특허법 before 특허법(군정법령). */
const byPlainSlug = (catalogue: readonly CatalogueLaw[]): readonly CatalogueLaw[] =>
  catalogue.toSorted((a, b) => a.slug.length - a.title.length - (b.slug.length - b.title.length));

/** A text without parts of it; each leaves a space. */
function without(
  text: string,
  spans: readonly { readonly start: number; readonly end: number }[],
): string {
  const ends = [0, ...spans.map(({ end }) => end)];
  const starts = [...spans.map(({ start }) => start), text.length];
  return ends.map((end, index) => text.slice(end, starts[index])).join(' ');
}
