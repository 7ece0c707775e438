import { type NamedLaws, namedLaws } from '../law/named-laws.ts';
import { foldText } from '../law/reference-text.ts';
import { readReferences } from '../law/references.ts';
import type { TextIndex } from '../text-search/text-index.ts';
import type { Hit } from '../text-search/text-index-data.ts';

/** The words of the law that a query in everyday words may mean; undefined when it has none. */
export type QueryExpansion = (query: string) => string | undefined;

/** A collection of articles, as the ranking needs to know it. */
export interface RankedCollection {
  readonly index: TextIndex;
  /** The laws by the numbers of their groups. */
  readonly titles: ReadonlyMap<number, string>;
  /** The number of the text that is an article of a law. */
  articleAt(law: number, article: string): number | undefined;
}

/** Words of the law for everyday ones count half: they say what the person may have meant. DECISIONS.md, 15. */
const EXPANSION_WEIGHT = 0.5;
/** An article of a law that the query names is wanted before one of another. DECISIONS.md, 15. */
const NAMED_LAW_FACTOR = 1.3;

/** Ranks articles for a query: by its words, by the laws it names, and first the very articles that it cites. */
export class LawRanking {
  readonly #collection: RankedCollection;
  readonly #expand: QueryExpansion | undefined;
  readonly #laws: NamedLaws<number>;

  constructor(collection: RankedCollection, expand?: QueryExpansion) {
    this.#collection = collection;
    this.#expand = expand;
    this.#laws = namedLaws([...collection.titles].map(([law, title]) => ({ law, title })));
  }

  /** @param within - Only these texts. */
  rank(query: string, limit: number, within?: readonly number[]): readonly Hit[] {
    const expansion = this.#expand?.(query);
    const named = this.#laws.mentionsIn(foldText(query)).map(({ law }) => law);
    const hits = this.#collection.index.search(query, {
      limit,
      ...(within && { within }),
      ...(expansion && { expansion: { text: expansion, weight: EXPANSION_WEIGHT } }),
      ...(named.length > 0 && {
        groupFactors: new Map(named.map((law) => [law, NAMED_LAW_FACTOR])),
      }),
    });
    if (named.length === 0 || within) return hits;
    return this.#citedFirst(query, hits).slice(0, limit);
  }

  #citedFirst(query: string, hits: readonly Hit[]): readonly Hit[] {
    const cited = readReferences(query, this.#laws).references.flatMap(({ law, from }) =>
      law.kind === 'named' ? (this.#collection.articleAt(law.law, from.article) ?? []) : [],
    );
    if (cited.length === 0) return hits;
    const score = (hits[0]?.score ?? 0) + 1;
    return [
      ...[...new Set(cited)].map((text) => ({ text, score })),
      ...hits.filter(({ text }) => !cited.includes(text)),
    ];
  }
}
