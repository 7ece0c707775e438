import { pairNumber, rowOf } from './term-table.ts';
import type { TextIndexData } from './text-index-data.ts';
import { type Tokeniser, WordReader } from './word-reader.ts';

/** k2 of BM25's query side: repeated words of a long question count less and less. */
const QUERY_SATURATION = 2;
/** Two words of the question side by side, against one word: DECISIONS.md, 15. */
const PAIR_WEIGHT = 0.5;

/** A row of the index that a query asks for. */
export interface QueryTerm {
  readonly row: number;
  readonly weight: number;
}

/** Words that stand for others in a query, at a lower weight. */
export interface Expansion {
  readonly text: string;
  readonly weight: number;
}

interface QueryWord {
  readonly rows: readonly number[];
  readonly hash: number;
  readonly isStop: boolean;
  /** Whether any text has it. */
  readonly isKnown: boolean;
}

/** Turns queries into rows of an index. */
export class QueryReader {
  readonly #data: TextIndexData;
  readonly #reader: WordReader<QueryWord>;

  constructor(data: TextIndexData, tokeniser: Tokeniser) {
    this.#data = data;
    this.#reader = new WordReader(tokeniser, ({ terms, hash, isStop }) => {
      const rows = terms.flatMap((term) => rowOf(data.slots, term) ?? []);
      return { rows, hash, isStop, isKnown: rows.length === terms.length };
    });
  }

  /** The rows of a query and of what stands for its words, each with its weight. */
  terms(query: string, expansion?: Expansion): readonly QueryTerm[] {
    const weights = new Map<number, number>();
    for (const [row, count] of this.#rowsOf(query)) {
      const repeated = (count * (QUERY_SATURATION + 1)) / (count + QUERY_SATURATION);
      weights.set(row, repeated * (row < this.#data.words ? 1 : PAIR_WEIGHT));
    }
    for (const row of this.#rowsOf(expansion?.text ?? '').keys()) {
      if (!weights.has(row)) weights.set(row, expansion?.weight ?? 0);
    }
    // What people ask is not kept.
    this.#reader.clear();
    return [...weights].map(([row, weight]) => ({ row, weight: weight * this.#rarity(row) }));
  }

  /** The rows that a query reads, with counts. A query of stop words only is taken as it is. */
  #rowsOf(query: string): ReadonlyMap<number, number> {
    const { words } = this.#data;
    const all = this.#reader.read(query);
    const telling = all.filter(({ isStop }) => !isStop);
    const counts = new Map<number, number>();
    const add = (row: number) => counts.set(row, (counts.get(row) ?? 0) + 1);
    let before: number | undefined;
    for (const { rows, hash, isKnown } of telling.length > 0 ? telling : all) {
      for (const row of rows) add(row);
      // Pairs share numbers: that of a word which no text has would be that of others.
      if (before !== undefined && isKnown) add(words + pairNumber(before, hash));
      before = isKnown ? hash : undefined;
    }
    return counts;
  }

  /** How telling a row is (the inverse document frequency over passages). */
  #rarity(row: number): number {
    const { offsets } = this.#data;
    const count = (offsets[row + 1] ?? 0) - (offsets[row] ?? 0);
    const units = this.#data.firstUnits.at(-1) ?? 0;
    return Math.log(1 + (units - count + 0.5) / (count + 0.5));
  }
}
